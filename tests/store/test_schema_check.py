"""Whether a journal's schema is ours is found out by comparing, quickly where it is the newest."""

import sqlite3

import pytest

from clientlog.store import schema, schema_check


def _journal() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    return connection


def test_a_migrated_journal_carries_no_foreign_part() -> None:
    """The triggers in the file are those that clientlog writes; one more is noticed."""
    connection = _journal()
    assert schema_check.foreign_objects(connection) == []
    connection.execute("CREATE TRIGGER spy AFTER INSERT ON note BEGIN DELETE FROM promise; END")
    assert schema_check.foreign_objects(connection) == ["spy"]


def test_the_digest_is_that_of_a_new_journal() -> None:
    """`DIGEST` follows every change of the schema; the message says what it has to be."""
    assert schema_check.current_digest() == schema_check.DIGEST


@pytest.mark.parametrize("kind", ["trigger", "index", "table"])
@pytest.mark.parametrize("name", ["sqlite_stat1", "sqlite_autoindex_note_9", "sqlite_sequence2"])
def test_no_foreign_part_hides_behind_a_name_of_sqlite(kind: str, name: str) -> None:
    """Statistics that SQLite itself keeps are no foreign part."""
    connection = _journal()
    connection.execute("ANALYZE")
    assert schema_check.foreign_objects(connection) == []
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute("DELETE FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'")
    connection.execute(
        "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES (?, ?, ?, 0, ?)",
        (kind, name, "note", "CREATE TRIGGER x AFTER INSERT ON note BEGIN SELECT 1; END"),
    )
    assert schema_check.foreign_objects(connection) == [name]
