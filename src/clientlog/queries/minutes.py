"""Build the minutes of a meeting from the journal, as the template shows them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from clientlog.clock import Clock
from clientlog.dates import parse_every
from clientlog.items import Item
from clientlog.minutes import Entry, Line, Minutes
from clientlog.queries.commitments import commitments_of_meeting, open_in_hands, open_with_client
from clientlog.queries.meetings import find_meeting
from clientlog.queries.notes import notes_of_meeting
from clientlog.queries.topics import list_topics
from clientlog.queries.values import Client, Commitment, CommitmentKind, Meeting, Note


def prefilled_minutes(
    db: sqlite3.Connection, clock: Clock, clients: Sequence[Client], meeting: Meeting | None
) -> Minutes:
    """Return minutes with the attendees, the time, the topics, and everything open with them."""
    open_ones = [commitment for client in clients for commitment in open_with_client(db, client)]
    handed = [hand for client in clients for hand in open_in_hands(db, client)]
    open_ones = list({commitment.ref: commitment for commitment in (*open_ones, *handed)}.values())
    starts_at = clock.local(meeting.starts_at if meeting else clock.now)
    return Minutes(
        client=clients[0].handle if clients else None,
        others=tuple(client.handle for client in clients[1:]),
        when=f"{starts_at:%Y-%m-%d %H:%M}",
        title=meeting.title if meeting else None,
        topics=tuple(line for client in clients for line in _topics(db, client)),
        my_actions=_entries(open_ones, clients, "action", theirs=False),
        their_actions=_entries(open_ones, clients, "action", theirs=True),
        my_promises=_entries(open_ones, clients, "promise", theirs=False),
        their_promises=_entries(open_ones, clients, "promise", theirs=True),
    )


def current_minutes(
    db: sqlite3.Connection, clock: Clock, clients: Sequence[Client], meeting: Meeting | None
) -> Minutes:
    """Return what is in the journal now of minutes that were opened for `meeting`.

    A meeting that was planned then is shown with the open items, also when it was held since.
    """
    now = find_meeting(db, meeting.number) if meeting else None
    if meeting and meeting.state == "held" and now:
        return recorded_minutes(db, clock, now)
    minutes = prefilled_minutes(db, clock, clients, now)
    return replace(minutes, summary=(now.summary or "") if now else "")


def recorded_minutes(db: sqlite3.Connection, clock: Clock, meeting: Meeting) -> Minutes:
    """Return what a meeting's minutes say now: its summary, what came out of it, and its notes."""
    came_out = commitments_of_meeting(db, meeting.number)
    noted = notes_of_meeting(db, meeting.number)
    return Minutes(
        client=meeting.clients[0].handle if meeting.clients else None,
        others=tuple(client.handle for client in meeting.clients[1:]),
        when=f"{clock.local(meeting.starts_at):%Y-%m-%d %H:%M}",
        title=meeting.title,
        summary=meeting.summary or "",
        my_actions=_entries(came_out, meeting.clients, "action", theirs=False),
        their_actions=_entries(came_out, meeting.clients, "action", theirs=True),
        my_promises=_entries(came_out, meeting.clients, "promise", theirs=False),
        their_promises=_entries(came_out, meeting.clients, "promise", theirs=True),
        decisions=_lines(noted, "decision"),
        notes=_lines(noted, "note"),
    )


def _topics(db: sqlite3.Connection, client: Client) -> list[Line]:
    topics = list_topics(db, client=client.id)
    return [Line(" ".join(topic.text.split()), ref=topic.ref) for topic in topics]


def _entries(
    commitments: Sequence[Commitment],
    clients: Sequence[Client],
    kind: CommitmentKind,
    *,
    theirs: bool,
) -> tuple[Entry, ...]:
    first = clients[0].id if clients else None
    return tuple(
        _entry(commitment, names_client=commitment.client.id != first)
        for commitment in commitments
        if commitment.kind == kind and commitment.theirs == theirs
    )


def _entry(commitment: Commitment, *, names_client: bool) -> Entry:
    item = Item(
        commitment.text,
        due=commitment.due,
        priority=commitment.priority,
        owner=commitment.delegate or commitment.owner,
        who=commitment.client.handle if names_client else None,
        every=parse_every(commitment.every) if commitment.every else None,
        need=commitment.need,
    )
    marks = {"open": "open", "done": "done", "kept": "done"}
    return Entry(item, mark=marks.get(commitment.state, "dropped"), ref=commitment.ref)  # type: ignore[arg-type]


def _lines(notes: Sequence[Note], kind: str) -> tuple[Line, ...]:
    return tuple(Line(note.text, ref=note.ref) for note in notes if note.kind == kind)
