"""The statements that store a staged record."""

import pytest

from clientlog.interchange import statements


def test_columns_are_quoted_and_values_are_parameters() -> None:
    """A column may be called as a word of SQL; the first value of a row is its position."""
    assert statements.insertion("touch", ["by"]) == (
        'INSERT INTO touch (id, uuid, "by") VALUES (?2, ?3, nullif(?4, 0.5)) ON CONFLICT DO NOTHING'
    )
    assert statements.update("touch", ["by", "at"]) == (
        'UPDATE touch SET "by" = ?, "at" = ? WHERE id = ?'
    )
    assert statements.selection("touch", ["by"]) == 'SELECT "by" FROM touch WHERE id = ?'


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
