"""Statements that store a staged record: the columns it gets, and the rule it broke."""

import re
from typing import Any

from clientlog.interchange.columns import Column
from clientlog.interchange.staging import StagedRecord
from clientlog.kinds import SEARCHED
from clientlog.text import fold_for_search, name_key


def insertion(table: str, *names: str) -> str:
    """Return the statement that inserts a record with these columns."""
    columns = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})"


def update(table: str, values: dict[str, Any]) -> str:
    """Return the statement that changes a record; its number is the last parameter."""
    columns = ", ".join(f'"{name}"' for name in values)
    return f"UPDATE {table} SET ({columns}) = ({', '.join('?' * len(values))}) WHERE id = ?"


def selection(table: str, columns: list[Column]) -> str:
    """Return the statement that reads these columns of a record by its number."""
    names = ", ".join(f'"{column.name}"' for column in columns)
    return f"SELECT {names} FROM {table} WHERE id = ?"


def derived(record: StagedRecord) -> dict[str, Any]:
    """Return what the file leaves out because it follows from the rest."""
    values: dict[str, Any] = {}
    if record.table in {"client", "alias", "organization"}:
        name = record.values["name"]
        values["name_key"] = name_key(name) or name.casefold()
    if record.table in SEARCHED:
        texts = (record.values[column] for column in SEARCHED[record.table])
        values["folded"] = fold_for_search(texts)
    return values


def broken_rule(message: str) -> tuple[str, str]:
    """Return the column and the rule that SQLite names: `CHECK constraint failed: due …`."""
    rule = message.partition(": ")[2]
    words = re.findall("[a-z_]+", rule.replace("length(", "").replace("CAST(", ""))
    return (words[0] if words else "record"), f"breaks the rule: {rule[:80]}"
