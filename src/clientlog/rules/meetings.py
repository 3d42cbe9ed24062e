"""Rules about what comes before and after a meeting."""

from collections.abc import Iterator
from datetime import date, timedelta

from clientlog.dates import format_day
from clientlog.queries.snapshot_values import Relationship, Snapshot
from clientlog.queries.values import Client, Meeting
from clientlog.rules.base import Finding, rule
from clientlog.rules.helpers import days_after, days_since
from clientlog.rules.phrases import meeting_with, names, quoted
from clientlog.text import counted

NO_SUMMARY = (
    "clientlog log {handle} TEXT --meeting {ref}",
    "clientlog log {handle} --meeting {ref} --nothing",
)
NOT_MET = (
    "clientlog log {handle} --meeting {ref} --no-show",
    "clientlog meeting cancel {ref}",
)


@rule("now", settle=NO_SUMMARY + NOT_MET)
def no_summary(snapshot: Snapshot) -> Iterator[Finding]:
    """A meeting is over and has no summary.

    Flagged: a planned or held meeting from its end on, with no summary and not marked as
    having nothing to note.

    Silent: until its end; when it was cancelled or a no-show; in a routine series; when its end
    had already passed when it was recorded.

    Why: Write down what was agreed while both sides still remember it.
    """
    for meeting in snapshot.meetings:
        if meeting.summary or meeting.nothing_to_note or meeting.routine or not meeting.clients:
            continue
        over = meeting.ends_at <= snapshot.clock.now
        if meeting.state in ("planned", "held") and over and meeting.ends_at >= meeting.ends_set_at:
            yield Finding(
                meeting,
                snapshot.clock.day(meeting.ends_at),
                f"{meeting_with(snapshot, meeting)} has no summary",
                settle=None if meeting.state == "planned" else NO_SUMMARY,
            )


@rule("now", settle=("clientlog topic {handle} TEXT", "clientlog meeting cancel {ref}"))
def no_agenda(snapshot: Snapshot, minutes: int = 20) -> Iterator[Finding]:
    """A meeting is near and has no agenda.

    Flagged: a planned meeting of 20 minutes or more that starts before the end of the next
    working day, with no topic of its own, no open topic for anybody who attends and no standing
    agenda.

    Silent: earlier; once it has started; for a shorter meeting; in a routine series.

    Why: Prepare at least one topic, so that both of you know why you meet.
    """
    raised = {topic.client.id for topic in snapshot.topics if topic.state == "open"}
    last = snapshot.calendar.next_working_day(snapshot.clock.today)
    for meeting in _ahead(snapshot):
        day = snapshot.clock.day(meeting.starts_at)
        short = meeting.ends_at - meeting.starts_at < timedelta(minutes=minutes)
        if day > last or short or meeting.topics or meeting.routine or meeting.standing:
            continue
        if not any(client.id in raised for client in meeting.clients):
            yield Finding(
                meeting,
                snapshot.calendar.first_day_within(day, 1),
                f"{meeting_with(snapshot, meeting)}"
                f" at {snapshot.clock.local(meeting.starts_at):%H:%M} has no agenda",
            )


