"""The next occurrences of series that no change has planned yet.

A series goes on with the next change of the journal; on a morning without one, a look computes
where it will be.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from clientlog.clock import Clock, format_moment, parse_moment
from clientlog.errors import UsageError
from clientlog.queries.absences import absences_ahead
from clientlog.queries.meetings import (
    find_meeting,
    meetings_between,
    next_meeting,
    next_planned_to_prepare,
    next_start,
    planned_from,
    planned_on_day,
)
from clientlog.queries.values import Absence, Client, Meeting
from clientlog.series import following_day, goes_on, occurrences

_LAST_AND_OVER = """
SELECT id, every, anchor_at, coalesce(series_zone, zone) FROM meeting AS last
WHERE state = 'planned' AND ends_at <= ? AND every IS NOT NULL AND anchor_at IS NOT NULL
AND NOT EXISTS (
  SELECT 1 FROM meeting AS later WHERE later.starts_at > last.starts_at
  AND (later.series IN (last.series, last.uuid)
    OR last.series IS NULL AND later.anchor_at = last.anchor_at AND later.every = last.every))
"""


def last_and_over(db: sqlite3.Connection, clock: Clock) -> list[tuple[int, str, str, str]]:
    """Return the planned meetings that are over and that no other of their series follows.

    Each has its number, and what its series repeats by: schedule, first start, zone.
    """
    return db.execute(_LAST_AND_OVER, (format_moment(clock.now),)).fetchall()


def upcoming_occurrences(db: sqlite3.Connection, clock: Clock) -> list[Meeting]:
    """Return the next occurrence of each series whose last planned meeting is over, by start.

    It has the number of that last meeting, which stands for the series until the next change.
    """
    absences = absences_ahead(db, clock.today)
    upcoming: list[Meeting] = []
    for number, every, anchor_at, zone in last_and_over(db, clock):
        last = find_meeting(db, number)
        assert last  # it was read a line ago
        after = following_day(last.starts_at, zone, clock)
        starts = (
            starts_at
            for starts_at, _ in occurrences(every, parse_moment(anchor_at), zone, clock, after)
        )
        upcoming += _next_occurrence(last, starts, absences, clock)
    return sorted(upcoming, key=lambda meeting: (meeting.starts_at, meeting.number))


def _next_occurrence(
    last: Meeting, starts: Iterator[datetime], absences: list[Absence], clock: Clock
) -> Iterator[Meeting]:
    """Yield the first occurrence that is not over and is attended, if the series goes on."""
    length = last.ends_at - last.starts_at
    attending = [client.id for client in last.clients]
    try:
        following = next(
            starts_at
            for starts_at in starts
            if starts_at + length > clock.now
            and not is_skipped(clock.day(starts_at), attending, absences)
        )
    except UsageError:  # the schedule has left the years that are known
        return
    if last.routine or goes_on(last.ends_at, following, clock.now):
        yield last._replace(starts_at=following, ends_at=following + length)


def is_skipped(day: date, attending: Collection[int], absences: Iterable[Absence]) -> bool:
    """Return whether I am away on this day, or everybody who attends is."""
    away = {
        absence.client_id for absence in absences if absence.from_day <= day < absence.until_day
    }
    return None in away or bool(attending and away.issuperset(attending))


def day_with_series(db: sqlite3.Connection, clock: Clock) -> list[Meeting]:
    """Return the planned meetings of today, those in progress since yesterday, and series."""
    tomorrow = clock.end_of(clock.today)
    upcoming = [
        meeting for meeting in upcoming_occurrences(db, clock) if meeting.starts_at < tomorrow
    ]
    return sorted([*planned_on_day(db, clock), *upcoming], key=lambda meeting: meeting.starts_at)


def to_prepare_today(db: sqlite3.Connection, clock: Clock) -> list[Meeting]:
    """Return the meetings of today that are not over, and not routine without an agenda."""
    return [
        meeting
        for meeting in day_with_series(db, clock)
        if meeting.ends_at > clock.now and (meeting.standing or not meeting.routine)
    ]


def held_today(db: sqlite3.Connection, clock: Clock) -> list[Meeting]:
    """Return the meetings of today that took place, or to which nobody came."""
    today = clock.start_of(clock.today), clock.end_of(clock.today)
    meetings = meetings_between(db, since=today[0], until=today[1])
    return [meeting for meeting in meetings if meeting.state in {"held", "no-show"}]


def first_after_today(db: sqlite3.Connection, clock: Clock) -> Meeting | None:
    """Return the first meeting of the days to come, planned or of a series."""
    tomorrow = clock.end_of(clock.today)
    upcoming = [
        meeting for meeting in upcoming_occurrences(db, clock) if meeting.starts_at >= tomorrow
    ]
    return _first([*planned_from(db, tomorrow, 1), *upcoming])


def next_with(db: sqlite3.Connection, clock: Clock, client: Client) -> Meeting | None:
    """Return the meeting with a client that is in progress or comes first, planned or to be."""
    planned = next_meeting(db, clock, client)
    return _first([*([planned] if planned else []), *_upcoming_with(db, clock, client)])


def next_start_with(db: sqlite3.Connection, clock: Clock, client: Client) -> Meeting | None:
    """Return the meeting with a client that starts next, planned or to be."""
    planned = next_start(db, clock, client)
    upcoming = [
        meeting for meeting in _upcoming_with(db, clock, client) if meeting.starts_at > clock.now
    ]
    return _first([*([planned] if planned else []), *upcoming])


def next_to_prepare(db: sqlite3.Connection, clock: Clock, client: Client) -> Meeting | None:
    """Return the next meeting with a client that is not routine, else the next routine one."""
    planned = next_planned_to_prepare(db, clock, client)
    upcoming = [*([planned] if planned else []), *_upcoming_with(db, clock, client)]
    return _first([meeting for meeting in upcoming if not meeting.routine] or upcoming)


def _upcoming_with(db: sqlite3.Connection, clock: Clock, client: Client) -> list[Meeting]:
    return [
        meeting
        for meeting in upcoming_occurrences(db, clock)
        if any(attendee.id == client.id for attendee in meeting.clients)
    ]


def _first(meetings: list[Meeting]) -> Meeting | None:
    return min(meetings, key=lambda meeting: meeting.starts_at, default=None)
