"""The references of single records: whether what they point at, and what points at them, fits."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from clientlog.store.schema import LOGGED


class Reference(NamedTuple):
    """A column of one table that holds the number of a row of another."""

    child: str
    column: str
    parent: str


def find_references(connection: sqlite3.Connection) -> list[Reference]:
    """Return every foreign key between the tables of records."""
    return [
        Reference(table, column, parent)
        for table in LOGGED
        for parent, column in connection.execute(
            'SELECT "table", "from" FROM pragma_foreign_key_list(?)', (table,)
        )
    ]


def has_loose_references(connection: sqlite3.Connection, rows: Iterable[tuple[str, int]]) -> bool:
    """Return whether a reference from or to one of these rows, (table, number), points nowhere.

    Reads these rows and their neighbours only, where `PRAGMA foreign_key_check` reads every table.
    """
    numbers = defaultdict(set)
    for table, number in rows:
        numbers[table].add(number)
    return any(
        _points_nowhere(connection, reference, number)
        for reference in find_references(connection)
        for number in numbers[reference.child]
    ) or any(
        _is_missed(connection, reference, number)
        for reference in find_references(connection)
        for number in numbers[reference.parent]
    )


def _points_nowhere(connection: sqlite3.Connection, reference: Reference, number: int) -> bool:
    child, column, parent = reference
    return _finds(
        connection,
        f"SELECT 1 FROM {child} AS child WHERE id = ? AND {column} IS NOT NULL"
        f" AND NOT EXISTS (SELECT 1 FROM {parent} AS parent WHERE parent.id = child.{column})",
        number,
    )


def _is_missed(connection: sqlite3.Connection, reference: Reference, number: int) -> bool:
    """Return whether the row is not there, and a row of the child table points at it."""
    child, column, parent = reference
    return _finds(
        connection,
        f"SELECT 1 FROM {child} WHERE {column} = ?1"
        f" AND NOT EXISTS (SELECT 1 FROM {parent} WHERE id = ?1) LIMIT 1",
        number,
    )


def _finds(connection: sqlite3.Connection, statement: str, number: int) -> bool:
    return connection.execute(statement, (number,)).fetchone() is not None
