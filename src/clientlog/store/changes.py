"""The log of changes: what every command did to every row, and how to take it back.

Triggers write the rows of the log, with the record before and after as JSON, in the
transaction that changes the records; this module opens a change and turns it round.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from clientlog.clock import Clock, stamp
from clientlog.errors import ClientlogError, NotThere
from clientlog.store.journal_file import open_to_change, refusing

Kind = Literal["do", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the log: a record before and after; None where it was not there."""

    table: str
    number: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Logged:
    """One change as the log knows it."""

    id: int
    at: str
    command: str
    kind: Kind
    undone: bool


def begin(
    connection: sqlite3.Connection,
    clock: Clock,
    command: str,
    kind: Kind = "do",
    target: int | None = None,
) -> int:
    """Open a change inside a transaction that has just begun; return its id."""
    cursor = connection.execute(
        "INSERT INTO change (uuid, at, zone, command, kind, target) VALUES (?, ?, ?, ?, ?, ?)",
        (str(uuid4()), stamp(clock.now), clock.zone_name, command, kind, target),
    )
    assert cursor.lastrowid
    return cursor.lastrowid


@contextmanager
def raw_change(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction in which nothing cascades, for putting rows back as they were."""
    with refusing(path), closing(open_to_change(path, foreign_keys=False)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def rows_of(connection: sqlite3.Connection, change: int) -> list[Row]:
    """What a change did, in the order it was done."""
    found = connection.execute(
        "SELECT table_name, row_id, before, after FROM change_row WHERE change_id = ? ORDER BY id",
        (change,),
    )
    return [
        Row(table, number, before and json.loads(before), after and json.loads(after))
        for table, number, before, after in found
    ]


def undo(path: Path, clock: Clock, count: int = 1) -> list[Logged]:
    """Take back the last `count` changes that still stand, the newest first."""
    with raw_change(path) as connection:
        undone = []
        for _ in range(count):
            last = _newest(connection, "kind = 'do' AND undone = 0")
            if last is None:
                raise ClientlogError("there is nothing to undo" if not undone else _too_many(undone))
            _turn_round(connection, clock, last, "undo")
            undone.append(last)
        return undone


def undo_change(path: Path, clock: Clock, change: int) -> Logged:
    """Take back one older change; refused when a later one touched the same records."""
    with raw_change(path) as connection:
        target = _newest(connection, "id = ? AND kind = 'do' AND undone = 0", change)
        if target is None:
            raise NotThere(f"there is no change {change} to undo", "see: clientlog history")
        _refuse_where_touched_since(connection, change)
        _turn_round(connection, clock, target, "undo")
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise ClientlogError(
                f"change {change} cannot be undone: later records belong to what it made",
                "undo those first, or remove them with: clientlog rm REF",
            )
        return target


def redo(path: Path, clock: Clock) -> Logged:
    """Do again what was undone last, unless anything else was changed since."""
    with raw_change(path) as connection:
        last = _newest(connection, "kind = 'undo' AND undone = 0")
        if last is None or _newest(connection, "kind = 'do' AND id > ?", last.id):
            raise ClientlogError("there is nothing to redo")
        _turn_round(connection, clock, last, "redo")
        return last


def _too_many(undone: list[Logged]) -> str:
    return f"there are only {len(undone)} changes to undo; nothing was undone"


def _newest(connection: sqlite3.Connection, condition: str, *values: object) -> Logged | None:
    row = connection.execute(
        f"SELECT id, at, command, kind, undone FROM change WHERE {condition}"
        " ORDER BY id DESC LIMIT 1",
        values,
    ).fetchone()
    return row and Logged(*row[:4], undone=bool(row[4]))


def _turn_round(
    connection: sqlite3.Connection, clock: Clock, logged: Logged, kind: Literal["undo", "redo"]
) -> None:
    """Put every row of a change back as it was before, newest first, as a change of its own."""
    begin(connection, clock, logged.command, kind, logged.id)
    for row in reversed(rows_of(connection, logged.id)):
        _put(connection, row)
    if kind == "redo":
        connection.execute(
            "UPDATE change SET undone = 0 WHERE id = (SELECT target FROM change WHERE id = ?)",
            (logged.id,),
        )
    connection.execute("UPDATE change SET undone = 1 WHERE id = ?", (logged.id,))


def _put(connection: sqlite3.Connection, row: Row) -> None:
    """Give one record the content it had before, or take it away where it was not there."""
    if row.before is None:
        connection.execute(f"DELETE FROM {row.table} WHERE id = ?", (row.number,))
        return
    columns = ", ".join(row.before)
    slots = ", ".join("?" * len(row.before))
    if row.after is None:
        statement = f"INSERT INTO {row.table} ({columns}) VALUES ({slots})"
    else:
        statement = f"UPDATE {row.table} SET ({columns}) = ({slots}) WHERE id = {row.number:d}"
    connection.execute(statement, tuple(row.before.values()))


def _refuse_where_touched_since(connection: sqlite3.Connection, change: int) -> None:
    for row in rows_of(connection, change):
        later = connection.execute(
            "SELECT c.id, c.command, r.after FROM change_row r JOIN change c ON c.id = r.change_id"
            " WHERE r.table_name = ? AND r.row_id = ? AND r.change_id > ? AND c.undone = 0"
            " AND c.kind = 'do' ORDER BY r.id DESC LIMIT 1",
            (row.table, row.number, change),
        ).fetchone()
        if later:
            raise ClientlogError(
                f"change {later[0]} ({later[1]}) touched the same record since:"
                f" this one left {_shown(row.after)}, it is now"
                f" {_shown(later[2] and json.loads(later[2]))}",
                f"undo that one first: clientlog undo --change {later[0]}",
            )


def _shown(image: dict[str, Any] | None) -> str:
    """The content of a record in a line, without what only the program needs."""
    if image is None:
        return "nothing"
    hidden = {"uuid", "recorded_at", "changed_at", "zone", "folded", "name_key"}
    kept = {k: v for k, v in image.items() if k not in hidden and v not in (None, 0, "")}
    return json.dumps(kept, ensure_ascii=False)
