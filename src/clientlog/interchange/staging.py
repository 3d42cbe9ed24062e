"""The records of an import between being read and being stored, on disk and not in memory.

SQLite gives a database without a name a file without a name, which is gone when its process
is: nothing that was read outlives an import that fails.
"""

import marshal
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from clientlog.interchange.problems import Problem
from clientlog.kinds import LETTERS

NUMBER_REACH = 1_000_000_000
"""The highest number that is taken from a file: far above any journal's, far below the limit."""

_SETTINGS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -8000;
CREATE TABLE place (uuid TEXT PRIMARY KEY, kind TEXT, position INTEGER) WITHOUT ROWID;
CREATE TABLE touched (kind TEXT, id INTEGER, name TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE handle (handle TEXT PRIMARY KEY) WITHOUT ROWID;
"""


@dataclass(slots=True)
class IncomingRecord:
    """One record as a file has it: values by column, pointers as UUIDs."""

    source: str
    table: str
    uuid: str
    number: int | None
    """The number that the file gives it."""
    values: dict[str, Any]


@dataclass(slots=True)
class StagedRecord(IncomingRecord):
    """One record with what was found out about it since."""

    position: int
    id: int
    """The number that it has or gets in the journal."""
    is_new: bool
    handle: str | None
    """The handle that a client gets, where that was settled already."""
    is_winner: bool
    """Whether a client's version in the file is the one that will stand."""


class Staging:
    """Records in the order in which they were read, found by UUID as well."""

    def __init__(self, tables: tuple[str, ...]) -> None:
        self._tables = tables
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(_SETTINGS)
        for table in tables:
            # `id` is UNIQUE: of two records that claim one number the first gets it.
            self._db.execute(
                f"CREATE TABLE {table} (position INTEGER PRIMARY KEY, uuid TEXT, source TEXT,"
                " file INTEGER, number INTEGER, changed_at TEXT, data BLOB, id INTEGER UNIQUE,"
                " is_new INTEGER, handle TEXT, is_winner INTEGER, is_left_out INTEGER)"
            )
        self._db.execute("BEGIN")
        self._counts = dict.fromkeys(tables, 0)
        self._insertions = {
            table: f"INSERT INTO {table} (position, uuid, source, file, number, changed_at, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)"
            for table in tables
        }
        self.find = lru_cache(maxsize=20_000)(self._find)

    # Reading in

    def add(self, record: IncomingRecord, file: int) -> Problem | None:
        """Add a record that stands in a file of that number; a Problem where it cannot be.

        Of one that stands in several files, the version changed last is kept; in one file
        it may stand only once.
        """
        self._counts[record.table] += 1
        position = self._counts[record.table]
        try:
            self._db.execute(
                "INSERT INTO place VALUES (?, ?, ?)", (record.uuid, record.table, position)
            )
        except sqlite3.IntegrityError:
            return self._replace(record, file)
        self._db.execute(
            self._insertions[record.table], (position, record.uuid, *_stored(record, file))
        )
        return None

    def _replace(self, record: IncomingRecord, file: int) -> Problem | None:
        table, position = self._db.execute(
            "SELECT kind, position FROM place WHERE uuid = ?", (record.uuid,)
        ).fetchone()
        other_file, changed_at = self._db.execute(
            f"SELECT file, changed_at FROM {table} WHERE position = ?", (position,)
        ).fetchone()
        if other_file == file:
            return Problem(f"{record.source}.uuid", "another record has the same")
        if table != record.table:
            return Problem(f"{record.source}.uuid", f"is a {table} in another file")
        if record.values["changed_at"] > changed_at:
            self._db.execute(
                f"UPDATE {table} SET source = ?, file = ?, number = ?, changed_at = ?, data = ?"
                " WHERE position = ?",
                (*_stored(record, file), position),
            )
        return None

    # Numbers

    def number(self, table: str, last: int, here: Callable[[str], int | None] | None) -> None:
        """Give each record of a table its number.

        `here` tells the number that a UUID has in the journal; it is None for an empty
        journal, and only then are numbers taken from the file. The others are counted on
        from `last`.
        """
        if here is None:
            self._db.execute(
                f"UPDATE OR IGNORE {table} SET id = number WHERE number BETWEEN 1 AND ?",
                (NUMBER_REACH,),
            )
            (last,) = self._db.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
        self._db.execute(f"UPDATE {table} SET is_new = id IS NOT NULL")
        rows = self._db.execute(
            f"SELECT position, uuid FROM {table} WHERE +id IS NULL ORDER BY position"
        )
        for position, uuid in rows:
            known = here(uuid) if here else None
            last += known is None
            self._db.execute(
                f"UPDATE {table} SET id = ?, is_new = ? WHERE position = ?",
                (last if known is None else known, known is None, position),
            )

    def _find(self, table: str, uuid: str) -> int | None:
        """Return the number of a record that is being taken in; None where there is none."""
        row = self._db.execute(
            f"SELECT id FROM place JOIN {table} USING (position) WHERE place.uuid = ? AND kind = ?",
            (uuid, table),
        ).fetchone()
        return row[0] if row else None

    # Handles

    def mark_winner(self, client: StagedRecord) -> None:
        """Remember that the version in the file will stand."""
        self._db.execute("UPDATE client SET is_winner = 1 WHERE position = ?", (client.position,))

    def is_winner(self, uuid: str) -> bool:
        """Return whether the import has a version of a client that will stand."""
        row = self._db.execute(
            "SELECT is_winner FROM place JOIN client USING (position)"
            " WHERE place.uuid = ? AND kind = 'client'",
            (uuid,),
        ).fetchone()
        return bool(row and row[0])

    def set_handle(self, client: StagedRecord, handle: str) -> None:
        """Set the handle of a client."""
        self._db.execute(
            "UPDATE client SET handle = ? WHERE position = ?", (handle, client.position)
        )

    def claim_handle(self, handle: str) -> None:
        """Take a handle for a client of the import."""
        self._db.execute("INSERT OR IGNORE INTO handle VALUES (?)", (handle,))

    def is_claimed(self, handle: str) -> bool:
        """Return whether a client of the import has taken the handle."""
        row = self._db.execute("SELECT 1 FROM handle WHERE handle = ?", (handle,)).fetchone()
        return row is not None

    # Reading out

    def records(self, table: str) -> Iterator[StagedRecord]:
        """Yield the records of a table in the order in which they were read."""
        rows = self._db.execute(
            "SELECT source, uuid, number, data, position, id, is_new, handle, is_winner"
            f" FROM {table} ORDER BY position"
        )
        for source, uuid, number, data, position, id_, is_new, handle, is_winner in rows:
            yield StagedRecord(
                source,
                table,
                uuid,
                number,
                marshal.loads(data),
                position,
                id_,
                bool(is_new),
                handle,
                bool(is_winner),
            )

    def count(self) -> int:
        """Return how many records there are, of the same record only one."""
        return int(self._db.execute("SELECT count(*) FROM place").fetchone()[0])

    # The result

    def leave_out(self, record: StagedRecord) -> None:
        """Remember that a new record was not stored after all."""
        self._db.execute(
            f"UPDATE {record.table} SET is_left_out = 1 WHERE position = ?", (record.position,)
        )

    def touch(self, table: str, number: int) -> None:
        """Remember that a record of the journal was changed, or something that belongs to it."""
        self._db.execute("INSERT OR IGNORE INTO touched VALUES (?, ?, NULL)", (table, number))

    def finish(self, connection: sqlite3.Connection) -> int:
        """Name what was changed, as long as the journal is at hand; return how much that is."""
        for table in (*LETTERS, "client"):
            self._db.execute(
                f"DELETE FROM touched WHERE kind = '{table}' AND id IN"
                f" (SELECT id FROM {table} WHERE is_new AND is_left_out IS NULL)"
            )
        clients = self._db.execute("SELECT id FROM touched WHERE kind = 'client'").fetchall()
        for (number,) in clients:
            row = connection.execute("SELECT handle FROM client WHERE id = ?", (number,))
            self._db.execute(
                "UPDATE touched SET name = ? WHERE kind = 'client' AND id = ?",
                (row.fetchone()[0], number),
            )
        return int(self._db.execute("SELECT count(*) FROM touched").fetchone()[0])

    def created_names(self) -> Iterator[str]:
        """Yield REFs and handles of the records that are new."""
        for table in self._tables:
            if table != "client" and table not in LETTERS:
                continue
            for number, handle in self._db.execute(
                f"SELECT id, handle FROM {table} WHERE is_new AND is_left_out IS NULL ORDER BY id"
            ):
                yield handle if table == "client" else f"{LETTERS[table]}{number}"

    def changed_names(self) -> Iterator[str]:
        """Yield REFs and handles of the records that were changed."""
        for table, number, name in self._db.execute("SELECT * FROM touched ORDER BY kind, id"):
            yield name or f"{LETTERS[table]}{number}"


def stage(records: Iterable[IncomingRecord], staging: Staging, file: int) -> list[Problem]:
    """Add the records of a file of that number; return what could not be added."""
    results = (staging.add(record, file) for record in records)
    return [problem for problem in results if problem]


def _stored(record: IncomingRecord, file: int) -> tuple[object, ...]:
    data = marshal.dumps(record.values)
    return record.source, file, record.number, record.values["changed_at"], data
