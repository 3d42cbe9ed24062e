"""What a record was at each of its changes.

The log does not repeat what the tables or a later row of it still tell, so a record is followed
from what it is now, or was before it was removed, back to when it was created.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from clientlog.store.changes import Image, Row, current_image, parse_image


@dataclass(frozen=True, slots=True)
class Version:
    """One row of the log with the whole record before and after; None where it was not there."""

    entry: int
    """The number of the row; a later one is higher."""
    change: int
    logged: Row
    before: Image | None
    after: Image | None


def versions_of(connection: sqlite3.Connection, table: str, number: int) -> Iterator[Version]:
    """Yield what each change made of a record, the newest first."""
    rows = connection.execute(
        "SELECT id, change_id, before, after FROM change_row"
        " WHERE table_name = ? AND row_id = ? ORDER BY id DESC",
        (table, number),
    ).fetchall()
    image = current_image(connection, table, number)
    for entry, change, *images in rows:
        row = Row(table, number, *map(parse_image, images))
        after = None if row.what == "removed" else image
        before = None if row.before is None else {**(after or {}), **row.before}
        yield Version(entry, change, row, before, after)
        image = before
