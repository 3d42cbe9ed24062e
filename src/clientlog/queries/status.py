"""What a status is made from: what lies between you and a client since they were last told.

Nothing private is read unless asked for: what was not read cannot be sent by mistake.
"""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from clientlog.clock import Clock, format_moment
from clientlog.queries import records
from clientlog.queries.lists import by_due
from clientlog.queries.records import parse_moment_or_none
from clientlog.queries.values import Client, Commitment, Meeting, Note, Topic

NEVER_TOLD = timedelta(days=14)
"""What is told to a client who was never told anything: this much of the past."""

CUSTOMERS = timedelta(days=30)
"""How far back goes what customers said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """What goes into a status only when asked for."""

    notes: tuple[Note, ...]
    """Open goals and needs, and feedback received from the client, oldest first."""
    customers: tuple[Note, ...]
    """For a leader: what clients outside said of the work lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What there is to tell one client."""

    client: Client
    told_at: datetime | None
    """When the client was last told of anything: news, a change, a status."""
    mine: tuple[Commitment, ...]
    """What I owe and is open, by due date."""
    theirs: tuple[Commitment, ...]
    finished: tuple[Commitment, ...]
    """What I finished since they were last told."""
    received: tuple[Commitment, ...]
    """What they finished since."""
    changed: tuple[Commitment, ...]
    """What I owe, or will not do after all, with a change they do not know of."""
    news: tuple[Note, ...]
    asks: tuple[Topic, ...]
    meeting: Meeting | None
    private: Private | None = None


def read_facts(
    db: sqlite3.Connection, clock: Clock, client: Client, *, private: bool = False
) -> Facts:
    """Read what there is to tell a client now."""
    told_at = last_told(db, client)
    settled = [*_finished(db, clock, client, told_at)]
    still_open = sorted(_commitments(db, client, "{table}.state = 'open'"), key=by_due)
    return Facts(
        client=client,
        told_at=told_at,
        mine=tuple(one for one in still_open if not one.theirs),
        theirs=tuple(one for one in still_open if one.theirs),
        finished=tuple(one for one in settled if not one.theirs),
        received=tuple(one for one in settled if one.theirs),
        changed=tuple(_commitments(db, client, _UNTOLD)),
        news=tuple(_notes(db, client, "note.state = 'untold'")),
        asks=tuple(
            records.topics(
                db,
                "topic.client_id = ? AND ask = 1 AND topic.state = 'open' ORDER BY topic.id",
                client.id,
            )
        ),
        meeting=_next_meeting(db, clock, client),
        private=_private(db, clock, client) if private else None,
    )


def last_told(db: sqlite3.Connection, client: Client) -> datetime | None:
    """When the client was last told of news, of a change, or how things stand."""
    (at,) = db.execute(
        "SELECT max(told_at) FROM ("
        " SELECT told_at FROM note WHERE client_id = ?1 AND kind = 'news'"
        " UNION ALL SELECT told_at FROM amendment JOIN promise ON promise.id = promise_id"
        " WHERE client_id = ?1"
        " UNION ALL SELECT told_at FROM amendment JOIN action_item"
        " ON action_item.id = action_item_id WHERE client_id = ?1)",
        (client.id,),
    ).fetchone()
    return parse_moment_or_none(at)


_UNTOLD = (
    "{table}.theirs = 0 AND {table}.state NOT IN ('kept', 'done') AND {table}.id IN"
    " (SELECT {table}_id FROM amendment WHERE told_at IS NULL AND {table}_id IS NOT NULL)"
    " ORDER BY {table}.id"
)


def _commitments(
    db: sqlite3.Connection, client: Client, condition: str, *values: object
) -> list[Commitment]:
    return [
        one
        for kind, table in records.TABLES.items()
        for one in records.commitments(
            db, kind, f"{table}.client_id = ? AND {condition.format(table=table)}",
            client.id, *values,
        )
    ]  # fmt: skip


def _finished(
    db: sqlite3.Connection, clock: Clock, client: Client, told_at: datetime | None
) -> list[Commitment]:
    """What was finished since that moment: the day is stored, and when the row was changed."""
    since = told_at or clock.now - NEVER_TOLD
    return _commitments(
        db,
        client,
        "{table}.state IN ('kept', 'done') AND {table}.settled_on >= ? AND {table}.changed_at > ?"
        " ORDER BY {table}.settled_on, {table}.id",
        clock.day(since).isoformat(),
        format_moment(since) if told_at else "",
    )


def _notes(db: sqlite3.Connection, client: Client, condition: str) -> list[Note]:
    return records.notes(db, f"note.client_id = ? AND {condition} ORDER BY note.id", client.id)


def _next_meeting(db: sqlite3.Connection, clock: Clock, client: Client) -> Meeting | None:
    found = records.meetings(
        db,
        "state = 'planned' AND starts_at > ? AND id IN"
        " (SELECT meeting_id FROM attendance WHERE client_id = ?) ORDER BY starts_at, id LIMIT 1",
        format_moment(clock.now),
        client.id,
    )
    return found[0] if found else None


def _private(db: sqlite3.Connection, clock: Clock, client: Client) -> Private:
    customers: list[Note] = []
    if client.direction == "up":
        customers = records.notes(
            db,
            "direction = 'outside' AND note.kind = 'feedback'"
            " AND note.state IN ('received', 'acted') AND note.recorded_at >= ? ORDER BY note.id",
            format_moment(clock.now - CUSTOMERS),
        )
    own = _notes(
        db,
        client,
        "(note.kind IN ('goal', 'need') AND note.state = 'open'"
        " OR note.kind = 'feedback' AND note.state IN ('received', 'acted'))",
    )
    return Private(notes=tuple(own), customers=tuple(customers))
