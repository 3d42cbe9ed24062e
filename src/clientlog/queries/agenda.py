"""Read what the page for a meeting shows: the meeting, and what is open with its attendees.

Nothing private is read unless asked for: what was not read cannot be shown by mistake.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from clientlog.clock import Clock
from clientlog.queries.base import numbers_of
from clientlog.queries.clients import client_card
from clientlog.queries.commitments import (
    commitments_of_meeting,
    judged_promises,
    open_in_hands,
    open_shared,
    open_with_client,
    untold_promises,
)
from clientlog.queries.conflicts import list_conflicts
from clientlog.queries.contacts import held_days
from clientlog.queries.notes import standing_notes
from clientlog.queries.reliability import Reliability, reliability
from clientlog.queries.topics import open_topics_for, shared_topics
from clientlog.queries.values import Client, Commitment, Conflict, Meeting, Note, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """What is known about a client and is shown only on a private page."""

    notes: tuple[Note, ...]
    """Unsettled notes and notes without a state, newest first."""
    conflicts: tuple[Conflict, ...]
    untold: tuple[Commitment, ...]
    """My promises with a change that the client was not told about."""
    my_word: Reliability | None
    their_word: Reliability | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One attendee."""

    client: Client
    held_days: tuple[date, ...]
    """Local days of the meetings held in the last 365 days, oldest first."""
    mine: tuple[Commitment, ...]
    theirs: tuple[Commitment, ...]
    in_hands: tuple[Commitment, ...]
    """What was passed on to them; with others at the table only on a private page."""
    topics: tuple[Topic, ...]
    private: Private | None


def actions_of(db: sqlite3.Connection, meeting: Meeting) -> list[Commitment]:
    """Return the action items that came out of a meeting in any state, mine first."""
    commitments = commitments_of_meeting(db, meeting.number)
    actions = [commitment for commitment in commitments if commitment.kind == "action"]
    return sorted(actions, key=lambda action: action.theirs)


def read_attendees(
    db: sqlite3.Connection,
    clock: Clock,
    clients: Sequence[Client],
    meeting: Meeting | None,
    *,
    private: bool,
) -> tuple[Attendee, ...]:
    """Return what is open with each client; without `private` only what all of them know."""
    return tuple(
        Attendee(
            client=client_card(db, client.id),
            held_days=held_days(db, clock, client),
            mine=_open_commitments(db, client, clients, theirs=False, private=private),
            theirs=_open_commitments(db, client, clients, theirs=True, private=private),
            in_hands=tuple(open_in_hands(db, client)) if private or len(clients) == 1 else (),
            topics=_open_topics(db, client, clients, meeting, private=private),
            private=_private(db, clock, client) if private else None,
        )
        for client in clients
    )


def _open_commitments(
    db: sqlite3.Connection,
    client: Client,
    clients: Sequence[Client],
    *,
    theirs: bool,
    private: bool,
) -> tuple[Commitment, ...]:
    """Late first, undated last; on an open page only what everybody at the table heard."""
    commitments = [
        commitment for commitment in open_with_client(db, client) if commitment.theirs == theirs
    ]
    if not private and len(clients) > 1:
        shared = open_shared(db, client, clients)
        commitments = [commitment for commitment in commitments if commitment.ref in shared]
    return tuple(commitments)


def _open_topics(
    db: sqlite3.Connection,
    client: Client,
    clients: Sequence[Client],
    meeting: Meeting | None,
    *,
    private: bool,
) -> tuple[Topic, ...]:
    """Return a client's topics; on an open page for several only those raised for all of them."""
    if private or len(clients) == 1:
        return tuple(open_topics_for(db, client, meeting))
    return tuple(shared_topics(db, client, clients, meeting))


def _private(db: sqlite3.Connection, clock: Clock, client: Client) -> Private:
    judged = judged_promises(db, client)
    return Private(
        notes=tuple(standing_notes(db, client)),
        conflicts=tuple(list_conflicts(db, client=client.id)),
        untold=tuple(untold_promises(db, client)),
        my_word=reliability((commitment for commitment in judged if not commitment.theirs), clock),
        their_word=reliability((commitment for commitment in judged if commitment.theirs), clock),
    )


def count_left_off(db: sqlite3.Connection, clients: Sequence[Client]) -> int:
    """Count the open offers and untold news that an open page leaves out."""
    (number,) = db.execute(
        "SELECT count(*) FROM note WHERE (kind = 'offer' AND state = 'open'"
        f" OR kind = 'news' AND state = 'untold') AND client_id IN {numbers_of(clients)}"
    ).fetchone()
    return int(number)


def count_topics_left_off(
    db: sqlite3.Connection, clients: Sequence[Client], meeting: Meeting | None
) -> int:
    """Count the open topics of single attendees that an open page for several leaves out."""
    return sum(
        len(_open_topics(db, client, clients, meeting, private=True))
        - len(_open_topics(db, client, clients, meeting, private=False))
        for client in clients
    )
