"""Read what was changed when: the latest changes, and the history of one record."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from clientlog.kinds import LETTERS, PARTS
from clientlog.store.changes import (
    LOGGED_COLUMNS,
    REMOVED,
    UNSHOWN,
    ChangeEntry,
    Image,
    Kind,
    What,
    handle_of,
    logged_from,
    logged_moment,
)
from clientlog.store.versions import Version, versions_of

PARTS_OF = {
    owner: tuple(part.table for part in PARTS if owner in part.owners)
    for owner in ("client", *LETTERS)
}
"""The tables whose rows belong to one record alone; the column that says to which is its id."""

POINTERS = {
    **{f"{table}_id": table for table in ("client", *LETTERS)},
    "need_id": "note", "because_id": "note", "owner_client_id": "client",
}  # fmt: skip
"""The table that a column points at."""

BOOKKEEPING = UNSHOWN | {
    "anchor_at", "by_hand", "due_set_at", "ends_set_at", "series", "series_zone",
}  # fmt: skip
"""Columns that tell a reader nothing about what was changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One column of a record, before and after."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Event:
    """What one change did to a record, or to a part of it."""

    change: int
    at: datetime
    command: str
    kind: Kind
    part: str
    what: What
    differences: tuple[Difference, ...]


def count_undoable(db: sqlite3.Connection) -> int:
    """Return how many changes stand that an undo could take back."""
    (count,) = db.execute("SELECT count(*) FROM change WHERE kind = 'do' AND undone = 0").fetchone()
    return int(count)


def latest_changes(db: sqlite3.Connection, limit: int) -> list[ChangeEntry]:
    """Return the commands that changed something, newest first."""
    # `+kind` keeps SQLite from sorting the whole log by way of the index on kind.
    rows = db.execute(
        f"SELECT {LOGGED_COLUMNS} FROM change WHERE +kind = 'do' ORDER BY id DESC LIMIT ?", (limit,)
    )
    return [logged_from(row) for row in rows]


def record_history(db: sqlite3.Connection, table: str, number: int, limit: int) -> list[Event]:
    """Return all changes of one record and its parts, undone or not, newest first."""
    versions = list(versions_of(db, table, number))
    for part in PARTS_OF[table]:
        versions += _part_versions(db, part, f"{table}_id", number)
    versions.sort(key=lambda version: version.entry, reverse=True)
    return [_event(db, version) for version in versions[:limit]]


def _part_versions(
    db: sqlite3.Connection, part: str, column: str, number: int
) -> Iterator[Version]:
    """Yield the changes of parts while they belonged to the record that the column points at."""
    rows = db.execute(
        f"SELECT id FROM {part} WHERE {column} = ?1"
        " UNION SELECT row_id FROM change_row WHERE table_name = ?2 AND before IS NOT NULL"
        f" AND json_extract(before, '$.{column}') = ?1",
        (number, part),
    ).fetchall()
    for (row,) in rows:
        for version in versions_of(db, part, row):
            if (version.after or version.before or {}).get(column) == number:
                yield version


def removed_client(db: sqlite3.Connection, handle: str) -> int | None:
    """Return the number of a removed client, by the last handle they had."""
    row = db.execute(
        f"SELECT row_id FROM change_row WHERE table_name = 'client' AND {REMOVED}"
        " AND json_extract(before, '$.handle') = ? ORDER BY id DESC LIMIT 1",
        (handle,),
    ).fetchone()
    return int(row[0]) if row else None


def _event(db: sqlite3.Connection, version: Version) -> Event:
    at, command, kind = db.execute(
        "SELECT at, command, kind FROM change WHERE id = ?", (version.change,)
    ).fetchone()
    return Event(
        change=version.change,
        at=logged_moment(at),
        command=command,
        kind=kind,
        part=version.logged.table.replace("_", " "),
        what=version.logged.what,
        differences=tuple(_differences(db, version.before or {}, version.after or {})),
    )


def _differences(db: sqlite3.Connection, before: Image, after: Image) -> list[Difference]:
    """Return what a change did to the columns; a new record has no 0 for what is not so."""
    return [
        Difference(
            column.removesuffix("_id"),
            _named(db, column, before.get(column)),
            _named(db, column, after.get(column)),
        )
        for column in dict.fromkeys((*before, *after))
        if column not in BOOKKEEPING
        and before.get(column) != after.get(column)
        and (before or after[column] != 0)
    ]


def _named(db: sqlite3.Connection, column: str, value: Any) -> Any:
    """Return a pointer to another record as a REF or a handle."""
    table = POINTERS.get(column)
    if table is None or value is None:
        return value
    if table in LETTERS:
        return f"{LETTERS[table]}{value}"
    return handle_of(db, value) or "a client who is gone"
