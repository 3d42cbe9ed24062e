"""Read when a client was met, and when the next meeting is."""

import sqlite3
from datetime import date, timedelta

from clientlog.clock import Clock, format_moment, parse_moment
from clientlog.queries.values import Client

YEAR = timedelta(days=366)
"""A year of contacts is read, and a day, since days are counted in the user's zone."""


def held_days(db: sqlite3.Connection, clock: Clock, client: Client) -> tuple[date, ...]:
    """Local days of the meetings held in the last 365 days, oldest first."""
    rows = db.execute(
        "SELECT at FROM contact WHERE client_id = ? AND at >= ? AND source LIKE 'm%' ORDER BY at",
        (client.id, format_moment(clock.now - YEAR)),
    )
    since = clock.today - timedelta(days=365)
    days = (clock.day(parse_moment(at)) for (at,) in rows.fetchall())
    return tuple(day for day in days if day >= since)
