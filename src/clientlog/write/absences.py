"""Absences: days on which a client or the user is away, and the meetings that they skip."""

from datetime import date

from clientlog.errors import UsageError
from clientlog.store.tables import Absence, Meeting
from clientlog.write import meetings, series
from clientlog.write.change import Change

_SKIPPED = """
SELECT DISTINCT skipped.row_id FROM change_row AS skipped
JOIN change_row AS away ON away.change_id = skipped.change_id
WHERE skipped.table_name = 'meeting' AND away.table_name = 'absence' AND away.before IS NULL
AND json_extract(away.after, '$.client_id') IS ?
AND json_extract(skipped.after, '$.state') = 'cancelled' ORDER BY skipped.row_id
"""
"""The meetings that were cancelled in the change that recorded an absence."""


def begin(change: Change, client_id: int | None, first: date, back: date) -> list[str]:
    """Record an absence, in place of those it overlaps, and skip the series within it.

    `client_id` is None for the user. Return the REFs of the meetings that were skipped.
    """
    if back <= change.today:
        raise UsageError("--until must be a day after today")
    if back <= first:
        raise UsageError("--until must be a day after --from")
    for earlier in change.all(Absence, client_id=client_id):
        if earlier.from_day < back and first < earlier.until_day:
            first = min(first, earlier.from_day)
            back = max(back, earlier.until_day)
            change.remove(earlier)
    change.add(Absence(client_id=client_id, from_day=first, until_day=back))
    return _skip_series(change)


def end(change: Change, client_id: int | None) -> list[str]:
    """End the absence of today, and drop those that have not begun.

    Return the REFs of the meetings that were skipped, lie ahead and are planned again.
    """
    current = [
        absence
        for absence in change.all(Absence, client_id=client_id)
        if absence.until_day > change.today
    ]
    if not current:
        raise UsageError("there is no absence to end", "see: clientlog away list")
    for absence in current:
        if absence.from_day >= change.today:
            change.remove(absence)
        else:
            absence.until_day = change.today
    change.flush()
    return _restore_skipped(change, client_id)


def _restore_skipped(change: Change, client_id: int | None) -> list[str]:
    """Plan the meetings ahead again that absences of a client, or of the user, have skipped."""
    restored = []
    for (number,) in change.connection.execute(_SKIPPED, (client_id,)).fetchall():
        meeting = change.find(Meeting, number)
        if meeting is None or meeting.state != "cancelled":
            continue
        day = change.clock.day(meeting.starts_at)
        if meeting.starts_at > change.clock.now and not series.is_absent(change, meeting, day):
            meeting.state = "planned"
            restored.append(f"m{meeting.id}")
    change.flush()
    return restored


def _skip_series(change: Change) -> list[str]:
    """Cancel the planned occurrences that fall into an absence; each series goes on after it."""
    skipped = []
    for meeting in change.all(Meeting, state="planned"):
        ahead = meeting.starts_at > change.clock.now
        if (
            meeting.every
            and ahead
            and series.is_absent(change, meeting, change.clock.day(meeting.starts_at))
        ):
            meetings.cancel(change, meeting)
            skipped.append(f"m{meeting.id}")
    return skipped
