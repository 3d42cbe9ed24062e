"""The records of an import between being read and being stored, on disk and not in memory.

SQLite gives a database without a name a file without a name, which is gone when its process
is: nothing that was read outlives an import that fails.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any

from clientlog.interchange.columns import Column, Shape, derived_columns
from clientlog.interchange.duplicates import settle_duplicates
from clientlog.interchange.problems import Problem
from clientlog.interchange.statements import ABSENT, selected
from clientlog.kinds import LETTERS

NUMBER_REACH = 1_000_000_000
"""The highest number that is taken from a file: far above any journal's, far below the limit."""

BATCH = 1_000
"""How many records are numbered at a time."""

_SETTINGS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -8000;
CREATE TABLE record (position INTEGER PRIMARY KEY, kind TEXT, file INTEGER, uuid TEXT,
  number INTEGER, id INTEGER, is_new INTEGER DEFAULT 1, is_left_out INTEGER DEFAULT 0);
CREATE UNIQUE INDEX record_id ON record (kind, id) WHERE id IS NOT NULL;
CREATE TABLE winner (uuid TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE handle (position INTEGER PRIMARY KEY, handle TEXT UNIQUE);
CREATE TABLE touched (kind TEXT, id INTEGER, name TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID;
"""

_OWN_COLUMNS = ("_position", "_file", "_source", "_uuid", "_number")
"""What a staged table has before the columns of the journal's table."""

Row = tuple[Any, ...]


@dataclass(slots=True)
class IncomingRecord:
    """One record as a file has it."""

    source: str
    table: str
    uuid: str
    number: int | None
    """The number that the file gives it."""
    values: Sequence[object]
    """What `Staging.columns` lists: pointers as UUIDs, ABSENT for what is not there."""


@dataclass(frozen=True, slots=True)
class StagedClient:
    """What decides on the handle of a client."""

    position: int
    source: str
    id: int
    """The number that the client has or gets in the journal."""
    uuid: str
    is_new: bool
    wanted: str
    """The handle that the file has."""
    changed_at: str
    handle: str | None
    """The handle that was chosen, where that was done."""


class Staging:
    """Records in the order in which they were read, found by UUID as well.

    Each table of the journal has one here, which is written once; `record` has what is found
    out about the records.
    """

    def __init__(self, shape: Shape) -> None:
        self._shape = shape
        self._count = 0
        self._db = sqlite3.connect("")
        self._db.executescript(_SETTINGS)
        self._insertions: dict[str, str] = {}
        for table in shape:
            names = (*_OWN_COLUMNS[1:], *self.columns(table))
            listed = ", ".join(f'"{name}"' for name in names)
            slots = ", ".join(f"nullif(?, {ABSENT})" for _ in names)
            self._db.execute(f"CREATE TABLE {table} (_position INTEGER PRIMARY KEY, {listed})")
            self._insertions[table] = f"INSERT INTO {table} VALUES (?, {slots})"
        self._db.execute("BEGIN")

    def columns(self, table: str) -> list[str]:
        """Return the columns that a record of a table has values for."""
        return [*(column.name for column in self._shape[table]), *derived_columns(table)]

    # Reading in

    def add(self, records: Iterable[IncomingRecord], file: int) -> None:
        """Add the records that stand in a file of that number."""
        for table, group in groupby(records, key=attrgetter("table")):
            self._db.executemany(self._insertions[table], self._rows(group, file))

    def _rows(self, records: Iterable[IncomingRecord], file: int) -> Iterator[Row]:
        for record in records:
            self._count += 1
            yield (
                self._count,
                file,
                record.source,
                record.uuid,
                record.number or ABSENT,
                *record.values,
            )

    def index(self) -> list[Problem]:
        """Make the records of all files ready to be found; return those that cannot be.

        Of one that stands in several files, the version changed last is kept; in one file
        it may stand only once.
        """
        for table in self._shape:
            self._db.execute(
                "INSERT INTO record (position, kind, file, uuid, number)"
                f" SELECT _position, '{table}', _file, _uuid, _number FROM {table}"
            )
        # Not UNIQUE: without a journal, a statement that fails leaves what it had begun.
        self._db.execute("CREATE INDEX record_uuid ON record (uuid)")
        return settle_duplicates(self._db)

    # Numbers

    def take_numbers(self) -> dict[str, int]:
        """Give the records the numbers of the file; return the highest of each table.

        Of two records that claim one number the first gets it.
        """
        self._db.execute(
            "UPDATE OR IGNORE record SET id = number WHERE number BETWEEN 1 AND ?", (NUMBER_REACH,)
        )
        return dict(
            self._db.execute(
                "SELECT kind, max(id) FROM record WHERE id IS NOT NULL GROUP BY kind"
            ).fetchall()
        )

    def without_number(self) -> Iterator[list[tuple[int, str, str]]]:
        """Yield position, table and UUID of the records that have no number, batch by batch."""
        last = 0
        while batch := self._db.execute(
            "SELECT position, kind, uuid FROM record WHERE position > ? AND id IS NULL"
            " ORDER BY position LIMIT ?",
            (last, BATCH),
        ).fetchall():
            yield batch
            last = batch[-1][0]

    def set_numbers(self, numbers: Iterable[tuple[int, bool, int]]) -> None:
        """Set number and newness of the records at these positions."""
        self._db.executemany("UPDATE record SET id = ?, is_new = ? WHERE position = ?", numbers)

    # Handles

    def clients(self) -> Iterator[StagedClient]:
        """Yield the clients in the order in which they were read."""
        for client in self._db.execute(
            "SELECT _position, _source, id, uuid, is_new, client.handle, changed_at, handle.handle"
            " FROM client JOIN record ON record.position = _position"
            " LEFT JOIN handle ON handle.position = _position ORDER BY _position"
        ):
            yield StagedClient(*client)

    def mark_winner(self, uuid: str) -> None:
        """Remember that the file's version of a client will stand."""
        self._db.execute("INSERT INTO winner VALUES (?)", (uuid,))

    def is_winner(self, uuid: str) -> bool:
        """Return whether the import has a version of a client that will stand."""
        row = self._db.execute("SELECT 1 FROM winner WHERE uuid = ?", (uuid,)).fetchone()
        return row is not None

    def set_handle(self, client: StagedClient, handle: str) -> None:
        """Set the handle of a client."""
        self._db.execute("INSERT INTO handle VALUES (?, ?)", (client.position, handle))

    def is_claimed(self, handle: str) -> bool:
        """Return whether a client of the import has the handle."""
        row = self._db.execute("SELECT 1 FROM handle WHERE handle = ?", (handle,)).fetchone()
        return row is not None

    # Reading out

    def count(self) -> int:
        """Return how many records there are, of the same record only one."""
        return int(self._db.execute("SELECT count(*) FROM record").fetchone()[0])

    def rows(self, table: str, *, new: bool) -> Iterator[Row]:
        """Yield position, number, UUID and columns of the new or the known records of a table.

        Pointers are numbers, or NOWHERE; what is not there is ABSENT in a new record.
        """
        columns = [selected(table, column) for column in self._shape[table]]
        columns += [f'staged."{name}"' for name in derived_columns(table)]
        if new:
            columns = [f"coalesce({column}, {ABSENT})" for column in columns]
        return self._db.execute(
            f"SELECT _position, id, uuid, {', '.join(columns)}"
            f" FROM {table} AS staged CROSS JOIN record ON record.position = _position"
            f" WHERE {'' if new else 'NOT '}is_new ORDER BY _position"
        )

    def pointer(self, table: str, position: int, column: Column) -> tuple[str, str]:
        """Return the table and the UUID of what a record points at."""
        value = self._value(table, position, column.name)
        target, _, uuid = f"{column.target} {value}".strip().partition(" ")
        return target, uuid

    def source(self, table: str, position: int) -> str:
        """Return the file and the place in it of a record."""
        return self._value(table, position, "_source")

    def _value(self, table: str, position: int, column: str) -> str:
        return str(
            self._db.execute(
                f'SELECT "{column}" FROM {table} WHERE _position = ?', (position,)
            ).fetchone()[0]
        )

    # The result

    def leave_out(self, position: int) -> None:
        """Remember that a new record was not stored after all."""
        self._db.execute("UPDATE record SET is_left_out = 1 WHERE position = ?", (position,))

    def touch(self, table: str, number: int) -> None:
        """Remember that a record of the journal was changed, or something that belongs to it."""
        self._db.execute("INSERT OR IGNORE INTO touched VALUES (?, ?, NULL)", (table, number))

    def finish(self, connection: sqlite3.Connection) -> int:
        """Name what was changed, as long as the journal is at hand; return how much that is."""
        self._db.execute(
            "DELETE FROM touched WHERE EXISTS (SELECT 1 FROM record"
            " WHERE record.kind = touched.kind AND record.id = touched.id"
            " AND is_new AND NOT is_left_out)"
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
        for table in self._shape:
            if table != "client" and table not in LETTERS:
                continue
            name = f"'{LETTERS.get(table)}' || id"
            if table == "client":
                name = "(SELECT handle FROM handle WHERE handle.position = record.position)"
            for (created,) in self._db.execute(
                f"SELECT {name} FROM record WHERE kind = '{table}' AND is_new AND NOT is_left_out"
                " AND id IS NOT NULL ORDER BY id"
            ):
                yield created

    def changed_names(self) -> Iterator[str]:
        """Yield REFs and handles of the records that were changed."""
        for table, number, name in self._db.execute("SELECT * FROM touched ORDER BY kind, id"):
            yield name or f"{LETTERS[table]}{number}"
