"""Meetings with their attendees, in the order they were named."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from clientlog.clock import Clock, format_moment, parse_moment
from clientlog.queries.base import (
    chunks,
    clients_by_number,
    numbers_of,
    parse_moment_or_none,
)
from clientlog.queries.values import Client, Meeting

_COLUMNS = (
    "id", "title", "starts_at", "ends_at", "ends_set_at", "state", "summary",
    "nothing_to_note", "review", "place", "channel", "every", "confirmed_at", "recorded_at",
    "routine", "standing", "moves",
)  # fmt: skip

_ATTENDED = "id IN (SELECT meeting_id FROM attendance WHERE client_id = ?)"
"""For meetings of every age: SQLite begins with those of the client."""

_ATTENDS = "EXISTS (SELECT 1 FROM attendance WHERE meeting_id = meeting.id AND client_id = ?)"
"""For planned meetings, which are few: what was held with the client is not read."""

_LATER_MEETING = """
SELECT 1 FROM attendance JOIN attendance AS other ON other.client_id = attendance.client_id
JOIN meeting AS later ON later.id = other.meeting_id
WHERE attendance.meeting_id = meeting.id AND later.starts_at > meeting.starts_at
AND later.state IN ('planned', 'held')
"""
"""A later meeting with one of the attendees of `meeting`."""

_ORDER = "ORDER BY starts_at, id"


def find_meeting(db: sqlite3.Connection, number: int) -> Meeting | None:
    """Return the meeting of that number, or None."""
    return next(iter(_select(db, "id = ?", number)), None)


def meetings_between(
    db: sqlite3.Connection,
    *,
    client: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Meeting]:
    """Return the meetings that start from one moment to before another, oldest first."""
    conditions, values = ["TRUE"], list[object]()
    if client is not None:
        conditions.append(_ATTENDED)
        values.append(client)
    if since is not None:
        conditions.append("starts_at >= ?")
        values.append(format_moment(since))
    if until is not None:
        conditions.append("starts_at < ?")
        values.append(format_moment(until))
    return _select(db, f"{' AND '.join(conditions)} {_ORDER}", *values)


def meetings_of_day(db: sqlite3.Connection, clock: Clock) -> list[Meeting]:
    """Return the meetings that start today, but for the cancelled ones."""
    start, end = clock.start_of(clock.today), clock.end_of(clock.today)
    meetings = meetings_between(db, since=start, until=end)
    return [meeting for meeting in meetings if meeting.state != "cancelled"]


def planned_on_day(db: sqlite3.Connection, clock: Clock) -> list[Meeting]:
    """Return the planned meetings that start today, and those in progress since yesterday."""
    return _select(
        db,
        f"state = 'planned' AND starts_at < ? AND (starts_at >= ? OR ends_at > ?) {_ORDER}",
        format_moment(clock.end_of(clock.today)),
        format_moment(clock.start_of(clock.today)),
        format_moment(clock.now),
    )


def planned_from(db: sqlite3.Connection, moment: datetime, limit: int) -> list[Meeting]:
    """Return the first planned meetings that start at a moment or later."""
    condition = f"state = 'planned' AND starts_at >= ? {_ORDER} LIMIT ?"
    return _select(db, condition, format_moment(moment), limit)


def planned_around(
    db: sqlite3.Connection, client: Client, *, starts_by: datetime, ends_after: datetime
) -> list[Meeting]:
    """Return the planned meetings with a client that start and end around a moment."""
    return _select(
        db,
        f"state = 'planned' AND starts_at <= ? AND ends_at >= ? AND {_ATTENDS} {_ORDER}",
        format_moment(starts_by),
        format_moment(ends_after),
        client.id,
    )


def overlapping_meetings(
    db: sqlite3.Connection, starts_at: datetime, ends_at: datetime, number: int
) -> list[Meeting]:
    """Return the planned meetings in this time, without the one of that number."""
    return _select(
        db,
        f"state = 'planned' AND starts_at < ? AND ends_at > ? AND id <> ? {_ORDER}",
        format_moment(ends_at),
        format_moment(starts_at),
        number,
    )


def next_meeting(db: sqlite3.Connection, clock: Clock, client: Client) -> Meeting | None:
    """Return the planned meeting with a client that is in progress or comes first."""
    condition = f"state = 'planned' AND ends_at > ? AND {_ATTENDS} {_ORDER} LIMIT 1"
    return next(iter(_select(db, condition, format_moment(clock.now), client.id)), None)


def next_planned_to_prepare(db: sqlite3.Connection, clock: Clock, client: Client) -> Meeting | None:
    """Return the next meeting with a client that is not routine, else the next routine one."""
    condition = f"state = 'planned' AND ends_at > ? AND {_ATTENDS} ORDER BY routine, starts_at, id"
    return next(
        iter(_select(db, f"{condition} LIMIT 1", format_moment(clock.now), client.id)), None
    )


def next_start(db: sqlite3.Connection, clock: Clock, client: Client) -> Meeting | None:
    """Return the planned meeting with a client that starts next."""
    condition = f"state = 'planned' AND starts_at > ? AND {_ATTENDS} {_ORDER} LIMIT 1"
    return next(iter(_select(db, condition, format_moment(clock.now), client.id)), None)


def latest_held(db: sqlite3.Connection, client: Client, limit: int) -> list[Meeting]:
    """Return the latest held meetings with a client, newest first."""
    condition = f"state = 'held' AND {_ATTENDED} ORDER BY starts_at DESC, id DESC LIMIT ?"
    return _select(db, condition, client.id, limit)


def held_together(
    db: sqlite3.Connection,
    clients: Sequence[Client],
    before: Meeting | None,
    limit: int,
    *,
    with_summary: bool = False,
) -> list[Meeting]:
    """Return the latest held meetings at which all of these were, newest first.

    `before` is the meeting the page is for: it is left out, and when it is over, so is all after.
    """
    return _select(
        db,
        "state = 'held' AND id <> ? AND starts_at <= ?"
        f"{' AND summary IS NOT NULL' if with_summary else ''}"
        f" AND id IN (SELECT meeting_id FROM attendance WHERE client_id IN {numbers_of(clients)}"
        " GROUP BY meeting_id HAVING count(*) = ?) ORDER BY starts_at DESC, id DESC LIMIT ?",
        before.number if before else 0,
        format_moment(before.starts_at) if before and before.state != "planned" else "9",
        len(clients),
        limit,
    )


def unsettled_meetings(db: sqlite3.Connection) -> list[Meeting]:
    """Return the meetings that still need something.

    Planned ones, held ones without a summary or with open action items that were not read
    back, and no-shows that no meeting with one of the attendees followed.
    """
    conditions = (
        "state = 'planned'",
        "state = 'held' AND summary IS NULL AND nothing_to_note = 0",
        "id IN (SELECT meeting_id FROM action_item WHERE state = 'open') AND state = 'held'"
        " AND confirmed_at IS NULL AND (summary IS NOT NULL OR nothing_to_note = 1)",
        f"state = 'no-show' AND NOT EXISTS ({_LATER_MEETING})",
    )
    return [meeting for condition in conditions for meeting in _select(db, condition)]


def topic_refs(db: sqlite3.Connection, meetings: Sequence[Meeting]) -> dict[int, list[str]]:
    """Return the REFs of the topics raised for each meeting, settled ones too."""
    refs: dict[int, list[str]] = {}
    for slots, chunk in chunks([meeting.number for meeting in meetings]):
        rows = db.execute(
            f"SELECT meeting_id, 't' || id FROM topic WHERE meeting_id IN {slots} ORDER BY id",
            chunk,
        )
        for number, ref in rows:
            refs.setdefault(number, []).append(ref)
    return refs


def _select(db: sqlite3.Connection, condition: str, *values: object) -> list[Meeting]:
    columns = ", ".join(f"meeting.{column}" for column in _COLUMNS)
    rows = db.execute(
        f"SELECT {columns},"
        " (SELECT count(*) FROM topic WHERE meeting_id = meeting.id AND state = 'open'),"
        " (SELECT count(*) FROM action_item WHERE meeting_id = meeting.id AND state = 'open')"
        f" FROM meeting WHERE {condition}",
        values,
    ).fetchall()
    names = (*_COLUMNS, "topics", "open_actions")
    attendees = _attendees(db, [row[0] for row in rows])
    return [
        _meeting(dict(zip(names, row, strict=True)), tuple(attendees.get(row[0], ())))
        for row in rows
    ]


def _attendees(db: sqlite3.Connection, meetings: Sequence[int]) -> dict[int, list[Client]]:
    """Return who attends each meeting, in the order they were named."""
    attendees: dict[int, list[int]] = {}
    for slots, chunk in chunks(meetings):
        rows = db.execute(
            f"SELECT meeting_id, client_id FROM attendance WHERE meeting_id IN {slots} ORDER BY id",
            chunk,
        )
        for meeting, client in rows:
            attendees.setdefault(meeting, []).append(client)
    clients = clients_by_number(db, {number for group in attendees.values() for number in group})
    return {
        meeting: [clients[number] for number in numbers] for meeting, numbers in attendees.items()
    }


def _meeting(row: dict[str, Any], clients: tuple[Client, ...]) -> Meeting:
    return Meeting(
        number=row["id"],
        title=row["title"],
        starts_at=parse_moment(row["starts_at"]),
        ends_at=parse_moment(row["ends_at"]),
        ends_set_at=parse_moment(row["ends_set_at"]),
        state=row["state"],
        clients=clients,
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
        moves=row["moves"],
        topics=row["topics"],
        open_actions=row["open_actions"],
    )
