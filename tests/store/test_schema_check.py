"""Whether a journal's schema is ours is found out by comparing, quickly where it is the newest."""

import sqlite3

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
