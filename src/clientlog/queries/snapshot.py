"""`open_book`: what is unsettled, and what the rules need to know of each client.

Everything is found through indexes on what is open, or by each client's latest entries:
the cost follows what is open and a year of contacts, not the age of the journal.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from clientlog.clock import Clock, moment, stamp
from clientlog.queries import records
from clientlog.queries.clients import CLIENT_COLUMNS, CLIENT_WIDTH, client_from
from clientlog.queries.contacts import YEAR
from clientlog.queries.records import day_of, moment_of
from clientlog.queries.values import (
    Book,
    Client,
    Commitment,
    Conflict,
    Meeting,
    Note,
    Organization,
    Relationship,
    Topic,
)

_LAST = """
    (SELECT min(at) FROM contact WHERE client_id = client.id),
    (SELECT max(at) FROM contact WHERE client_id = client.id),
    (SELECT max(at) FROM contact WHERE client_id = client.id AND source LIKE 'm%'),
    (SELECT max(max(recorded_at, coalesce(told_at, ''))) FROM note
     WHERE client_id = client.id AND kind = 'feedback' AND state <> 'given'),
    (SELECT max(recorded_at) FROM note WHERE client_id = client.id AND kind = 'feedback'
     AND state = 'given'),
    (SELECT max(recorded_at) FROM note WHERE client_id = client.id AND kind = 'recognition'),
    (SELECT max(max(recorded_at, coalesce(confirmed_at, ''))) FROM note
     WHERE client_id = client.id AND kind = 'goal'),
    (SELECT settled_on FROM promise WHERE client_id = client.id AND theirs = 0
     AND state = 'kept' ORDER BY settled_on DESC LIMIT 1),
    (SELECT settled_on FROM action_item WHERE client_id = client.id AND theirs = 0
     AND state = 'done' ORDER BY settled_on DESC LIMIT 1)
"""

_EXCHANGE = """
SELECT kind, at FROM (
  SELECT * FROM (SELECT 'ask' AS kind, recorded_at AS at FROM promise
    WHERE client_id = ?1 AND theirs = 1 ORDER BY id DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'ask', recorded_at FROM action_item
    WHERE client_id = ?1 AND theirs = 1 ORDER BY id DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'ask', recorded_at FROM topic
    WHERE client_id = ?1 AND ask = 1 ORDER BY id DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'give', settled_on FROM promise
    WHERE client_id = ?1 AND theirs = 0 AND state = 'kept' ORDER BY settled_on DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'give', coalesce(settled_on, recorded_at) FROM note
    WHERE client_id = ?1 AND kind = 'offer' AND state = 'given'
    ORDER BY recorded_at DESC LIMIT ?2)
  UNION ALL SELECT * FROM (SELECT 'give', recorded_at FROM note
    WHERE client_id = ?1 AND kind = 'recognition' ORDER BY recorded_at DESC LIMIT ?2)
) ORDER BY at DESC LIMIT ?2
"""


def open_book(
    book: sqlite3.Connection,
    clock: Clock,
    settings: Mapping[str, object] | None = None,
    *,
    exchanges: int = 5,
) -> Book:
    """Read what the rules look at; archived clients are left out.

    `exchanges` is how many of the latest gives and asks of each client are read.
    """
    relationships = _relationships(book, clock, exchanges)
    return Book(
        clock=clock,
        relationships=relationships,
        commitments=tuple(_commitments(book)),
        meetings=tuple(_meetings(book)),
        topics=tuple(_topics(book)),
        notes=tuple(_notes(book)),
        conflicts=tuple(_conflicts(book)),
        organizations=_organizations([one.client for one in relationships]),
        settings=settings or {},
    )


def _relationships(
    book: sqlite3.Connection, clock: Clock, exchanges: int
) -> tuple[Relationship, ...]:
    contacts = _contacts(book, clock)
    planned = _planned(book, clock)
    rows = book.execute(
        f"SELECT {CLIENT_COLUMNS}, {_LAST} FROM client WHERE archived_at IS NULL ORDER BY id"
    ).fetchall()
    found = []
    for row in rows:
        client = client_from(row)
        last = _last(row[CLIENT_WIDTH:], clock)
        found.append(
            Relationship(
                client=client,
                **last,
                **contacts.get(client.id, {}),
                **_exchange(book, client, clock, exchanges),
                planned=tuple(planned.get(client.id, ())),
                kept_since_feedback=_kept_since(book, client, last["last_feedback_in"]),
            )
        )
    return tuple(found)


def _last(row: Iterable[Any], clock: Clock) -> dict[str, Any]:
    first, last, met, asked, given, recognition, goal, kept, done = row

    def day(text: str | None) -> date | None:
        return clock.day(moment(text)) if text else None

    return {
        "first_contact": moment_of(first),
        "last_contact": moment_of(last),
        "last_met": moment_of(met),
        "last_feedback_in": day(asked),
        "last_feedback_out": day(given),
        "last_recognition": day(recognition),
        "last_goal": day(goal),
        "last_kept_for": day_of(kept),
        "last_finished": day_of(max(filter(None, (kept, done)), default=None)),
    }


def _contacts(book: sqlite3.Connection, clock: Clock) -> dict[int, dict[str, Any]]:
    """Each client's days of contact in the last 365, and those of held meetings among them."""
    rows = book.execute(
        "SELECT client.id, at, source FROM client JOIN contact"
        " ON contact.client_id = client.id AND at >= ? WHERE archived_at IS NULL"
        " ORDER BY client.id, at",
        (stamp(clock.now - YEAR),),
    )
    since = clock.today - timedelta(days=365)
    found: dict[int, dict[str, list[date]]] = {}
    for number, at, source in rows:
        day = clock.day(moment(at))
        if day < since:
            continue
        days = found.setdefault(number, {"contact_days": [], "held_days": []})
        days["contact_days"].append(day)
        if source.startswith("m"):
            days["held_days"].append(day)
    return {
        number: {name: tuple(listed) for name, listed in days.items()}
        for number, days in found.items()
    }


