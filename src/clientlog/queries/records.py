"""Records as values: commitments, meetings, topics, notes, touches, conflicts.

Every function takes a condition on its table (named like the record: `promise`, `meeting`)
and values for its placeholders, so that a question is asked where it arises.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from clientlog.clock import parse_moment
from clientlog.queries.clients import CLIENT_COLUMNS, CLIENT_WIDTH, client_from_row
from clientlog.queries.values import (
    Amendment,
    Client,
    Commitment,
    CommitmentKind,
    Conflict,
    Meeting,
    Note,
    Topic,
    Touch,
)

TABLES: dict[CommitmentKind, str] = {"action": "action_item", "promise": "promise"}

_COMMITMENT = (
    "id", "text", "theirs", "owner", "priority", "due", "due_set_at", "every", "state",
    "settled_on", "need_id", "meeting_id", "recorded_at",
)  # fmt: skip
_MEETING = (
    "id", "title", "starts_at", "ends_at", "ends_set_at", "state", "summary",
    "nothing_to_note", "review", "place", "channel", "every", "confirmed_at", "recorded_at",
    "routine", "standing",
)  # fmt: skip
_TOPIC = ("id", "text", "ask", "why", "state", "meeting_id", "recorded_at", "settled_on")
_NOTE = (
    "id", "kind", "text", "state", "tone", "priority", "meeting_id", "recorded_at",
    "confirmed_at", "told_at", "settled_on", "on_day",
)  # fmt: skip
_TOUCH = ("id", "text", "at", "channel", "by")
_CONFLICT = (
    "id", "text", "state", "agreement", "agreed_at", "check_on", "settled_at", "recorded_at",
)  # fmt: skip


def parse_day_or_none(text: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(text) if text else None


def parse_moment_or_none(text: str | None) -> datetime | None:
    """A stored moment."""
    return parse_moment(text) if text else None


def _rows(
    db: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    condition: str,
    values: Iterable[Any],
    *,
    extra: str = "",
) -> Iterable[tuple[Client, dict[str, Any]]]:
    """Each row with its client, as a dictionary; the condition may end in ORDER BY and LIMIT."""
    selected = ", ".join(f"{table}.{column}" for column in columns)
    found = db.execute(
        f"SELECT {CLIENT_COLUMNS}, {selected}{extra} FROM {table}"
        f" JOIN client ON client.id = {table}.client_id WHERE {condition}",
        tuple(values),
    )
    names = [*columns, *(f"extra{i}" for i in range(extra.count(", (")))]
    known: dict[int, Client] = {}
    for row in found.fetchall():
        if row[0] not in known:
            known[row[0]] = client_from_row(row)
        yield known[row[0]], dict(zip(names, row[CLIENT_WIDTH:], strict=True))


def commitments(
    db: sqlite3.Connection, kind: CommitmentKind, condition: str = "1", *values: object
) -> list[Commitment]:
    """Commitments of one kind, with every change of each."""
    table = TABLES[kind]
    found = list(_rows(db, table, _COMMITMENT, condition, values))
    numbers = [row["id"] for _, row in found]
    changes = _amendments(db, table, numbers)
    chases = _chases(db, table, numbers)
    return [
        Commitment(
            kind=kind,
            number=row["id"],
            client=client,
            text=row["text"],
            theirs=bool(row["theirs"]),
            owner=row["owner"],
            due=parse_day_or_none(row["due"]),
            due_set_at=parse_moment_or_none(row["due_set_at"]),
            state=row["state"],
            priority=row["priority"],
            every=row["every"],
            need=row["need_id"],
            meeting=row["meeting_id"],
            settled_on=parse_day_or_none(row["settled_on"]),
            recorded_at=parse_moment(row["recorded_at"]),
            amendments=tuple(changes.get(row["id"], ())),
            chases=tuple(chases.get(row["id"], ())),
        )
        for client, row in found
    ]


def _chases(db: sqlite3.Connection, table: str, numbers: list[int]) -> dict[int, list[datetime]]:
    """Return when clients were asked for these commitments, oldest first."""
    found: dict[int, list[datetime]] = {}
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        rows = db.execute(
            f"SELECT {table}_id, at FROM chase"
            f" WHERE {table}_id IN ({', '.join('?' * len(part))}) ORDER BY at, id",
            part,
        )
        for number, at in rows:
            found.setdefault(number, []).append(parse_moment(at))
    return found


def _amendments(
    db: sqlite3.Connection, table: str, numbers: list[int]
) -> dict[int, list[Amendment]]:
    found: dict[int, list[Amendment]] = {}
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        rows = db.execute(
            f"SELECT {table}_id, kind, recorded_at, from_due, to_due, why, told_at FROM amendment"
            f" WHERE {table}_id IN ({', '.join('?' * len(part))}) ORDER BY id",
            part,
        )
        for number, kind, at, old, new, why, told in rows:
            found.setdefault(number, []).append(
                Amendment(
                    kind=kind,
                    at=parse_moment(at),
                    from_due=parse_day_or_none(old),
                    to_due=parse_day_or_none(new),
                    why=why,
                    told_at=parse_moment_or_none(told),
                )
            )
    return found


def meetings(db: sqlite3.Connection, condition: str = "1", *values: object) -> list[Meeting]:
    """Meetings with their attendees, in the order they were named."""
    columns = ", ".join(f"meeting.{column}" for column in _MEETING)
    found = db.execute(
        f"SELECT {columns},"
        " (SELECT count(*) FROM topic WHERE meeting_id = meeting.id AND state = 'open'),"
        " (SELECT count(*) FROM action_item WHERE meeting_id = meeting.id AND state = 'open')"
        f" FROM meeting WHERE {condition}",
        values,
    ).fetchall()
    names = (*_MEETING, "topics", "open_actions")
    return [_meeting(db, dict(zip(names, row, strict=True))) for row in found]


def _meeting(db: sqlite3.Connection, row: dict[str, Any]) -> Meeting:
    attendees = db.execute(
        f"SELECT {CLIENT_COLUMNS} FROM attendance JOIN client ON client.id = client_id"
        " WHERE meeting_id = ? ORDER BY attendance.id",
        (row["id"],),
    )
    return Meeting(
        number=row["id"],
        title=row["title"],
        starts_at=parse_moment(row["starts_at"]),
        ends_at=parse_moment(row["ends_at"]),
        ends_set_at=parse_moment(row["ends_set_at"]),
        state=row["state"],
        clients=tuple(client_from_row(one) for one in attendees),
        summary=row["summary"],
        nothing_to_note=bool(row["nothing_to_note"]),
        review=bool(row["review"]),
        place=row["place"],
        channel=row["channel"],
        every=row["every"],
        confirmed_at=parse_moment_or_none(row["confirmed_at"]),
        recorded_at=parse_moment(row["recorded_at"]),
        routine=bool(row["routine"]),
        standing=row["standing"],
        topics=row["topics"],
        open_actions=row["open_actions"],
    )


def topics(db: sqlite3.Connection, condition: str = "1", *values: object) -> list[Topic]:
    """Topics, each with the number of longer meetings held with its client since."""
    since = (
        ", (SELECT count(*) FROM contact JOIN meeting"
        " ON source LIKE 'm%' AND meeting.id = CAST(substr(source, 2) AS INTEGER)"
        " WHERE contact.client_id = topic.client_id AND contact.at > topic.recorded_at"
        " AND strftime('%s', ends_at) - strftime('%s', starts_at) >= 1800)"
    )
    return [
        Topic(
            number=row["id"],
            client=client,
            text=row["text"],
            ask=bool(row["ask"]),
            why=row["why"],
            state=row["state"],
            meeting=row["meeting_id"],
            raised_at=parse_moment(row["recorded_at"]),
            settled_on=parse_day_or_none(row["settled_on"]),
            meetings_since=row["extra0"],
        )
        for client, row in _rows(db, "topic", _TOPIC, condition, values, extra=since)
    ]


def notes(db: sqlite3.Connection, condition: str = "1", *values: object) -> list[Note]:
    """Notes of every kind; of a need, whether anything open or done serves it."""
    served = (
        ", (SELECT EXISTS (SELECT 1 FROM promise WHERE need_id = note.id"
        " AND state IN ('open', 'kept')) OR EXISTS (SELECT 1 FROM action_item"
        " WHERE need_id = note.id AND state IN ('open', 'done')))"
        ", (SELECT EXISTS (SELECT 1 FROM promise WHERE need_id = note.id AND state = 'open')"
        " OR EXISTS (SELECT 1 FROM action_item WHERE need_id = note.id AND state = 'open'))"
        ", (SELECT max(settled_on) FROM (SELECT settled_on FROM promise"
        " WHERE need_id = note.id AND state = 'kept' UNION ALL SELECT settled_on"
        " FROM action_item WHERE need_id = note.id AND state = 'done'))"
    )
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
            served=bool(row["extra0"]),
            served_open=bool(row["extra1"]),
            last_served_on=parse_day_or_none(row["extra2"]),
        )
        for client, row in _rows(db, "note", _NOTE, condition, values, extra=served)
    ]


def touches(db: sqlite3.Connection, condition: str = "1", *values: object) -> list[Touch]:
    """Contacts that were no meetings."""
    return [
        Touch(
            number=row["id"],
            client=client,
            at=parse_moment(row["at"]),
            text=row["text"],
            channel=row["channel"],
            by=row["by"],
        )
        for client, row in _rows(db, "touch", _TOUCH, condition, values)
    ]


def conflicts(db: sqlite3.Connection, condition: str = "1", *values: object) -> list[Conflict]:
    """Conflicts, each with its last step."""
    last = (
        ", (SELECT step FROM conflict_step WHERE conflict_id = conflict.id"
        " ORDER BY id DESC LIMIT 1)"
        ", (SELECT max(recorded_at) FROM conflict_step WHERE conflict_id = conflict.id)"
    )
    return [
        Conflict(
            number=row["id"],
            client=client,
            text=row["text"],
            state=row["state"],
            agreement=row["agreement"],
            agreed_at=parse_moment_or_none(row["agreed_at"]),
            check_on=parse_day_or_none(row["check_on"]),
            settled_at=parse_moment_or_none(row["settled_at"]),
            opened_at=parse_moment(row["recorded_at"]),
            step=row["extra0"],
            last_step_at=parse_moment_or_none(row["extra1"]),
        )
        for client, row in _rows(db, "conflict", _CONFLICT, condition, values, extra=last)
    ]
