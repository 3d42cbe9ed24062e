"""Merge another journal's records into this one: match them by UUID, the newer version wins."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from clientlog.interchange import statements
from clientlog.interchange.handles import settle_handles
from clientlog.interchange.journal_json import PROBLEM_LIMIT, Shape, shape_of
from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import StagedRecord, Staging
from clientlog.kinds import LETTERS
from clientlog.store.bulk import record_insertions, resume_triggers, suspend_triggers
from clientlog.store.changes import OWNERS
from clientlog.store.schema import LOGGED

LISTED = 1_000
"""How many conflicts are listed; the others are only counted."""


@dataclass(slots=True)
class Merged:
    """What a merge did, or would do."""

    staging: Staging
    unchanged: int = 0
    created_count: int = 0
    changed_count: int = 0
    conflicts: list[Problem] = field(default_factory=list)
    """Records that both sides changed, and which side won."""
    skipped: list[Problem] = field(default_factory=list)
    unlisted: int = 0
    """How many conflicts are not listed."""

    @property
    def created(self) -> list[str]:
        """REFs and handles of the records that are new; a million of them take 60 MB."""
        return list(self.staging.created_names())

    @property
    def changed(self) -> list[str]:
        """REFs and handles of the records that were changed."""
        return list(self.staging.changed_names())


class MergeError(Exception):
    """Records that the journal cannot hold; nothing was taken in."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(f"{len(problems)} records do not fit")
        self.problems = problems


def merge(
    connection: sqlite3.Connection,
    staging: Staging,
    begin: Callable[[], int],
    track: Callable[[Iterator[StagedRecord]], Iterator[StagedRecord]] = iter,
) -> Merged:
    """Take in the staged records, inside the caller's transaction.

    `begin` opens a change in the log, and is called only when there is one; `track` hands the
    records on, and may show how many there were. Raises MergeError if a record does not fit.
    """
    merger = _Merger(connection, staging, begin, shape_of(connection))
    connection.execute("PRAGMA defer_foreign_keys = ON")
    merger.number()
    merger.settle_handles()
    suspend_triggers(connection)
    for record in track(merger.records()):
        merger.take(record)
        if len(merger.problems) >= PROBLEM_LIMIT:
            raise MergeError(merger.problems)
    resume_triggers(connection)
    if merger.problems:
        raise MergeError(merger.problems)
    return merger.finish()


