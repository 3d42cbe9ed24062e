"""Statements that store a staged record, and the rule that one broke."""

import re
from collections.abc import Collection, Iterable

from clientlog.interchange.staging import ABSENT


def insertion(table: str, names: Collection[str]) -> str:
    """Return the statement that inserts a row of a staging.

    Its first parameter, the position, is not stored. What the journal has already under
    another UUID is passed over.
    """
    listed = "".join(f', "{name}"' for name in names)
    slots = "".join(f", nullif(?{number}, {ABSENT})" for number, _ in enumerate(names, 4))
    return f"INSERT INTO {table} (id, uuid{listed}) VALUES (?2, ?3{slots}) ON CONFLICT DO NOTHING"


def update(table: str, names: Iterable[str]) -> str:
    """Return the statement that changes a record; its number is the last parameter."""
    settings = ", ".join(f'"{name}" = ?' for name in names)
    return f"UPDATE {table} SET {settings} WHERE id = ?"


def selection(table: str, names: Iterable[str]) -> str:
    """Return the statement that reads these columns of a record by its number."""
    listed = ", ".join(f'"{name}"' for name in names)
    return f"SELECT {listed} FROM {table} WHERE id = ?"


def broken_rule(message: str) -> tuple[str, str]:
    """Return the column and the rule that SQLite names: `CHECK constraint failed: due …`."""
    rule = message.partition(": ")[2]
    words = re.findall("[a-z_]+", rule.replace("length(", "").replace("CAST(", ""))
    return (words[0] if words else "record"), f"breaks the rule: {rule[:80]}"
