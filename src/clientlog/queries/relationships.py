"""Read what the rules need to know about each client, of those clients that they ask it about.

Everything is found by each client's latest entries: what is read does not grow with age.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from clientlog.clock import Clock, format_moment, parse_moment
from clientlog.contacts import REGULAR
from clientlog.queries.base import chunks, parse_moment_or_none
from clientlog.queries.clients import CLIENT_WIDTH, WITHOUT_ADDRESSES, client_from_row
from clientlog.queries.contacts import YEAR
from clientlog.queries.exchanges import Exchange, last_kept_promises, one_sided_exchanges
from clientlog.queries.series import upcoming_occurrences
from clientlog.queries.snapshot_values import Relationship
from clientlog.queries.values import Meeting, Topic

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


class _ByClient(NamedTuple):
    """What statements of their own read, by the number of the client."""

    met: Mapping[int, datetime]
    held: Mapping[int, tuple[date, ...]]
    planned: Mapping[int, tuple[datetime, ...]]
    in_routine: Collection[int]
    exchanges: Mapping[int, tuple[Exchange, date]]
    kept: Mapping[int, tuple[str, date]]
    day: Callable[[str], date]
    """Return the local day of a stored moment; many clients are entered at the same."""


def load_relationships(
    db: sqlite3.Connection,
    clock: Clock,
    meetings: Iterable[Meeting],
    topics: Iterable[Topic],
    exchanges: int,
) -> tuple[Relationship, ...]:
    """Read what there is to know about each active client beside what is open with them.

    `meetings` and `topics` are those that are open, `exchanges` is how many of the latest
    gives and asks of each client are read.
    """
    unconfirmed = _unconfirmed(meetings)
    by_client = _ByClient(
        met=_last_met(db, unconfirmed),
        held=_held_days(db, clock, unconfirmed | {topic.client.id for topic in topics}),
        planned=_planned(db, clock),
        in_routine=_in_routine(db),
        exchanges=one_sided_exchanges(db, clock, exchanges),
        kept=last_kept_promises(db),
        day=cache(clock.stored_day),
    )
    rows = db.execute(
        f"SELECT {WITHOUT_ADDRESSES}, {_LAST} FROM client WHERE archived_at IS NULL ORDER BY id"
    )
    return tuple(_relationship(row, by_client) for row in rows.fetchall())


def _relationship(row: Sequence[Any], by_client: _ByClient) -> Relationship:
    client, day = client_from_row(row), by_client.day
    last, first, conversation, asked, given, recognition, goal = row[CLIENT_WIDTH:]
    exchange, exchange_since = by_client.exchanges.get(client.id, ((), None))
    return Relationship(
        client=client,
        entered_on=day(row[CLIENT_WIDTH - 1]),
        first_contact=parse_moment_or_none(first),
        last_contact=parse_moment_or_none(last),
        last_met=by_client.met.get(client.id),
        last_conversation=parse_moment_or_none(conversation),
        in_routine=client.id in by_client.in_routine,
        held_days=by_client.held.get(client.id, ()),
        planned=by_client.planned.get(client.id, ()),
        last_feedback_in=day(asked) if asked else None,
        last_feedback_out=day(given) if given else None,
        last_recognition=day(recognition) if recognition else None,
        last_goal=day(goal) if goal else None,
        last_kept=by_client.kept.get(client.id),
        exchange=exchange,
        exchange_since=exchange_since,
    )


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
    listed = ", ".join(map(str, sorted(clients)))
    rows = db.execute(
        "SELECT client.id, group_concat(at, ' ') FROM client"
        " CROSS JOIN contact ON contact.client_id = client.id AND at >= ? AND source LIKE 'm%'"
        " WHERE archived_at IS NULL GROUP BY client.id"
        f" HAVING count(*) >= ? OR client.id IN ({listed})",
        (format_moment(clock.now - YEAR), REGULAR),
    )
    since = clock.today - timedelta(days=365)
    held: dict[int, tuple[date, ...]] = {}
    for number, moments in rows.fetchall():
        days = map(clock.stored_day, sorted(moments.split(" ")))
        held[number] = tuple([day for day in days if day >= since])
    return held


def _planned(db: sqlite3.Connection, clock: Clock) -> dict[int, tuple[datetime, ...]]:
    """Return the starts of the meetings to come with each client, those of series included."""
    rows = db.execute(
        "SELECT client_id, starts_at FROM meeting JOIN attendance ON meeting_id = meeting.id"
        " WHERE state = 'planned' AND starts_at > ?",
        (format_moment(clock.now),),
    )
    starts = [(number, parse_moment(starts_at)) for number, starts_at in rows]
    starts += [
        (client.id, meeting.starts_at)
        for meeting in upcoming_occurrences(db, clock)
        for client in meeting.clients
        if meeting.starts_at > clock.now
    ]
    planned: dict[int, list[datetime]] = {}
    for number, starts_at in starts:
        planned.setdefault(number, []).append(starts_at)
    return {number: tuple(sorted(moments)) for number, moments in planned.items()}


def _in_routine(db: sqlite3.Connection) -> set[int]:
    """Return the clients who belong to a routine series that goes on."""
    rows = db.execute(
        "SELECT DISTINCT client_id FROM meeting CROSS JOIN attendance ON meeting_id = meeting.id"
        " WHERE state = 'planned' AND routine = 1"
    )
    return {number for (number,) in rows}
