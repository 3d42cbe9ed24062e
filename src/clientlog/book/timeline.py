"""What happened, in order: meetings, touches, words given and settled, notes, conflicts."""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from clientlog.book.named import Named, Person, named
from clientlog.clock import Clock, moment, stamp


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    at: datetime
    """To the second where that is known, else noon of the local day."""
    kind: str
    ref: str
    clients: tuple[Person, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The events asked for, oldest first, and how many earlier ones the limit left out."""

    events: tuple[Event, ...]
    earlier: int = 0


def _given(table: str, kind: str) -> list[tuple[str, str]]:
    """A commitment is given and finished; how else it ended, its amendments tell."""
    return [
        (table, f"SELECT recorded_at, NULL, NULL, '{kind}', id FROM {table} WHERE {{mine}}"),
        (
            table,
            f"SELECT recorded_at, changed_at, settled_on, '{kind}-' || state, id FROM {table}"
            " WHERE {mine} AND state IN ('kept', 'done')",
        ),
    ]


def _amended(table: str, kind: str) -> tuple[str, str]:
    return (
        "amendment",
        f"SELECT recorded_at, NULL, NULL, '{kind}-' || iif(kind = 'released' AND"
        f" '{kind}' = 'action', 'dropped', kind), id FROM amendment"
        f" WHERE {table}_id IN (SELECT id FROM {table} WHERE {{mine}})",
    )


def _settled(table: str, kind: str) -> list[tuple[str, str]]:
    return [
        (table, f"SELECT recorded_at, NULL, NULL, {kind}, id FROM {table} WHERE {{mine}}"),
        (
            table,
            f"SELECT recorded_at, changed_at, settled_on, {kind} || '-' || state, id FROM {table}"
            " WHERE {mine} AND settled_on IS NOT NULL",
        ),
    ]


_SOURCES = [
    (
        "meeting",
        "SELECT starts_at, NULL, NULL, iif(state = 'held', 'meeting', 'meeting-' || state), id"
        " FROM meeting WHERE state <> 'planned' AND {attended}",
    ),
    ("touch", "SELECT at, NULL, NULL, 'touch', id FROM touch WHERE {mine}"),
    *_given("action_item", "action"),
    *_given("promise", "promise"),
    _amended("action_item", "action"),
    _amended("promise", "promise"),
    *_settled("topic", "'topic'"),
    *_settled("note", "kind"),
    (
        "note",
        "SELECT told_at, NULL, NULL, kind || '-told', id FROM note"
        " WHERE {mine} AND told_at > recorded_at",
    ),
    ("conflict", "SELECT recorded_at, NULL, NULL, 'conflict', id FROM conflict WHERE {mine}"),
    (
        "conflict_step",
        "SELECT recorded_at, NULL, NULL, 'conflict-step', id FROM conflict_step"
        " WHERE conflict_id IN (SELECT id FROM conflict WHERE {mine})",
    ),
    (
        "conflict",
        "SELECT agreed_at, NULL, NULL, 'conflict-agreed', id FROM conflict"
        " WHERE {mine} AND agreed_at IS NOT NULL",
    ),
    (
        "conflict",
        "SELECT settled_at, NULL, NULL, 'conflict-settled', id FROM conflict"
        " WHERE {mine} AND settled_at IS NOT NULL",
    ),
]
"""A table, and its rows as (moment, changed, day, kind, number): the day is all that is known
of when something was settled, unless the row was last changed on that very day."""


def timeline(
    book: sqlite3.Connection,
    clock: Clock,
    *,
    client: int | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 0,
) -> Timeline:
    """Everything that happened, of one client or of all; of too much, the latest `limit`."""
    first = stamp(clock.at(since, time())[0]) if since else ""
    last = stamp(clock.at(until + timedelta(days=1), time())[0]) if until else "9"
    # Moments are stored in one way, so their texts sort as they do.
    keys = sorted(key for key in _keys(book, clock, client) if first <= key[0] < last)
    earlier = max(0, len(keys) - limit) if limit else 0
    return Timeline(tuple(_events(book, keys[earlier:])), earlier)


Key = tuple[str, int, int, str, str]
"""When, the place of the source, the number, the table and the kind."""


def _keys(book: sqlite3.Connection, clock: Clock, client: int | None) -> Iterator[Key]:
    values: tuple[int, ...] = ()
    mine = attended = "1"
    if client is not None:
        mine, values = "client_id = ?1", (client,)
        attended = "id IN (SELECT meeting_id FROM attendance WHERE client_id = ?1)"
    for place, (table, query) in enumerate(_SOURCES):
        rows = book.execute(query.format(mine=mine, attended=attended), values).fetchall()
        for at, changed, day, kind, number in rows:
            when = at if day is None else _settled_at(clock, at, changed, day)
            yield when, place, number, table, kind


def _settled_at(clock: Clock, recorded: str, changed: str, day: str) -> str:
    """The moment of the last change where it was on that day, else its noon."""
    settled = date.fromisoformat(day)
    if clock.day(moment(changed)) == settled:
        return changed
    noon = stamp(clock.at(settled, time(12))[0])
    return max(noon, recorded) if clock.day(moment(recorded)) == settled else noon


def _events(book: sqlite3.Connection, keys: Sequence[Key]) -> Iterator[Event]:
    wanted: dict[str, set[int]] = {}
    for _, _, number, table, _ in keys:
        wanted.setdefault(table, set()).add(number)
    known: dict[str, dict[int, Named]] = {
        table: named(book, table, numbers) for table, numbers in wanted.items()
    }
    for at, _, number, table, kind in keys:
        row = known[table].get(number)
        if row:
            yield Event(moment(at), kind, row.ref, row.clients, row.text)
