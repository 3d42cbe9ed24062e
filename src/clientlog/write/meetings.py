"""Meetings: planned, held, moved, cancelled, summarized, confirmed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from clientlog.errors import UsageError
from clientlog.refs import Ref, not_found
from clientlog.store.tables import Attendance, Client, Meeting
from clientlog.write import series
from clientlog.write.change import Change

DEFAULT_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDetails:
    """When, how long, with whom, and what else is known of a meeting."""

    clients: tuple[Client, ...]
    starts_at: datetime
    minutes: int = DEFAULT_MINUTES
    title: str | None = None
    place: str | None = None
    channel: str | None = None
    review: bool = False
    routine: bool = False
    """It passes by itself, with no agenda and no summary."""
    standing: str | None = None
    """The agenda of every occurrence of the series."""
    every: str | None = None


def find_meeting(change: Change, number: int) -> Meeting | None:
    """Return the meeting with this number, or None."""
    return change.find(Meeting, number)


def get_meeting(change: Change, number: int) -> Meeting:
    """Return the meeting with this number; raise NotFoundError where there is none."""
    meeting = find_meeting(change, number)
    if meeting is None:
        raise not_found(Ref("m", number))
    return meeting


def create(change: Change, details: MeetingDetails, state: str = "planned") -> Meeting:
    """Add a meeting."""
    meeting = change.add(
        Meeting(
            title=details.title,
            place=details.place,
            channel=details.channel,
            review=details.review,
            routine=details.routine,
            standing=details.standing,
            every=details.every,
            starts_at=details.starts_at,
            ends_at=details.starts_at + timedelta(minutes=details.minutes),
            ends_set_at=change.clock.now,
            state=state,
        )
    )
    _begin_series(change, meeting)
    add_attendees(change, meeting, details.clients)
    return meeting


def _begin_series(change: Change, meeting: Meeting) -> None:
    """Begin the series of a recurring meeting with it, in the user's current zone."""
    meeting.anchor_at = meeting.starts_at if meeting.every else None
    meeting.series = meeting.uuid if meeting.every else None
    meeting.series_zone = change.clock.zone_name if meeting.every else None
    change.flush()


def add_attendees(change: Change, meeting: Meeting, clients: tuple[Client, ...]) -> None:
    """Add the clients who do not attend yet."""
    there = {attendance.client_id for attendance in change.all(Attendance, meeting_id=meeting.id)}
    for client in clients:
        if client.id not in there:
            change.add(Attendance(meeting_id=meeting.id or 0, client_id=client.id or 0))


def remove_attendee(change: Change, meeting: Meeting, client: Client) -> None:
    """Remove an attendee; raise UsageError for the last one."""
    links = change.all(Attendance, meeting_id=meeting.id)
    mine = [link for link in links if link.client_id == client.id]
    if not mine:
        raise UsageError(f"{client.handle} does not attend m{meeting.id}")
    if len(links) == 1:
        raise UsageError(f"nobody else attends m{meeting.id}", f"clientlog rm m{meeting.id}")
    change.remove(mine[0])


def mark_held(change: Change, meeting: Meeting, state: str = "held") -> Meeting | None:
    """Mark a meeting as held or as `no-show`; plan and return the next of a series."""
    was_planned = meeting.state == "planned"
    meeting.state = state
    change.flush()
    return series.plan_next(change, meeting) if was_planned else None


def set_summary(change: Change, meeting: Meeting, summary: str | None, *, nothing: bool) -> None:
    """Add to the summary, or record that there is nothing to note."""
    if nothing and meeting.summary:
        raise UsageError(f"m{meeting.id} has a summary already", "leave --nothing out")
    if summary and meeting.summary:
        summary = f"{meeting.summary}\n\n{summary}"
    if summary:
        meeting.summary, meeting.nothing_to_note = summary, False
    elif nothing:
        meeting.nothing_to_note = True
    change.flush()


class MeetingValues(TypedDict, total=False):
    """What can be changed of a meeting."""

    title: str | None
    place: str | None
    channel: str | None
    summary: str | None
    review: bool
    routine: bool
    standing: str | None
    every: str | None


def edit(change: Change, meeting: Meeting, **values: Unpack[MeetingValues]) -> None:
    """Change columns of a meeting; a new `every` begins a series with it."""
    for column, value in values.items():
        setattr(meeting, column, value)
    if values.get("summary"):
        meeting.nothing_to_note = False
    if "every" in values:
        _begin_series(change, meeting)
    change.flush()


def move(
    change: Change, meeting: Meeting, starts_at: datetime, minutes: int | None = None
) -> Meeting | None:
    """Move a meeting; its length stays the same unless given.

    Return the next meeting of its series where the move to another day plans it.
    """
    following = series.plan_past_move(change, meeting, starts_at)
    length = timedelta(minutes=minutes) if minutes else meeting.ends_at - meeting.starts_at
    meeting.moves += starts_at != meeting.starts_at
    meeting.starts_at = starts_at
    meeting.ends_at = starts_at + length
    meeting.ends_set_at = change.clock.now
    change.flush()
    return following


def cancel(change: Change, meeting: Meeting) -> Meeting | None:
    """Cancel a planned meeting; plan and return the next of a series."""
    if meeting.state != "planned":
        raise UsageError(f"m{meeting.id} is {meeting.state}, only a planned meeting is cancelled")
    meeting.state = "cancelled"
    change.flush()
    return series.plan_next(change, meeting)


def confirm(change: Change, meeting: Meeting) -> None:
    """Record that the items of a held meeting were read back."""
    if meeting.state != "held":
        raise UsageError(f"m{meeting.id} is {meeting.state}: only a held meeting is read back")
    meeting.confirmed_at = change.clock.now
    change.flush()


def attendees(change: Change, meeting: Meeting) -> list[Client]:
    """Return who attends, in the order they were named."""
    links = change.all(Attendance, meeting_id=meeting.id)
    return [change.get(Client, link.client_id) for link in links]
