"""Questions that several rules ask of a snapshot."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from clientlog.lateness import days_late, raises_alarm
from clientlog.queries.snapshot_values import Snapshot
from clientlog.queries.values import Client, Commitment, CommitmentKind, Note


def days_since(snapshot: Snapshot, moment: datetime) -> int:
    """Return how many local days ago a moment was."""
    return (snapshot.clock.today - snapshot.clock.day(moment)).days


def days_after(day: date, days: float) -> date:
    """Return the day that many whole days later."""
    return day + timedelta(days=int(days))


def older_than(snapshot: Snapshot, moment: datetime, hours: float) -> bool:
    """Return whether more than these hours have passed since a moment."""
    return snapshot.clock.now - moment > timedelta(hours=hours)


def is_away(snapshot: Snapshot, client: Client) -> bool:
    """Return whether a client is away today."""
    return client.id in snapshot.away


def back_since(snapshot: Snapshot, client: Client, day: date) -> date:
    """Return `day`, or the day the client came back where an absence covers it."""
    for absence in sorted(snapshot.absences, key=lambda absence: absence.from_day):
        if absence.client_id == client.id and absence.covers(day):
            day = absence.until_day
    return day


def silent_days(snapshot: Snapshot, client: Client, start: date) -> list[date]:
    """Return the days after `start` up to today on which neither the client nor the user is away.

    A cadence pauses on the other days.
    """
    absences = [absence for absence in snapshot.absences if absence.client_id in {client.id, None}]
    # As ordinals: the silence of thousands of clients is half a million days.
    days = map(date.fromordinal, range(start.toordinal() + 1, snapshot.clock.today.toordinal() + 1))
    if not absences:
        return list(days)
    return [day for day in days if not any(absence.covers(day) for absence in absences)]


def my_commitments(snapshot: Snapshot, kind: CommitmentKind) -> Iterator[Commitment]:
    """Yield the user's open commitments, delegated or not."""
    for commitment in snapshot.commitments:
        if commitment.kind == kind and commitment.state == "open" and not commitment.theirs:
            yield commitment


def their_commitments(snapshot: Snapshot) -> Iterator[Commitment]:
    """Yield the clients' open commitments."""
    for commitment in snapshot.commitments:
        if commitment.state == "open" and commitment.theirs:
            yield commitment


def alarming_days(snapshot: Snapshot, commitment: Commitment) -> int:
    """Return the days an open commitment is late; 0 if that raises no alarm."""
    if not raises_alarm(commitment, snapshot.clock):
        return 0
    return days_late(commitment, snapshot.clock.today)


def notes_of_kind(snapshot: Snapshot, kind: str, state: str | None) -> Iterator[Note]:
    """Yield the notes of a kind that are in this state."""
    for note in snapshot.notes:
        if note.kind == kind and note.state == state:
            yield note


def commands_for(snapshot: Snapshot, command: str, client: Client, kind: str) -> tuple[str, ...]:
    """Return `command` with the REF of each open note of this kind about the client."""
    return tuple(
        f"clientlog {command} {note.ref}"
        for note in snapshot.notes
        if note.kind == kind and note.state == "open" and note.client.id == client.id
    )
