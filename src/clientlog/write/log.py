"""Recording a meeting whole: its summary, attendees, items, notes and what it settled."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from clientlog.errors import UsageError
from clientlog.minutes.diff import NewCommitment, NewNote, RecordUpdate
from clientlog.store.tables import Client, Meeting
from clientlog.write import clients, close, commitments, meetings, notes, records, series
from clientlog.write.change import Change
from clientlog.write.meetings import MeetingDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class NextMeeting:
    """A meeting agreed on in this one."""

    starts_at: datetime
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLog:
    """Everything that was said about one meeting; every way of capture ends in this value."""

    clients: tuple[int, ...]
    """Numbers of the attendees; what was agreed belongs to the first."""
    separate: bool = False
    """It is a meeting of its own, no occurrence of a series."""
    newcomers: tuple[str, ...] = ()
    """Names of attendees who are to become clients."""
    newcomer_first: bool = False
    """What was agreed belongs to the first of them."""
    at: datetime | None = None
    """When it began; None where nothing was said."""
    minutes: int | None = None
    title: str | None = None
    channel: str | None = None
    summary: str | None = None
    replaces_summary: bool = False
    """The summary takes the place of the one there is, instead of being added to it."""
    nothing: bool = False
    no_show: bool = False
    confirmed: bool = False
    """The items were read back."""
    commitments: tuple[NewCommitment, ...] = ()
    notes: tuple[NewNote, ...] = ()
    updates: tuple[RecordUpdate, ...] = ()
    next: tuple[NextMeeting, ...] = ()

    @property
    def has_content(self) -> bool:
        """Whether anything was recorded of what was said."""
        return bool(self.summary or self.nothing or self.commitments or self.notes or self.next)

    def combined(self, other: "MeetingLog") -> "MeetingLog":
        """Return this log with what another says of the same meeting."""
        return replace(
            self,
            newcomers=tuple(dict.fromkeys((*self.newcomers, *other.newcomers))),
            newcomer_first=self.newcomer_first or other.newcomer_first,
            at=other.at or self.at,
            minutes=other.minutes or self.minutes,
            title=other.title or self.title,
            channel=other.channel or self.channel,
            summary=other.summary or self.summary,
            replaces_summary=self.replaces_summary or other.replaces_summary,
            nothing=self.nothing or other.nothing,
            no_show=self.no_show or other.no_show,
            confirmed=self.confirmed or other.confirmed,
            separate=self.separate or other.separate,
            commitments=self.commitments + other.commitments,
            notes=self.notes + other.notes,
            updates=self.updates + other.updates,
            next=self.next + other.next,
        )


def log_meeting(change: Change, log: MeetingLog, meeting: Meeting | None) -> Meeting:
    """Record a meeting: in `meeting`, the planned or held one it closes, else as a new one."""
    newcomers = [clients.create(change, name) for name in log.newcomers]
    known = [clients.get(change, number) for number in log.clients]
    attending = (*newcomers, *known) if log.newcomer_first else (*known, *newcomers)
    if log.no_show and log.has_content:
        raise UsageError("nobody came, so there is nothing to record", "leave --no-show out")
    state = "no-show" if log.no_show else "held"
    if meeting:
        held = _close(change, log, meeting, state)
    else:
        held = _create(change, log, attending, state)
    meetings.add_attendees(change, held, attending)
    if log.replaces_summary and log.summary:
        held.summary = None
    meetings.set_summary(change, held, log.summary, nothing=log.nothing)
    _add_commitments(change, log, attending, held)
    _add_notes(change, log, attending[0], held)
    _update_records(change, log, _day_of(change, held))
    for following in log.next:
        details = MeetingDetails(
            clients=attending, starts_at=following.starts_at, title=following.title
        )
        meetings.create(change, details)
    if log.confirmed:
        meetings.confirm(change, held)
    series.roll(change)
    return held


def _create(change: Change, log: MeetingLog, attending: tuple[Client, ...], state: str) -> Meeting:
    details = MeetingDetails(
        clients=attending,
        starts_at=log.at or change.clock.now,
        minutes=log.minutes or meetings.DEFAULT_MINUTES,
        title=log.title,
        channel=log.channel,
    )
    near = None if log.separate else series.occurrence_near(change, attending, details.starts_at)
    if near is None:
        return meetings.create(change, details, state)
    missed, starts_at = near
    return _close(change, log, series.add_occurrence(change, missed, starts_at), state)


def _close(change: Change, log: MeetingLog, meeting: Meeting, state: str) -> Meeting:
    if meeting.state == "cancelled":
        raise UsageError(f"m{meeting.id} was cancelled", "record it as a new one with --new")
    meetings.mark_held(change, meeting, state)
    moved = log.at is not None and log.at != meeting.starts_at
    if moved or log.minutes:
        meetings.move(change, meeting, log.at or meeting.starts_at, log.minutes)
    meeting.title = log.title or meeting.title
    meeting.channel = log.channel or meeting.channel
    change.flush()
    return meeting


def _add_commitments(
    change: Change, log: MeetingLog, attending: tuple[Client, ...], meeting: Meeting
) -> None:
    for new in log.commitments:
        client = _find_attendee(change, new.client, attending)
        commitment = commitments.create(
            change, new.kind, client, new.item, theirs=new.theirs, meeting=meeting,
            told=log.confirmed,
        )  # fmt: skip
        if new.mark == "done":
            commitments.finish(change, commitment, _day_of(change, meeting))
        elif new.mark == "dropped":
            commitments.settle(change, commitment, "released", "dropped in the minutes", told=True)


def _find_attendee(change: Change, key: int | str | None, attending: tuple[Client, ...]) -> Client:
    """Return the client of a number, the attendee of a name, or the first attendee."""
    if isinstance(key, int):
        return clients.get(change, key)
    return next((client for client in attending if client.name == key), attending[0])


def _add_notes(change: Change, log: MeetingLog, client: Client, meeting: Meeting) -> None:
    for note in log.notes:
        if note.kind != "topic":
            notes.note(change, client, note.text, kind=note.kind, meeting=meeting)
        elif note.mark == "open":
            notes.raise_topic(change, client, note.text)
        else:
            topic = notes.raise_topic(change, client, note.text, meeting=meeting)
            state = "discussed" if note.mark == "done" else "dropped"
            notes.settle_topic(change, topic, state, _day_of(change, meeting))


def _day_of(change: Change, meeting: Meeting) -> date:
    """Return the day on which a meeting settles something."""
    return min(change.clock.day(meeting.starts_at), change.today)


def _update_records(change: Change, log: MeetingLog, on: date) -> None:
    for update in log.updates:
        match update.how:
            case "done":
                close.done(change, update.ref, on)
            case "told":
                close.told(change, update.ref)
            case "dropped":
                # They sat at the table when it was struck out.
                close.drop(change, update.ref, "dropped in the minutes", told=True)
            case "corrected":
                records.edit(change, update.ref, **update.values)
