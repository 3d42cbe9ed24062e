"""The columns of a table in an export: their names, their types, what they point at.

Read from the schema itself, so that a new column is in the next export without a word here.
"""

import re
import sqlite3
from dataclasses import dataclass
from typing import Literal

from clientlog.kinds import SEARCHED

Type = Literal["text", "line", "number", "flag", "pointer", "subject", "day", "moment"]

DERIVED = frozenset({"folded", "name_key"})
"""Columns that are computed from others, and again when a record is imported."""

_RULES: dict[Type, str] = {
    "flag": r"CHECK \((\w+) IN \(0, 1\)\)",
    "line": r"CHECK \(length\((\w+)\) BETWEEN 1 AND 200",
    "day": r"date\((\w+), '\+0 days'\) = \1",
    "moment": r"strftime\('%Y-%m-%dT%H:%M:%SZ', (\w+), '\+0 days'\) = \1",
}
"""What the constraints of a table say about a column."""

NAMED = frozenset({"client", "alias", "organization"})
"""The tables whose names are compared by a key."""

HEAD = ("record", "uuid", "number")
"""What every record starts with; `number` is the one in its REF."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` is its name in text, where pointers have lost their `_id`."""

    name: str
    key: str
    type: Type
    required: bool
    default: str | int | None = None
    """Its value in a document that is older than the column."""
    target: str = ""


Shape = dict[str, list[Column]]
"""What the records of each table are made of."""


def derived_columns(table: str) -> tuple[str, ...]:
    """Return the columns of a table that are computed from others."""
    named = ("name_key",) if table in NAMED else ()
    return (*named, "folded") if table in SEARCHED else named


def columns_of(connection: sqlite3.Connection, table: str) -> list[Column]:
    """Return the columns of a table that are exported, in the order of the schema."""
    (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    types = {name: kind for kind, rule in _RULES.items() for name in re.findall(rule, sql)}
    targets = {
        row[3]: row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    }
    types |= dict.fromkeys(targets, "pointer") | {"subject": "subject"}
    columns = []
    for _, name, stored, required, default, _ in connection.execute(f"PRAGMA table_info({table})"):
        if name in {"id", "uuid"} | DERIVED:
            continue
        kind = types.get(name, "text" if stored == "TEXT" else "number")
        key = name.removesuffix("_id") if kind == "pointer" else name
        filling = connection.execute(f"SELECT {default}").fetchone()[0] if default else None
        columns.append(Column(name, key, kind, bool(required), filling, targets.get(name, "")))
    return columns
