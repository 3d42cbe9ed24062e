"""The minutes of a meeting as the template shows them, from what the journal holds."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from clientlog.clock import Clock
from clientlog.dates import parse_every
from clientlog.items import Item
from clientlog.minutes import Entry, Line, Minutes
from clientlog.queries import records
from clientlog.queries.values import Client, Commitment, CommitmentKind, Meeting, Note


def prefilled_minutes(
    db: sqlite3.Connection, clock: Clock, clients: Sequence[Client], meeting: Meeting | None
) -> Minutes:
    """Who, when, the topics, and everything open with these clients, to be ticked off."""
    open_ones = [one for client in clients for one in _open(db, client)]
    starts_at = clock.local(meeting.starts_at if meeting else clock.now)
    return Minutes(
        client=clients[0].handle,
        others=tuple(client.handle for client in clients[1:]),
        when=f"{starts_at:%Y-%m-%d %H:%M}",
        title=meeting.title if meeting else None,
        topics=tuple(line for client in clients for line in _topics(db, client)),
        my_actions=_entries(open_ones, "action", theirs=False),
        their_actions=_entries(open_ones, "action", theirs=True),
        my_promises=_entries(open_ones, "promise", theirs=False),
        their_promises=_entries(open_ones, "promise", theirs=True),
    )


def current_minutes(
    db: sqlite3.Connection, clock: Clock, clients: Sequence[Client], meeting: Meeting | None
) -> Minutes:
    """Return what is in the journal now of minutes that were opened for `meeting`.

    A meeting that was planned then is shown with the open items, also when it was held since.
    """
    now = records.meetings(db, "meeting.id = ?", meeting.number) if meeting else []
    if meeting and now and meeting.state == "held":
        return recorded_minutes(db, clock, now[0])
    minutes = prefilled_minutes(db, clock, clients, now[0] if now else None)
    return replace(minutes, summary=(now[0].summary or "") if now else "")


def recorded_minutes(db: sqlite3.Connection, clock: Clock, meeting: Meeting) -> Minutes:
    """What a meeting's minutes say now: its summary, what came out of it, and its notes."""
    came_out = [
        one
        for kind, table in records.TABLES.items()
        for one in records.commitments(
            db, kind, f"{table}.meeting_id = ? ORDER BY {table}.id", meeting.number
        )
    ]
    noted = records.notes(db, "note.meeting_id = ? ORDER BY note.id", meeting.number)
    return Minutes(
        client=meeting.clients[0].handle if meeting.clients else None,
        others=tuple(client.handle for client in meeting.clients[1:]),
        when=f"{clock.local(meeting.starts_at):%Y-%m-%d %H:%M}",
        title=meeting.title,
        summary=meeting.summary or "",
        my_actions=_entries(came_out, "action", theirs=False),
        their_actions=_entries(came_out, "action", theirs=True),
        my_promises=_entries(came_out, "promise", theirs=False),
        their_promises=_entries(came_out, "promise", theirs=True),
        decisions=_lines(noted, "decision"),
        notes=_lines(noted, "note"),
    )


def _open(db: sqlite3.Connection, client: Client) -> list[Commitment]:
    return [
        one
        for kind, table in records.TABLES.items()
        for one in records.commitments(
            db,
            kind,
            f"{table}.state = 'open' AND {table}.client_id = ?"
            f" ORDER BY {table}.due IS NULL, {table}.due, {table}.id",
            client.id,
        )
    ]


def _topics(db: sqlite3.Connection, client: Client) -> list[Line]:
    found = records.topics(
        db, "topic.state = 'open' AND topic.client_id = ? ORDER BY topic.id", client.id
    )
    return [Line(" ".join(one.text.split()), ref=one.ref) for one in found]


def _entries(
    commitments: Sequence[Commitment], kind: CommitmentKind, *, theirs: bool
) -> tuple[Entry, ...]:
    return tuple(_entry(one) for one in commitments if one.kind == kind and one.theirs == theirs)


def _entry(one: Commitment) -> Entry:
    item = Item(
        one.text,
        due=one.due,
        priority=one.priority,
        owner=one.owner,
        every=parse_every(one.every) if one.every else None,
        need=one.need,
    )
    marks = {"open": "open", "done": "done", "kept": "done"}
    return Entry(item, mark=marks.get(one.state, "dropped"), ref=one.ref)  # type: ignore[arg-type]


def _lines(notes: Sequence[Note], kind: str) -> tuple[Line, ...]:
    return tuple(Line(one.text, ref=one.ref) for one in notes if one.kind == kind)
