"""Lists of records by kind: what is open, or all of them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clientlog.queries import records
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


def list_items(db: sqlite3.Connection, kind: str | None, narrow: Filter) -> list[Item]:
    """The records of a kind, of both kinds of commitment without one: by due date, then number."""
    found: list[Item] = []
    if kind is None or kind in COMMITMENTS:
        for one in COMMITMENTS.values() if kind is None else [COMMITMENTS[kind]]:
            found += _commitments(db, one, narrow)
        found.sort(key=by_due)
    elif kind in NOTES:
        found += _notes(db, kind, narrow)
    elif kind == "topics":
        found += records.topics(db, _where("topic", narrow, "topic.state = 'open'"))
    elif kind == "conflicts":
        found += records.conflicts(db, _where("conflict", narrow, "conflict.state <> 'settled'"))
    else:
        found += records.touches(db, _where("touch", narrow, "1", order="touch.at, touch.id"))
    return found


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
