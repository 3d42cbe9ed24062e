"""Undo changes and redo them: put every row back as the log has it."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from typing import Literal

from clientlog.clock import Clock
from clientlog.errors import ClientlogError, NotFoundError, quote
from clientlog.store.changes import (
    UNSHOWN,
    ChangeEntry,
    Image,
    Row,
    name_of,
    newest,
    raw_change,
    rows_of,
    start,
    summarize,
)
from clientlog.store.references import has_loose_references
from clientlog.store.schema import quote_identifier
from clientlog.store.versions import versions_of
from clientlog.text import counted

BULK = 500
"""How many inserted rows of one table are taken away by one statement."""


@dataclass(frozen=True, slots=True)
class UndoResult:
    """The result of an undo or a redo: the changes, newest first, and the records they touched."""

    changes: list[ChangeEntry]
    created: list[str]
    changed: list[str]


def undo(path: Path, clock: Clock, count: int = 1, *, seen: int | None = None) -> UndoResult:
    """Take back the last `count` changes that still stand, the newest first.

    `seen` is the last change that the user knew of, if they were asked.
    """
    with undo_transaction(path, "there is nothing to undo", seen=seen) as connection:
        undone: list[tuple[ChangeEntry, int]] = []
        for _ in range(count):
            last = newest(connection, "kind = 'do' AND undone = 0")
            if last is None:
                raise ClientlogError(_too_few(len(undone)))
            undone.append((last, revert_change(connection, clock, last, "undo")))
        _refuse_loose_ends(connection, undone[0][0], [turned for _, turned in undone], "undone")
        return _undo_result(connection, undone)


def undo_change(path: Path, clock: Clock, change: int) -> UndoResult:
    """Take back one older change; refused when a later one touched the same records."""
    with undo_transaction(path, f"there is no change {change}", NotFoundError) as connection:
        target = newest(connection, "id = ? AND kind = 'do'", change)
        if target is None:
            raise NotFoundError(f"there is no change {change}", "see: clientlog history")
        if target.undone:
            raise ClientlogError(f"change {change} is undone already", "see: clientlog history")
        final = newest(connection, "target = id")
        if final and final.id > change:
            raise ClientlogError(f"change {change} came before a purge, which is final")
        _refuse_where_touched_since(connection, change)
        turned = revert_change(connection, clock, target, "undo")
        _refuse_loose_ends(connection, target, [turned], "undone")
        return _undo_result(connection, [(target, turned)])


def redo(path: Path, clock: Clock, count: int = 1) -> UndoResult:
    """Do the last `count` undone changes again, unless anything else was changed since."""
    with undo_transaction(path, "there is nothing to redo") as connection:
        redone: list[tuple[ChangeEntry, int]] = []
        for _ in range(count):
            last = newest(connection, "kind = 'undo' AND undone = 0")
            if last is None:
                raise ClientlogError(
                    f"only {counted(len(redone), 'change')} can be redone; nothing was redone"
                    if redone
                    else "there is nothing to redo"
                )
            if newest(connection, "kind = 'do' AND id > ?", last.id):
                raise ClientlogError("there is nothing to redo: something else was changed since")
            redone.append((last, revert_change(connection, clock, last, "redo")))
        _refuse_loose_ends(connection, redone[0][0], [turned for _, turned in redone], "redone")
        return _undo_result(connection, redone)


@contextmanager
def undo_transaction(
    path: Path,
    nothing: str,
    error: type[ClientlogError] = ClientlogError,
    *,
    seen: int | None = None,
) -> Iterator[sqlite3.Connection]:
    """Open a transaction for an undo; refuse a journal that does not exist."""
    if not path.exists():
        raise error(nothing)
    with raw_change(path, spills=True, seen=seen) as connection:
        yield connection


def _too_few(count: int) -> str:
    if not count:
        return "there is nothing to undo"
    return f"only {counted(count, 'change')} can be undone; nothing was undone"


def revert_change(
    connection: sqlite3.Connection, clock: Clock, logged: ChangeEntry, kind: Literal["undo", "redo"]
) -> int:
    """Put every row of a change back as it was before, newest first, as a change of its own."""
    if logged.final:
        raise ClientlogError("a purge cannot be undone, nor what came before it")
    turned = start(connection, clock, logged.command, kind, logged.id)
    for rows in _group_insertions(rows_of(connection, logged.id, newest_first=True)):
        try:
            if len(rows) == 1:
                restore_row(connection, rows[0])
            else:
                _remove_rows(connection, rows)
        except sqlite3.IntegrityError as error:
            why = f"it would collide with what was changed since ({error})"
            raise _cannot(logged, why) from None
        except sqlite3.OperationalError as error:
            if "no column named" not in str(error) and "no such column" not in str(error):
                raise
            raise _cannot(logged, "the journal was upgraded since") from None
    if kind == "redo":
        connection.execute("UPDATE change SET undone = 0 WHERE id = ?", (logged.target,))
    connection.execute("UPDATE change SET undone = 1 WHERE id = ?", (logged.id,))
    return turned


def _cannot(logged: ChangeEntry, why: str, done: str = "undone") -> ClientlogError:
    number = logged.id if logged.kind == "do" else logged.target
    return ClientlogError(f"change {number} cannot be {done}: {why}", "see: clientlog history")


def _group_insertions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield each row by itself, and many that were inserted into one table together."""
    for (_, is_insertion), run in groupby(rows, lambda row: (row.table, row.before is None)):
        while chunk := list(islice(run, BULK)):
            if is_insertion and len(chunk) == BULK:
                yield chunk
            else:
                yield from ([row] for row in chunk)


