"""The meetings of a day and what they still need, what is due both ways, and who is back."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from clientlog.clock import Clock
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.values import Client, Commitment, Meeting
from clientlog.rules.runner import Flag

SHORTEST_WITH_AGENDA = timedelta(minutes=20)


class DayMeeting(NamedTuple):
    """A meeting of the day, and what it still needs."""

    meeting: Meeting
    needs: tuple[str, ...] = ()


class Today(NamedTuple):
    """What there is to do on a day."""

    clock: Clock
    program: str
    meetings: tuple[DayMeeting, ...]
    following: tuple[Meeting, ...]
    due: tuple[Commitment, ...]
    """What is due by the end of the next working day, both ways."""
    late: tuple[Flag, ...]
    urgent: tuple[Flag, ...]
    """The other flags for today."""
    quiet: tuple[Flag, ...]
    back: tuple[Client, ...]
    """Who was away until today."""
    counts: dict[str, int]
    away_until: date | None
    """The first day back, if the user is away."""
    snoozed: int
    muted: int
    """The rules that are muted, for everybody or for a client."""
    failed: int
    """What was wrong with the user's own rules."""
    empty: bool
    """Whether the journal has no clients yet."""
    path: Path
    """Where the journal is, or will be."""


def with_needs(meeting: Meeting, snapshot: Snapshot) -> DayMeeting:
    """Return a meeting with what it still needs, in words."""
    return DayMeeting(meeting, tuple(_needs(meeting, snapshot)))


def _needs(meeting: Meeting, snapshot: Snapshot) -> Iterator[str]:
    if meeting.state != "planned" or meeting.routine:
        return
    if meeting.ends_at <= snapshot.clock.now:
        yield "needs a summary"
        return
    attendees = {client.id for client in meeting.clients}
    raised = any(topic.client.id in attendees for topic in snapshot.topics)
    long = meeting.ends_at - meeting.starts_at >= SHORTEST_WITH_AGENDA
    if long and not (raised or meeting.topics or meeting.standing):
        yield "needs an agenda"
    if items := _items_to_read_back(attendees, snapshot):
        yield f"{items} {'action' if items == 1 else 'actions'} to read back"
    if _has_untold_news(attendees, snapshot):
        yield "news"
    if _has_untold_changes(attendees, snapshot):
        yield "changes"


def _items_to_read_back(attendees: set[int], snapshot: Snapshot) -> int:
    """Return how many open action items of earlier meetings with them were not confirmed."""
    return sum(
        meeting.open_actions
        for meeting in snapshot.meetings
        if meeting.state == "held"
        and not meeting.confirmed_at
        and any(client.id in attendees for client in meeting.clients)
    )


def _has_untold_news(attendees: set[int], snapshot: Snapshot) -> bool:
    """Return whether there is news that the attendees have not been told."""
    return any(note.state == "untold" and note.client.id in attendees for note in snapshot.notes)


def _has_untold_changes(attendees: set[int], snapshot: Snapshot) -> bool:
    """Return whether a commitment of mine has changed without the attendees being told."""
    return any(
        commitment.client.id in attendees
        and not commitment.theirs
        and commitment.state not in {"kept", "done"}
        and any(change.told_at is None for change in commitment.amendments)
        for commitment in snapshot.commitments
    )


def due_next(snapshot: Snapshot) -> tuple[Commitment, ...]:
    """Return what is due from today to the end of the next working day, both ways, by date."""
    today = snapshot.clock.today
    last = snapshot.calendar.next_working_day(today)
    due = [
        commitment
        for commitment in snapshot.commitments
        if commitment.state == "open"
        and commitment.due
        and today <= commitment.due <= last
        and not (commitment.theirs and commitment.client.archived)
    ]
    return tuple(
        sorted(
            due,
            key=lambda commitment: (
                commitment.due,
                commitment.theirs,
                commitment.ref[0],
                commitment.number,
            ),
        )
    )


def back_today(snapshot: Snapshot) -> tuple[Client, ...]:
    """Return the clients whose absence ends today."""
    back = {
        absence.client_id
        for absence in snapshot.absences
        if absence.until_day == snapshot.clock.today
    }
    return tuple(known.client for known in snapshot.relationships if known.client.id in back)


def away_until(snapshot: Snapshot) -> date | None:
    """Return the day on which the user is back; None if they are not away today."""
    return next(
        (
            absence.until_day
            for absence in snapshot.absences
            if absence.client_id is None and absence.covers(snapshot.clock.today)
        ),
        None,
    )
