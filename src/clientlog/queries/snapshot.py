"""Read the snapshot that the rules look at: what is unsettled, and facts about each client.

Everything is found through indexes on what is open, or by each client's latest entries:
the cost follows what is open and a year of contacts, not the age of the journal.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TypeVar

from clientlog.clock import Clock, format_moment, parse_moment
from clientlog.contacts import REGULAR
from clientlog.lateness import days_late
from clientlog.queries.base import chunks, parse_day_or_none, parse_moment_or_none
from clientlog.queries.clients import CLIENT_COLUMNS, CLIENT_WIDTH, client_from_row
from clientlog.queries.commitments import open_commitments, settled_untold, tried_between
from clientlog.queries.conflicts import conflicts_to_follow
from clientlog.queries.contacts import YEAR
from clientlog.queries.exchanges import last_kept_promises, one_sided_exchanges
from clientlog.queries.meetings import unsettled_meetings
from clientlog.queries.notes import personal_notes_between, unsettled_notes
from clientlog.queries.snapshot_values import Organization, Relationship, Snapshot
from clientlog.queries.topics import open_topics
from clientlog.queries.values import Absence, Client, Commitment, Conflict, Meeting, Note, Topic
from clientlog.text import name_key
from clientlog.workdays import MONDAY_TO_FRIDAY, WorkCalendar

PERSONAL_DAYS = 31
"""After this many days the rules ignore a personal date."""

TRIED_DAYS = 31
"""After this many days the rules ignore a step that was tried."""

_LAST = """
    (SELECT max(at) FROM contact WHERE client_id = client.id),
    iif(direction = 'outside' AND organization IS NOT NULL,
      (SELECT min(at) FROM contact WHERE client_id = client.id), NULL),
    iif(stake = 'executive',
      (SELECT contact.at FROM contact LEFT JOIN touch
       ON contact.source LIKE 'k%' AND touch.id = CAST(substr(contact.source, 2) AS INTEGER)
       WHERE contact.client_id = client.id AND touch."by" IS NULL
       ORDER BY contact.at DESC LIMIT 1), NULL),
    (SELECT max(max(recorded_at, coalesce(told_at, ''))) FROM note
     WHERE client_id = client.id AND kind = 'feedback' AND state <> 'given'),
    iif(direction = 'down',
      (SELECT max(recorded_at) FROM note WHERE client_id = client.id AND kind = 'feedback'
       AND state = 'given'), NULL),
    iif(direction = 'down',
      (SELECT max(recorded_at) FROM note WHERE client_id = client.id
       AND kind = 'recognition'), NULL),
    iif(direction IN ('up', 'down'),
      (SELECT max(max(recorded_at, coalesce(confirmed_at, ''))) FROM note
       WHERE client_id = client.id AND kind = 'goal'), NULL)
"""
"""The last of what a rule asks about a client, only for the clients it asks about."""

_FINISHED = """
SELECT max(max(
    coalesce((SELECT settled_on FROM promise WHERE client_id = client.id AND theirs = 0
      AND state = 'kept' ORDER BY settled_on DESC LIMIT 1), ''),
    coalesce((SELECT settled_on FROM action_item WHERE client_id = client.id AND theirs = 0
      AND state = 'done' ORDER BY settled_on DESC LIMIT 1), '')))
FROM client WHERE archived_at IS NULL AND direction = 'outside'
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
    met = _unconfirmed(meetings)
    held = _held_days(db, clock, met | {topic.client.id for topic in topics})
    relationships = _relationships(db, clock, exchanges, held, _last_met(db, met))
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


