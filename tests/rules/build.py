"""Books in a few words: every offset counts days from Friday 20 November 2026, noon in Berlin."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from clientlog.clock import Clock
from clientlog.queries.snapshot_values import Organization, Relationship, Snapshot
from clientlog.queries.values import (
    Absence,
    Amendment,
    Client,
    Commitment,
    Conflict,
    Meeting,
    Note,
    Topic,
)
from clientlog.rules.base import Rule
from clientlog.rules.runner import findings

TODAY = date(2026, 11, 20)
ZONE = ZoneInfo("Europe/Berlin")


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def days(*offsets: int) -> tuple[date, ...]:
    return tuple(day(one) for one in offsets)


def at(offset: int, hour: str = "12:00") -> datetime:
    return datetime.combine(day(offset), time.fromisoformat(hour), ZONE).astimezone(UTC)


def client(handle: str = "dana", **rest: Any) -> Client:
    number = int.from_bytes(handle.encode())
    return Client(
        **{"id": number, "handle": handle, "name": handle.title(), "entered_at": at(-900)} | rest
    )


DANA = client(name="Dana Reyes")


def _commitment(kind: str, due: int | None, rest: dict[str, Any]) -> Commitment:
    common = {"kind": kind, "number": 4, "text": "send the draft", "client": DANA}
    dated = {
        "due": None if due is None else day(due),
        "due_set_at": None if due is None else at(-100),
        "recorded_at": at(-100),
    }
    return Commitment(**common | dated | rest)


def promise(due: int | None = None, **rest: Any) -> Commitment:
    return _commitment("promise", due, rest)


def action(due: int | None = None, **rest: Any) -> Commitment:
    return _commitment("action", due, rest)


def change(
    offset: int = -5, hour: str = "12:00", kind: Any = "renegotiated", told: bool = False
) -> Amendment:
    when = at(offset, hour)
    return Amendment(kind=kind, at=when, to_due=day(9), told_at=when if told else None)


def meeting(offset: int, hour: str = "12:00", **rest: Any) -> Meeting:
    """An hour long; put down a hundred days ago."""
    starts = at(offset, hour)
    common = {"number": 3, "starts_at": starts, "ends_at": starts + timedelta(hours=1)}
    return Meeting(**common | {"ends_set_at": at(-100), "clients": (DANA,)} | rest)


def held(offset: int, **rest: Any) -> Meeting:
    return meeting(offset, state="held", **rest)


def topic(**rest: Any) -> Topic:
    common = {"number": 9, "text": "the budget", "client": DANA, "raised_at": at(-60)}
    return Topic(**common | rest)


def note(kind: str, state: str, recorded: int, hour: str = "12:00", **rest: Any) -> Note:
    common = {"number": 7, "kind": kind, "state": state, "text": "quick answers", "client": DANA}
    return Note(**common | {"recorded_at": at(recorded, hour)} | rest)


def conflict(**rest: Any) -> Conflict:
    common = {"number": 2, "text": "who owns the roadmap", "client": DANA, "opened_at": at(-50)}
    return Conflict(**common | rest)


def known(last: int | None = None, who: Client = DANA, **rest: Any) -> Relationship:
    """What is known of a client whose last contact was that day."""
    contact = None if last is None else at(last)
    return Relationship(
        **{
            "client": who,
            "first_contact": contact,
            "last_contact": contact,
            "last_conversation": contact,
        }
        | rest
    )


def organization(*clients: Client, name: str = "Acme Ltd") -> Organization:
    return Organization(name=name, clients=clients)


PLACES = {
    Relationship: "relationships",
    Commitment: "commitments",
    Meeting: "meetings",
    Topic: "topics",
    Note: "notes",
    Conflict: "conflicts",
    Organization: "organizations",
    Absence: "absences",
}


def absence(first: int, back: int, who: Client | None = None) -> Absence:
    """Away from a day on, back on another; the user where nobody is named."""
    return Absence(who.id if who else None, day(first), day(back))


def snapshot(*records: Any, clock: Clock | None = None) -> Snapshot:
    """Return a snapshot that holds these records."""
    found: dict[str, list[Any]] = {name: [] for name in (*PLACES.values(), "tried")}
    for one in records:
        found[PLACES[type(one)]].append(one)
        if isinstance(one, Commitment) and one.try_until:
            found["tried"].append(one)
        who = one if isinstance(one, Client) else getattr(one, "client", None)
        if who and who.away_until:
            found["absences"].append(Absence(who.id, day(-10), who.away_until))
    assert set(found) <= set(Snapshot._fields)
    held_in = {name: tuple(values) for name, values in found.items()}
    return Snapshot(clock=clock or noon(), **held_in)  # type: ignore[arg-type]


def noon() -> Clock:
    return Clock(now=at(0), zone=ZONE, zone_name=ZONE.key)


def flagged(rule: Rule, records: tuple[Any, ...], **thresholds: Any) -> list[str]:
    """The keys of what a rule finds."""
    return [finding.subject.key for finding in findings(rule, snapshot(*records), **thresholds)]


def text_of(rule: Rule, *records: Any) -> str:
    """What a rule says of the one thing it finds."""
    (finding,) = findings(rule, snapshot(*records))
    return finding.text


def cases(**named: Any) -> Any:
    """A table of books, each a record or a tuple of records, under the name of the case."""
    return pytest.mark.parametrize(
        "records",
        [
            pytest.param(records if type(records) is tuple else (records,), id=name)
            for name, records in named.items()
        ],
    )
