"""The points of a status, by kind, and their order for each direction."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Literal

from clientlog.clock import Clock
from clientlog.dates import format_day, format_moment_text
from clientlog.queries.status import Facts
from clientlog.queries.values import Amendment, Client, Commitment, Note
from clientlog.status.phrases import on_one_line, text_of
from clientlog.status.values import Point, Section

Kind = Literal["news", "changed", "finished", "received", "coming", "expected", "asks"]

AHEAD = timedelta(days=14)
"""How far ahead coming points lie."""

LISTED = 5
"""How many points of a kind are listed."""

LAYOUTS: dict[str, tuple[tuple[str, tuple[Kind, ...]], ...]] = {
    "up": (
        ("Since {since}", ("finished", "changed", "news")),
        ("Next", ("coming",)),
        ("I recommend", ("asks",)),
        ("I need from you", ("expected",)),
    ),
    "down": (
        ("You should know", ("news", "changed")),
        ("Thank you for", ("received",)),
        ("What I count on from you", ("expected", "asks")),
        ("What you get from me", ("coming",)),
        ("Done for you since {since}", ("finished",)),
    ),
    "sideways": (
        ("Done since {since}", ("finished", "received")),
        ("You should know", ("news", "changed")),
        ("Coming from me", ("coming",)),
        ("I count on you for", ("expected",)),
        ("I suggest", ("asks",)),
    ),
    "outside": (
        ("Done since {since}", ("finished",)),
        ("Thank you for", ("received",)),
        ("What is new", ("news", "changed")),
        ("What comes next", ("coming",)),
        ("What I need from you", ("expected",)),
        ("What I suggest", ("asks",)),
    ),
}
"""The sections for each direction, and the kinds of points in them."""

PRIVATE = {"goal": "What you are after", "need": "What you need", "feedback": "What you told me"}


def points_of(facts: Facts, clock: Clock) -> dict[Kind, list[Point]]:
    """Return all points of the status by kind."""
    return {
        "finished": _some([*_counted_once(facts.finished, ": done{}")]),
        "received": _some([*_counted_once(facts.received, "{}")]),
        # What is recorded as told is never left out.
        "changed": [
            Point(_change(record, facts.client, clock), record.ref) for record in facts.changed
        ],
        "news": [Point(_whole(item), item.ref) for item in facts.news],
        "coming": [*_some([*_coming(facts, clock)]), *_meeting(facts, clock)],
        "expected": _some([Point(_owed(their, clock), their.ref) for their in facts.theirs]),
        "asks": [
            Point(text_of(ask) + (f", because {on_one_line(ask.why)}" if ask.why else ""), ask.ref)
            for ask in facts.asks
        ],
    }


def _counted_once(settled: Sequence[Commitment], ending: str) -> Iterator[Point]:
    """Merge the occurrences of a recurring commitment into one point."""
    alike: dict[str, list[Commitment]] = {}
    for commitment in settled:
        alike.setdefault(text_of(commitment), []).append(commitment)
    for text, group in alike.items():
        often = f" {len(group)} times" if len(group) > 1 else ""
        yield Point(text + ending.format(often), group[-1].ref)


def _some(points: list[Point]) -> list[Point]:
    left_out = len(points) - LISTED
    return [*points[:LISTED], Point(f"and {left_out} more")] if left_out > 0 else points


def _coming(facts: Facts, clock: Clock) -> Iterator[Point]:
    last = clock.today + AHEAD
    for commitment in facts.mine:
        if commitment.due and clock.today <= commitment.due <= last:
            yield Point(
                f"{text_of(commitment)} by {format_day(commitment.due, clock.today)}",
                commitment.ref,
            )


def _meeting(facts: Facts, clock: Clock) -> Iterator[Point]:
    if facts.meeting:
        when = format_moment_text(clock.local(facts.meeting.starts_at), clock.today)
        yield Point(f"we meet {when}", facts.meeting.ref)


def _owed(commitment: Commitment, clock: Clock) -> str:
    """Return `name two reviewers by Fri 20 Nov`; for a date that has passed, `, was due`."""
    if commitment.due is None:
        return text_of(commitment)
    when = ", was due" if commitment.due < clock.today else " by"
    return f"{text_of(commitment)}{when} {format_day(commitment.due, clock.today)}"


def _change(commitment: Commitment, client: Client, clock: Clock) -> str:
    """Return the point about a commitment, from its latest untold changes."""
    latest = {change.kind: change for change in commitment.amendments if change.told_at is None}
    changes = [_became(change, commitment, client, clock) for change in latest.values()]
    return f"{text_of(commitment)}: {', and '.join(changes)}"


def _became(change: Amendment, commitment: Commitment, client: Client, clock: Clock) -> str:
    because = f", because {on_one_line(change.why)}" if change.why else ""
    match change.kind:
        case "renegotiated" if change.to_due:
            return f"moves to {format_day(change.to_due, clock.today)}{because}"
        case "renegotiated":
            return f"moves{because}"
        case "delegated":
            # Leaders and people outside hear that it is taken care of, not by whom.
            named = commitment.owner if client.direction in {"down", "sideways"} else None
            return f"now with {on_one_line(named) if named else 'a colleague of mine'}"
        case "broken":
            return f"will not come{because}"
        case "released":
            return f"is no longer planned{because}"


def _whole(note: Note) -> str:
    """Return the text of news on one line, uncut."""
    return " ".join(note.text.split())


def private_sections(facts: Facts) -> Iterator[Section]:
    """Yield the sections that only a private status has."""
    if facts.private is None:
        return
    notes: Sequence[Note] = facts.private.notes
    for kind, title in PRIVATE.items():
        points = tuple(Point(text_of(note), note.ref) for note in notes if note.kind == kind)
        if points:
            yield Section(title, points[-LISTED:])
    counts = tuple(
        Point(
            f"{customer.client.name}{f' ({customer.tone})' if customer.tone else ''}:"
            f" {text_of(customer)}",
            customer.ref,
        )
        for customer in facts.private.customers
    )
    if counts:
        yield Section("What customers say", counts[-LISTED:])
