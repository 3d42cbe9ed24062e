"""Whether a journal's schema is ours is found out by comparing, quickly where it is the newest."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.errors import JournalError
from clientlog.store import schema, schema_check
from tests.store import released


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


@pytest.mark.parametrize(
    ("kind", "name", "sql", "is_foreign"),
    [
        ("index", "sqlite_autoindex_note_9", None, False),
        ("table", "sqlite_autoindex_note_9", None, True),
        ("index", "note_9", None, True),
        ("table", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,sample)", False),
        ("table", "spy", "CREATE TABLE sqlite_stat4(tbl,idx,sample)", True),
        ("table", "spy", "CREATE TABLE sqlite_sequence(name,seq)", True),
        ("table", "sqlite_sequence", "CREATE TABLE sqlite_sequence(name,seq,more)", True),
    ],
)
def test_what_sqlite_adds_is_known_by_its_name_and_its_text(
    kind: str, name: str, sql: str | None, is_foreign: bool
) -> None:
    """Neither tells by itself."""
    connection = _journal()
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES (?, ?, ?, 0, ?)",
        (kind, name, "note", sql),
    )
    assert schema_check.foreign_objects(connection) == ([name] if is_foreign else [])


def test_the_triggers_may_be_others_only_where_they_are_written_afresh() -> None:
    """Before a restore or an upgrade; never anything else."""
    connection = _journal()
    schema_check.refuse_foreign_schema(connection, "a.db")
    connection.execute("DROP TRIGGER log_note_insert")
    schema_check.refuse_foreign_schema(connection, "a.db", triggers_are_rewritten=True)
    with pytest.raises(JournalError, match=r"did not write \(log_note_insert\)") as caught:
        schema_check.refuse_foreign_schema(connection, "a.db")
    assert caught.value.hint == "bring back a backup with: clientlog restore PATH"
    connection.execute("CREATE VIEW spy AS SELECT 1")
    with pytest.raises(JournalError, match=r"did not write \(spy\)"):
        schema_check.refuse_foreign_schema(connection, "a.db", triggers_are_rewritten=True)


@pytest.mark.parametrize("version", range(1, schema.VERSION))
def test_a_journal_of_an_older_schema_has_what_was_released(version: int, tmp_path: Path) -> None:
    """With the triggers of its time; the newest schema under its number is none of it."""
    path = released.journal_of(version, tmp_path / "a.db")
    with closing(sqlite3.connect(path)) as connection:
        assert schema_check.foreign_objects(connection) == []
        connection.execute("CREATE TABLE spy (a)")
        assert schema_check.foreign_objects(connection) == ["spy"]
    with closing(_journal()) as newest:
        newest.execute(f"PRAGMA user_version = {version}")
        assert schema_check.foreign_objects(newest) != []
