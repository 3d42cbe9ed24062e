"""The log of changes: what every command did to every row.

Triggers write the rows of the log in the transaction that changes the records: what a record
was, in JSON, as far as the tables no longer tell. This module opens a change and reads what it
did; `versions` works out what a record was at any change.
A change that is its own target is final: a purge, which nothing takes back.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from clientlog.clock import Clock, format_moment, parse_moment
from clientlog.errors import ClientlogError, JournalError
from clientlog.kinds import LETTERS, PARTS
from clientlog.store.connection import SPILLING, translate_errors
from clientlog.store.interrupt import stop_on_signals
from clientlog.store.journal_file import check_in_transaction, open_to_change
from clientlog.store.schema import LOGGED, mend_sequences

Kind = Literal["do", "undo", "redo"]
What = Literal["created", "changed", "removed"]
Image = dict[str, Any]

_OWNERS = [owner for part in PARTS for owner in part.owners if owner in LETTERS]

OWNERS = tuple((f"{owner}_id", LETTERS[owner]) for owner in dict.fromkeys(_OWNERS))
"""Records without a REF are named after the one they belong to, by these columns."""

LOGGED_COLUMNS = "id, at, command, kind, target, undone"

REMOVED = "before IS NOT NULL AND after IS NULL"
"""The rows of the log whose record was removed."""

UNSHOWN = frozenset({"id", "uuid", "recorded_at", "changed_at", "zone", "folded", "name_key"})
"""Columns that only the program needs."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the log.

    A record that was created has neither image; one that was removed is whole in `before`;
    of one that was changed both have the columns that differ.
    """

    table: str
    number: int
    before: Image | None
    after: Image | None

    @property
    def what(self) -> What:
        """What was done to the record."""
        if self.before is None:
            return "created"
        return "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change as the log knows it."""

    id: int
    at: datetime
    command: str
    kind: Kind
    target: int | None
    undone: bool

    @property
    def final(self) -> bool:
        """Whether it cannot be undone."""
        return self.target == self.id


def start(
    connection: sqlite3.Connection,
    clock: Clock,
    command: str,
    kind: Kind = "do",
    target: int | None = None,
) -> int:
    """Open a change inside a transaction that has just begun; return its id."""
    mend_sequences(connection)
    cursor = connection.execute(
        "INSERT INTO change (uuid, at, zone, command, kind, target) VALUES (?, ?, ?, ?, ?, ?)",
        (str(uuid4()), format_moment(clock.now), clock.zone_name, command, kind, target),
    )
    assert cursor.lastrowid
    return cursor.lastrowid


