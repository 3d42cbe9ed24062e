"""What the database refuses of what imports remember, whatever program writes it."""

import sqlite3

import pytest

from clientlog.models import Record, sources
from tests.models.tables import insert, journal, models_of, not_in_the_journal, refuses


@pytest.mark.parametrize(
    ("column", "taken", "refused"),
    [
        ("source", ["ical"], ["", "a" * 201, None]),
        ("key", ["a" * 201], ["", "a\x00", None]),
        ("record_table", ["client"], ["", None]),
        ("record_uuid", ["v" * 36], ["v" * 35, None]),
        ("digest", [None, "a"], ["", "a" * 201]),
    ],
)
def test_a_column_takes_what_makes_sense_and_nothing_else(
    column: str, taken: list[object], refused: list[object]
) -> None:
    """The record itself need not be there any more."""
    assert [value for value in taken if refuses("external_key", **{column: value})] == []
    assert [value for value in refused if not refuses("external_key", **{column: value})] == []


def test_a_key_is_known_once_in_each_kind_of_source() -> None:
    """Another kind may use the same."""
    db = journal()
    db.execute("BEGIN")
    try:
        insert(db, "external_key", {"id": 2, "uuid": "2" * 36, "source": "vcard"})
        with pytest.raises(sqlite3.IntegrityError):
            insert(db, "external_key", {"id": 3, "uuid": "3" * 36})
    finally:
        db.execute("ROLLBACK")


@pytest.mark.parametrize("model", models_of(sources))
def test_what_a_record_declares_stands_in_the_journal(model: type[Record]) -> None:
    """Its table, its indexes, and the row that is generated of it."""
    assert not_in_the_journal(model) == []
