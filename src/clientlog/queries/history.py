"""Read what was changed when: the latest changes, and the history of one record."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from clientlog.kinds import LETTERS, PARTS
from clientlog.store.changes import (
    LOGGED_COLUMNS,
    UNSHOWN,
    ChangeEntry,
    Image,
    Kind,
    Row,
    logged_from,
    logged_moment,
    name_of,
)

What = Literal["created", "changed", "removed"]

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
    parts = PARTS_OF[table]
    conditions = ["(table_name = ? AND row_id = ?)"]
    values: list[object] = [table, number]
    for part in parts:
        conditions.append(
            f"(table_name = ? AND json_extract(coalesce(after, before), '$.{table}_id') = ?)"
        )
        values += [part, number]
    rows = db.execute(
        "SELECT change.id, at, command, kind, table_name, row_id, before, after"
        " FROM change_row JOIN change ON change.id = change_id"
        f" WHERE {' OR '.join(conditions)} ORDER BY change_row.id DESC LIMIT ?",
        (*values, limit),
    ).fetchall()
    return [_event(db, row) for row in rows]


def removed_client(db: sqlite3.Connection, handle: str) -> int | None:
    """Return the number of a removed client, by the last handle they had."""
    row = db.execute(
        "SELECT row_id FROM change_row WHERE table_name = 'client' AND after IS NULL"
        " AND json_extract(before, '$.handle') = ? ORDER BY id DESC LIMIT 1",
        (handle,),
    ).fetchone()
    return int(row[0]) if row else None


def _event(db: sqlite3.Connection, row: tuple[Any, ...]) -> Event:
    change, at, command, kind, table, _, *images = row
    before, after = (json.loads(image) if image else None for image in images)
    what: What = "created" if before is None else "removed" if after is None else "changed"
    part = table.replace("_", " ")
    differences = tuple(_differences(db, before or {}, after or {}))
    return Event(change, logged_moment(at), command, kind, part, what, differences)


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
    return name_of(db, Row("", 0, None, {"client_id": value})) or "a client who is gone"