def last_change(connection: sqlite3.Connection) -> int:
    """Return the number of the last change; 0 if there is none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0])


class ChangedMeanwhileError(ClientlogError):
    """Somebody else changed the journal while the user was asked."""

    def __init__(self) -> None:
        """Say that nothing was done."""
        super().__init__(
            "the journal was changed meanwhile; nothing was done",
            "see what was changed with: clientlog history, then run the command again",
        )


def rename(connection: sqlite3.Connection, number: int, command: str) -> None:
    """Set the command of the change that is in progress."""
    connection.execute("UPDATE change SET command = ? WHERE id = ?", (command, number))


@contextmanager
def raw_change(
    path: Path, *, foreign_keys: bool = False, spills: bool = False, seen: int | None = None
) -> Iterator[sqlite3.Connection]:
    """Open a transaction without the models; without `foreign_keys` nothing cascades in it.

    With `spills` a change of any size needs little memory, but locks readers out once it
    has outgrown its cache. `seen` is the last change that the user knew of when they
    confirmed this one: a later one refuses it.
    """
    with (
        translate_errors(path),
        closing(open_to_change(path, foreign_keys=foreign_keys)) as connection,
    ):
        if spills:
            connection.executescript(SPILLING)
        connection.execute("BEGIN IMMEDIATE")
        try:
            check_in_transaction(connection, path)
            if seen is not None and last_change(connection) > seen:
                raise ChangedMeanwhileError
            with stop_on_signals(connection):
                yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def rows_of(
    connection: sqlite3.Connection, change: int, *, newest_first: bool = False
) -> Iterator[Row]:
    """Yield what a change did, in the order it was done."""
    rows = connection.execute(
        "SELECT table_name, row_id, before, after FROM change_row WHERE change_id = ?"
        f" ORDER BY id {'DESC' if newest_first else ''}",
        (change,),
    )
    for table, number, before, after in rows:
        yield Row(checked_table(table), number, parse_image(before), parse_image(after))


def checked_table(name: str) -> str:
    """Return the name of a table out of the log; raise JournalError unless it is one of ours."""
    if name not in LOGGED:
        raise _damaged_log()
    return name


def parse_image(text: str | None) -> Image | None:
    """Return a record as the log keeps it; raise JournalError for what is none."""
    if text is None:
        return None
    try:
        image = json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged_log() from None
    if not isinstance(image, dict) or not all(map(_is_stored, image.values())):
        raise _damaged_log()
    return image


def _is_stored(value: object) -> bool:
    """Return whether a column can hold a value."""
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return value is None or isinstance(value, str)


def _damaged_log() -> JournalError:
    return JournalError(
        "the log of changes is damaged; the journal was left as it is",
        "bring back a backup with: clientlog restore PATH",
    )


def newest(connection: sqlite3.Connection, condition: str, *values: object) -> ChangeEntry | None:
    """Return the last change for which the condition holds."""
    row = connection.execute(
        f"SELECT {LOGGED_COLUMNS} FROM change WHERE {condition} ORDER BY id DESC LIMIT 1", values
    ).fetchone()
    return logged_from(row) if row else None


def logged_from(row: tuple[Any, ...]) -> ChangeEntry:
    """Return a change from a row of LOGGED_COLUMNS."""
    number, at, command, kind, target, undone = row
    return ChangeEntry(number, logged_moment(at), command, kind, target, bool(undone))


def logged_moment(at: str) -> datetime:
    """Return when a change was made; raise JournalError for what is no moment."""
    try:
        return parse_moment(at)
    except ValueError:
        raise _damaged_log() from None


def clock_before(connection: sqlite3.Connection, change: int) -> tuple[datetime, str] | None:
    """Return the moment and the zone of the change before this one; None for the first."""
    row = connection.execute(
        "SELECT at, zone FROM change WHERE id < ? ORDER BY id DESC LIMIT 1", (change,)
    ).fetchone()
    return (logged_moment(row[0]), row[1]) if row else None


def summarize(connection: sqlite3.Connection, rows: Iterable[Row]) -> tuple[list[str], list[str]]:
    """REFs and handles of the records that came, and of those that were touched or went."""
    created: dict[str, None] = {}
    changed: dict[str, None] = {}
    for row in rows:
        name = name_of(connection, row)
        if not name:
            continue
        whole = row.table in (*LETTERS, "client")
        if whole and row.what == "created":
            created[name] = None
            changed.pop(name, None)
        elif whole and row.what == "removed":
            created.pop(name, None)
            changed[name] = None
        elif name not in created:
            changed[name] = None
    return list(created), list(changed)


def name_of(connection: sqlite3.Connection, row: Row) -> str | None:
    """Return the REF or handle of the record that a log row belongs to."""
    if row.table in LETTERS:
        return f"{LETTERS[row.table]}{row.number}"
    if row.table == "client":
        handle = handle_of(connection, row.number)
        return handle or str(_latest_image(connection, row).get("handle"))
    image = _latest_image(connection, row)
    for column, letter in OWNERS:
        if image.get(column):
            return f"{letter}{image[column]}"
    return handle_of(connection, image.get("client_id"))


def handle_of(connection: sqlite3.Connection, client: int | None) -> str | None:
    """Return the handle of a client; None where there is none of that number."""
    row = connection.execute("SELECT handle FROM client WHERE id = ?", (client,)).fetchone()
    return str(row[0]) if row else None


def _latest_image(connection: sqlite3.Connection, row: Row) -> Image:
    """Return the record of a log row as it is, or as it was before it was removed."""
    if row.what == "removed":
        return row.before or {}
    return current_image(connection, row.table, row.number) or last_image(
        connection, row.table, row.number
    )


def current_image(connection: sqlite3.Connection, table: str, number: int) -> Image | None:
    """Return a record as it is in its table; None where it is not there."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE id = ?", (number,))
    values = cursor.fetchone()
    if values is None:
        return None
    return dict(zip((column[0] for column in cursor.description), values, strict=True))


def last_image(connection: sqlite3.Connection, table: str, number: int) -> Image:
    """Return a record as it was before it was last removed; empty where it never was."""
    row = connection.execute(
        f"SELECT before FROM change_row WHERE table_name = ? AND row_id = ? AND {REMOVED}"
        " ORDER BY id DESC LIMIT 1",
        (table, number),
    ).fetchone()
    return parse_image(row[0]) or {} if row else {}
