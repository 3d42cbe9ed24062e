"""Meetings: planned, held, moved, cancelled, summed up, confirmed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from clientlog.dates import next_after, parse_every
from clientlog.errors import UsageError
from clientlog.store.tables import Absence, Attendance, Client, Meeting
from clientlog.write.change import Change

DEFAULT_MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDetails:
    """When, how long, with whom, and what else is known of a meeting ahead or held."""

    clients: tuple[Client, ...]
    starts_at: datetime
    minutes: int = DEFAULT_MINUTES
    title: str | None = None
    place: str | None = None
    channel: str | None = None
    review: bool = False
    every: str | None = None


def create(change: Change, arrangement: MeetingDetails, state: str = "planned") -> Meeting:
    """Put a meeting into the journal."""
    ends_at = arrangement.starts_at + timedelta(minutes=arrangement.minutes)
    meeting = change.add(
        Meeting(
            title=arrangement.title,
            place=arrangement.place,
            channel=arrangement.channel,
            review=arrangement.review,
            every=arrangement.every,
            anchor_at=arrangement.starts_at if arrangement.every else None,
            starts_at=arrangement.starts_at,
            ends_at=ends_at,
            ends_set_at=change.clock.now,
            state=state,
        )
    )
    add_attendees(change, meeting, arrangement.clients)
    return meeting


def add_attendees(change: Change, meeting: Meeting, clients: tuple[Client, ...]) -> None:
    """Whoever is not there yet attends as well."""
    there = {one.client_id for one in change.all(Attendance, meeting_id=meeting.id)}
    for client in clients:
        if client.id not in there:
            change.add(Attendance(meeting_id=meeting.id or 0, client_id=client.id or 0))


def remove_attendee(change: Change, meeting: Meeting, client: Client) -> None:
    """Somebody does not attend after all; the last one cannot be taken away."""
    links = change.all(Attendance, meeting_id=meeting.id)
    mine = [one for one in links if one.client_id == client.id]
    if not mine:
        raise UsageError(f"{client.handle} does not attend m{meeting.id}")
    if len(links) == 1:
        raise UsageError(f"nobody else attends m{meeting.id}", f"clientlog rm m{meeting.id}")
    change.remove(mine[0])


def mark_held(change: Change, meeting: Meeting, state: str = "held") -> Meeting | None:
    """A meeting took place, or did not (`no-show`); plans and returns the next of a series."""
    was_planned = meeting.state == "planned"
    meeting.state = state
    change.flush()
    return _plan_next(change, meeting) if was_planned else None


def set_summary(change: Change, meeting: Meeting, summary: str | None, *, nothing: bool) -> None:
    """Write the summary, or that there is honestly nothing to note."""
    if nothing and meeting.summary:
        raise UsageError(f"m{meeting.id} has a summary already", "leave --nothing out")
    if summary and meeting.summary:
        summary = f"{meeting.summary}\n\n{summary}"
    if summary:
        meeting.summary, meeting.nothing_to_note = summary, False
    elif nothing:
        meeting.nothing_to_note = True
    change.flush()


def edit(change: Change, meeting: Meeting, **values: Any) -> None:
    """Give these columns new values; a new rhythm counts from this meeting on."""
    for column, value in values.items():
        setattr(meeting, column, value)
    if values.get("summary"):
        meeting.nothing_to_note = False
    if "every" in values:
        meeting.anchor_at = meeting.starts_at if meeting.every else None
    change.flush()


def move(change: Change, meeting: Meeting, starts_at: datetime, minutes: int | None = None) -> None:
    """Give a meeting another time; its length stays unless said."""
    length = timedelta(minutes=minutes) if minutes else meeting.ends_at - meeting.starts_at
    meeting.moves += starts_at != meeting.starts_at
    meeting.starts_at = starts_at
    meeting.ends_at = starts_at + length
    meeting.ends_set_at = change.clock.now
    change.flush()


def cancel(change: Change, meeting: Meeting) -> Meeting | None:
    """A planned meeting will not take place; a series goes on with its next one."""
    if meeting.state != "planned":
        raise UsageError(f"m{meeting.id} is {meeting.state}, only a planned meeting is cancelled")
    meeting.state = "cancelled"
    change.flush()
    return _plan_next(change, meeting)


def confirm(change: Change, meeting: Meeting) -> None:
    """Its action items were read back and are accurate."""
    if meeting.state != "held":
        raise UsageError(f"m{meeting.id} is {meeting.state}: only a held meeting is read back")
    meeting.confirmed_at = change.clock.now
    change.flush()


def attendees(change: Change, meeting: Meeting) -> list[Client]:
    """Who attends, in the order they were named."""
    links = change.all(Attendance, meeting_id=meeting.id)
    return [change.get(Client, link.client_id) for link in links]


def _plan_next(change: Change, last: Meeting) -> Meeting | None:
    """The next of a series: same wall time, the first day of its schedule after now."""
    if not last.every or not last.anchor_at:
        return None
    clock = change.clock
    anchor = clock.local(last.anchor_at)
    after = max(clock.today, clock.day(last.starts_at))
    every = parse_every(last.every)
    day = next_after(anchor.date(), every, after)
    while is_absent(change, last, day):
        day = next_after(anchor.date(), every, day)
    starts_at, notice = clock.at(day, anchor.time().replace(tzinfo=None))
    if notice:
        change.notices.append(notice)
    following = change.add(
        Meeting(
            title=last.title,
            place=last.place,
            channel=last.channel,
            review=last.review,
            every=last.every,
            routine=last.routine,
            standing=last.standing,
            anchor_at=last.anchor_at,
            starts_at=starts_at,
            ends_at=starts_at + (last.ends_at - last.starts_at),
            ends_set_at=clock.now,
        )
    )
    add_attendees(change, following, tuple(attendees(change, last)))
    return following


def is_absent(change: Change, meeting: Meeting, day: date) -> bool:
    """Return whether the user is away on this day, or everybody who attends."""

    def covered(client_id: int | None) -> bool:
        absences = change.all(Absence, client_id=client_id)
        return any(absence.from_day <= day < absence.until_day for absence in absences)

    if covered(None):
        return True
    clients = attendees(change, meeting)
    return bool(clients) and all(covered(client.id) for client in clients)
