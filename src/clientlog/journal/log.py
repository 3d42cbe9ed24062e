"""`log`: what happened in a meeting, written down in one go, whichever way it was captured."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from clientlog.errors import WrongUsage
from clientlog.items import Item
from clientlog.journal import clients, commitments, meetings, notes
from clientlog.journal.change import Change
from clientlog.journal.meetings import Arrangement
from clientlog.models import Client, Meeting
from clientlog.refs import Ref

Commitments = Literal["my_actions", "their_actions", "my_promises", "their_promises"]
KINDS: dict[Commitments, tuple[str, bool]] = {
    "my_actions": ("action", False),
    "their_actions": ("action", True),
    "my_promises": ("promise", False),
    "their_promises": ("promise", True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """A meeting agreed on in this one."""

    starts_at: datetime
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A record ticked off or dropped while writing the minutes."""

    ref: Ref
    how: Literal["done", "dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything that was said about one meeting; every way of capture ends in this value."""

    clients: tuple[int, ...]
    """Numbers of the attendees; what was agreed belongs to the first."""
    at: datetime | None = None
    """When it began; None where nothing was said."""
    minutes: int | None = None
    title: str | None = None
    channel: str | None = None
    place: str | None = None
    summary: str | None = None
    nothing: bool = False
    no_show: bool = False
    my_actions: tuple[Item, ...] = ()
    their_actions: tuple[Item, ...] = ()
    my_promises: tuple[Item, ...] = ()
    their_promises: tuple[Item, ...] = ()
    notes: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    settled: tuple[Settled, ...] = ()
    next: tuple[NextMeeting, ...] = field(default=())


def log_meeting(change: Change, record: Record, meeting: Meeting | None) -> Meeting:
    """Write a meeting down: into `meeting`, the planned or held one it closes, else a new one."""
    attending = tuple(clients.require(change, number) for number in record.clients)
    if record.no_show and _has_content(record):
        raise WrongUsage("nobody came, so there is nothing to record", "leave --no-show out")
    state = "no-show" if record.no_show else "held"
    held = _close(change, record, meeting, state) if meeting else _new(change, record, attending, state)
    meetings.add_attendees(change, held, attending)
    meetings.sum_up(change, held, record.summary, nothing=record.nothing)
    _add_commitments(change, record, attending[0], held)
    _add_notes(change, record, attending[0], held)
    _settle(change, record)
    for following in record.next:
        meetings.put(
            change,
            Arrangement(clients=attending, starts_at=following.starts_at, title=following.title),
        )
    return held


def _has_content(record: Record) -> bool:
    return bool(
        record.summary or record.nothing or record.my_actions or record.their_actions
        or record.my_promises or record.their_promises or record.notes or record.decisions
    )  # fmt: skip


def _new(change: Change, record: Record, attending: tuple[Client, ...], state: str) -> Meeting:
    arrangement = Arrangement(
        clients=attending,
        starts_at=record.at or change.clock.now,
        minutes=record.minutes or meetings.DEFAULT_MINUTES,
        title=record.title,
        channel=record.channel,
        place=record.place,
    )
    return meetings.put(change, arrangement, state)


def _close(change: Change, record: Record, meeting: Meeting, state: str) -> Meeting:
    if meeting.state == "cancelled":
        raise WrongUsage(f"m{meeting.id} was cancelled", "record it as a new one with --new")
    meetings.hold(change, meeting, state)
    if record.at or record.minutes:
        meetings.move(change, meeting, record.at or meeting.starts_at, record.minutes)
    said = {"title": record.title, "channel": record.channel, "place": record.place}
    meetings.edit(change, meeting, **{name: value for name, value in said.items() if value})
    return meeting


def _add_commitments(change: Change, record: Record, client: Client, meeting: Meeting) -> None:
    for name, (kind, theirs) in KINDS.items():
        for item in getattr(record, name):
            commitments.give(change, kind, client, item, theirs=theirs, meeting=meeting)


def _add_notes(change: Change, record: Record, client: Client, meeting: Meeting) -> None:
    for text in record.notes:
        notes.note(change, client, text, meeting=meeting)
    for text in record.decisions:
        notes.note(change, client, text, kind="decision", meeting=meeting)
    for text in record.topics:
        notes.raise_topic(change, client, text, meeting=meeting)


def _settle(change: Change, record: Record) -> None:
    from clientlog.journal import settle

    for one in record.settled:
        if one.how == "done":
            settle.done(change, one.ref, change.today)
        else:
            settle.drop(change, one.ref, "dropped in the minutes", told=True)