def _relationships(
    db: sqlite3.Connection,
    clock: Clock,
    exchanges: int,
    held: Mapping[int, tuple[date, ...]],
    met: Mapping[int, datetime],
) -> tuple[Relationship, ...]:
    planned = _planned(db, clock)
    routine = _in_routine(db)
    exchanged = one_sided_exchanges(db, clock, exchanges)
    last_kept = last_kept_promises(db)
    rows = db.execute(
        f"SELECT {CLIENT_COLUMNS}, {_LAST} FROM client WHERE archived_at IS NULL ORDER BY id"
    ).fetchall()

    def day(text: str | None) -> date | None:
        return clock.day(parse_moment(text)) if text else None

    relationships = []
    for row in rows:
        client = client_from_row(row)
        last, first, conversation, asked, given, recognition, goal = row[CLIENT_WIDTH:]
        exchange, exchange_since = exchanged.get(client.id, ((), None))
        relationships.append(
            Relationship(
                client=client,
                first_contact=parse_moment_or_none(first),
                last_contact=parse_moment_or_none(last),
                last_met=met.get(client.id),
                last_conversation=parse_moment_or_none(conversation),
                in_routine=client.id in routine,
                held_days=held.get(client.id, ()),
                planned=planned.get(client.id, ()),
                last_feedback_in=day(asked),
                last_feedback_out=day(given),
                last_recognition=day(recognition),
                last_goal=day(goal),
                last_kept=last_kept.get(client.id),
                exchange=exchange,
                exchange_since=exchange_since,
            )
        )
    return tuple(relationships)


def _unconfirmed(meetings: Iterable[Meeting]) -> set[int]:
    """Return the clients of the meetings whose rules ask when these were met again."""
    return {
        client.id
        for meeting in meetings
        if meeting.state == "no-show" or (meeting.open_actions and not meeting.confirmed_at)
        for client in meeting.clients
    }


def _last_met(db: sqlite3.Connection, clients: Iterable[int]) -> dict[int, datetime]:
    """Return the start of the last held meeting with each of these clients."""
    return {
        number: parse_moment(at)
        for slots, chunk in chunks(sorted(clients))
        for number, at in db.execute(
            "SELECT client_id, max(at) FROM contact"
            f" WHERE client_id IN {slots} AND source LIKE 'm%' GROUP BY client_id",
            chunk,
        )
    }


def _held_days(
    db: sqlite3.Connection, clock: Clock, clients: Collection[int]
) -> dict[int, tuple[date, ...]]:
    """Return the days of the meetings held in the last 365, oldest first.

    They are read of every regular client, and of these clients, regular or not.
    """
    year_ago = format_moment(clock.now - YEAR)
    listed = ", ".join(map(str, sorted(clients)))
    rows = db.execute(
        "SELECT client.id, at FROM client CROSS JOIN contact ON contact.client_id = client.id"
        " AND at >= ?1 AND source LIKE 'm%' WHERE archived_at IS NULL"
        f" AND (client.id IN ({listed}) OR (SELECT count(*) FROM contact"
        " WHERE client_id = client.id AND at >= ?1 AND source LIKE 'm%') >= ?2)"
        " ORDER BY client.id, at",
        (year_ago, REGULAR),
    )
    since = clock.today - timedelta(days=365)
    held: dict[int, list[date]] = {}
    for number, at in rows:
        if (day := clock.day(parse_moment(at))) >= since:
            held.setdefault(number, []).append(day)
    return {number: tuple(days) for number, days in held.items()}


def _finished_outside(
    db: sqlite3.Connection, clock: Clock, commitments: Iterable[Commitment]
) -> date | None:
    """Return the last day anything was finished for an outside client, if one inside waits."""
    waits = any(
        commitment.client.internal and not commitment.theirs and days_late(commitment, clock.today)
        for commitment in commitments
    )
    return parse_day_or_none(db.execute(_FINISHED).fetchone()[0]) if waits else None


def _planned(db: sqlite3.Connection, clock: Clock) -> dict[int, tuple[datetime, ...]]:
    rows = db.execute(
        "SELECT client_id, starts_at FROM meeting JOIN attendance ON meeting_id = meeting.id"
        " WHERE state = 'planned' AND starts_at > ? ORDER BY starts_at",
        (format_moment(clock.now),),
    )
    planned: dict[int, tuple[datetime, ...]] = {}
    for number, starts_at in rows:
        planned[number] = (*planned.get(number, ()), parse_moment(starts_at))
    return planned


def _in_routine(db: sqlite3.Connection) -> set[int]:
    """Return the clients who belong to a routine series that goes on."""
    rows = db.execute(
        "SELECT DISTINCT client_id FROM meeting CROSS JOIN attendance ON meeting_id = meeting.id"
        " WHERE state = 'planned' AND routine = 1"
    )
    return {number for (number,) in rows}


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
