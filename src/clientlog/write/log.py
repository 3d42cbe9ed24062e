"""`log`: what happened in a meeting, written down in one go, whichever way it was captured."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from clientlog.errors import UsageError
from clientlog.items import Item
from clientlog.refs import Ref
from clientlog.store.tables import Client, Meeting
from clientlog.write import clients, close, commitments, meetings, notes, records
from clientlog.write.change import Change
from clientlog.write.meetings import MeetingDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCommitment:
    """A commitment that came out of the meeting."""

    kind: Literal["action", "promise"]
    item: Item
    theirs: bool = False
    client: int | None = None
    """Whose it is; None for the first attendee."""
    mark: Literal["open", "done", "dropped"] = "open"
    """How it stood when it was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNote:
    """A note or a topic."""

    kind: Literal["note", "decision", "topic"]
    text: str
    mark: Literal["open", "done", "dropped"] = "open"
    """A topic may be settled at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """A meeting agreed on in this one."""

    starts_at: datetime
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordUpdate:
    """A record the journal holds already, ticked off, dropped or put in other words."""

    ref: Ref
    how: Literal["done", "dropped", "corrected"]
    values: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLog:
    """Everything that was said about one meeting; every way of capture ends in this value."""

    clients: tuple[int, ...]
    """Numbers of the attendees; what was agreed belongs to the first."""
    at: datetime | None = None
    """When it began; None where nothing was said."""
    minutes: int | None = None
    title: str | None = None
    channel: str | None = None
    summary: str | None = None
    replaces_summary: bool = False
    """The summary is the old one edited, not one more."""
    nothing: bool = False
    no_show: bool = False
    given: tuple[NewCommitment, ...] = ()
    said: tuple[NewNote, ...] = ()
    revised: tuple[RecordUpdate, ...] = ()
    next: tuple[NextMeeting, ...] = ()

    @property
    def has_content(self) -> bool:
        """Whether anything was recorded of what was said."""
        return bool(self.summary or self.nothing or self.given or self.said or self.next)


def log_meeting(change: Change, record: MeetingLog, meeting: Meeting | None) -> Meeting:
    """Write a meeting down: into `meeting`, the planned or held one it closes, else a new one."""
    attending = tuple(clients.get(change, number) for number in record.clients)
    if record.no_show and record.has_content:
        raise UsageError("nobody came, so there is nothing to record", "leave --no-show out")
    state = "no-show" if record.no_show else "held"
    if meeting:
        held = _close(change, record, meeting, state)
    else:
        held = _new(change, record, attending, state)
    meetings.add_attendees(change, held, attending)
    if record.replaces_summary:
        held.summary = None
    meetings.set_summary(change, held, record.summary, nothing=record.nothing)
    _give(change, record, attending[0], held)
    _say(change, record, attending[0], held)
    _revise(change, record)
    for following in record.next:
        arranged = MeetingDetails(
            clients=attending, starts_at=following.starts_at, title=following.title
        )
        meetings.create(change, arranged)
    return held


def _new(change: Change, record: MeetingLog, attending: tuple[Client, ...], state: str) -> Meeting:
    arrangement = MeetingDetails(
        clients=attending,
        starts_at=record.at or change.clock.now,
        minutes=record.minutes or meetings.DEFAULT_MINUTES,
        title=record.title,
        channel=record.channel,
    )
    return meetings.create(change, arrangement, state)


def _close(change: Change, record: MeetingLog, meeting: Meeting, state: str) -> Meeting:
    if meeting.state == "cancelled":
        raise UsageError(f"m{meeting.id} was cancelled", "record it as a new one with --new")
    meetings.mark_held(change, meeting, state)
    moved = record.at is not None and record.at != meeting.starts_at
    if moved or record.minutes:
        meetings.move(change, meeting, record.at or meeting.starts_at, record.minutes)
    said = {"title": record.title, "channel": record.channel}
    meetings.edit(change, meeting, **{name: value for name, value in said.items() if value})
    return meeting


def _give(change: Change, record: MeetingLog, first: Client, meeting: Meeting) -> None:
    for one in record.given:
        client = clients.get(change, one.client) if one.client else first
        new = commitments.create(
            change, one.kind, client, one.item, theirs=one.theirs, meeting=meeting
        )
        if one.mark == "done":
            commitments.finish(change, new, change.today)
        elif one.mark == "dropped":
            commitments.settle(change, new, "released", "dropped in the minutes", told=True)


def _say(change: Change, record: MeetingLog, client: Client, meeting: Meeting) -> None:
    for note in record.said:
        if note.kind != "topic":
            notes.note(change, client, note.text, kind=note.kind, meeting=meeting)
        elif note.mark == "open":
            notes.raise_topic(change, client, note.text)
        else:
            topic = notes.raise_topic(change, client, note.text, meeting=meeting)
            state = "discussed" if note.mark == "done" else "dropped"
            notes.settle_topic(change, topic, state, change.today)


def _revise(change: Change, record: MeetingLog) -> None:
    for one in record.revised:
        match one.how:
            case "done":
                close.done(change, one.ref, change.today)
            case "dropped":
                # They sat at the table when it was struck out.
                close.drop(change, one.ref, "dropped in the minutes", told=True)
            case "corrected":
                records.edit(change, one.ref, **dict(one.values))
