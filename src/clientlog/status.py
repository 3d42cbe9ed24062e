"""What a client should hear now: the colour and its reason, what moved, what comes, what is needed.

Each direction hears it in its own way. Leaders hear outcomes, and never who of the team is
fixing what; people outside hear plain words; people you lead hear what is expected of
them; peers hear what goes both ways.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from clientlog.clock import Clock
from clientlog.dates import format_day, format_moment_text
from clientlog.lateness import days_late
from clientlog.queries.status import NEVER_TOLD, Facts
from clientlog.queries.values import Amendment, Client, Commitment, Note, Topic
from clientlog.refs import Ref, parse_ref

Color = Literal["green", "yellow", "red"]
Kind = Literal["news", "changed", "finished", "received", "coming", "expected", "asks"]

AHEAD = timedelta(days=14)
"""How far ahead goes what comes."""

SLIPPING = 3
"""So many moves of a date put it at risk."""

NAMED, LISTED, LONGEST = 2, 5, 200
"""How many late things are named, how many others are listed, how much of each is shown."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to say, and the record it is about."""

    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Points under a title."""

    title: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What one client should hear now."""

    client: Client
    color: Color
    reason: str
    since: datetime | None
    """When the client was last told of anything; None for never."""
    sections: tuple[Section, ...]
    """What there is to say, in the order and the words of the direction."""
    carried: tuple[Ref, ...]
    """The news and the changes that are told by it."""


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
"""The sections of each direction, and what stands in them."""

PRIVATE = {"goal": "What you are after", "need": "What you need", "feedback": "What you told me"}


def make_status(facts: Facts, clock: Clock) -> Status:
    """Turn what there is to tell into what is said."""
    color, reason = _color(facts, clock)
    since = facts.told_at or clock.now - NEVER_TOLD
    shown = format_day(clock.day(since), clock.today)
    told = _points(facts, clock)
    sections = [
        Section(title.format(since=shown), tuple(p for kind in kinds for p in told[kind]))
        for title, kinds in LAYOUTS[facts.client.direction]
    ]
    return Status(
        client=facts.client,
        color=color,
        reason=reason,
        since=facts.told_at,
        sections=(*sections, *_private(facts)),
        carried=_carried(facts),
    )


def _carried(facts: Facts) -> tuple[Ref, ...]:
    told: tuple[Note | Commitment, ...] = (*facts.news, *facts.changed)
    return tuple(parse_ref(one.ref) for one in told)


# The colour


def _color(facts: Facts, clock: Clock) -> tuple[Color, str]:
    """Red for what is late or broken, yellow for what is at risk, else green."""
    late = [_was_due(one, clock) for one in facts.mine if days_late(one, clock.today)]
    broken = [f"{_text(one)} (will not come)" for one in facts.changed if one.state == "broken"]
    if late or broken:
        return "red", _counted("late", late, broken)
    risks = [*_risks(facts, clock)]
    if risks:
        return "yellow", _counted("at risk", risks)
    return "green", _on_track(facts, clock)


def _counted(what: str, *reasons: list[str]) -> str:
    listed = [one for some in reasons for one in some]
    more = f" and {len(listed) - NAMED} more" if len(listed) > NAMED else ""
    return f"{what}: {'; '.join(listed[:NAMED])}{more}"


def _was_due(one: Commitment, clock: Clock) -> str:
    return f"{_text(one)} (was due {format_day(one.due or clock.today, clock.today)})"


def _risks(facts: Facts, clock: Clock) -> Iterator[str]:
    for one in facts.mine:
        if len(one.renegotiations) >= SLIPPING:
            yield f"{_text(one)} (moved {len(one.renegotiations)} times)"
        elif any(change.told_at is None for change in one.renegotiations):
            yield f"{_text(one)} (moved)"
    for news in facts.news:
        if news.tone == "bad":
            yield _text(news)
    for one in facts.theirs:
        if days_late(one, clock.today):
            yield f"{_text(one)} (still to come from you)"


def _on_track(facts: Facts, clock: Clock) -> str:
    dated = [one.due for one in facts.mine if one.due]
    if not facts.mine:
        return "on track, nothing is open"
    first = f", the next by {format_day(min(dated), clock.today)}" if dated else ""
    return f"on track, {len(facts.mine)} open{first}"


