"""Read what a status says: what is open with a client, and what changed since the last one.

Nothing private is read unless asked for: what was not read cannot be sent by mistake.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from clientlog.clock import Clock
from clientlog.queries.base import parse_moment_or_none
from clientlog.queries.clients import is_recorded
from clientlog.queries.commitments import (
    broken_in_organizations,
    broken_promises,
    finished_since,
    open_in_hands,
    open_in_organizations,
    open_with_client,
    untold_commitments,
)
from clientlog.queries.notes import (
    aims_and_feedback,
    feedback_from_outside,
    untold_news,
    untold_news_in_organizations,
)
from clientlog.queries.organizations import outside_organizations
from clientlog.queries.series import next_start_with
from clientlog.queries.topics import open_asks
from clientlog.queries.values import Client, Commitment, Meeting, Note, Topic
from clientlog.text import name_key

NEVER_TOLD = timedelta(days=14)
"""How far back a first status goes."""

BROKEN = timedelta(days=30)
"""How far back broken promises are listed that had no new commitment since."""

CUSTOMERS = timedelta(days=30)
"""How far back feedback of customers is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """What is in a private status only."""

    notes: tuple[Note, ...]
    """Open goals and needs, and feedback received from the client, oldest first."""
    customers: tuple[Note, ...]
    """For a leader: what outside clients said about the work lately."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationFacts:
    """What is open with the other active clients of one organization."""

    name: str
    mine: tuple[Commitment, ...]
    theirs: tuple[Commitment, ...]
    broken: tuple[Commitment, ...]
    news: tuple[Note, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts for the status of one client."""

    client: Client
    told_at: datetime | None
    """When the client was last told of anything: news, a change, a status."""
    mine: tuple[Commitment, ...]
    """What I owe and is open, by due date."""
    theirs: tuple[Commitment, ...]
    """What they owe, and what was passed on to them."""
    finished: tuple[Commitment, ...]
    """What I finished since they were last told."""
    received: tuple[Commitment, ...]
    """What they finished since."""
    changed: tuple[Commitment, ...]
    """What I owe, or will not do after all, with a change they do not know of."""
    broken: tuple[Commitment, ...]
    """What I broke in the last days, with no new commitment to the client since."""
    news: tuple[Note, ...]
    asks: tuple[Topic, ...]
    meeting: Meeting | None
    recorded: bool
    """Whether anything with the client is recorded at all."""
    organizations: tuple[OrganizationFacts, ...] = ()
    """For a leader or an executive: what is open with the organizations they answer for."""
    private: Private | None = None


def read_facts(
    db: sqlite3.Connection,
    clock: Clock,
    client: Client,
    *,
    private: bool = False,
    about: str | None = None,
) -> Facts:
    """Read the facts for a client's status; only about one organization if it is named."""
    told_at = last_told(db, client)
    since = told_at or clock.now - NEVER_TOLD
    settled = finished_since(db, client, clock.day(since), told_at)
    still_open = open_with_client(db, client)
    return Facts(
        client=client,
        told_at=told_at,
        mine=tuple(commitment for commitment in still_open if not commitment.theirs),
        theirs=(
            *(commitment for commitment in still_open if commitment.theirs),
            *open_in_hands(db, client),
        ),
        finished=tuple(commitment for commitment in settled if not commitment.theirs),
        received=tuple(commitment for commitment in settled if commitment.theirs),
        changed=tuple(untold_commitments(db, client)),
        broken=tuple(broken_promises(db, clock.today - BROKEN, client)),
        news=tuple(untold_news(db, client)),
        asks=tuple(open_asks(db, client)),
        meeting=next_start_with(db, clock, client),
        recorded=is_recorded(db, client),
        organizations=tuple(_organizations(db, clock, client, about)),
        private=_private(db, clock, client) if private else None,
    )


def last_told(db: sqlite3.Connection, client: Client) -> datetime | None:
    """Return when the client was last told about news or a change, or was sent a status."""
    (at,) = db.execute(
        "SELECT max(told_at) FROM ("
        " SELECT told_at FROM note WHERE client_id = ?1 AND kind = 'news'"
        " UNION ALL SELECT told_at FROM amendment JOIN promise ON promise.id = promise_id"
        " WHERE client_id = ?1"
        " UNION ALL SELECT told_at FROM amendment JOIN action_item"
        " ON action_item.id = action_item_id WHERE client_id = ?1)",
        (client.id,),
    ).fetchone()
    return parse_moment_or_none(at)


def _organizations(
    db: sqlite3.Connection, clock: Clock, client: Client, about: str | None
) -> Iterator[OrganizationFacts]:
    """Yield what is open with the others of each organization that the client answers for."""
    names = [name for name in _answers_for(db, client) if about in {None, name}]
    commitments = _by_organization(open_in_organizations(db, names), client)
    broken = _by_organization(broken_in_organizations(db, clock.today - BROKEN, names), client)
    news = _by_organization(untold_news_in_organizations(db, names), client)
    for name in names:
        still_open = commitments.get(name, ())
        yield OrganizationFacts(
            name=name,
            mine=tuple(commitment for commitment in still_open if not commitment.theirs),
            theirs=tuple(commitment for commitment in still_open if commitment.theirs),
            broken=tuple(broken.get(name, ())),
            news=tuple(news.get(name, ())),
        )


_Owned = TypeVar("_Owned", Commitment, Note)


def _by_organization(records: Iterable[_Owned], client: Client) -> dict[str, list[_Owned]]:
    """Return the records of others than the client, by their organization."""
    by_name: dict[str, list[_Owned]] = {}
    for record in records:
        if record.client.id != client.id:
            by_name.setdefault(record.client.organization or "", []).append(record)
    return by_name


def _answers_for(db: sqlite3.Connection, client: Client) -> list[str]:
    """Return the organizations a client answers for.

    For a leader those of every client outside, unless the leader's own is among them: somebody
    of a customer hears of no other. For an executive it is their own.
    """
    own = client.organization
    if client.direction == "up":
        outside = outside_organizations(db)
        key = name_key(own) if own else ""
        return [name for name in outside if name_key(name) == key] or outside
    return [own] if client.stake == "executive" and own else []


def _private(db: sqlite3.Connection, clock: Clock, client: Client) -> Private:
    customers: list[Note] = []
    if client.direction == "up":
        customers = feedback_from_outside(db, clock.now - CUSTOMERS)
    return Private(notes=tuple(aims_and_feedback(db, client)), customers=tuple(customers))
