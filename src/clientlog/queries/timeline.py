"""Read what happened, in order: meetings, touches, commitments, notes, conflicts.

The latest events are found by indexes on when things happened, so that the cost follows
what is shown, not the age of the journal.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, NamedTuple

from clientlog.clock import Clock, format_moment, parse_moment
from clientlog.queries.labels import Person, RecordLabel, load_labels


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
    """The events asked for, oldest first, and whether the limit left earlier ones out."""

    events: tuple[Event, ...]
    earlier: bool


class Source(NamedTuple):
    """The rows of a table that are events of one kind."""

    table: str
    kind: str
    """The kind of the event, in SQL."""
    at: str = "recorded_at"
    """The column with the moment it happened, or with the day."""
    condition: str = "1"
    mine: str = "client_id = :client"
    """The condition for the rows of one client."""

    @property
    def has_days(self) -> bool:
        """Whether only the day is known, unless the row was last changed on that very day."""
        return self.at == "settled_on"


def _given_sources(table: str, kind: str) -> list[Source]:
    """Return the sources of given and finished commitments; other endings are amendments."""
    return [
        Source(table, f"'{kind}'"),
        Source(table, f"'{kind}-' || state", "settled_on", "state IN ('kept', 'done')"),
    ]


def _amended(table: str, kind: str) -> Source:
    return Source(
        "amendment",
        kind,
        condition=f"{table}_id IS NOT NULL",
        mine=f"{table}_id IN (SELECT id FROM {table} WHERE client_id = :client)",
    )


_SOURCES = (
    Source(
        "meeting",
        "iif(state = 'held', 'meeting', 'meeting-' || state)",
        "starts_at",
        "state <> 'planned'",
        "id IN (SELECT meeting_id FROM attendance WHERE client_id = :client)",
    ),
    Source("touch", "'touch'", "at"),
    *_given_sources("action_item", "action"),
    *_given_sources("promise", "promise"),
    _amended("action_item", "'action-' || iif(kind = 'released', 'dropped', kind)"),
    _amended("promise", "'promise-' || kind"),
    Source("topic", "'topic'"),
    Source("topic", "'topic-' || state", "settled_on"),
    Source("note", "kind"),
    Source("note", "kind || '-' || state", "settled_on"),
    Source(
        "note",
        "kind || iif(kind = 'feedback', '-received', '-told')",
        "told_at",
        "told_at > recorded_at",
    ),
    Source("affiliation", "'organization'"),
    Source("conflict", "'conflict'"),
    Source(
        "conflict_step",
        "'conflict-step'",
        mine="conflict_id IN (SELECT id FROM conflict WHERE client_id = :client)",
    ),
    Source("conflict", "'conflict-agreed'", "agreed_at"),
    Source("conflict", "'conflict-settled'", "settled_at"),
)
"""Where events come from; those of one moment are in this order."""

KINDS = (
    "meeting", "touch", "action", "promise", "topic", "note", "personal", "need", "goal",
    "feedback", "news", "offer", "recognition", "agreement", "decision", "conflict",
    "organization",
)  # fmt: skip
"""What an event's kind begins with: `promise` of `promise-kept`."""

Row = tuple[Any, ...]

Key = tuple[str, int, int, str, str]
"""When, the place of the source, the number, the table and the kind."""


class Span(NamedTuple):
    """From one stored moment to before another: their texts sort as they do."""

    first: str = ""
    last: str = "9"

    def days(self, clock: Clock) -> "Span":
        """Return the same for days, the last being that of a midnight."""
        return Span(*(text if len(text) < 2 else _day(clock, text) for text in self))


def _day(clock: Clock, text: str) -> str:
    return clock.day(parse_moment(text)).isoformat()


def timeline(
    db: sqlite3.Connection,
    clock: Clock,
    *,
    client: int | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 0,
) -> Timeline:
    """Return what happened with one client or with all; if it is too much, the latest `limit`."""
    events = _Events(db, clock, client)
    span = Span(
        format_moment(clock.start_of(since)) if since else "",
        format_moment(clock.end_of(until)) if until else "9",
    )
    if limit:
        span = span._replace(first=events.start_of_latest(span, limit))
    keys = sorted(events.keys(span))
    latest = keys[-limit:] if limit else keys
    return Timeline(tuple(_events(db, latest)), earlier=len(latest) < len(keys))


@dataclass(frozen=True, slots=True)
class _Events:
    """When things happened, with one client or with all."""

    db: sqlite3.Connection
    clock: Clock
    client: int | None

    def start_of_latest(self, span: Span, number: int) -> str:
        """Return the moment from which the span holds at most `limit` events."""
        order = f"ORDER BY 1 DESC LIMIT {number + 1}"
        starts = [
            format_moment(self.clock.start_of(date.fromisoformat(at))) if source.has_days else at
            for source in _SOURCES
            for (at,) in self._rows(source, span, source.at, order)
        ]
        return max([span.first, *sorted(starts, reverse=True)[number:]])

    def keys(self, span: Span) -> Iterator[Key]:
        """Yield every event of the span."""
        for place, source in enumerate(_SOURCES):
            columns = f"{source.at}, recorded_at, changed_at, {source.kind}, id"
            for at, recorded, changed, kind, number in self._rows(source, span, columns):
                when = _settled_at(self.clock, recorded, changed, at) if source.has_days else at
                yield when, place, number, source.table, kind

    def _rows(self, source: Source, span: Span, columns: str, rest: str = "") -> list[Row]:
        bounds = span.days(self.clock) if source.has_days else span
        # A plus sign keeps SQLite from the index on the moment: the client's rows are fewer.
        at = source.at if self.client is None else f"+{source.at}"
        mine = "1" if self.client is None else source.mine
        return self.db.execute(
            f"SELECT {columns} FROM {source.table} WHERE {source.condition} AND {mine}"
            f" AND {at} >= :first AND {at} < :last {rest}",
            {"first": bounds.first, "last": bounds.last, "client": self.client},
        ).fetchall()


def _settled_at(clock: Clock, recorded: str, changed: str, day: str) -> str:
    """Return the moment of the last change where it was on that day, else its noon."""
    settled = date.fromisoformat(day)
    if clock.day(parse_moment(changed)) == settled:
        return changed
    noon = format_moment(clock.at(settled, time(12))[0])
    return max(noon, recorded) if clock.day(parse_moment(recorded)) == settled else noon


def _events(db: sqlite3.Connection, keys: Sequence[Key]) -> Iterator[Event]:
    wanted: dict[str, set[int]] = {}
    for _, _, number, table, _ in keys:
        wanted.setdefault(table, set()).add(number)
    known: dict[str, dict[int, RecordLabel]] = {
        table: load_labels(db, table, numbers) for table, numbers in wanted.items()
    }
    for at, _, number, table, kind in keys:
        row = known[table].get(number)
        if row:
            yield Event(parse_moment(at), kind, row.ref, row.clients, row.text)