@rule("now", settle=("clientlog plan {handle} --at WHEN", "clientlog touch {handle} TEXT"))
def review_without_talk(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """A formal review is near and you have not talked with the client before it.

    Flagged: a planned meeting marked as a review that starts today or in the seven days to
    come, when somebody who attends had no contact in the seven days before it, and no
    other meeting with them is planned before it.

    Silent: eight days before the review; with a contact on the seventh day before it or
    later; once it has started.

    Why: Nothing that is said in a formal review should come as a surprise.
    """
    known = snapshot.by_handle
    for meeting in _ahead(snapshot):
        day = snapshot.clock.day(meeting.starts_at)
        opens = days_after(day, -days)
        if not meeting.review or snapshot.clock.today < opens:
            continue
        silent = [
            client
            for client in meeting.clients
            if not _talked(snapshot, known.get(client.handle), meeting, opens)
        ]
        if silent:
            title = quoted(meeting.title) if meeting.title else "Review"
            yield Finding(
                meeting,
                opens,
                f"{title} with {names(meeting.clients)} on"
                f" {format_day(day, snapshot.clock.today)}:"
                f" you have not talked with {_them(meeting, silent)} before it"
                f" ({_last_contact(snapshot, known, silent)})",
                settle=_talk_to(silent),
            )


def _last_contact(snapshot: Snapshot, known: dict[str, Relationship], silent: list[Client]) -> str:
    """Return the day of the last contact; with several clients, the earliest of these days."""
    contacts = [known[client.handle].last_contact for client in silent if client.handle in known]
    days = [snapshot.clock.day(contact) for contact in contacts if contact]
    if len(days) < len(silent):
        return "no contact yet"
    return f"last contact {format_day(min(days), snapshot.clock.today)}"


def _them(meeting: Meeting, silent: list[Client]) -> str:
    return names(silent) if len(meeting.clients) > 1 else "them"


@rule("soon", settle=("clientlog confirm {ref}",))
def unconfirmed_actions(snapshot: Snapshot, days: int = 7) -> Iterator[Finding]:
    """The action items of a meeting were not read back.

    Flagged: a held meeting with an open action item and no confirmation: once a later meeting
    with one of its attendees was held without it, or from the eighth day where none is planned.

    Silent: before that; once confirmed; when all its items are settled; where the meeting was
    recorded more than seven days after its end.

    Why: What you understood may not be what they meant. It is easier to correct at the next
    meeting than after the work is done.
    """
    known = snapshot.by_handle
    for meeting in snapshot.meetings:
        if meeting.state != "held" or not meeting.open_actions or meeting.confirmed_at:
            continue
        if _recorded_late(snapshot, meeting, days):
            continue
        attendees = [known[client.handle] for client in meeting.clients if client.handle in known]
        if since := _read_back_since(snapshot, meeting, attendees, days):
            items = counted(meeting.open_actions, "open action item")
            yield Finding(
                meeting,
                since,
                f"{meeting_with(snapshot, meeting)}: {items}, not read back",
            )


def _recorded_late(snapshot: Snapshot, meeting: Meeting, days: float) -> bool:
    recorded = meeting.recorded_at
    if recorded is None:
        return False
    return (snapshot.clock.day(recorded) - snapshot.clock.day(meeting.ends_at)).days > days


def _read_back_since(
    snapshot: Snapshot, meeting: Meeting, attendees: list[Relationship], days: float
) -> date | None:
    """Return the day from which the items should have been read back, None before it."""
    day = snapshot.clock.day(meeting.ends_at)
    met = [
        next((held for held in known.held_days if held > day), snapshot.clock.day(known.last_met))
        for known in attendees
        if known.last_met and known.last_met >= meeting.ends_at
    ]
    if met:
        return min(met)
    if days_since(snapshot, meeting.ends_at) <= days or any(
        attendee.planned for attendee in attendees
    ):
        return None
    return days_after(day, days + 1)


@rule("care", settle=("clientlog meeting cancel {ref}",))
def slipping_meeting(snapshot: Snapshot, times: int = 3, executive: int = 2) -> Iterator[Finding]:
    """A planned meeting has been moved several times.

    Flagged: a planned meeting that was moved three times or more, with an executive twice.

    Silent: after fewer moves; once it has started.

    Why: A meeting that keeps moving may not be wanted. Ask, or cancel it.
    """
    for meeting in _ahead(snapshot):
        has_executive = any(client.stake == "executive" for client in meeting.clients)
        limit = executive if has_executive else times
        if meeting.moves and meeting.moves >= limit:
            yield Finding(
                meeting,
                snapshot.clock.day(meeting.ends_set_at),
                f"{meeting_with(snapshot, meeting)} has been moved"
                f" {counted(meeting.moves, 'time')}",
            )


@rule(
    "soon",
    settle=("clientlog plan {handle} --at WHEN", "clientlog log {handle} TEXT"),
)
def no_show_open(snapshot: Snapshot, days: int = 3) -> Iterator[Finding]:
    """A client did not come to a meeting, and there is no new one.

    Flagged: a no-show more than three working days ago, with no meeting with that client held
    or planned since.

    Silent: on the third working day; once a meeting was held or planned; in a routine series.

    Why: Missed meetings that nobody mentions tend to be missed again.
    """
    known = snapshot.by_handle
    for meeting in snapshot.meetings:
        if meeting.state != "no-show" or meeting.routine:
            continue
        day = snapshot.clock.day(meeting.starts_at)
        if snapshot.calendar.passed_since(day, snapshot.clock.today) <= days:
            continue
        if not any(_met_since(known.get(client.handle), meeting) for client in meeting.clients):
            yield Finding(
                meeting,
                snapshot.calendar.add(day, days + 1),
                f"{meeting_with(snapshot, meeting)} was a no-show, and none was planned since",
            )


def _met_since(known: Relationship | None, meeting: Meeting) -> bool:
    if known is None:
        return False
    return bool(known.planned) or bool(known.last_met and known.last_met > meeting.starts_at)


def _ahead(snapshot: Snapshot) -> Iterator[Meeting]:
    """Yield the planned meetings that have not started."""
    for meeting in snapshot.meetings:
        starts_later = meeting.starts_at >= snapshot.clock.now
        if meeting.state == "planned" and meeting.clients and starts_later:
            yield meeting


def _talked(snapshot: Snapshot, known: Relationship | None, meeting: Meeting, since: date) -> bool:
    """Return whether there was a contact from that day on, or one is planned before the meeting."""
    if known is None:
        return False
    if known.last_contact and snapshot.clock.day(known.last_contact) >= since:
        return True
    return any(start < meeting.starts_at for start in known.planned)


def _talk_to(clients: list[Client]) -> tuple[str, ...]:
    """Return a command for a talk with each of them, since a touch is with one client."""
    first, *others = (client.handle for client in clients)
    joined = "".join(f" --with {other}" for other in others)
    talk = "touch" if not others else "log"
    return (f"clientlog plan {first}{joined} --at WHEN", f"clientlog {talk} {first} TEXT{joined}")
