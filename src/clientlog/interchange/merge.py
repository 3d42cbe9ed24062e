"""Merge another journal's records into this one: match them by UUID, the newer version wins."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from clientlog.interchange import statements
from clientlog.interchange.columns import Column, Shape
from clientlog.interchange.handles import settle_handles
from clientlog.interchange.journal_json import shape_of
from clientlog.interchange.merged import LISTED, Merged
from clientlog.interchange.problems import PROBLEM_LIMIT, Problem
from clientlog.interchange.staging import Row, Staging
from clientlog.interchange.statements import NOWHERE
from clientlog.kinds import LETTERS
from clientlog.store.bulk import record_insertions, resume_triggers, suspend_triggers
from clientlog.store.bulk_contacts import resume_contacts, suspend_contacts
from clientlog.store.changes import OWNERS
from clientlog.store.schema import LOGGED


class MergeError(Exception):
    """Records that the journal cannot hold; nothing was taken in."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} records do not fit")
        self.problems = problems


def merge(
    connection: sqlite3.Connection,
    staging: Staging,
    begin: Callable[[], int],
    show: Callable[[int], object] = lambda _: None,
) -> Merged:
    """Take in the staged records, inside the caller's transaction.

    `begin` opens a change in the log, and is called only when there is one; `show` is told how
    many records were dealt with. Raises MergeError if a record does not fit.
    """
    merger = _Merger(connection, staging, begin, show, shape_of(connection))
    connection.execute("PRAGMA defer_foreign_keys = ON")
    merger.number()
    merger.settle_handles()
    suspend_triggers(connection)
    suspend_contacts(connection)
    for table in LOGGED:
        merger.compare(table)
        merger.insert(table)
    resume_contacts(connection, merger.last)
    resume_triggers(connection)
    if merger.problems:
        raise MergeError(merger.problems)
    return merger.finish()


