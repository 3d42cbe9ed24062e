"""The minutes of a meeting as the template shows them, from what the journal holds."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from clientlog.clock import Clock
from clientlog.dates import parse_every
from clientlog.items import Item
from clientlog.minutes import Entry, Line, Minutes
from clientlog.queries.commitments import commitments_of_meeting, open_with_client
from clientlog.queries.meetings import find_meeting
from clientlog.queries.notes import notes_of_meeting
from clientlog.queries.topics import list_topics
from clientlog.queries.values import Client, Commitment, CommitmentKind, Meeting, Note


def prefilled_minutes(
    db: sqlite3.Connection, clock: Clock, clients: Sequence[Client], meeting: Meeting | None
) -> Minutes:
    """Who, when, the topics, and everything open with these clients, to be ticked off."""
    open_ones = [one for client in clients for one in open_with_client(db, client)]
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
    now = find_meeting(db, meeting.number) if meeting else None
    if meeting and now and meeting.state == "held":
        return recorded_minutes(db, clock, now)
    minutes = prefilled_minutes(db, clock, clients, now)
    return replace(minutes, summary=(now.summary or "") if now else "")


def recorded_minutes(db: sqlite3.Connection, clock: Clock, meeting: Meeting) -> Minutes:
    """What a meeting's minutes say now: its summary, what came out of it, and its notes."""
    came_out = commitments_of_meeting(db, meeting.number)
    noted = notes_of_meeting(db, meeting.number)
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


def _topics(db: sqlite3.Connection, client: Client) -> list[Line]:
    topics = list_topics(db, client=client.id)
    return [Line(" ".join(topic.text.split()), ref=topic.ref) for topic in topics]


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
