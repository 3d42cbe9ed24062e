"""Inserting very many meetings and touches: the contacts that they are, for many at once.

The triggers work out the contacts of a meeting afresh with each client who attends it.
"""

import sqlite3
from collections.abc import Mapping

from clientlog.store.bulk import number_ranges
from clientlog.store.triggers import CONTACTS_OF_MEETINGS, FIXED_TRIGGERS

_TABLES = ("attendance", "meeting", "touch")

_TRIGGERS = {
    name: statement
    for statement in FIXED_TRIGGERS
    if (name := statement.split()[2]) in {f"contact_{table}_insert" for table in _TABLES}
}


def suspend_contacts(connection: sqlite3.Connection) -> None:
    """Let the records inserted from now on be no contacts.

    The caller's transaction must not end before `resume_contacts`.
    """
    for name in _TRIGGERS:
        connection.execute(f"DROP TRIGGER {name}")


def resume_contacts(connection: sqlite3.Connection, after: Mapping[str, int]) -> None:
    """Work out the contacts of the records numbered above `after` in each table.

    The triggers are taken back into the schema.
    """
    last = dict.fromkeys(_TABLES, 0) | {**after}
    for numbers in number_ranges(connection, "meeting", last["meeting"]):
        _meet(connection, *numbers)
    for numbers in number_ranges(connection, "touch", last["touch"]):
        _touch(connection, *numbers)
    older = connection.execute(
        "SELECT DISTINCT meeting_id FROM attendance WHERE id > ? AND meeting_id <= ?",
        (last["attendance"], last["meeting"]),
    )
    for (meeting,) in older.fetchall():
        _meet(connection, meeting, meeting)
    for statement in _TRIGGERS.values():
        connection.execute(statement)


def _meet(connection: sqlite3.Connection, first: int, last: int) -> None:
    # A known attendance that was moved to a new meeting may have made it a contact already.
    connection.execute(
        "DELETE FROM contact WHERE source IN"
        " (SELECT 'm' || id FROM meeting WHERE id BETWEEN ? AND ?)",
        (first, last),
    )
    connection.execute(
        f"INSERT INTO contact {CONTACTS_OF_MEETINGS} AND meeting.id BETWEEN ? AND ?", (first, last)
    )


def _touch(connection: sqlite3.Connection, first: int, last: int) -> None:
    connection.execute(
        "INSERT INTO contact SELECT client_id, at, 'k' || id FROM touch WHERE id BETWEEN ? AND ?",
        (first, last),
    )
