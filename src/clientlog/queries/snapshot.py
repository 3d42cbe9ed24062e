"""Read the snapshot that the rules look at: what is unsettled, and facts about each client.

Everything is found through indexes on what is open, or by each client's latest entries:
the cost follows what is open and a year of contacts, not the age of the journal.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from clientlog.clock import Clock
from clientlog.lateness import days_late
from clientlog.queries.base import parse_day_or_none
from clientlog.queries.commitments import open_commitments, settled_untold, tried_between
from clientlog.queries.conflicts import conflicts_to_follow
from clientlog.queries.meetings import unsettled_meetings
from clientlog.queries.notes import personal_notes_between, unsettled_notes
from clientlog.queries.relationships import load_relationships
from clientlog.queries.snapshot_values import Organization, Snapshot
from clientlog.queries.topics import open_topics
from clientlog.queries.values import Absence, Client, Commitment, Conflict, Meeting, Note, Topic
from clientlog.text import name_key
from clientlog.workdays import MONDAY_TO_FRIDAY, WorkCalendar

PERSONAL_DAYS = 31
"""After this many days the rules ignore a personal date."""

TRIED_DAYS = 31
"""After this many days the rules ignore a step that was tried."""

_FINISHED = """
SELECT settled_on FROM {table} CROSS JOIN client ON client.id = {table}.client_id
WHERE settled_on >= ? AND theirs = 0 AND state = '{state}'
AND archived_at IS NULL AND direction = 'outside' ORDER BY settled_on DESC LIMIT 1
"""


def load_snapshot(
    db: sqlite3.Connection,
    clock: Clock,
    settings: Mapping[str, object] | None = None,
    *,
    exchanges: int = 5,
    calendar: WorkCalendar = MONDAY_TO_FRIDAY,
) -> Snapshot:
    """Read what the rules look at; of archived clients, only what the user owes them.

    `exchanges` is how many of the latest gives and asks of each client are read.
    """
    commitments = tuple(_commitments(db))
    meetings = tuple(_meetings(db, clock))
    topics = _of_active(open_topics(db))
    relationships = load_relationships(db, clock, meetings, topics, exchanges)
    return Snapshot(
        clock=clock,
        relationships=relationships,
        commitments=commitments,
        meetings=meetings,
        tried=_of_active(tried_between(db, clock.today - timedelta(days=TRIED_DAYS), clock.today)),
        topics=topics,
        notes=_notes(db, clock),
        conflicts=_of_active(conflicts_to_follow(db)),
        organizations=_organizations(db, [known.client for known in relationships]),
        absences=tuple(_absences(db, clock)),
        finished_outside=_finished_outside(db, clock, commitments),
        calendar=calendar,
        settings=settings or {},
    )


def _finished_outside(
    db: sqlite3.Connection, clock: Clock, commitments: Iterable[Commitment]
) -> date | None:
    """Return the last day anything was finished for a client outside while one inside waits."""
    waiting = [
        commitment.due
        for commitment in commitments
        if commitment.due and commitment.client.internal and not commitment.theirs
        if days_late(commitment, clock.today)
    ]
    if not waiting:
        return None
    rows = [
        db.execute(_FINISHED.format(table=table, state=state), (min(waiting).isoformat(),))
        for table, state in (("promise", "kept"), ("action_item", "done"))
    ]
    days = [day for row in rows for (day,) in row.fetchall()]
    return parse_day_or_none(max(days, default=None))


def _absences(db: sqlite3.Connection, clock: Clock) -> Iterable[Absence]:
    """Yield the absences that have not ended for a year."""
    rows = db.execute(
        "SELECT client_id, from_day, until_day FROM absence WHERE until_day > ?",
        ((clock.today - timedelta(days=365)).isoformat(),),
    )
    for number, first, back in rows:
        yield Absence(number, date.fromisoformat(first), date.fromisoformat(back))


def _commitments(db: sqlite3.Connection) -> Iterable[Commitment]:
    for commitment in (*open_commitments(db), *settled_untold(db)):
        mine = commitment.state == "open" and not commitment.theirs
        if mine or not commitment.client.archived:
            yield commitment


def _meetings(db: sqlite3.Connection, clock: Clock) -> Iterable[Meeting]:
    for meeting in unsettled_meetings(db):
        active = tuple(client for client in meeting.clients if not client.archived)
        if active:
            moves = meeting.moves if meeting.starts_at > clock.now else 0
            yield meeting._replace(clients=active, moves=moves)


def _notes(db: sqlite3.Connection, clock: Clock) -> tuple[Note, ...]:
    since = clock.today - timedelta(days=PERSONAL_DAYS)
    personal = personal_notes_between(db, since, clock.today)
    return _of_active([*unsettled_notes(db), *personal])


_Owned = TypeVar("_Owned", Commitment, Topic, Note, Conflict)


def _of_active(records: Iterable[_Owned]) -> tuple[_Owned, ...]:
    """Return the records whose client is not archived."""
    return tuple(record for record in records if not record.client.archived)


def _organizations(db: sqlite3.Connection, clients: Iterable[Client]) -> tuple[Organization, ...]:
    members: dict[str, list[Client]] = {}
    for client in clients:
        if client.organization:
            members.setdefault(client.organization, []).append(client)
    ends = {
        key: date.fromisoformat(day)
        for key, day in db.execute(
            "SELECT name_key, ends_on FROM organization WHERE ends_on IS NOT NULL"
        )
    }
    return tuple(
        Organization(name, tuple(clients), ends.get(name_key(name)) if ends else None)
        for name, clients in members.items()
    )
