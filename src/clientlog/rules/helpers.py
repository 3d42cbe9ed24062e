"""What several rules ask of the book."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from clientlog.queries.values import (
    Client,
    Commitment,
    CommitmentKind,
    Note,
    Relationship,
    Snapshot,
)


def days_since(snapshot: Snapshot, moment: datetime) -> int:
    """Local days from the day of a moment to today."""
    return (snapshot.clock.today - snapshot.clock.day(moment)).days


def days_after(day: date, days: float) -> date:
    """The day that many whole days later."""
    return day + timedelta(days=int(days))


def older_than(snapshot: Snapshot, moment: datetime, hours: float) -> bool:
    """Whether more than these hours have passed since a moment."""
    return snapshot.clock.now - moment > timedelta(hours=hours)


def is_away(snapshot: Snapshot, client: Client) -> bool:
    """Whether a client is away: neither quiet nor waited on."""
    return client.away_until is not None and snapshot.clock.today < client.away_until


def my_commitments(snapshot: Snapshot, kind: CommitmentKind) -> Iterator[Commitment]:
    """What I owe and is open, delegated or not."""
    for one in snapshot.commitments:
        if one.kind == kind and one.state == "open" and not one.theirs:
            yield one


def days_late(snapshot: Snapshot, one: Commitment) -> int:
    """Local days past the due date; 0 for what is not late, or is history.

    A date that already lay in the past when it was recorded is history.
    """
    if one.due is None or _is_history(snapshot, one.due, one.due_set_at):
        return 0
    return max(0, (snapshot.clock.today - one.due).days)


def _is_history(snapshot: Snapshot, due: date, set_at: datetime | None) -> bool:
    return set_at is not None and snapshot.clock.day(set_at) > due


def relationships_by_handle(snapshot: Snapshot) -> dict[str, Relationship]:
    """The relationships, by the handle of the client."""
    return {one.client.handle: one for one in snapshot.relationships}


def notes_of_kind(snapshot: Snapshot, kind: str, state: str) -> Iterator[Note]:
    """The notes of a kind that are in this state."""
    for note in snapshot.notes:
        if note.kind == kind and note.state == state:
            yield note


def commands_for(snapshot: Snapshot, command: str, client: Client, kind: str) -> tuple[str, ...]:
    """`command` with the REF of each open note of this kind about the client."""
    open_ones = (
        note for note in notes_of_kind(snapshot, kind, "open") if note.client.id == client.id
    )
    return tuple(f"clientlog {command} {note.ref}" for note in open_ones)
