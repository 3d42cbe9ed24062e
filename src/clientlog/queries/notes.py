"""Notes of every kind; of a need, whether anything open or done serves it."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime

from clientlog.clock import format_moment, parse_moment
from clientlog.queries.base import (
    chunks,
    parse_day_or_none,
    parse_moment_or_none,
    select_with_clients,
)
from clientlog.queries.values import Client, Note

_COLUMNS = (
    "id", "kind", "text", "state", "tone", "priority", "meeting_id", "recorded_at",
    "confirmed_at", "told_at", "settled_on", "on_day", "because_id",
)  # fmt: skip

_SERVED = (
    ", (SELECT EXISTS (SELECT 1 FROM promise WHERE need_id = note.id"
    " AND state IN ('open', 'kept')) OR EXISTS (SELECT 1 FROM action_item"
    " WHERE need_id = note.id AND state IN ('open', 'done')))"
    ", (SELECT EXISTS (SELECT 1 FROM promise WHERE need_id = note.id AND state = 'open')"
    " OR EXISTS (SELECT 1 FROM action_item WHERE need_id = note.id AND state = 'open'))"
    ", (SELECT max(settled_on) FROM (SELECT settled_on FROM promise"
    " WHERE need_id = note.id AND state = 'kept' UNION ALL SELECT settled_on"
    " FROM action_item WHERE need_id = note.id AND state = 'done'))"
)

_OPEN = "note.state IN ('open', 'asked', 'received', 'untold')"
_STATELESS = "note.state IS NULL"


def find_note(db: sqlite3.Connection, number: int) -> Note | None:
    """Return the note of that number, or None."""
    return next(iter(_select(db, "note.id = ?", number)), None)


def list_notes(
    db: sqlite3.Connection,
    kinds: Sequence[str],
    *,
    stateless: bool = False,
    settled: bool = False,
    client: int | None = None,
) -> list[Note]:
    """Return the open notes of these kinds in order of number; with `settled`, the others too.

    `stateless` kinds are neither open nor settled.
    """
    condition = "TRUE" if settled else _STATELESS if stateless else _OPEN
    if client is not None:
        condition += f" AND note.client_id = {client:d}"
    slots = ", ".join("?" * len(kinds))
    # The plus sign keeps SQLite to the index of what is open, and from reading all by number.
    return _select(db, f"note.kind IN ({slots}) AND {condition} ORDER BY +note.id", *kinds)


def open_notes(db: sqlite3.Connection, client: Client) -> list[Note]:
    """Return a client's notes that are not settled, in order of number."""
    return _select(db, f"note.client_id = ? AND {_OPEN} ORDER BY note.id", client.id)


def latest_stateless(db: sqlite3.Connection, client: Client, limit: int) -> list[Note]:
    """Return the latest notes of a client that have no state, newest first."""
    condition = f"note.client_id = ? AND {_STATELESS} ORDER BY note.id DESC LIMIT ?"
    return _select(db, condition, client.id, limit)


def standing_notes(db: sqlite3.Connection, client: Client) -> list[Note]:
    """Return a client's notes that are not settled or have no state, newest first."""
    condition = f"note.client_id = ? AND ({_STATELESS} OR {_OPEN}) ORDER BY note.id DESC"
    return _select(db, condition, client.id)


def notes_of_meeting(db: sqlite3.Connection, meeting: int) -> list[Note]:
    """Return the notes that came out of a meeting."""
    return _select(db, "note.meeting_id = ? ORDER BY note.id", meeting)


def untold_news(db: sqlite3.Connection, client: Client) -> list[Note]:
    """Return the news that a client has not been told."""
    return _select(db, "note.client_id = ? AND note.state = 'untold' ORDER BY note.id", client.id)


def untold_news_in_organizations(db: sqlite3.Connection, names: Sequence[str]) -> list[Note]:
    """Return the news that active clients of organizations have not been told."""
    # The plus sign keeps SQLite to the notes that are open, since a client may be old; news
    # alone is untold, and their kind is what the index of open notes begins with.
    return [
        note
        for slots, part in chunks(names)
        for note in _select(
            db,
            f"client.archived_at IS NULL AND +client.organization IN {slots}"
            f" AND note.kind = 'news' AND note.state = 'untold' AND {_OPEN} ORDER BY +note.id",
            *part,
        )
    ]


def aims_and_feedback(db: sqlite3.Connection, client: Client) -> list[Note]:
    """Return a client's open goals and needs, and the feedback they gave."""
    condition = (
        "note.client_id = ? AND (note.kind IN ('goal', 'need') AND note.state = 'open'"
        " OR note.kind = 'feedback' AND note.state IN ('received', 'acted')) ORDER BY note.id"
    )
    return _select(db, condition, client.id)


def feedback_from_outside(db: sqlite3.Connection, since: datetime) -> list[Note]:
    """Return the feedback of outside clients since a moment."""
    condition = (
        "direction = 'outside' AND note.kind = 'feedback'"
        " AND note.state IN ('received', 'acted') AND note.recorded_at >= ? ORDER BY note.id"
    )
    return _select(db, condition, format_moment(since))


def latest_feedback(db: sqlite3.Connection) -> dict[int, Note]:
    """Return the last feedback of each client with an organization, by the client's number."""
    notes = _select(
        db,
        "note.id IN (SELECT (SELECT id FROM note WHERE client_id = client.id"
        " AND kind = 'feedback' AND state IN ('received', 'acted')"
        " ORDER BY coalesce(told_at, recorded_at) DESC, id DESC LIMIT 1)"
        " FROM client WHERE organization IS NOT NULL)",
    )
    return {note.client.id: note for note in notes}


def unsettled_notes(db: sqlite3.Connection) -> list[Note]:
    """Return what still needs something: open or untold, asked, or bad and not acted on."""
    return _select(
        db, "state IN ('open', 'asked', 'untold') OR (state = 'received' AND tone = 'bad')"
    )


def personal_notes_between(db: sqlite3.Connection, first: date, last: date) -> list[Note]:
    """Return the personal notes that are about one of these days, both included."""
    condition = "on_day BETWEEN ? AND ? AND note.kind = 'personal'"
    return _select(db, condition, first.isoformat(), last.isoformat())


def _select(db: sqlite3.Connection, condition: str, *values: object) -> list[Note]:
    return [
        Note(
            number=row["id"],
            client=client,
            kind=row["kind"],
            text=row["text"],
            state=row["state"],
            tone=row["tone"],
            priority=row["priority"],
            meeting=row["meeting_id"],
            recorded_at=parse_moment(row["recorded_at"]),
            confirmed_at=parse_moment_or_none(row["confirmed_at"]),
            told_at=parse_moment_or_none(row["told_at"]),
            settled_on=parse_day_or_none(row["settled_on"]),
            on_day=parse_day_or_none(row["on_day"]),
            because=row["because_id"],
            served=bool(row["extra0"]),
            served_open=bool(row["extra1"]),
            last_served_on=parse_day_or_none(row["extra2"]),
        )
        for client, row in select_with_clients(
            db, "note", _COLUMNS, condition, values, extra=_SERVED
        )
    ]
