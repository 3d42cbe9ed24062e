"""Books in a few words: every offset counts days from Friday 20 November 2026, noon in Berlin."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, NamedTuple, Unpack
from zoneinfo import ZoneInfo

import pytest

from clientlog.clock import Clock
from clientlog.queries.snapshot_values import Organization, Relationship, Snapshot
from clientlog.queries.values import (
    Absence,
    Amendment,
    Client,
    Commitment,
    CommitmentKind,
    Conflict,
    Meeting,
    Note,
    Topic,
)
from clientlog.rules.base import Number, Rule
from clientlog.rules.runner import findings

from .fields import (
    ClientFields,
    CommitmentFields,
    ConflictFields,
    MeetingFields,
    NoteFields,
    RelationshipFields,
    TopicFields,
)

TODAY = date(2026, 11, 20)
ZONE = ZoneInfo("Europe/Berlin")

AmendmentKind = Literal["renegotiated", "broken", "released", "delegated"]


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


def days(*offsets: int) -> tuple[date, ...]:
    return tuple(day(one) for one in offsets)


def at(offset: int, hour: str = "12:00") -> datetime:
    return datetime.combine(day(offset), time.fromisoformat(hour), ZONE).astimezone(UTC)


def client(handle: str = "dana", **fields: Unpack[ClientFields]) -> Client:
    plain = Client(int.from_bytes(handle.encode()), handle, handle.title(), entered_at=at(-900))
    return plain._replace(**fields)


DANA = client(name="Dana Reyes")


def _commitment(kind: CommitmentKind, due: int | None) -> Commitment:
    return Commitment(
        kind=kind,
        number=4,
        text="send the draft",
        client=DANA,
        recorded_at=at(-100),
        due=None if due is None else day(due),
        due_set_at=None if due is None else at(-100),
    )


def promise(due: int | None = None, **fields: Unpack[CommitmentFields]) -> Commitment:
    return _commitment("promise", due)._replace(**fields)


def action(due: int | None = None, **fields: Unpack[CommitmentFields]) -> Commitment:
    return _commitment("action", due)._replace(**fields)


def change(
    offset: int = -5,
    hour: str = "12:00",
    kind: AmendmentKind = "renegotiated",
    told: bool = False,
) -> Amendment:
    when = at(offset, hour)
    return Amendment(kind=kind, at=when, to_due=day(9), told_at=when if told else None)


def meeting(offset: int, hour: str = "12:00", **fields: Unpack[MeetingFields]) -> Meeting:
    """An hour long; put down a hundred days ago."""
    starts = at(offset, hour)
    plain = Meeting(3, starts, starts + timedelta(hours=1), ends_set_at=at(-100), clients=(DANA,))
    return plain._replace(**fields)


def held(offset: int, **fields: Unpack[MeetingFields]) -> Meeting:
    return meeting(offset, **fields)._replace(state="held")


def topic(**fields: Unpack[TopicFields]) -> Topic:
    return Topic(9, "the budget", DANA, raised_at=at(-60))._replace(**fields)


def note(
    kind: str, state: str | None, recorded: int, hour: str = "12:00", **fields: Unpack[NoteFields]
) -> Note:
    plain = Note(7, kind, "quick answers", DANA, recorded_at=at(recorded, hour), state=state)
    return plain._replace(**fields)


def conflict(**fields: Unpack[ConflictFields]) -> Conflict:
    return Conflict(2, "who owns the roadmap", DANA, opened_at=at(-50))._replace(**fields)


def known(
    last: int | None = None, who: Client = DANA, **fields: Unpack[RelationshipFields]
) -> Relationship:
    """What is known of a client whose last contact was that day."""
    contact = None if last is None else at(last)
    entered = who.entered_at.astimezone(ZONE).date() if who.entered_at else None
    plain = Relationship(
        who, entered, first_contact=contact, last_contact=contact, last_conversation=contact
    )
    return plain._replace(**fields)


def organization(*clients: Client, name: str = "Acme Ltd") -> Organization:
    return Organization(name=name, clients=clients)


class Finished(NamedTuple):
    """The last day on which something was finished for an outside client."""

    on: date


Record = (
    Relationship
    | Commitment
    | Meeting
    | Topic
    | Note
    | Conflict
    | Organization
    | Absence
    | Finished
)
Records = tuple[Record, ...]

PLACES: dict[type[Record], str] = {
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


def snapshot(*records: Record, clock: Clock | None = None) -> Snapshot:
    """Return a snapshot that holds these records."""
    fields: dict[str, Any] = dict.fromkeys((*PLACES.values(), "tried"), ())
    for record in records:
        if isinstance(record, Finished):
            fields["finished_outside"] = record.on
            continue
        fields[PLACES[type(record)]] += (record,)
        if isinstance(record, Commitment) and record.try_until:
            fields["tried"] += (record,)
        who = getattr(record, "client", None)
        if who and who.away_until:
            fields["absences"] += (Absence(who.id, day(-10), who.away_until),)
    return Snapshot(clock or noon(), **fields)


def noon() -> Clock:
    return Clock(now=at(0), zone=ZONE, zone_name=ZONE.key)


def flagged(rule: Rule, records: Records, **thresholds: Number) -> list[str]:
    """The keys of what a rule finds."""
    return [finding.subject.key for finding in findings(rule, snapshot(*records), **thresholds)]


def text_of(rule: Rule, *records: Record) -> str:
    """What a rule says of the one thing it finds."""
    (finding,) = findings(rule, snapshot(*records))
    return finding.text


def since_and_text(rule: Rule, records: Record | Records) -> tuple[int, str]:
    """Since how many days the one thing stands that a rule finds, and what it says of it."""
    (finding,) = findings(rule, snapshot(*together(records)))
    return (finding.since - TODAY).days, finding.text


def cases(**cases: Record | Records) -> pytest.MarkDecorator:
    """A table of books, each a record or a tuple of records, under the name of the case."""
    return pytest.mark.parametrize(
        "records", [pytest.param(together(case), id=name) for name, case in cases.items()]
    )


def together(records: Record | Records) -> Records:
    return (records,) if isinstance(records, Record) else records
