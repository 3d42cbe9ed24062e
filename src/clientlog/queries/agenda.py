"""What the page for a meeting is made from: which meetings, and what lies between you and whom.

Nothing private is read unless asked for: what was not read cannot be shown by mistake.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clientlog.clock import Clock, format_moment
from clientlog.queries import records
from clientlog.queries.clients import client_card
from clientlog.queries.contacts import held_days
from clientlog.queries.lists import by_due
from clientlog.queries.reliability import Reliability, reliability
from clientlog.queries.values import Client, Commitment, Conflict, Meeting, Note, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """What is known of one client and stays off a page that can lie on the table."""

    notes: tuple[Note, ...]
    """Unsettled ones and those that have no state, newest first."""
    conflicts: tuple[Conflict, ...]
    untold: tuple[Commitment, ...]
    """My promises with a change the client has not been told of."""
    my_word: Reliability | None
    their_word: Reliability | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One person at the table."""

    client: Client
    held_days: tuple[date, ...]
    """Local days of the meetings held in the last 365 days, oldest first."""
    mine: tuple[Commitment, ...]
    theirs: tuple[Commitment, ...]
    topics: tuple[Topic, ...]
    private: Private | None


# Which meeting


def planned_today(db: sqlite3.Connection, clock: Clock) -> list[Meeting]:
    """The planned meetings that begin today, and those under way since yesterday."""
    return records.meetings(
        db,
        "state = 'planned' AND starts_at < ? AND (starts_at >= ? OR ends_at > ?)"
        " ORDER BY starts_at, id",
        format_moment(clock.end_of(clock.today)),
        format_moment(clock.start_of(clock.today)),
        format_moment(clock.now),
    )


def planned_after_today(db: sqlite3.Connection, clock: Clock) -> Meeting | None:
    """The first planned meeting of the days to come."""
    found = records.meetings(
        db,
        "state = 'planned' AND starts_at >= ? ORDER BY starts_at, id LIMIT 1",
        format_moment(clock.end_of(clock.today)),
    )
    return found[0] if found else None


def held_with(
    db: sqlite3.Connection,
    clients: Sequence[Client],
    before: Meeting | None,
    limit: int,
    *,
    summed_up: bool = False,
) -> list[Meeting]:
    """The latest held meetings at which all of these were, newest first.

    `before` is the meeting the page is for: it is left out, and when it is over, so is all after.
    """
    is_past = before is not None and before.state != "planned"
    return records.meetings(
        db,
        "state = 'held' AND id <> ? AND starts_at <= ?"
        f"{' AND summary IS NOT NULL' if summed_up else ''}"
        f" AND id IN (SELECT meeting_id FROM attendance WHERE client_id IN ({_numbers(clients)})"
        " GROUP BY meeting_id HAVING count(*) = ?) ORDER BY starts_at DESC, id DESC LIMIT ?",
        before.number if before else 0,
        format_moment(before.starts_at) if before and is_past else "9",
        len(clients),
        limit,
    )


def actions_of(db: sqlite3.Connection, meeting: Meeting) -> list[Commitment]:
    """The action items that came out of a meeting, however they stand."""
    condition = "action_item.meeting_id = ? ORDER BY action_item.theirs, action_item.id"
    return records.commitments(db, "action", condition, meeting.number)


# With whom


def read_attendees(
    db: sqlite3.Connection,
    clock: Clock,
    clients: Sequence[Client],
    meeting: Meeting | None,
    *,
    private: bool,
) -> tuple[Attendee, ...]:
    """What lies between you and each of these; without `private` only what all of them know."""
    return tuple(
        Attendee(
            client=client_card(db, one.id),
            held_days=held_days(db, clock, one),
            mine=_open_commitments(db, one, clients, theirs=False, private=private),
            theirs=_open_commitments(db, one, clients, theirs=True, private=private),
            topics=_topics(db, one, meeting),
            private=_private(db, clock, one) if private else None,
        )
        for one in clients
    )


def _open_commitments(
    db: sqlite3.Connection,
    client: Client,
    clients: Sequence[Client],
    *,
    theirs: bool,
    private: bool,
) -> tuple[Commitment, ...]:
    """Late first, undated last; on an open page only what everybody at the table heard."""
    found: list[Commitment] = []
    for kind, table in records.TABLES.items():
        condition = f"{table}.client_id = ? AND {table}.theirs = ? AND {table}.state = 'open'"
        if not private and len(clients) > 1:
            condition += (
                f" AND (SELECT count(*) FROM attendance WHERE meeting_id = {table}.meeting_id"
                f" AND attendance.client_id IN ({_numbers(clients)})) = {len(clients)}"
            )
        found += records.commitments(db, kind, condition, client.id, int(theirs))
    return tuple(sorted(found, key=by_due))


def _topics(db: sqlite3.Connection, client: Client, meeting: Meeting | None) -> tuple[Topic, ...]:
    """Those raised for this very meeting, then the oldest first."""
    return tuple(
        records.topics(
            db,
            "topic.client_id = ? AND topic.state = 'open'"
            " ORDER BY topic.meeting_id IS NOT ?, topic.recorded_at, topic.id",
            client.id,
            meeting.number if meeting else 0,
        )
    )


def _private(db: sqlite3.Connection, clock: Clock, client: Client) -> Private:
    unsettled = "note.state IS NULL OR note.state IN ('open', 'asked', 'received', 'untold')"
    settled = _promises(db, client, "promise.state IN ('kept', 'broken')")
    untold = "promise.id IN (SELECT promise_id FROM amendment WHERE told_at IS NULL)"
    return Private(
        notes=tuple(
            records.notes(
                db, f"note.client_id = ? AND ({unsettled}) ORDER BY note.id DESC", client.id
            )
        ),
        conflicts=tuple(
            records.conflicts(
                db,
                "conflict.client_id = ? AND conflict.state <> 'settled' ORDER BY conflict.id",
                client.id,
            )
        ),
        untold=tuple(one for one in _promises(db, client, untold) if not one.theirs),
        my_word=reliability((one for one in settled if not one.theirs), clock),
        their_word=reliability((one for one in settled if one.theirs), clock),
    )


def _promises(db: sqlite3.Connection, client: Client, condition: str) -> list[Commitment]:
    return records.commitments(
        db, "promise", f"promise.client_id = ? AND {condition} ORDER BY promise.id", client.id
    )


def count_left_off(db: sqlite3.Connection, clients: Sequence[Client]) -> int:
    """How many open offers and untold news there are for these: an open page leaves them off."""
    (number,) = db.execute(
        "SELECT count(*) FROM note WHERE (kind = 'offer' AND state = 'open'"
        f" OR kind = 'news' AND state = 'untold') AND client_id IN ({_numbers(clients)})"
    ).fetchone()
    return int(number)


def _numbers(clients: Sequence[Client]) -> str:
    return ", ".join(str(one.id) for one in clients)
