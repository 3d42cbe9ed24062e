"""The snoozes of flags, by the keys of the flags."""

import sqlite3
from datetime import date

from clientlog.queries.values import Snoozed


def snoozed_keys(db: sqlite3.Connection, today: date) -> dict[str, Snoozed]:
    """Return the snooze of every key that is silent today."""
    rows = db.execute(
        "SELECT rule, coalesce(client.handle, subject, 'org/' || snooze.organization), until"
        " FROM snooze LEFT JOIN client ON client.id = snooze.client_id WHERE until > ?",
        (today.isoformat(),),
    )
    return {f"{rule}:{about}": Snoozed(date.fromisoformat(until)) for rule, about, until in rows}
