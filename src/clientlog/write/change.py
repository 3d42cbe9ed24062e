"""One change: a transaction on the journal, and the records that it reads and writes."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from clientlog.clock import Clock
from clientlog.errors import NotFoundError
from clientlog.kinds import KINDS, SEARCHED
from clientlog.refs import Ref, not_found
from clientlog.store import changes, rows, tables
from clientlog.store.tables import Record
from clientlog.text import fold_for_search

ROWS: dict[str, type[Record]] = {
    kind.letter: row
    for row in vars(tables).values()
    for kind in KINDS
    if getattr(row, "__tablename__", None) == kind.table
}
"""The class of each kind of record, by the letter of its REF."""

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Loaded:
    """A record that the change has read or added, and its values as they are in the table."""

    record: Record
    stored: dict[str, object]


@dataclass(slots=True)
class Change:
    """A change in progress: what the functions of the write side work on.

    Assigning to a record's attributes is enough to change it: every record that was read
    or added is compared before the next statement and before the commit, and the columns
    that differ are written.
    """

    connection: sqlite3.Connection
    clock: Clock
    id: int
    notices: list[str] = field(default_factory=list)
    _loaded: dict[tuple[type[Record], int | None], Loaded] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Return the local day."""
        return self.clock.today

    def precede(self, command: str, do: Callable[["Change"], object], then: str) -> None:
        """Do something under a command of its own before the command itself, `then`."""
        changes.rename(self.connection, self.id, command)
        do(self)
        self.next_command(self.clock, then)

    def next_command(self, clock: Clock, command: str) -> None:
        """Start another command in the same transaction; it is undone by itself."""
        self.flush()
        self.clock = clock
        self.id = changes.start(self.connection, clock, command)

    def add(self, record: R) -> R:
        """Insert a new record at once, so that numbers follow the order of the words."""
        self.flush()
        record.uuid = record.uuid or str(uuid4())
        record.recorded_at = record.recorded_at or self.clock.now
        record.changed_at = self.clock.now
        record.zone = self.clock.zone_name
        _fold(record)
        rows.insert(self.connection, record)
        self._loaded[type(record), record.id] = Loaded(record, record.values())
        return record

    def remove(self, record: Record) -> None:
        """Delete a record, and with it what belongs to it alone."""
        self.flush()
        rows.delete(self.connection, record)
        self._loaded.pop((type(record), record.id), None)

    def find(self, table: type[R], number: int) -> R | None:
        """Return the record of that number, or None."""
        return next(iter(self.all(table, id=number)), None)

    def get(self, table: type[R], number: int) -> R:
        """Return the record of that number, which an earlier look has found."""
        record = self.find(table, number)
        if record is None:
            raise NotFoundError(f"{table.__name__} {number} was removed meanwhile")
        return record

    def record(self, ref: Ref) -> Record:
        """Return the record that a REF names."""
        record = self.find(ROWS[ref.letter], ref.number)
        if record is None:
            raise not_found(ref)
        return record

    def all(self, table: type[R], **values: object) -> list[R]:
        """Return the records whose columns have these values, in order of number.

        A record that was read or added before is the same object again.
        """
        self.flush()
        return [self._same(record) for record in rows.select(self.connection, table, **values)]

    def has(self, table: type[R], column: str, value: object) -> bool:
        """Return whether a record has this value in a column, without reading the record."""
        self.flush()
        return rows.has(self.connection, table, column, value)

    def update_all(
        self, table: type[R], where: Mapping[str, object], values: Mapping[str, object]
    ) -> None:
        """Write the same values into every record that has those of `where`, however many.

        No searched column may be among them: what the search index has of it is not written.
        """
        self.flush()
        rows.update_all(self.connection, table, where, values, self.clock.now)
        self.reload()

    def _same(self, record: R) -> R:
        loaded = self._loaded.setdefault((type(record), record.id), Loaded(record, record.values()))
        assert isinstance(loaded.record, type(record))
        return loaded.record

    def flush(self) -> None:
        """Write the columns of every record that were changed since it was read or written."""
        for loaded in self._loaded.values():
            record = loaded.record
            if record.values() == loaded.stored:
                continue
            record.changed_at = self.clock.now
            _fold(record)
            values = record.values()
            changed = [column for column in values if values[column] != loaded.stored[column]]
            rows.update(self.connection, record, changed)
            loaded.stored = values

    def forget(self) -> None:
        """Write what was changed and let go of every record.

        A change of many thousand records would compare all of them before each statement.
        """
        self.flush()
        self._loaded.clear()

    def reload(self) -> None:
        """Read every record again, after the database has cascaded a removal to others."""
        self.flush()
        for key, loaded in list(self._loaded.items()):
            record = loaded.record
            current = rows.select(self.connection, type(record), id=record.id)
            if current:
                loaded.stored = current[0].values()
                vars(record).update(loaded.stored)
            else:
                del self._loaded[key]

    def touched_refs(self) -> tuple[list[str], list[str]]:
        """Return the REFs and handles of what was created and of what was changed, in order."""
        self.flush()
        return changes.summarize(self.connection, changes.rows_of(self.connection, self.id))


@contextmanager
def transaction(
    path: Path, clock: Clock, command: str, *, spills: bool = False, seen: int | None = None
) -> Iterator[Change]:
    """Run one command's transaction: committed when the block ends, rolled back on any error.

    `spills` and `seen` are those of `changes.raw_change`.
    """
    with changes.raw_change(path, foreign_keys=True, spills=spills, seen=seen) as connection:
        change = Change(connection, clock, changes.start(connection, clock, command))
        yield change
        change.flush()


def _fold(record: Record) -> None:
    """Fill in the text that the search index has beside the original."""
    columns = SEARCHED.get(record.__tablename__)
    if columns:
        folded = fold_for_search(getattr(record, column) for column in columns)
        record.folded = folded  # type: ignore[attr-defined]  # every searched table has it
