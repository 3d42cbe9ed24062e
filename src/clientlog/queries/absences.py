"""Who is away, now or later."""

import sqlite3
from datetime import date

from clientlog.queries.values import Absence
from clientlog.store.changes import REMOVED

_SKIPPED = f"""
SELECT DISTINCT skipped.row_id FROM change_row AS skipped
JOIN change_row AS away ON away.change_id = skipped.change_id
LEFT JOIN absence ON absence.id = away.row_id
WHERE skipped.table_name = 'meeting' AND away.table_name = 'absence' AND away.before IS NULL
AND json_extract(skipped.after, '$.state') = 'cancelled'
AND CASE WHEN absence.id IS NULL THEN (
  SELECT json_extract(before, '$.client_id') FROM change_row
  WHERE table_name = 'absence' AND row_id = away.row_id AND {REMOVED} ORDER BY id DESC LIMIT 1
) ELSE absence.client_id END IS ?
ORDER BY skipped.row_id
"""
"""The meetings that were cancelled in a change that recorded an absence."""


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


def absences_ahead(db: sqlite3.Connection, today: date) -> list[Absence]:
    """Return the absences that have not ended, of whomever."""
    return [absence for _, absence in list_absences(db, today)]


def skipped_meetings(db: sqlite3.Connection, client: int | None) -> list[int]:
    """Return the numbers of the meetings that absences of a client, or of the user, cancelled."""
    return [number for (number,) in db.execute(_SKIPPED, (client,))]
