"""Lists of records by kind: what is open, or all of them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from clientlog.queries import records
from clientlog.queries.clients import handles_with_tags
from clientlog.queries.labels import CHUNK
from clientlog.queries.values import (
    Commitment,
    CommitmentKind,
    Conflict,
    Meeting,
    Note,
    Topic,
    Touch,
)

Item = Commitment | Topic | Note | Touch | Conflict

COMMITMENTS: dict[str, CommitmentKind] = {"actions": "action", "promises": "promise"}

NOTES: dict[str, tuple[str, ...]] = {
    "notes": ("note", "personal"),
    "needs": ("need",),
    "goals": ("goal",),
    "feedback": ("feedback",),
    "news": ("news",),
    "offers": ("offer",),
    "recognition": ("recognition",),
    "agreements": ("agreement",),
    "decisions": ("decision",),
}
"""The kinds of note each list holds."""

STATELESS = ("notes", "recognition", "agreements", "decisions", "touches")
"""What is neither open nor settled."""

KINDS = ("actions", "promises", "topics", *NOTES, "touches", "conflicts")
"""What can be listed."""

UNSETTLED = "note.state IN ('open', 'asked', 'received', 'untold')"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What narrows a list."""

    settled: bool = False
    """The settled ones as well."""
    client: int | None = None
    theirs: bool | None = None
    due_before: date | None = None
    overdue_on: date | None = None
    """Only what is past its due date on this day."""
    state: str | None = None
    tags: tuple[str, ...] = ()
    """Only records of clients with all of these tags."""
    recorded_since: datetime | None = None


STATES: dict[str, tuple[str, ...]] = {
    "actions": ("open", "done", "dropped"),
    "promises": ("open", "kept", "broken", "released"),
    "topics": ("open", "discussed", "dropped"),
    "needs": ("open", "met", "dropped"),
    "goals": ("open", "reached", "dropped"),
    "feedback": ("asked", "received", "acted", "given", "dropped"),
    "news": ("untold", "told", "dropped"),
    "offers": ("open", "given", "dropped"),
    "conflicts": ("open", "agreed", "settled"),
}
"""The states that the records of each list can be in."""


def states_of(kind: str | None) -> tuple[str, ...]:
    """Return the states of a kind; without one, those of both kinds of commitment."""
    if kind is None:
        return tuple(dict.fromkeys(STATES["actions"] + STATES["promises"]))
    return STATES.get(kind, ())


def recorded_at(item: Item) -> datetime:
    """Return when a record was written down; of a touch, when it happened."""
    match item:
        case Topic():
            return item.raised_at
        case Touch():
            return item.at
        case Conflict():
            return item.opened_at
        case _:
            return item.recorded_at


def list_items(db: sqlite3.Connection, kind: str | None, narrow: Filter) -> list[Item]:
    """Return the records of a kind, of both kinds of commitment without one.

    Commitments come by due date, then number; touches by their day; the rest by number.
    """
    items: list[Item] = []
    if kind is None or kind in COMMITMENTS:
        for commitment in COMMITMENTS.values() if kind is None else [COMMITMENTS[kind]]:
            items += _commitments(db, commitment, narrow)
        items.sort(key=by_due)
    elif kind in NOTES:
        items += _notes(db, kind, narrow)
    elif kind == "topics":
        items += records.topics(db, _where("topic", narrow, "topic.state = 'open'"))
    elif kind == "conflicts":
        items += records.conflicts(db, _where("conflict", narrow, "conflict.state <> 'settled'"))
    else:
        items += records.touches(db, _where("touch", narrow, "1", order="touch.at, touch.id"))
    return _narrowed(db, items, narrow)


def _narrowed(db: sqlite3.Connection, items: list[Item], narrow: Filter) -> list[Item]:
    """The items in the state, with the tags, since the moment that was asked for."""
    since, today = narrow.recorded_since, narrow.overdue_on
    if narrow.state is not None:
        items = [item for item in items if getattr(item, "state", None) == narrow.state]
    if since is not None:
        items = [item for item in items if recorded_at(item) >= since]
    if today is not None:
        items = [
            item
            for item in items
            if isinstance(item, Commitment)
            and item.state == "open"
            and item.due is not None
            and item.due < today
        ]
    if narrow.tags:
        handles = handles_with_tags(db, narrow.tags)
        items = [item for item in items if item.client.handle in handles]
    return items


def by_due(one: Item) -> tuple[bool, date, str, int]:
    """Dated commitments first, by date; then by kind and number."""
    due = one.due if isinstance(one, Commitment) else None
    return due is None, due or date.max, one.ref[0], one.number


def _commitments(db: sqlite3.Connection, kind: CommitmentKind, narrow: Filter) -> list[Commitment]:
    table = records.TABLES[kind]
    parts, values = [f"{table}.state = 'open'"], []
    if narrow.theirs is not None:
        parts.append(f"{table}.theirs = {int(narrow.theirs)}")
    if narrow.due_before is not None:
        parts.append(f"{table}.due < ?")
        values.append(narrow.due_before.isoformat())
    if narrow.settled:
        parts[0] = "1"
    if narrow.client is not None:
        parts.append(f"{table}.client_id = {narrow.client}")
    return records.commitments(db, kind, " AND ".join(parts), *values)


def _notes(db: sqlite3.Connection, kind: str, narrow: Filter) -> list[Note]:
    kinds = ", ".join(f"'{one}'" for one in NOTES[kind])
    is_open = "note.state IS NULL" if kind in STATELESS else UNSETTLED
    return records.notes(db, f"note.kind IN ({kinds}) AND {_where('note', narrow, is_open)}")


def _where(table: str, narrow: Filter, is_open: str, order: str = "") -> str:
    """The condition; every list but the commitments' is in order of number."""
    condition = "1" if narrow.settled else is_open
    if narrow.client is not None:
        condition += f" AND {table}.client_id = {narrow.client}"
    # The plus sign keeps SQLite to the index of what is open, and from reading all by number.
    return f"{condition} ORDER BY {order or f'+{table}.id'}"


def meetings_between(
    db: sqlite3.Connection,
    *,
    client: int | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[Meeting]:
    """Meetings of every state that start from one stored moment to before another, oldest first."""
    condition, values = "1", []
    if client is not None:
        condition = f"id IN (SELECT meeting_id FROM attendance WHERE client_id = {client})"
    if since is not None:
        condition += " AND starts_at >= ?"
        values.append(since)
    if until is not None:
        condition += " AND starts_at < ?"
        values.append(until)
    return records.meetings(db, f"{condition} ORDER BY starts_at, id", *values)


def topic_refs(db: sqlite3.Connection, meetings: Sequence[Meeting]) -> dict[int, list[str]]:
    """The REFs of the topics raised for each meeting, settled ones too."""
    found: dict[int, list[str]] = {}
    numbers = [one.number for one in meetings]
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start : start + CHUNK]
        rows = db.execute(
            f"SELECT meeting_id, 't' || id FROM topic WHERE meeting_id IN"
            f" ({', '.join('?' * len(chunk))}) ORDER BY id",
            chunk,
        )
        for number, ref in rows:
            found.setdefault(number, []).append(ref)
    return found
