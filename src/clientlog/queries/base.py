"""Helpers that the queries share: parsing stored values, selecting rows with their client.

Only modules of `queries/` use them, since they take SQL.
"""

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from clientlog.clock import parse_moment
from clientlog.queries.clients import CLIENT_COLUMNS, client_from_row
from clientlog.queries.values import Client

CHUNK = 500
"""The most numbers in one statement; SQLite allows at least 999 placeholders."""


_Value = TypeVar("_Value", int, str)


def parse_day_or_none(text: str | None) -> date | None:
    """Read a stored day."""
    return date.fromisoformat(text) if text else None


def parse_moment_or_none(text: str | None) -> datetime | None:
    """Read a stored moment."""
    return parse_moment(text) if text else None


def select_with_clients(
    db: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    condition: str,
    values: Iterable[Any] = (),
    *,
    extra: str = "",
) -> Iterable[tuple[Client, dict[str, Any]]]:
    """Yield each row as a dictionary, with its client.

    The condition may end in ORDER BY and LIMIT. `extra` are expressions, each after a comma
    and in parentheses, that become `extra0`, `extra1` and so on.
    """
    selected = ", ".join(f"{table}.{column}" for column in columns)
    rows = db.execute(
        f"SELECT client.id, {selected}{extra} FROM {table}"
        f" JOIN client ON client.id = {table}.client_id WHERE {condition}",
        tuple(values),
    ).fetchall()
    names = [*columns, *(f"extra{i}" for i in range(extra.count(", (")))]
    clients = clients_by_number(db, {row[0] for row in rows})
    for row in rows:
        yield clients[row[0]], dict(zip(names, row[1:], strict=True))


def clients_by_number(db: sqlite3.Connection, numbers: Collection[int]) -> dict[int, Client]:
    """Return the clients that have these numbers."""
    return {
        row[0]: client_from_row(row)
        for slots, chunk in chunks(sorted(numbers))
        for row in db.execute(f"SELECT {CLIENT_COLUMNS} FROM client WHERE id IN {slots}", chunk)
    }


def chunks(values: Sequence[_Value]) -> Iterable[tuple[str, Sequence[_Value]]]:
    """Yield the values in parts that one statement takes, each with its placeholders."""
    for start in range(0, len(values), CHUNK):
        part = values[start : start + CHUNK]
        yield f"({', '.join('?' * len(part))})", part


def numbers_of(clients: Sequence[Client]) -> str:
    """Return the numbers of clients, as a list in SQL."""
    return f"({', '.join(str(client.id) for client in clients)})"
