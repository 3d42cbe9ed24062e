"""Statements that store a staged record, and the rule that one broke."""

import re
from collections.abc import Collection, Iterable

from clientlog.interchange.columns import Column
from clientlog.kinds import LETTERS

NOWHERE = -1
"""Stands where a pointer points at a record that is not in the import."""

ABSENT = 0.5
"""Stands for NULL in a statement's parameters, which no column of the journal holds.

Python 3.11 looks for an adapter of each None, which takes ten times as long.
"""


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


def selected(table: str, column: Column) -> str:
    """Return the SQL that reads a column of a staged record, pointers as numbers."""
    value = f'staged."{column.name}"'
    if column.type == "pointer":
        number = f"SELECT id FROM record WHERE uuid = {value} AND kind = '{column.target}'"
    elif column.type == "subject":
        letters = " ".join(f"WHEN '{kind}' THEN '{letter}'" for kind, letter in LETTERS.items())
        number = (
            f"SELECT CASE kind {letters} END || id FROM record"
            f" WHERE uuid = substr({value}, instr({value}, ' ') + 1)"
            f" AND {value} = kind || ' ' || uuid"
        )
    elif (table, column.name) == ("client", "handle"):
        return f"coalesce((SELECT handle FROM handle WHERE handle.position = _position), {value})"
    else:
        return value
    return f"CASE WHEN {value} IS NOT NULL THEN coalesce(({number}), {NOWHERE}) END"
