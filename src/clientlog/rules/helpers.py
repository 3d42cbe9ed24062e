"""What several rules ask of the book."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from clientlog.queries.values import Book, Client, Commitment, CommitmentKind, Note, Relationship


def days_since(book: Book, moment: datetime) -> int:
    """Local days from the day of a moment to today."""
    return (book.clock.today - book.clock.day(moment)).days


def days_after(day: date, days: float) -> date:
    """The day that many whole days later."""
    return day + timedelta(days=int(days))


def older_than(book: Book, moment: datetime, hours: float) -> bool:
    """Whether more than these hours have passed since a moment."""
    return book.clock.now - moment > timedelta(hours=hours)


def away(book: Book, client: Client) -> bool:
    """Whether a client is away: neither quiet nor waited on."""
    return client.away_until is not None and book.clock.today < client.away_until


def mine(book: Book, kind: CommitmentKind) -> Iterator[Commitment]:
    """What I owe and is open, delegated or not."""
    for one in book.commitments:
        if one.kind == kind and one.state == "open" and not one.theirs:
            yield one


def days_late(book: Book, one: Commitment) -> int:
    """Local days past the due date; 0 for what is not late, or is history.

    A date that already lay in the past when it was recorded is history.
    """
    if one.due is None or _is_history(book, one.due, one.due_set_at):
        return 0
    return max(0, (book.clock.today - one.due).days)


def _is_history(book: Book, due: date, set_at: datetime | None) -> bool:
    return set_at is not None and book.clock.day(set_at) > due


def by_handle(book: Book) -> dict[str, Relationship]:
    """The relationships, by the handle of the client."""
    return {one.client.handle: one for one in book.relationships}


def notes(book: Book, kind: str, state: str) -> Iterator[Note]:
    """The notes of a kind that are in this state."""
    for note in book.notes:
        if note.kind == kind and note.state == state:
            yield note


def commands_for(book: Book, command: str, client: Client, kind: str) -> tuple[str, ...]:
    """`command` with the REF of each open note of this kind about the client."""
    open_ones = (note for note in notes(book, kind, "open") if note.client.id == client.id)
    return tuple(f"clientlog {command} {note.ref}" for note in open_ones)
