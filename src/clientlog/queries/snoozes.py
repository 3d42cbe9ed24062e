"""The snoozes in force, as keys of flags."""

import sqlite3
from datetime import date


def snoozed_keys(db: sqlite3.Connection, today: date) -> dict[str, date]:
    """Every key that is silent today, and the day it is back."""
    rows = db.execute(
        "SELECT rule, coalesce(client.handle, subject, 'org/' || snooze.organization), until"
        " FROM snooze LEFT JOIN client ON client.id = snooze.client_id WHERE until > ?",
        (today.isoformat(),),
    )
    return {f"{rule}:{subject}": date.fromisoformat(until) for rule, subject, until in rows}
