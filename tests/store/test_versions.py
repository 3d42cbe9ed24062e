"""What a record was at each change, held against a log that keeps whole records."""

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from clientlog.clock import Clock
from clientlog.store import schema
from clientlog.store.changes import Image, newest, start
from clientlog.store.undo import revert_change
from clientlog.store.versions import versions_of

MOMENT = "2026-11-20T11:00:00Z"

TABLES = ("client", "alias", "promise", "topic")

WHOLE_LOG = """
CREATE TRIGGER whole_{table}_{event} AFTER {event} ON {table} BEGIN
INSERT INTO whole_log (change_id, table_name, row_id, before, after)
SELECT (SELECT max(id) FROM change), '{table}', {row}.id, before, after
FROM (SELECT {before} AS before, {after} AS after) WHERE before IS NOT after; END
"""


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """Return an empty journal with another log beside its own, in which records are whole."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.create(connection)
        connection.execute(
            "CREATE TABLE whole_log (id INTEGER PRIMARY KEY, change_id, table_name, row_id,"
            " before, after)"
        )
        for table in TABLES:
            old, new = (whole(connection, table, row) for row in ("OLD", "NEW"))
            for event, row, before, after in (
                ("INSERT", "NEW", "NULL", new),
                ("UPDATE", "NEW", old, new),
                ("DELETE", "OLD", old, "NULL"),
            ):
                connection.execute(
                    WHOLE_LOG.format(table=table, event=event, row=row, before=before, after=after)
                )
        yield connection


def whole(db: sqlite3.Connection, table: str, row: str) -> str:
    """Return the SQL that makes JSON of every column of a row."""
    columns = [info[1] for info in db.execute(f"PRAGMA table_info({table})")]
    return "json_object(" + ", ".join(f"'{name}', {row}.{name}" for name in columns) + ")"


class Author:
    """Somebody who adds, changes and removes records at random."""

    def __init__(self, db: sqlite3.Connection, seed: int) -> None:
        self.db = db
        self.chance = random.Random(seed)

    def text(self) -> str:
        """Return a text that no row has yet; some look like numbers or like JSON."""
        kind = self.chance.choice(["{}", "Łukasz {}", '{{"a": {}}}', '"{}', "null\n{}", "0{}"])
        return kind.format(self.chance.randrange(10**9))

    def number(self, table: str) -> int | None:
        """Return the number of some record that is there."""
        numbers = [row[0] for row in self.db.execute(f"SELECT id FROM {table}")]
        return self.chance.choice(numbers) if numbers else None

    def add(self) -> None:
        """Add a record of some kind."""
        table = self.chance.choice(TABLES)
        client = self.number("client")
        if table == "client" or client is None:
            values: dict[str, object] = {"handle": f"a{self.chance.randrange(10**9)}"}
            values |= {"name": self.text(), "name_key": self.text(), "direction": "up"}
            values |= {"by_hand": 1}
            table = "client"
        elif table == "alias":
            values = {"client_id": client, "name": self.text(), "name_key": self.text()}
        elif table == "promise":
            values = {"client_id": client, "text": self.text(), "theirs": 0, "priority": "good"}
            values |= {"state": "open", "is_update": 0}
        else:
            values = {"client_id": client, "text": self.text(), "ask": 0, "state": "open"}
        values |= {"recorded_at": MOMENT, "changed_at": MOMENT, "zone": "UTC"}
        values |= {"uuid": f"{self.chance.getrandbits(140):036x}"}
        slots = ", ".join("?" * len(values))
        self.db.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({slots})", tuple(values.values())
        )

    def change(self) -> None:
        """Change some columns of a record, or write into them what they hold."""
        table, columns = self.chance.choice(
            [
                ("client", ("name", "role", "organization", "vision")),
                ("alias", ("name", "client_id")),
                ("promise", ("text", "owner", "need_id", "is_update")),
                ("topic", ("text", "why", "ask")),
            ]
        )
        number = self.number(table)
        if number is None or self.number("client") is None:
            return
        for column in self.chance.sample(columns, self.chance.randrange(1, 3)):
            value: object = self.text()
            if column in {"need_id", "client_id"}:
                value = self.number("client")
            elif column in {"is_update", "ask"}:
                value = self.chance.randrange(2)
            elif column not in {"name", "text"} and self.chance.random() < 0.5:
                value = None
            self.db.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (value, number))

    def remove(self) -> None:
        """Remove a record, and leave what points at it."""
        table = self.chance.choice(TABLES)
        self.db.execute(f"DELETE FROM {table} WHERE id = ?", (self.number(table),))


@pytest.mark.parametrize("seed", range(20))
def test_every_version_is_what_a_log_of_whole_records_has(
    db: sqlite3.Connection, clock: Clock, seed: int
) -> None:
    """After any changes, undone and redone: of every record, in the same order and columns."""
    live(db, clock, seed)
    records = db.execute("SELECT DISTINCT table_name, row_id FROM whole_log").fetchall()
    for table, number in records:
        versions = [
            (version.change, as_text(version.before), as_text(version.after))
            for version in versions_of(db, table, number)
        ]
        assert (
            versions
            == db.execute(
                "SELECT change_id, before, after FROM whole_log WHERE table_name = ? AND row_id = ?"
                " ORDER BY id DESC",
                (table, number),
            ).fetchall()
        )
    assert len(records) > 20


@pytest.mark.parametrize("seed", range(5))
def test_the_log_of_an_older_journal_is_made_what_the_triggers_write(
    db: sqlite3.Connection, clock: Clock, seed: int
) -> None:
    """Schema 2 kept whole records, which the migration takes apart."""
    live(db, clock, seed)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as old:
        for number in range(2):
            schema.run_script(old, schema.migration_text(number))
        old.execute("PRAGMA user_version = 2")
        for source, target in (*zip(TABLES, TABLES, strict=True), ("whole_log", "change_row")):
            for row in db.execute(f"SELECT * FROM {source}"):
                slots = ", ".join("?" * len(row))
                old.execute(f"INSERT INTO {target} VALUES ({slots})", row)
        schema.migrate(old)
        log = "SELECT change_id, table_name, row_id, before, after FROM change_row ORDER BY id"
        assert old.execute(log).fetchall() == db.execute(log).fetchall()


def live(db: sqlite3.Connection, clock: Clock, seed: int) -> None:
    """Make sixty changes at random, undo some and redo some of those."""
    author = Author(db, seed)
    undone: list[int] = []
    for _ in range(60):
        deed = author.chance.choice(["do", "do", "do", "undo", "redo"])
        last = newest(db, "kind = 'do' AND undone = 0")
        if deed == "undo" and last:
            undone.append(revert_change(db, clock, last, "undo"))
        elif deed == "redo" and undone:
            entry = newest(db, "id = ?", undone.pop())
            assert entry
            revert_change(db, clock, entry, "redo")
        else:
            undone.clear()
            start(db, clock, "x")
            for _ in range(author.chance.randrange(1, 6)):
                author.chance.choice([author.add, author.add, author.change, author.remove])()


def as_text(image: Image | None) -> str | None:
    """Return an image as SQLite writes it."""
    if image is None:
        return None
    return json.dumps(image, separators=(",", ":"), ensure_ascii=False)


def test_what_only_the_tables_and_later_changes_tell_is_not_logged(
    db: sqlite3.Connection, clock: Clock
) -> None:
    """A new record costs the log no text."""
    start(db, clock, "x")
    author = Author(db, 1)
    for _ in range(50):
        author.add()
    sizes = db.execute("SELECT count(*), count(before), count(after) FROM change_row").fetchone()
    assert sizes == (50, 0, 0)
