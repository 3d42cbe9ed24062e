"""Lists of records by kind: what is open, or all of them."""

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime

from clientlog.kinds import LIST_BY_WORD
from clientlog.queries.clients import handles_with_tags
from clientlog.queries.commitments import by_due, list_commitments
from clientlog.queries.notes import list_notes
from clientlog.queries.records import LISTERS, Item
from clientlog.queries.values import Commitment, CommitmentKind, Conflict, Topic, Touch

COMMITMENTS: dict[str, CommitmentKind] = {"actions": "action", "promises": "promise"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """The filters of a list."""

    settled: bool = False
    """Whether settled records are included."""
    client: int | None = None
    theirs: bool | None = None
    due_before: date | None = None
    overdue_on: date | None = None
    """Only what is past its due date on this day."""
    state: str | None = None
    tags: tuple[str, ...] = ()
    """Only records of clients with all of these tags."""
    recorded_since: datetime | None = None


def states_of(kind: str | None) -> tuple[str, ...]:
    """Return the states of a kind; without one, those of both kinds of commitment."""
    words = COMMITMENTS if kind is None else [kind]
    return tuple(dict.fromkeys(state for word in words for state in LIST_BY_WORD[word].states))


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
    records = LIST_BY_WORD[kind] if kind else None
    items: list[Item] = []
    if records is None or kind in COMMITMENTS:
        items += _commitments(db, kind, narrow)
    elif records.note_kinds:
        items += list_notes(
            db,
            records.note_kinds,
            stateless=not records.states,
            settled=narrow.settled,
            client=narrow.client,
        )
    else:
        items += LISTERS[records.letter](db, narrow.settled, narrow.client)
    return _narrowed(db, items, narrow)


def _narrowed(db: sqlite3.Connection, items: list[Item], narrow: Filter) -> list[Item]:
    """Return the items in the state, with the tags, since the moment that was asked for."""
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


def _commitments(db: sqlite3.Connection, kind: str | None, narrow: Filter) -> list[Commitment]:
    kinds = COMMITMENTS.values() if kind is None else [COMMITMENTS[kind]]
    commitments = [
        commitment
        for each in kinds
        for commitment in list_commitments(
            db,
            each,
            settled=narrow.settled,
            client=narrow.client,
            theirs=narrow.theirs,
            due_before=narrow.due_before,
        )
    ]
    return sorted(commitments, key=by_due)