def _remove_rows(connection: sqlite3.Connection, rows: Sequence[Row]) -> None:
    """Take away rows of one table that were not there before, in one statement.

    The search index is written once for each statement, which takes most of the time.
    """
    numbers = json.dumps([row.number for row in rows])
    connection.execute(
        f"DELETE FROM {rows[0].table} WHERE id IN (SELECT value FROM json_each(?))", (numbers,)
    )


def restore_row(connection: sqlite3.Connection, row: Row) -> None:
    """Give one record the content it had before, or take it away where it was not there."""
    if row.before is None:
        connection.execute(f"DELETE FROM {row.table} WHERE id = ?", (row.number,))
        return
    if not row.before:
        return
    columns = ", ".join(map(quote_identifier, row.before))
    slots = ", ".join("?" * len(row.before))
    if row.after is None:
        statement = f"INSERT INTO {row.table} ({columns}) VALUES ({slots})"
    else:
        statement = f"UPDATE {row.table} SET ({columns}) = ({slots}) WHERE id = {row.number:d}"
    connection.execute(statement, tuple(row.before.values()))


def _refuse_loose_ends(
    connection: sqlite3.Connection, logged: ChangeEntry, turned: Iterable[int], done: str
) -> None:
    """Refuse a change that left a record referring to a missing one; check only touched records."""
    rows = ((row.table, row.number) for change in turned for row in rows_of(connection, change))
    if has_loose_references(connection, rows):
        raise _cannot(logged, "other records belong to what would go", done)


def _refuse_where_touched_since(connection: sqlite3.Connection, change: int) -> None:
    seen: set[tuple[str, int]] = set()
    for row in rows_of(connection, change, newest_first=True):
        record = (row.table, row.number)
        if record in seen:
            continue
        seen.add(record)
        later = connection.execute(
            "SELECT c.id, c.command FROM change_row r JOIN change c ON c.id = r.change_id"
            " WHERE r.table_name = ? AND r.row_id = ? AND r.change_id > ? AND c.undone = 0"
            " AND c.kind = 'do' ORDER BY r.id DESC LIMIT 1",
            (*record, change),
        ).fetchone()
        if later:
            name = name_of(connection, row) or row.table
            left = {
                version.change: version.after
                for version in reversed(list(versions_of(connection, *record)))
            }
            raise ClientlogError(
                f"{name} was changed again since, by change {later[0]} ({quote(later[1])}):"
                f" {_both(left[change], left[later[0]])}",
                f"undo that one first: clientlog undo --change {later[0]}",
            )


def _both(then: Image | None, now: Image | None) -> str:
    """Return both versions of a record, as far as they differ."""
    if then is None or now is None:
        return f"this one left {_format_value(then)}, now there is {_format_value(now)}"
    return (
        "; ".join(
            f"{column} was {_format_value(then.get(column))}, is {_format_value(now.get(column))}"
            for column in dict.fromkeys((*then, *now))
            if column not in UNSHOWN and then.get(column) != now.get(column)
        )
        or "the same content again"
    )


def _format_value(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return quote(str(value.get("text") or value.get("name") or value.get("title") or "it"))
    return quote(str(value))


def _undo_result(connection: sqlite3.Connection, done: list[tuple[ChangeEntry, int]]) -> UndoResult:
    rows = (row for _, change in done for row in rows_of(connection, change))
    created, changed = summarize(connection, rows)
    return UndoResult([logged for logged, _ in done], created, changed)
