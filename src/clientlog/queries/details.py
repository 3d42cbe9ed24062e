"""Everything about one client or one record, for a screen of its own."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from clientlog.clock import Clock, parse_moment
from clientlog.contacts import median_interval
from clientlog.queries.clients import client_card
from clientlog.queries.commitments import (
    commitments_for_need,
    commitments_of_meeting,
    judged_promises,
    open_in_hands,
    open_with_client,
)
from clientlog.queries.conflicts import list_conflicts
from clientlog.queries.contacts import held_days
from clientlog.queries.meetings import find_meeting, latest_held
from clientlog.queries.notes import find_note, latest_stateless, notes_of_meeting, open_notes
from clientlog.queries.organizations import engagement_end
from clientlog.queries.records import Item, get_record
from clientlog.queries.reliability import Reliability, reliability
from clientlog.queries.self_checks import SelfCheck, self_checks
from clientlog.queries.series import next_with
from clientlog.queries.topics import list_topics, topics_of_meeting
from clientlog.queries.touches import latest_touches
from clientlog.queries.values import (
    Client,
    Commitment,
    Conflict,
    Meeting,
    Note,
    Topic,
    Touch,
)
from clientlog.refs import Ref

RECENT = 5
"""How many of the latest meetings, touches and plain notes a client's page has."""


class Affiliation(NamedTuple):
    """Where a client belonged before, and until when."""

    organization: str
    role: str | None
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPage:
    """The page of a client: who they are, what is open, the latest events."""

    client: Client
    engagement_ends_on: date | None
    """When the engagement with their organization ends."""
    before: tuple[Affiliation, ...]
    """Where they belonged before, the last one first."""
    next_meeting: Meeting | None
    rhythm: float
    """The median days between meetings held in the last 365 days; 0 for no regular client."""
    mine: tuple[Commitment, ...]
    theirs: tuple[Commitment, ...]
    in_hands: tuple[Commitment, ...]
    """What was passed on to them, for whomever."""
    topics: tuple[Topic, ...]
    notes: tuple[Note, ...]
    """Notes that are not settled, then the latest of those without a state."""
    meetings: tuple[Meeting, ...]
    """The latest ones that were held, newest first."""
    touches: tuple[Touch, ...]
    conflicts: tuple[Conflict, ...]
    my_reliability: Reliability | None
    their_reliability: Reliability | None
    self_checks: tuple[SelfCheck, ...]
    """Oldest first."""


def client_page(db: sqlite3.Connection, clock: Clock, client: Client) -> ClientPage:
    """Return the page of one client."""
    commitments = open_with_client(db, client)
    judged = judged_promises(db, client)
    return ClientPage(
        client=client_card(db, client.id),
        engagement_ends_on=engagement_end(db, client),
        before=_affiliations(db, client),
        next_meeting=next_with(db, clock, client),
        rhythm=median_interval(held_days(db, clock, client)),
        mine=tuple(commitment for commitment in commitments if not commitment.theirs),
        theirs=tuple(commitment for commitment in commitments if commitment.theirs),
        in_hands=tuple(open_in_hands(db, client)),
        topics=tuple(list_topics(db, client=client.id)),
        notes=(*open_notes(db, client), *latest_stateless(db, client, RECENT)),
        meetings=tuple(latest_held(db, client, RECENT)),
        touches=tuple(latest_touches(db, client, RECENT)),
        conflicts=tuple(list_conflicts(db, client=client.id)),
        my_reliability=reliability(
            (commitment for commitment in judged if not commitment.theirs), clock
        ),
        their_reliability=reliability(
            (commitment for commitment in judged if commitment.theirs), clock
        ),
        self_checks=self_checks(db, client.id),
    )


def _affiliations(db: sqlite3.Connection, client: Client) -> tuple[Affiliation, ...]:
    rows = db.execute(
        "SELECT organization, role, until FROM affiliation WHERE client_id = ? ORDER BY id DESC",
        (client.id,),
    )
    return tuple(Affiliation(name, role, date.fromisoformat(until)) for name, role, until in rows)


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
    """Return the record of that REF with what belongs to it; raise NotFoundError."""
    record = get_record(db, ref)
    match record:
        case Meeting():
            return RecordPage(record, items=_items(db, record.number))
        case Conflict():
            return RecordPage(record, steps=_steps(db, record.number))
        case Commitment() | Topic() | Note():
            origin = find_meeting(db, record.meeting) if record.meeting else None
        case _:
            return RecordPage(record)
    match record:
        case Commitment():
            return RecordPage(record, origin, find_note(db, record.need) if record.need else None)
        case Note(kind="need"):
            return RecordPage(record, origin, items=tuple(commitments_for_need(db, record.number)))
    return RecordPage(record, origin)


def _items(db: sqlite3.Connection, meeting: int) -> tuple[Item, ...]:
    """Return what belongs to a meeting: commitments, topics, notes."""
    return (
        *commitments_of_meeting(db, meeting),
        *topics_of_meeting(db, meeting),
        *notes_of_meeting(db, meeting),
    )


def _steps(db: sqlite3.Connection, conflict: int) -> tuple[Step, ...]:
    rows = db.execute(
        "SELECT step, text, recorded_at FROM conflict_step WHERE conflict_id = ? ORDER BY id",
        (conflict,),
    )
    return tuple(Step(step, text, parse_moment(at)) for step, text, at in rows)
