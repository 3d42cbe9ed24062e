"""Who is away, now or later."""

import sqlite3
from datetime import date

from clientlog.queries.values import Absence


def list_absences(db: sqlite3.Connection, today: date) -> list[tuple[str | None, Absence]]:
    """Return the absences that have not ended, each with the client's handle, or None for yours."""
    rows = db.execute(
        "SELECT handle, client_id, from_day, until_day FROM absence"
        " LEFT JOIN client ON client.id = client_id WHERE until_day > ? ORDER BY from_day, handle",
        (today.isoformat(),),
    )
    return [
        (handle, Absence(number, date.fromisoformat(first), date.fromisoformat(back)))
        for handle, number, first, back in rows
    ]