@dataclass(slots=True)
class _Merger:
    connection: sqlite3.Connection
    staging: Staging
    begin: Callable[[], int]
    shape: Shape
    change: int | None = None
    is_empty: bool = True
    last: dict[str, int] = field(default_factory=dict)
    """The highest number of each table that was ever used before."""
    merged: Merged = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    insertions: dict[str, str] = field(default_factory=dict)
    """The statement that inserts a record of each table."""
    pointers: Shape = field(init=False)
    """The columns of each table that point at a record."""

    def __post_init__(self) -> None:
        self.merged = Merged(self.staging)
        self.pointers = {
            table: [column for column in columns if column.type in {"pointer", "subject"}]
            for table, columns in self.shape.items()
        }

    def number(self) -> None:
        """Give each new record its number: that of the file only in an empty journal."""
        tables = " UNION ALL ".join(f"SELECT 1 FROM {table}" for table in LOGGED)
        self.is_empty = self.connection.execute(f"{tables} LIMIT 1").fetchone() is None
        if not self.is_empty:
            self.last = _last_numbers(self.connection)
        for table in LOGGED:
            here = None if self.is_empty else lambda uuid, table=table: self._here(table, uuid)
            self.staging.number(table, self.last.get(table, 0), here)

    def _here(self, table: str, uuid: str) -> int | None:
        row = self.connection.execute(f"SELECT id FROM {table} WHERE uuid = ?", (uuid,)).fetchone()
        return row[0] if row else None

    def settle_handles(self) -> None:
        """Give each client a unique handle."""
        self.merged.conflicts += settle_handles(self.connection, self.staging, self.write)

    def records(self) -> Iterator[StagedRecord]:
        """Yield the staged records, parents first; log and index what became of each table."""
        for table in LOGGED:
            yield from self.staging.records(table)
            record_insertions(self.connection, table, self.last.get(table, 0))

    def take(self, record: StagedRecord) -> None:
        """Store one record, or say why not."""
        if record.is_new and (other := self._other_kind(record)):
            self._refuse(record, "uuid", f"is a {other} in this journal")
            return
        if not self._resolve(record):
            return
        if record.handle:
            record.values["handle"] = record.handle
        if record.is_new:
            self._insert(record)
        else:
            self._compare(record)

    def _other_kind(self, record: StagedRecord) -> str | None:
        """Return the table that holds the record's UUID already, although it is another."""
        if self.is_empty:
            return None
        row = self.connection.execute(_ANY_UUID, {"uuid": record.uuid}).fetchone()
        return row[0] if row else None

    def _resolve(self, record: StagedRecord) -> bool:
        """Replace UUIDs by numbers; return False, with a problem, for an unknown one."""
        for column in self.pointers[record.table]:
            value = record.values[column.name]
            if value is None:
                continue
            table, _, uuid = f"{column.target} {value}".strip().partition(" ")
            number = self.staging.find(table, uuid)
            if number is None and not self.is_empty:
                number = self._here(table, uuid)
            if number is None:
                self._refuse(record, column.key, f"points at a {table} that is nowhere: {uuid}")
                return False
            is_ref = column.type == "subject"
            record.values[column.name] = f"{LETTERS[table]}{number}" if is_ref else number
        return True

    def _insert(self, record: StagedRecord) -> None:
        derived = statements.derived(record)
        statement = self.insertions.get(record.table)
        if statement is None:
            # The same for every record of a table: all of them have all its columns.
            statement = statements.insertion(record.table, "id", "uuid", *record.values, *derived)
            self.insertions[record.table] = statement
        values = (record.id, record.uuid, *record.values.values(), *derived.values())
        if not self._store(record, statement, values):
            self.staging.leave_out(record)
            return
        if record.table in LETTERS or record.table == "client":
            self.merged.created_count += 1
        else:
            self._touch_owner(record)

    def _compare(self, record: StagedRecord) -> None:
        """Take the newer of two versions of a record."""
        columns = self.shape[record.table]
        statement = statements.selection(record.table, columns)
        row = self.connection.execute(statement, (record.id,)).fetchone()
        ours = dict(zip((column.name for column in columns), row, strict=True))
        if ours == record.values:
            self.merged.unchanged += 1
            return
        name = _name(record)
        if record.values["changed_at"] <= ours["changed_at"]:
            self._conflict(record, f"{name} was changed here later: ours was kept")
            if len(self.merged.skipped) < LISTED:
                self.merged.skipped.append(Problem(record.source, f"{name} is newer here"))
            return
        values = {**record.values, **statements.derived(record)}
        statement = statements.update(record.table, values)
        if self._store(record, statement, (*values.values(), record.id)):
            self._conflict(record, f"{name} was changed there later: theirs was taken")
            if record.table in LETTERS or record.table == "client":
                self.staging.touch(record.table, record.id)
            else:
                self._touch_owner(record)

    def _touch_owner(self, record: StagedRecord) -> None:
        """Remember what a record belongs to as changed."""
        for name, table in _OWNER_COLUMNS:
            if number := record.values.get(name):
                self.staging.touch(table, number)
                return

    def _conflict(self, record: StagedRecord, reason: str) -> None:
        if len(self.merged.conflicts) < LISTED:
            self.merged.conflicts.append(Problem(record.source, reason))
        else:
            self.merged.unlisted += 1

    def _refuse(self, record: StagedRecord, key: str, reason: str) -> None:
        self.problems.append(Problem(f"{record.source}.{key}", reason))

    def _store(self, record: StagedRecord, statement: str, values: tuple[object, ...]) -> bool:
        try:
            self.write(statement, values)
        except sqlite3.IntegrityError as error:
            if "UNIQUE" in str(error):
                # The same tag, alias or attendance, put down on both sides.
                self.merged.unchanged += 1
            else:
                self._refuse(record, *statements.broken_rule(str(error)))
            return False
        return True

    def write(self, statement: str, values: tuple[object, ...]) -> None:
        """Change the journal, within a change of the log."""
        if self.change is None:
            self.change = self.begin()
        self.connection.execute(statement, values)

    def finish(self) -> Merged:
        """Count what was changed; remove a change from the log if it did nothing."""
        if self.change is not None:
            logged = "SELECT 1 FROM change_row WHERE change_id = ? LIMIT 1"
            if not self.connection.execute(logged, (self.change,)).fetchone():
                self.connection.execute("DELETE FROM change WHERE id = ?", (self.change,))
        self.merged.changed_count = self.staging.finish(self.connection)
        return self.merged


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


def _name(record: StagedRecord) -> str:
    if record.table == "client":
        return str(record.values["handle"])
    if record.table in LETTERS:
        return f"{LETTERS[record.table]}{record.id}"
    return f"{record.table.replace('_', ' ')} {record.id}"


def _last_numbers(connection: sqlite3.Connection) -> dict[str, int]:
    """Return the highest number each table ever used."""
    return dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