@dataclass(slots=True)
class _Merger:
    connection: sqlite3.Connection
    staging: Staging
    begin: Callable[[], int]
    show: Callable[[int], object]
    shape: Shape
    change: int | None = None
    is_empty: bool = field(init=False)
    """Whether the journal has no record yet."""
    last: dict[str, int] = field(default_factory=dict)
    """The highest number of each table that was ever used before."""
    merged: Merged = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0
    """How many records were dealt with."""
    position: int = field(init=False)
    """The position of the last of them."""

    def __post_init__(self) -> None:
        self.merged = Merged(self.staging)

    def number(self) -> None:
        """Give each new record its number: that of the file only in an empty journal."""
        tables = " UNION ALL ".join(f"SELECT 1 FROM {table}" for table in LOGGED)
        self.is_empty = self.connection.execute(f"{tables} LIMIT 1").fetchone() is None
        if not self.is_empty:
            self.last = _last_numbers(self.connection)
        highest = self.staging.take_numbers() if self.is_empty else dict(self.last)
        for batch in self.staging.without_number():
            numbers = []
            for position, table, uuid in batch:
                known = self._known(table, uuid, position)
                if known is None:
                    highest[table] = highest.get(table, 0) + 1
                numbers.append((known or highest[table], known is None, position))
            self.staging.set_numbers(numbers)

    def _known(self, table: str, uuid: str, position: int) -> int | None:
        """Return the number that a record has in the journal already."""
        if self.is_empty:
            return None
        known = self._here(table, uuid)
        if known is None:
            other = self.connection.execute(_ANY_UUID, {"uuid": uuid}).fetchone()
            if other:
                self._refuse(table, position, "uuid", f"is a {other[0]} in this journal")
        return known

    def _here(self, table: str, uuid: str) -> int | None:
        row = self.connection.execute(f"SELECT id FROM {table} WHERE uuid = ?", (uuid,)).fetchone()
        return row[0] if row else None

    def settle_handles(self) -> None:
        """Give each client a unique handle."""
        self.merged.conflicts += settle_handles(self.connection, self.staging, self.write)

    # New records

    def insert(self, table: str) -> None:
        """Insert the new records of a table, log them, and make them searchable."""
        before = self.count
        rows = self._resolved(table, new=True)
        first = next(rows, None)
        if first is None:
            return
        self._begin_change()
        stored = self._execute(table, chain([first], rows))
        if self.problems:
            return
        if stored < self.count - before:
            self._leave_out(table)
        record_insertions(self.connection, table, self.last.get(table, 0))
        if _has_name(table):
            self.merged.created_count += stored
        elif not self.is_empty:
            self._touch_owners(table)

    def _execute(self, table: str, rows: Iterator[Row]) -> int:
        """Insert rows; return how many were stored, if all fit."""
        statement = statements.insertion(table, self.staging.columns(table))
        while True:
            try:
                return self.connection.executemany(statement, rows).rowcount
            except sqlite3.IntegrityError as error:
                # What is left of the rows begins behind the one that does not fit.
                self._refuse(table, self.position, *statements.broken_rule(str(error)))

    def _leave_out(self, table: str) -> None:
        """Find what is not stored: the same tag, alias or attendance, put down on both sides."""
        for position, _, uuid, *_ in self.staging.rows(table, new=True):
            if self._here(table, uuid) is None:
                self.staging.leave_out(position)
                self.merged.unchanged += 1

    def _touch_owners(self, table: str) -> None:
        """Remember what the new records of a table belong to as changed."""
        names = {column.name for column in self.shape[table]}
        owners = [(name, owner) for name, owner in _OWNER_COLUMNS if name in names]
        unowned = "TRUE"
        for name, owner in owners:
            for (number,) in self.connection.execute(
                f"SELECT DISTINCT {name} FROM {table} WHERE id > ? AND {name} <= ? AND {unowned}",
                (self.last.get(table, 0), self.last.get(owner, 0)),
            ):
                self.staging.touch(owner, number)
            unowned += f" AND {name} IS NULL"

    # All records

    def _resolved(self, table: str, *, new: bool) -> Iterator[Row]:
        """Yield the rows of the new or the known records whose pointers lead somewhere."""
        pointers = [
            (place, column)
            for place, column in enumerate(self.shape[table], _FIRST_COLUMN)
            if column.type in {"pointer", "subject"}
        ]
        for row in self.staging.rows(table, new=new):
            self.position = row[0]
            self.count += 1
            self.show(self.count)
            resolved: Row | None = row
            for place, column in pointers:
                if row[place] == NOWHERE and resolved:
                    resolved = self._point_here(table, resolved, place, column)
            if resolved:
                yield resolved

    def _point_here(self, table: str, row: Row, place: int, column: Column) -> Row | None:
        """Let a row point at a record that is in the journal, but not in the import."""
        target, uuid = self.staging.pointer(table, row[0], column)
        number = None if self.is_empty else self._here(target, uuid)
        if number is None:
            self._refuse(table, row[0], column.key, f"points at a {target} that is nowhere: {uuid}")
            return None
        ref = f"{LETTERS[target]}{number}" if column.type == "subject" else number
        return (*row[:place], ref, *row[place + 1 :])

    # Known records

    def compare(self, table: str) -> None:
        """Take the newer of two versions of each record that the journal has already."""
        names = [column.name for column in self.shape[table]]
        selection = statements.selection(table, names)
        for row in self._resolved(table, new=False):
            ours = self.connection.execute(selection, (row[1],)).fetchone()
            if ours == row[_FIRST_COLUMN : _FIRST_COLUMN + len(names)]:
                self.merged.unchanged += 1
            else:
                self._take_newer(table, row, dict(zip(names, ours, strict=True)))

    def _take_newer(self, table: str, row: Row, ours: dict[str, Any]) -> None:
        position, number, _, *values = row
        theirs = dict(zip(self.staging.columns(table), values, strict=True))
        source, name = self.staging.source(table, position), _name(table, number, theirs)
        if theirs["changed_at"] <= ours["changed_at"]:
            self.merged.add_conflict(source, f"{name} was changed here later: ours was kept")
            if len(self.merged.skipped) < LISTED:
                self.merged.skipped.append(Problem(source, f"{name} is newer here"))
            return
        try:
            self.write(statements.update(table, theirs), (*values, number))
        except sqlite3.IntegrityError as error:
            if "UNIQUE" in str(error):
                # The same tag, alias or attendance, put down on both sides.
                self.merged.unchanged += 1
            else:
                self._refuse(table, position, *statements.broken_rule(str(error)))
            return
        self.merged.add_conflict(source, f"{name} was changed there later: theirs was taken")
        if _has_name(table):
            self.staging.touch(table, number)
            return
        for column, owner in _OWNER_COLUMNS:
            if theirs.get(column):
                self.staging.touch(owner, theirs[column])
                return

    def _refuse(self, table: str, position: int, key: str, reason: str) -> None:
        self.problems.append(Problem(f"{self.staging.source(table, position)}.{key}", reason))
        if len(self.problems) >= PROBLEM_LIMIT:
            raise MergeError(self.problems)

    def write(self, statement: str, values: tuple[object, ...]) -> None:
        """Change the journal, within a change of the log."""
        self._begin_change()
        self.connection.execute(statement, values)

    def _begin_change(self) -> None:
        if self.change is None:
            self.change = self.begin()

    def finish(self) -> Merged:
        """Count what was changed; remove a change from the log if it did nothing."""
        logged = "SELECT 1 FROM change_row WHERE change_id = change.id"
        self.connection.execute(
            f"DELETE FROM change WHERE id = ? AND NOT EXISTS ({logged})", (self.change,)
        )
        self.merged.changed_count = self.staging.finish(self.connection)
        return self.merged


_FIRST_COLUMN = 3
"""The place of the first column of the table in a row: position, number and UUID come before."""

_ANY_UUID = " UNION ALL ".join(
    f"SELECT '{table}' FROM {table} WHERE uuid = :uuid" for table in LOGGED
)

_OWNER_COLUMNS = (
    *(
        (column, table)
        for column, letter in OWNERS
        for table in LETTERS
        if LETTERS[table] == letter
    ),
    ("client_id", "client"),
)
"""By the columns of a record without a REF, what it belongs to."""


def _has_name(table: str) -> bool:
    """Return whether each record of a table has a REF or a handle."""
    return table in LETTERS or table == "client"


def _name(table: str, number: int, values: dict[str, Any]) -> str:
    if table == "client":
        return str(values["handle"])
    if table in LETTERS:
        return f"{LETTERS[table]}{number}"
    return f"{table.replace('_', ' ')} {number}"


def _last_numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the highest number each table ever used."""
    return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
