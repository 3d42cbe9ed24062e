"""Series of meetings: each occurrence plans the next, which keeps local time and attendees."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from clientlog.errors import UsageError
from clientlog.queries.absences import absences_ahead
from clientlog.queries.series import is_skipped, last_and_over
from clientlog.queries.values import Absence
from clientlog.series import MISSED_AFTER, following_day, goes_on, occurrences
from clientlog.store.tables import Attendance, Client, Meeting
from clientlog.write.change import Change

CLOSES_FROM = timedelta(minutes=30)
"""So long before its start an occurrence can be recorded."""

ROUTINE_CLOSES_UNTIL = timedelta(minutes=30)
"""So long after its end a routine occurrence can be recorded without being named."""


def plan_next(change: Change, last: Meeting) -> Meeting | None:
    """Plan the first occurrence after `last` that has not started, unless there is one.

    Occurrences while I am away, or while everybody who attends is, are skipped.
    """
    if not last.every or not last.anchor_at or _has_later(change, last):
        return None
    return add_occurrence(change, last, _first_ahead(change, last))


def plan_past_move(change: Change, meeting: Meeting, starts_at: datetime) -> Meeting | None:
    """Plan the next occurrence of a planned meeting that is to be moved to another day.

    Counted from its new day, the series would repeat the old one or leave one out. A routine
    series has no second meeting at a time.
    """
    day_of = change.clock.in_zone(_zone(meeting)).day
    if (
        meeting.state != "planned"
        or meeting.routine
        or day_of(starts_at) == day_of(meeting.starts_at)
    ):
        return None
    return plan_next(change, meeting)


def _first_ahead(change: Change, last: Meeting) -> datetime:
    """Return the start of the first later occurrence that has not started and is attended."""
    attending, absences = _attending(change, last), _absences(change)
    return next(
        starts_at
        for starts_at in _later_occurrences(change, last)
        if starts_at > change.clock.now
        and not is_skipped(change.clock.day(starts_at), attending, absences)
    )


def next_start(change: Change, meeting: Meeting) -> datetime | None:
    """Return when the occurrence after a meeting of a series starts; None after the year 2200."""
    try:
        return next(_later_occurrences(change, meeting))
    except UsageError:
        return None


def standing_still(change: Change) -> list[Meeting]:
    """Return the planned meetings that are over and have to let their series go on.

    One of a routine series passes by itself. Of any other the next one is planned once the
    last counts as missed, or the next is less than a day off.
    """
    change.flush()
    over = [
        change.get(Meeting, number) for number, *_ in last_and_over(change.connection, change.clock)
    ]
    return [
        meeting
        for meeting in over
        if meeting.routine
        or goes_on(meeting.ends_at, next_start(change, meeting), change.clock.now)
    ]


def roll(change: Change) -> None:
    """Let every series go on: a routine meeting is moved to its next time, others get a next one.

    See `standing_still` for which do.
    """
    for meeting in standing_still(change):
        if meeting.routine:
            length = meeting.ends_at - meeting.starts_at
            meeting.starts_at = _first_ahead(change, meeting)
            meeting.ends_at = meeting.starts_at + length
            meeting.ends_set_at = change.clock.now
        else:
            plan_next(change, meeting)
    change.flush()


def occurrence_near(
    change: Change, attending: Sequence[Client], at: datetime
) -> tuple[Meeting, datetime] | None:
    """Return a meeting of a series with the first client, and an occurrence of it near a moment.

    It starts within half an hour, or started less than a day before, and is no record yet:
    its last meeting was missed. One of a routine series goes on or is just over, and exactly
    these clients attend. None where there is none.
    """
    for link in reversed(change.all(Attendance, client_id=attending[0].id)):
        meeting = change.get(Meeting, link.meeting_id)
        is_missed = meeting.ends_at + MISSED_AFTER < at
        if meeting.state != "planned" or not (meeting.routine or is_missed):
            continue
        if not meeting.every or not meeting.anchor_at:
            continue
        if meeting.routine and not _is_attended_by(change, meeting, attending):
            continue
        near = _latest_start(change, meeting, at)
        clock = change.clock.in_zone(_zone(meeting))
        days = {clock.day(sibling.starts_at) for sibling in _siblings(change, meeting)}
        if near and clock.day(near) not in days:
            return meeting, near
    return None


def _latest_start(change: Change, meeting: Meeting, at: datetime) -> datetime | None:
    """Return the start of the latest occurrence of a series that can be recorded at a moment."""
    length = meeting.ends_at - meeting.starts_at
    reach = length + ROUTINE_CLOSES_UNTIL if meeting.routine else MISSED_AFTER
    latest = None
    for starts_at in _occurrences(change, meeting, at.date() - timedelta(days=2)):
        if starts_at > at + CLOSES_FROM:
            break
        latest = starts_at if starts_at + reach > at else None
    return latest


def _is_attended_by(change: Change, meeting: Meeting, clients: Sequence[Client]) -> bool:
    return {*_attending(change, meeting)} == {client.id for client in clients}


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


def _zone(meeting: Meeting) -> str:
    """Return the zone whose local time the series of a meeting keeps."""
    return meeting.series_zone or meeting.zone


def _later_occurrences(change: Change, last: Meeting) -> Iterator[datetime]:
    """Yield the occurrences on the days after a meeting of the series."""
    return _occurrences(change, last, following_day(last.starts_at, _zone(last), change.clock))


def _occurrences(change: Change, last: Meeting, after: date) -> Iterator[datetime]:
    """Yield the occurrences from a day on, in the local time of the series."""
    assert last.every and last.anchor_at  # the callers have looked
    for starts_at, notice in occurrences(
        last.every, last.anchor_at, _zone(last), change.clock, after
    ):
        if notice and starts_at > change.clock.now and notice not in change.notices:
            change.notices.append(notice)
        yield starts_at


def _has_later(change: Change, last: Meeting) -> bool:
    """Return whether the series has a later occurrence already."""
    return any(meeting.starts_at > last.starts_at for meeting in _siblings(change, last))


def planned_after(change: Change, last: Meeting) -> list[Meeting]:
    """Return the planned meetings of a series that come after one of it."""
    return [
        meeting
        for meeting in _siblings(change, last)
        if meeting.state == "planned" and meeting.starts_at > last.starts_at
    ]


def _siblings(change: Change, last: Meeting) -> list[Meeting]:
    """Return the meetings of a series."""
    if last.series:
        return change.all(Meeting, series=last.series)
    same_start = change.all(Meeting, anchor_at=last.anchor_at, every=last.every)
    return list(dict.fromkeys([*same_start, *change.all(Meeting, series=last.uuid)]))


def is_absent(change: Change, meeting: Meeting) -> bool:
    """Return whether I am away on the day of a meeting, or everybody who attends is."""
    day = change.clock.day(meeting.starts_at)
    return is_skipped(day, _attending(change, meeting), _absences(change))


def _attending(change: Change, meeting: Meeting) -> list[int]:
    """Return the numbers of the clients who attend a meeting."""
    return [link.client_id for link in change.all(Attendance, meeting_id=meeting.id)]


def _absences(change: Change) -> list[Absence]:
    change.flush()
    return absences_ahead(change.connection, change.today)
