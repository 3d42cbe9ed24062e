"""Read what was snoozed and what was muted, by the keys of flags."""

import sqlite3
from datetime import date

from clientlog.queries.snapshot_values import Snoozed


def snoozed_keys(db: sqlite3.Connection, today: date) -> dict[str, Snoozed]:
    """Return every snooze, those that have ended included, by the key of its flag.

    An ended one still says how often a flag was put off.
    """
    rows = db.execute(
        "SELECT rule, coalesce(client.handle, subject, 'org/' || snooze.organization), until,"
        " since, times FROM snooze LEFT JOIN client ON client.id = snooze.client_id"
        " WHERE until > ? OR since IS NOT NULL",
        (today.isoformat(),),
    )
    return {
        f"{rule}:{about}": Snoozed(
            date.fromisoformat(until), date.fromisoformat(since) if since else None, times
        )
        for rule, about, until, since, times in rows
    }


def muted_for_clients(db: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    """Return the pairs of a rule and the handle of a client for whom it is muted."""
    rows = db.execute("SELECT rule, handle FROM mute JOIN client ON client.id = client_id")
    return frozenset((rule, handle) for rule, handle in rows)
