"""Inserting very many records: the log and the search index are filled for many at once.

After each statement that wrote to it FTS5 stores what it gathered and merges it with what
was there, so that a trigger for each record takes several times as long as the rest.
"""

import sqlite3
from collections.abc import Iterator

from clientlog.kinds import SEARCHED
from clientlog.store import schema
from clientlog.store.triggers import log_insertion, search_insertion

CHUNK = 5_000
"""How many records one statement logs or makes searchable: what it changes is in memory."""


def suspend_triggers(connection: sqlite3.Connection) -> None:
    """Let the records inserted from now on be neither logged nor made searchable.

    The caller's transaction must not end before `resume_triggers`.
    """
    for name in _statements(connection):
        connection.execute(f"DROP TRIGGER {name}")


def resume_triggers(connection: sqlite3.Connection) -> None:
    """Take the suspended triggers back into the schema, as they were."""
    for statement in _statements(connection).values():
        connection.execute(statement)


def _statements(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the triggers on insertion that log and index, by name."""
    wanted = {f"log_{table}_insert" for table in schema.LOGGED}
    wanted |= {f"find_{table}_insert" for table in SEARCHED}
    statements = {statement.split()[2]: statement for statement in schema.triggers(connection)}
    return {name: statements[name] for name in sorted(wanted)}


def record_insertions(connection: sqlite3.Connection, table: str, after: int) -> None:
    """Log the records of a table numbered above `after`, and make them searchable."""
    statements = [log_insertion(table)]
    if table in SEARCHED:
        statements.append(search_insertion(table))
    for numbers in number_ranges(connection, table, after):
        for statement in statements:
            connection.execute(statement, numbers)


def number_ranges(
    connection: sqlite3.Connection, table: str, after: int
) -> Iterator[tuple[int, int]]:
    """Yield the first and the last number of ranges above `after`, each with CHUNK records."""
    while True:
        # Numbers may have wide gaps between them.
        (end,) = connection.execute(
            f"SELECT max(id) FROM (SELECT id FROM {table} WHERE id > ? ORDER BY id LIMIT {CHUNK})",
            (after,),
        ).fetchone()
        if end is None:
            return
        yield after + 1, end
        after = end