def _planned(book: sqlite3.Connection, clock: Clock) -> dict[int, list[datetime]]:
    rows = book.execute(
        "SELECT client_id, starts_at FROM meeting JOIN attendance ON meeting_id = meeting.id"
        " WHERE state = 'planned' AND starts_at > ? ORDER BY starts_at",
        (stamp(clock.now),),
    )
    found: dict[int, list[datetime]] = {}
    for number, starts_at in rows:
        found.setdefault(number, []).append(moment(starts_at))
    return found


def _exchange(
    book: sqlite3.Connection, client: Client, clock: Clock, latest: int
) -> dict[str, Any]:
    """The latest gives and asks, newest last, and the day of the oldest of them."""
    rows = book.execute(_EXCHANGE, (client.id, latest)).fetchall()
    oldest = rows[-1][1] if rows else None
    day = oldest and (day_of(oldest) if len(oldest) == 10 else clock.day(moment(oldest)))
    return {"exchange": tuple(kind for kind, _ in reversed(rows)), "exchange_since": day}


def _kept_since(book: sqlite3.Connection, client: Client, feedback: date | None) -> date | None:
    """The first day after the last feedback on which a promise of mine was kept."""
    (first,) = book.execute(
        "SELECT min(settled_on) FROM promise WHERE client_id = ? AND settled_on > ?"
        " AND theirs = 0 AND state = 'kept'",
        (client.id, feedback.isoformat() if feedback else ""),
    ).fetchone()
    return day_of(first)


def _commitments(book: sqlite3.Connection) -> Iterable[Commitment]:
    for kind, table in records.TABLES.items():
        untold = (
            f"SELECT {table}_id FROM amendment WHERE told_at IS NULL AND {table}_id IS NOT NULL"
        )
        for condition in (
            f"{table}.state = 'open'",
            f"{table}.state <> 'open' AND {table}.id IN ({untold})",
        ):
            found = records.commitments(book, kind, condition)
            yield from (one for one in found if not one.client.archived)


def _meetings(book: sqlite3.Connection) -> Iterable[Meeting]:
    with_open_actions = "SELECT meeting_id FROM action_item WHERE state = 'open'"
    conditions = (
        "state = 'planned'",
        "state = 'held' AND summary IS NULL AND nothing_to_note = 0",
        f"id IN ({with_open_actions}) AND state = 'held'"
        " AND (summary IS NOT NULL OR nothing_to_note = 1)",
    )
    for condition in conditions:
        for one in records.meetings(book, condition):
            active = tuple(client for client in one.clients if not client.archived)
            if active:
                yield one._replace(clients=active)


def _topics(book: sqlite3.Connection) -> Iterable[Topic]:
    found = records.topics(book, "topic.state = 'open'")
    return (one for one in found if not one.client.archived)


def _notes(book: sqlite3.Connection) -> Iterable[Note]:
    found = records.notes(
        book, "state IN ('open', 'asked', 'untold') OR (state = 'received' AND tone = 'bad')"
    )
    return (one for one in found if not one.client.archived)


def _conflicts(book: sqlite3.Connection) -> Iterable[Conflict]:
    found = records.conflicts(
        book,
        "conflict.state <> 'settled' OR NOT EXISTS (SELECT 1 FROM contact"
        " WHERE contact.client_id = conflict.client_id AND contact.at > conflict.settled_at)",
    )
    return (one for one in found if not one.client.archived)


def _organizations(clients: Iterable[Client]) -> tuple[Organization, ...]:
    found: dict[str, list[Client]] = {}
    for client in clients:
        if client.organization:
            found.setdefault(client.organization, []).append(client)
    return tuple(Organization(name=name, clients=tuple(them)) for name, them in found.items())
