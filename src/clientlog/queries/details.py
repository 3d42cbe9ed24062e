"""Everything about one client or one record, for a screen of its own."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from clientlog.clock import Clock, parse_moment
from clientlog.contacts import median_interval
from clientlog.errors import NotFoundError
from clientlog.queries import records
from clientlog.queries.clients import client_card
from clientlog.queries.contacts import held_days, next_meeting
from clientlog.queries.lists import UNSETTLED, Item, by_due
from clientlog.queries.reliability import Reliability, reliability
from clientlog.queries.self_checks import SelfCheck, self_checks
from clientlog.queries.values import (
    Client,
    Commitment,
    CommitmentKind,
    Conflict,
    Meeting,
    Note,
    Topic,
    Touch,
)
from clientlog.refs import Ref

RECENT = 5
"""So many of the latest meetings, touches and plain notes are on a client's screen."""


class Affiliation(NamedTuple):
    """Where a client belonged before, and until when."""

    organization: str
    role: str | None
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPage:
    """One client: who they are, what is open, what was last."""

    client: Client
    before: tuple[Affiliation, ...]
    """Where they belonged before, the last one first."""
    next_meeting: Meeting | None
    rhythm: float
    """The median days between meetings held in the last 365 days; 0 for no regular client."""
    mine: tuple[Commitment, ...]
    theirs: tuple[Commitment, ...]
    topics: tuple[Topic, ...]
    notes: tuple[Note, ...]
    """What is not settled, then the latest of those that have no state."""
    meetings: tuple[Meeting, ...]
    """The latest ones that were held, newest first."""
    touches: tuple[Touch, ...]
    conflicts: tuple[Conflict, ...]
    my_reliability: Reliability | None
    their_reliability: Reliability | None
    self_checks: tuple[SelfCheck, ...]
    """Oldest first."""


def client_page(db: sqlite3.Connection, clock: Clock, client: Client) -> ClientPage:
    """What is on the screen of one client."""
    commitments = sorted(
        (one for kind in records.TABLES for one in _commitments(db, kind, client, "= 'open'")),
        key=by_due,
    )
    settled = _commitments(db, "promise", client, "IN ('kept', 'broken')")
    return ClientPage(
        client=client_card(db, client.id),
        before=_affiliations(db, client),
        next_meeting=next_meeting(db, clock, client),
        rhythm=median_interval(held_days(db, clock, client)),
        mine=tuple(one for one in commitments if not one.theirs),
        theirs=tuple(one for one in commitments if one.theirs),
        topics=tuple(records.topics(db, f"{_its('topic')} AND topic.state = 'open'", client.id)),
        notes=_notes(db, client),
        meetings=_meetings(db, client),
        touches=_touches(db, client),
        conflicts=_conflicts(db, client),
        my_reliability=reliability((one for one in settled if not one.theirs), clock),
        their_reliability=reliability((one for one in settled if one.theirs), clock),
        self_checks=self_checks(db, client.id),
    )


def _affiliations(db: sqlite3.Connection, client: Client) -> tuple[Affiliation, ...]:
    rows = db.execute(
        "SELECT organization, role, until FROM affiliation WHERE client_id = ? ORDER BY id DESC",
        (client.id,),
    )
    return tuple(Affiliation(name, role, date.fromisoformat(until)) for name, role, until in rows)


def _its(table: str) -> str:
    return f"{table}.client_id = ?"


def _touches(db: sqlite3.Connection, client: Client) -> tuple[Touch, ...]:
    order = f"ORDER BY touch.at DESC, touch.id DESC LIMIT {RECENT}"
    return tuple(records.touches(db, f"{_its('touch')} {order}", client.id))


def _conflicts(db: sqlite3.Connection, client: Client) -> tuple[Conflict, ...]:
    return tuple(
        records.conflicts(db, f"{_its('conflict')} AND conflict.state <> 'settled'", client.id)
    )


def _commitments(
    db: sqlite3.Connection, kind: CommitmentKind, client: Client, state: str
) -> list[Commitment]:
    table = records.TABLES[kind]
    condition = f"{table}.client_id = ? AND {table}.state {state}"
    return records.commitments(db, kind, condition, client.id)


