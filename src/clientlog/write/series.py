"""Series of meetings: each occurrence plans the next, which keeps local time and attendees."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from clientlog.clock import Clock
from clientlog.dates import next_after, parse_every
from clientlog.errors import UsageError
from clientlog.store.tables import Absence, Attendance, Client, Meeting
from clientlog.write.change import Change

MISSED_AFTER = timedelta(hours=24)
"""So long after its end an occurrence that was not recorded counts as missed."""

CLOSES_FROM = timedelta(minutes=30)
"""So long before its start an occurrence can be recorded."""


def plan_next(change: Change, last: Meeting) -> Meeting | None:
    """Plan the first occurrence after `last` that has not started, unless there is one.

    Occurrences while I am away, or while everybody who attends is, are skipped.
    """
    if not last.every or not last.anchor_at or _has_later(change, last):
        return None
    earliest = max(change.clock.now, last.starts_at)
    for starts_at in _occurrences(change, last, change.clock.day(last.starts_at)):
        if starts_at > earliest and not is_absent(change, last, change.clock.day(starts_at)):
            return add_occurrence(change, last, starts_at)
    return None


def next_start(change: Change, meeting: Meeting) -> datetime | None:
    """Return when the occurrence after a meeting of a series starts; None after the year 2200."""
    occurrences = _occurrences(change, meeting, change.clock.day(meeting.starts_at))
    try:
        return next(starts_at for starts_at in occurrences if starts_at > meeting.starts_at)
    except UsageError:
        return None


def roll_missed(change: Change) -> list[Meeting]:
    """Plan the next occurrence of every series whose last one was missed."""
    planned = [
        plan_next(change, meeting)
        for meeting in change.all(Meeting, state="planned")
        if meeting.every and meeting.ends_at + MISSED_AFTER < change.clock.now
    ]
    return [meeting for meeting in planned if meeting]


def occurrence_near(
    change: Change, client: Client, at: datetime
) -> tuple[Meeting, datetime] | None:
    """Return the missed meeting of a series with a client, and its occurrence near a moment.

    It starts within half an hour, or started less than a day before; None where there is none.
    """
    for link in reversed(change.all(Attendance, client_id=client.id)):
        meeting = change.get(Meeting, link.meeting_id)
        is_missed = meeting.state == "planned" and meeting.ends_at + MISSED_AFTER < at
        if not (is_missed and meeting.every and meeting.anchor_at) or _has_later(change, meeting):
            continue
        near = []
        for starts_at in _occurrences(change, meeting, at.date() - timedelta(days=2)):
            if starts_at > at + CLOSES_FROM:
                break
            near += [starts_at] if starts_at + MISSED_AFTER > at else []
        if near:
            return meeting, near[-1]
    return None


def add_occurrence(change: Change, last: Meeting, starts_at: datetime) -> Meeting:
    """Plan an occurrence with everything that the series keeps."""
    following = change.add(
        Meeting(
            title=last.title,
            place=last.place,
            channel=last.channel,
            review=last.review,
            routine=last.routine,
            standing=last.standing,
            every=last.every,
            anchor_at=last.anchor_at,
            series=last.series or last.uuid,
            series_zone=last.series_zone,
            starts_at=starts_at,
            ends_at=starts_at + (last.ends_at - last.starts_at),
            ends_set_at=change.clock.now,
        )
    )
    for link in change.all(Attendance, meeting_id=last.id):
        change.add(Attendance(meeting_id=following.id or 0, client_id=link.client_id))
    return following


def _occurrences(change: Change, last: Meeting, after: date) -> Iterator[datetime]:
    """Yield the occurrences on later days, in the local time of the series."""
    assert last.every and last.anchor_at  # the callers have looked
    clock = _series_clock(change.clock, last)
    anchor = clock.local(last.anchor_at)
    every, day = parse_every(last.every), after - timedelta(days=1)
    while True:
        day = next_after(anchor.date(), every, day)
        starts_at, notice = clock.at(day, anchor.time().replace(tzinfo=None))
        if notice and starts_at > change.clock.now and notice not in change.notices:
            change.notices.append(notice)
        yield starts_at


def _series_clock(clock: Clock, last: Meeting) -> Clock:
    """Return the clock in the zone that the series was made in."""
    return clock.in_zone(last.series_zone or last.zone)


def _has_later(change: Change, last: Meeting) -> bool:
    """Return whether the series has a later occurrence already."""
    if last.series:
        siblings = change.all(Meeting, series=last.series)
    else:
        siblings = change.all(Meeting, anchor_at=last.anchor_at, every=last.every)
        siblings += change.all(Meeting, series=last.uuid)
    return any(meeting.starts_at > last.starts_at for meeting in siblings)


def is_absent(change: Change, last: Meeting, day: date) -> bool:
    """Return whether I am away on this day, or everybody who attends is."""
    away = {
        absence.client_id
        for absence in change.all(Absence)
        if absence.from_day <= day < absence.until_day
    }
    attending = [link.client_id for link in change.all(Attendance, meeting_id=last.id)]
    return None in away or bool(attending and all(number in away for number in attending))
