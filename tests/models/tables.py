"""Rows put into the tables past the program: what the database itself takes and refuses."""

import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from types import ModuleType

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from clientlog.models import Record
from clientlog.models.__main__ import TABLES, class_of
from clientlog.store import schema

MOMENT = "2026-11-22T06:50:00Z"

GOOD: Mapping[str, Mapping[str, object]] = {
    "client": {"handle": "ann", "name": "Ann", "name_key": "ann", "direction": "up", "by_hand": 1},
    "address": {"client_id": 1, "kind": "email", "value": "a@x.org", "position": 0},
    "absence": {"client_id": 1, "from_day": "2026-11-01", "until_day": "2026-11-02"},
    "alias": {"client_id": 1, "name": "Anna", "name_key": "anna"},
    "tag": {"client_id": 1, "name": "vip"},
    "affiliation": {"client_id": 1, "organization": "Acme", "until": "2026-11-01"},
    "organization": {"name": "Acme", "name_key": "acme"},
    "self_check": {
        "client_id": 1, "abundance": 1, "trust": 2, "dreams": 3, "truth": 4, "balance": 5,
        "grace": 1,
    },
    "meeting": {
        "starts_at": MOMENT, "ends_at": "2026-11-22T07:50:00Z", "ends_set_at": MOMENT,
        "state": "planned", "nothing_to_note": 0, "review": 0,
    },
    "attendance": {"client_id": 1, "meeting_id": 1},
    "promise": {
        "client_id": 1, "text": "x", "theirs": 0, "priority": "good", "state": "open",
    },
    "action_item": {
        "client_id": 1, "text": "x", "theirs": 0, "priority": "good", "state": "open",
    },
    "amendment": {"promise_id": 1, "kind": "renegotiated"},
    "chase": {"promise_id": 1, "at": MOMENT},
    "topic": {"client_id": 1, "text": "x", "ask": 0, "state": "open"},
    "note": {"client_id": 1, "kind": "need", "text": "x", "state": "open"},
    "touch": {"client_id": 1, "at": MOMENT},
    "snooze": {"rule": "late", "subject": "p1", "until": "2026-12-01"},
    "mute": {"rule": "late", "client_id": 1},
    "conflict": {"client_id": 1, "text": "x", "state": "open"},
    "conflict_step": {"conflict_id": 1, "step": "listening", "text": "x"},
    "external_key": {
        "source": "ical", "key": "x", "record_table": "client", "record_uuid": "u" * 36,
    },
}  # fmt: skip
"""A row of each table, with nothing in it that may be missing."""


@cache
def journal() -> sqlite3.Connection:
    """Return the tables that the models declare, with the good row in each.

    That a journal has these very tables is the matter of tests/store/test_schema.py.
    """
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("PRAGMA foreign_keys = ON")
    for declared in Record.metadata.sorted_tables:
        db.execute(str(CreateTable(declared).compile(dialect=sqlite.dialect())))
    for table in GOOD:
        insert(db, table, {})
    return db


def refuses(table: str, **values: object) -> bool:
    """Return whether the database refuses the good row of a table once these values are in it."""
    db = journal()
    db.execute("BEGIN")
    try:
        db.execute(f"DELETE FROM {table}")
        insert(db, table, values)
    except sqlite3.IntegrityError:
        return True
    finally:
        db.execute("ROLLBACK")
    return False


def insert(db: sqlite3.Connection, table: str, values: Mapping[str, object]) -> None:
    """Insert the good row of a table with these values."""
    common = {
        "uuid": table.ljust(36, "u"), "recorded_at": MOMENT, "changed_at": MOMENT, "zone": "UTC",
    }  # fmt: skip
    row: dict[str, object] = {**common, "id": 1, **GOOD[table], **values}
    columns = ", ".join(f'"{column}"' for column in row)
    slots = ", ".join("?" * len(row))
    db.execute(f"INSERT INTO {table} ({columns}) VALUES ({slots})", tuple(row.values()))


def plain_sql(sql: str) -> str:
    """Return the words of a statement: a table that was renamed has its name in quotes."""
    words = re.sub(r"\s+", " ", sql.replace('"', ""))
    return words.replace("( ", "(").replace(" )", ")").strip(" ;")


def models_of(module: ModuleType) -> list[type[Record]]:
    """Return the records that a module declares."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Record)
        if value.__module__ == module.__name__
    ]


def not_in_the_journal(model: type[Record]) -> list[str]:
    """Return what a record declares, and a new journal or the generated rows do not have."""
    declared = []
    if "table" in model.model_config:
        table = model.__table__  # type: ignore[attr-defined]  # SQLModel adds it to tables
        parts: list[DDLElement] = [CreateTable(table), *map(CreateIndex, table.indexes)]
        declared = [plain_sql(str(part.compile(dialect=sqlite.dialect()))) for part in parts]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        rows = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
        stored = {plain_sql(sql) for (sql,) in rows}
    missing = [part for part in declared if part not in stored]
    generated = class_of(model)
    return missing if generated in TABLES.read_text("utf-8") else [*missing, generated]