def _notes(db: sqlite3.Connection, client: Client) -> tuple[Note, ...]:
    plain = f"note.state IS NULL ORDER BY note.id DESC LIMIT {RECENT}"
    return tuple(
        one
        for which in (f"{UNSETTLED} ORDER BY note.id", plain)
        for one in records.notes(db, f"{_its('note')} AND {which}", client.id)
    )


def _meetings(db: sqlite3.Connection, client: Client) -> tuple[Meeting, ...]:
    return tuple(
        records.meetings(
            db,
            "state = 'held' AND id IN (SELECT meeting_id FROM attendance WHERE client_id = ?)"
            " ORDER BY starts_at DESC, id DESC LIMIT ?",
            client.id,
            RECENT,
        )
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a conflict up the stairway."""

    step: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One record, and what belongs to it."""

    record: Item | Meeting
    meeting: Meeting | None = None
    """The meeting it came out of."""
    need: Note | None = None
    """The need it serves."""
    items: tuple[Item, ...] = ()
    """Of a meeting what came out of it, of a need the commitments that serve it."""
    steps: tuple[Step, ...] = ()


def record_page(db: sqlite3.Connection, ref: Ref) -> RecordPage:
    """The record of that REF; raises NotFoundError."""
    found = _READERS[ref.letter](db, ref.number)
    if not found:
        raise NotFoundError(f"there is no {ref}", f"see: {_WHERE[ref.letter]}")
    record = found[0]
    match record:
        case Meeting():
            return RecordPage(record, items=_items(db, record.number))
        case Conflict():
            return RecordPage(record, steps=_steps(db, record.number))
        case Touch():
            return RecordPage(record)
    meeting = records.meetings(db, "meeting.id = ?", record.meeting)
    origin = meeting[0] if meeting else None
    match record:
        case Commitment():
            needs = records.notes(db, "note.id = ?", record.need)
            return RecordPage(record, origin, needs[0] if needs else None)
        case Note(kind="need"):
            return RecordPage(record, origin, items=_serving(db, record.number))
    return RecordPage(record, origin)


_WHERE = {
    "m": "clientlog meeting list",
    "a": "clientlog list actions --all",
    "p": "clientlog list promises --all",
    "t": "clientlog list topics --all",
    "n": "clientlog timeline",
    "k": "clientlog list touches",
    "c": "clientlog list conflicts --all",
}


Reader = Callable[[sqlite3.Connection, int], Sequence[Item | Meeting]]

_READERS: dict[str, Reader] = {
    "m": lambda db, number: records.meetings(db, "meeting.id = ?", number),
    "a": lambda db, number: records.commitments(db, "action", "action_item.id = ?", number),
    "p": lambda db, number: records.commitments(db, "promise", "promise.id = ?", number),
    "t": lambda db, number: records.topics(db, "topic.id = ?", number),
    "n": lambda db, number: records.notes(db, "note.id = ?", number),
    "k": lambda db, number: records.touches(db, "touch.id = ?", number),
    "c": lambda db, number: records.conflicts(db, "conflict.id = ?", number),
}


def _serving(db: sqlite3.Connection, need: int) -> tuple[Item, ...]:
    return tuple(
        one
        for kind, table in records.TABLES.items()
        for one in records.commitments(db, kind, f"{table}.need_id = ? ORDER BY {table}.id", need)
    )


def _items(db: sqlite3.Connection, meeting: int) -> tuple[Item, ...]:
    """What belongs to a meeting: commitments, topics, notes."""

    def its(table: str) -> str:
        return f"{table}.meeting_id = ? ORDER BY {table}.id"

    found: list[Item] = []
    for kind, table in records.TABLES.items():
        found += records.commitments(db, kind, its(table), meeting)
    found += records.topics(db, its("topic"), meeting)
    found += records.notes(db, its("note"), meeting)
    return tuple(found)


def _steps(db: sqlite3.Connection, conflict: int) -> tuple[Step, ...]:
    rows = db.execute(
        "SELECT step, text, recorded_at FROM conflict_step WHERE conflict_id = ? ORDER BY id",
        (conflict,),
    )
    return tuple(Step(step, text, parse_moment(at)) for step, text, at in rows)
