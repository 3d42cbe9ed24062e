"""The single lines of the page."""

from dataclasses import replace
from datetime import datetime

from clientlog.agenda.values import Box, Line
from clientlog.clock import Clock
from clientlog.contacts import median_interval
from clientlog.dates import (
    ago,
    format_absence,
    format_day,
    format_lateness,
    format_moment_text,
)
from clientlog.lateness import days_late, standing
from clientlog.queries.agenda import Attendee
from clientlog.queries.values import Client, Commitment, Meeting, Topic
from clientlog.text import counted

_CHANNELS = {
    "email": "best by email", "call": "best by call", "chat": "best by chat",
    "in-person": "best in person",
}  # fmt: skip
"""The channel that a client prefers, in words."""

_BOXES: dict[str, Box] = {
    "open": "open", "done": "done", "kept": "done",
    "dropped": "dropped", "broken": "dropped", "released": "dropped",
}  # fmt: skip


def person(attendee: Attendee, clock: Clock) -> Line:
    """Return who a client is, how often you meet and when you last spoke."""
    client = attendee.client
    often = median_interval(attendee.held_days)
    known = (
        client.role,
        client.organization,
        f"every {counted(often, 'day')}" if often else None,
        _last_contact(client.last_contact, clock),
    )
    private = (
        client.stake,
        client.stage,
        _CHANNELS[client.channel] if client.channel else None,
        _away(client, clock),
    )
    remarks = known + (private if attendee.private else ())
    return Line(text=client.name, remarks=tuple(word for word in remarks if word))


def _last_contact(at: datetime | None, clock: Clock) -> str:
    if at is None:
        return "no contact yet"
    day = clock.day(at)
    return f"last contact {format_day(day, clock.today)}, {ago((clock.today - day).days)}"


def _away(client: Client, clock: Clock) -> str | None:
    words = format_absence(client.away_from, client.away_until, clock.today)
    return f"away {words}" if words else None


def when(meeting: Meeting | None, clock: Clock) -> Line:
    """Return the time and the place of a meeting."""
    if meeting is None:
        return Line(text="not planned yet")
    starts, ends = clock.local(meeting.starts_at), clock.local(meeting.ends_at)
    same_day = starts.date() == ends.date()
    until = f"{ends:%H:%M}" if same_day else format_moment_text(ends, clock.today)
    remarks = (
        meeting.place,
        meeting.channel,
        "a formal review" if meeting.review else None,
        meeting.state if meeting.state != "planned" else None,
    )
    return Line(
        text=f"{format_moment_text(starts, clock.today)} to {until}",
        remarks=tuple(word for word in remarks if word),
        ref=meeting.ref,
    )


def commitment(commitment: Commitment, clock: Clock, *, names_who: bool = False) -> Line:
    """Return what is owed, with its date in words; with `names_who`, also who owes it."""
    who = (commitment.client.name if commitment.theirs else "me") if names_who else None
    remarks = (
        _standing(commitment, clock),
        "promise" if commitment.kind == "promise" else None,
        "must" if commitment.priority == "must" else None,
        f"through {commitment.owner}" if commitment.owner else None,
        f"every {commitment.every}" if commitment.every else None,
        f"tried until {format_day(commitment.try_until, clock.today)}"
        if commitment.try_until
        else None,
    )
    return Line(
        text=commitment.text,
        label=who or "",
        remarks=tuple(word for word in remarks if word),
        ref=commitment.ref,
        box=_BOXES[commitment.state],
        late=days_late(commitment, clock.today) > 0,
    )


def delegated(delegated_commitment: Commitment, clock: Clock) -> Line:
    """Return what an attendee does for another client: for whom, and by when."""
    line = commitment(delegated_commitment._replace(owner=None), clock)
    return replace(line, label=f"for {delegated_commitment.client.name}")


def _standing(commitment: Commitment, clock: Clock) -> str:
    """Return `Wed 18 Nov, 2 days late`, `no date`, `done Thu 12 Nov`."""
    if commitment.state != "open":
        day = f" {format_day(commitment.settled_on, clock.today)}" if commitment.settled_on else ""
        return commitment.state + day
    if commitment.due is None:
        return "no date"
    due = format_day(commitment.due, clock.today)
    if days := days_late(commitment, clock.today):
        return f"{due}, {format_lateness(days)}"
    return f"{due}, today" if standing(commitment, clock.today) == "today" else due


def topic(topic: Topic, clock: Clock) -> Line:
    """Return a topic to raise; an ask has its reason, or room to write one."""
    return Line(
        text=topic.text,
        label="I recommend" if topic.ask else "",
        remarks=(*_carried(topic, clock), *_reason(topic)),
        ref=topic.ref,
        box="open",
        blank=topic.ask and not topic.why,
    )


def _reason(topic: Topic) -> tuple[str, ...]:
    if topic.why:
        return (f"because {topic.why}",)
    return ("because",) if topic.ask else ()


def _carried(topic: Topic, clock: Clock) -> tuple[str, ...]:
    """Return `3rd time, first raised 2 Oct`: held meetings since it was raised, and this one."""
    if not topic.meetings_since:
        return ()
    raised = format_day(clock.day(topic.raised_at), clock.today).partition(" ")[2]
    return (f"{ordinal(topic.meetings_since + 1)} time, first raised {raised}",)


def ordinal(number: int) -> str:
    """Return `1st`, `2nd`, `3rd`, `11th`."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"


def summary(meeting: Meeting, clock: Clock) -> Line:
    """Return the summary of a meeting."""
    day = format_day(clock.day(meeting.starts_at), clock.today)
    return Line(text=meeting.summary or "", label=day, ref=meeting.ref)