# What is said


def _points(facts: Facts, clock: Clock) -> dict[Kind, list[Point]]:
    """Everything there is to say, by kind."""
    return {
        "finished": _some([*_counted_once(facts.finished, ": done{}")]),
        "received": _some([*_counted_once(facts.received, "{}")]),
        # What is recorded as told is never left out.
        "changed": [Point(_change(one, facts.client, clock), one.ref) for one in facts.changed],
        "news": [Point(_whole(one), one.ref) for one in facts.news],
        "coming": [*_some([*_coming(facts, clock)]), *_meeting(facts, clock)],
        "expected": _some([Point(_owed(one, clock), one.ref) for one in facts.theirs]),
        "asks": [
            Point(_text(one) + (f", because {_flat(one.why)}" if one.why else ""), one.ref)
            for one in facts.asks
        ],
    }


def _counted_once(settled: Sequence[Commitment], ending: str) -> Iterator[Point]:
    """What recurs is said once, with how often it was done; the REF is the last one's."""
    alike: dict[str, list[Commitment]] = {}
    for one in settled:
        alike.setdefault(_text(one), []).append(one)
    for text, found in alike.items():
        often = f" {len(found)} times" if len(found) > 1 else ""
        yield Point(text + ending.format(often), found[-1].ref)


def _some(points: list[Point]) -> list[Point]:
    left_out = len(points) - LISTED
    return [*points[:LISTED], Point(f"and {left_out} more")] if left_out > 0 else points


def _coming(facts: Facts, clock: Clock) -> Iterator[Point]:
    last = clock.today + AHEAD
    for one in facts.mine:
        if one.due and clock.today <= one.due <= last:
            yield Point(f"{_text(one)} by {format_day(one.due, clock.today)}", one.ref)


def _meeting(facts: Facts, clock: Clock) -> Iterator[Point]:
    if facts.meeting:
        when = format_moment_text(clock.local(facts.meeting.starts_at), clock.today)
        yield Point(f"we meet {when}", facts.meeting.ref)


def _owed(one: Commitment, clock: Clock) -> str:
    return f"{_text(one)} by {format_day(one.due, clock.today)}" if one.due else _text(one)


def _change(one: Commitment, client: Client, clock: Clock) -> str:
    """What became of a commitment, from the last change of each kind that is not known."""
    latest = {change.kind: change for change in one.amendments if change.told_at is None}
    said = [_became(change, one, client, clock) for change in latest.values()]
    return f"{_text(one)}: {', and '.join(said)}"


def _became(change: Amendment, one: Commitment, client: Client, clock: Clock) -> str:
    because = f", because {_flat(change.why)}" if change.why else ""
    match change.kind:
        case "renegotiated" if change.to_due:
            return f"moves to {format_day(change.to_due, clock.today)}{because}"
        case "renegotiated":
            return f"moves{because}"
        case "delegated":
            # Leaders and people outside hear that it is taken care of, not by whom.
            named = one.owner if one.owner and client.direction in {"down", "sideways"} else None
            return f"now with {_flat(named) if named else 'a colleague of mine'}"
        case "broken":
            return f"will not come{because}"
        case "released":
            return f"is no longer planned{because}"


def _text(one: Commitment | Note | Topic) -> str:
    """A record's text on one line, not too long."""
    return _flat(one.text)


def _flat(text: str) -> str:
    line = " ".join(text[: 4 * LONGEST].split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _whole(one: Note) -> str:
    """News is told as it was written."""
    return " ".join(one.text.split())


def _private(facts: Facts) -> Iterator[Section]:
    if facts.private is None:
        return
    notes: Sequence[Note] = facts.private.notes
    for kind, title in PRIVATE.items():
        found = tuple(Point(_text(one), one.ref) for one in notes if one.kind == kind)
        if found:
            yield Section(title, found[-LISTED:])
    said = tuple(
        Point(f"{one.client.name}{f' ({one.tone})' if one.tone else ''}: {_text(one)}", one.ref)
        for one in facts.private.customers
    )
    if said:
        yield Section("What customers say", said[-LISTED:])
