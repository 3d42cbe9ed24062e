"""Inserting very many meetings and touches: the contacts that they are, for many at once.

The triggers work out the contacts of a meeting afresh with each client who attends it.
"""

import sqlite3
from collections.abc import Callable, Mapping

from clientlog.store.bulk import CHUNK
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
    _for_each_range(connection, "meeting", after.get("meeting", 0), _meet)
    _for_each_range(connection, "touch", after.get("touch", 0), _touch)
    older = connection.execute(
        "SELECT DISTINCT meeting_id FROM attendance WHERE id > ? AND meeting_id <= ?",
        (after.get("attendance", 0), after.get("meeting", 0)),
    )
    for (meeting,) in older.fetchall():
        _meet(connection, meeting, meeting)
    for statement in _TRIGGERS.values():
        connection.execute(statement)


def _for_each_range(
    connection: sqlite3.Connection,
    table: str,
    after: int,
    work_out: Callable[[sqlite3.Connection, int, int], None],
) -> None:
    position = after
    while True:
        # Numbers may have wide gaps between them.
        (end,) = connection.execute(
            f"SELECT max(id) FROM (SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT {CHUNK})",
            (position,),
        ).fetchone()
        if end is None:
            return
        work_out(connection, position + 1, end)
        position = end


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
