"""Contacts that were not meetings."""

import sqlite3

from clientlog.clock import parse_moment
from clientlog.queries.base import select_with_clients
from clientlog.queries.values import Client, Touch

_COLUMNS = ("id", "text", "at", "channel", "by", "source")


def find_touch(db: sqlite3.Connection, number: int) -> Touch | None:
    """Return the touch of that number, or None."""
    return next(iter(_select(db, "touch.id = ?", number)), None)


def list_touches(db: sqlite3.Connection, *, client: int | None = None) -> list[Touch]:
    """Return every touch, oldest first."""
    condition = "TRUE" if client is None else f"touch.client_id = {client:d}"
    return _select(db, f"{condition} ORDER BY touch.at, touch.id")


def latest_touches(db: sqlite3.Connection, client: Client, limit: int) -> list[Touch]:
    """Return the latest touches with a client, newest first."""
    condition = "touch.client_id = ? ORDER BY touch.at DESC, touch.id DESC LIMIT ?"
    return _select(db, condition, client.id, limit)


def _select(db: sqlite3.Connection, condition: str, *values: object) -> list[Touch]:
    return [
        Touch(
            number=row["id"],
            client=client,
            at=parse_moment(row["at"]),
            text=row["text"],
            channel=row["channel"],
            by=row["by"],
            source=row["source"],
        )
        for client, row in select_with_clients(db, "touch", _COLUMNS, condition, values)
    ]
