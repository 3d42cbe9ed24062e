"""Absences: days on which a client or the user is away, and the meetings that they skip."""

from datetime import date

from clientlog.errors import UsageError
from clientlog.queries.absences import skipped_meetings
from clientlog.refs import Ref
from clientlog.store.tables import Absence, Meeting, Topic
from clientlog.write import meetings, records, series
from clientlog.write.change import Change


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
    for number in skipped_meetings(change.connection, client_id):
        meeting = change.find(Meeting, number)
        if meeting is None or meeting.state != "cancelled":
            continue
        if meeting.starts_at > change.clock.now and not series.is_absent(change, meeting):
            meeting.state = "planned"
            _withdraw_substitutes(change, meeting)
            restored.append(f"m{meeting.id}")
    change.flush()
    return restored


def _withdraw_substitutes(change: Change, meeting: Meeting) -> None:
    """Remove what was planned in place of a skipped meeting; the series goes on after it.

    What was prepared or moved since stays.
    """
    for later in series.planned_after(change, meeting):
        if not later.moves and not change.has(Topic, "meeting_id", later.id):
            records.remove(change, Ref("m", later.id or 0))


def _skip_series(change: Change) -> list[str]:
    """Cancel the planned occurrences that fall into an absence; each series goes on after it."""
    skipped = []
    for meeting in change.all(Meeting, state="planned"):
        ahead = meeting.starts_at > change.clock.now
        if meeting.every and ahead and series.is_absent(change, meeting):
            meetings.cancel(change, meeting)
            skipped.append(f"m{meeting.id}")
    return skipped
