"""People, commitments, meetings and touches as tables in CSV."""

import sqlite3
from collections.abc import Callable, Mapping
from types import MappingProxyType

from clientlog.clock import Clock
from clientlog.dates import parse_every
from clientlog.interchange.csv_records import (
    CsvCommitment,
    CsvPerson,
    write_commitments,
    write_people,
)
from clientlog.interchange.csv_table import write_table
from clientlog.interchange.own_files import MEETING_HEADER, TOUCH_HEADER
from clientlog.queries.clients import list_clients
from clientlog.queries.commitments import by_due, list_commitments
from clientlog.queries.meetings import meetings_between
from clientlog.queries.touches import list_touches
from clientlog.queries.values import Client

Table = Callable[[sqlite3.Connection, Clock, bool], str]


def people(db: sqlite3.Connection, _clock: Clock, is_private: bool) -> str:
    """Return everybody; stake, stage, aim and visions only if requested."""
    return write_people(_person(client, is_private=is_private) for client in list_clients(db))


def _person(client: Client, *, is_private: bool) -> CsvPerson:
    return CsvPerson(
        name=client.name,
        handle=client.handle,
        direction=client.direction,
        organization=client.organization,
        role=client.role,
        stake=client.stake if is_private else None,
        stage=client.stage if is_private else None,
        aim=client.aim if is_private else None,
        channel=client.channel,
        cadence_days=client.cadence_days,
        vision=client.vision if is_private else None,
        their_vision=client.their_vision if is_private else None,
        emails=client.emails,
        phones=client.phones,
        tags=client.tags,
        aliases=client.aliases,
        archived=client.archived,
    )


def commitments(db: sqlite3.Connection, _clock: Clock, _is_private: bool) -> str:
    """Return every promise and action item, open or settled."""
    rows = [
        *list_commitments(db, "promise", settled=True),
        *list_commitments(db, "action", settled=True),
    ]
    return write_commitments(
        CsvCommitment(
            kind=commitment.kind,
            text=commitment.text,
            client=commitment.client.handle,
            theirs=commitment.theirs,
            owner=commitment.owner,
            due=commitment.due,
            priority=commitment.priority,
            every=parse_every(commitment.every) if commitment.every else None,
            state=commitment.state,
            try_until=commitment.try_until,
        )
        for commitment in sorted(rows, key=by_due)
    )


def meetings(db: sqlite3.Connection, clock: Clock, _is_private: bool) -> str:
    """Return every meeting with its summary, oldest first."""
    rows = (
        (
            meeting.ref,
            clock.local(meeting.starts_at).isoformat(),
            clock.local(meeting.ends_at).isoformat(),
            meeting.state,
            meeting.title or "",
            meeting.place or "",
            "; ".join(client.handle for client in meeting.clients),
            meeting.summary or "",
        )
        for meeting in meetings_between(db)
    )
    return write_table(MEETING_HEADER, rows)


def touches(db: sqlite3.Connection, clock: Clock, _is_private: bool) -> str:
    """Return every contact that was not a meeting, oldest first."""
    rows = (
        (
            touch.ref,
            clock.local(touch.at).isoformat(),
            touch.client.handle,
            touch.channel or "",
            touch.by or "",
            touch.text or "",
        )
        for touch in list_touches(db)
    )
    return write_table(TOUCH_HEADER, rows)


TABLES: Mapping[str, Table] = MappingProxyType(
    {"people": people, "commitments": commitments, "meetings": meetings, "touches": touches}
)
