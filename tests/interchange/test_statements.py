"""The statements that store a staged record."""

import pytest

from clientlog.interchange import statements
from clientlog.interchange.staging import StagedRecord


def record(table: str, **values: str | None) -> StagedRecord:
    return StagedRecord("file", table, "u1", 1, dict(values), 0, 1, True, None, False)


def test_a_name_is_stored_with_its_key() -> None:
    """And with what a search looks for; a name without letters is its own key."""
    values = {"role": None, "organization": None}
    assert statements.derived(record("alias", name="Dána  Reyes"))["name_key"] == "dana reyes"
    assert statements.derived(record("organization", name="***"))["name_key"] == "***"
    assert "name_key" not in statements.derived(record("tag", name="board", **values))


def test_columns_are_quoted_and_values_are_parameters() -> None:
    """A column may be called as a word of SQL."""
    assert statements.insertion("touch", "id", "by") == (
        'INSERT INTO touch ("id", "by") VALUES (?, ?)'
    )
    assert statements.update("touch", {"by": "Ann"}) == (
        'UPDATE touch SET ("by") = (?) WHERE id = ?'
    )


@pytest.mark.parametrize(
    ("message", "column"),
    [
        ("CHECK constraint failed: length(text) > 0", "text"),
        ("CHECK constraint failed: due IS NULL OR due GLOB '2*'", "due"),
        ("NOT NULL constraint failed", "record"),
    ],
)
def test_a_broken_rule_names_its_column(message: str, column: str) -> None:
    """Where SQLite names none, it is about the record."""
    assert statements.broken_rule(message)[0] == column
