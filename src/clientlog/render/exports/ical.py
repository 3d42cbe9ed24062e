"""Due dates as tasks and planned meetings as events, for a calendar that subscribes to them."""

import sqlite3
from collections.abc import Iterator

from clientlog.interchange.ical.values import Attendee, Event, Task
from clientlog.interchange.ical.writer import write_calendar
from clientlog.queries.commitments import TABLES, list_commitments
from clientlog.queries.exports import external_keys, identities
from clientlog.queries.meetings import meetings_between
from clientlog.queries.values import Commitment, Meeting

DOMAIN = "clientlog"


def calendar(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the calendar of everything that is open and has a date."""
    yield from write_calendar([*_events(db), *_tasks(db)])


def _events(db: sqlite3.Connection) -> Iterator[Event]:
    known, keys = identities(db, "meeting"), external_keys(db, "ical")
    for meeting in meetings_between(db):
        if meeting.state != "planned":
            continue
        uuid, changed_at = known[meeting.number]
        # Under its own name, a meeting that came from a calendar is the same event there.
        uid, _, occurrence = keys.get(uuid, f"{uuid}@{DOMAIN}").partition("/")
        yield Event(
            source="",
            uid=uid,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            summary=meeting.title or _with(meeting),
            recurrence_id=occurrence,
            location=meeting.place or "",
            attendees=tuple(
                Attendee(next(iter(client.emails), ""), client.name) for client in meeting.clients
            ),
            modified_at=changed_at,
        )


def _with(meeting: Meeting) -> str:
    return f"Meeting with {', '.join(client.name for client in meeting.clients)}"


def _tasks(db: sqlite3.Connection) -> Iterator[Task]:
    for kind, table in TABLES.items():
        known = identities(db, table)
        for commitment in list_commitments(db, kind):
            if commitment.due is None:
                continue
            uuid, changed_at = known[commitment.number]
            yield Task(
                uid=f"{uuid}@{DOMAIN}",
                summary=_summary(commitment),
                modified_at=changed_at,
                due=commitment.due,
                description=f"{kind} {commitment.ref}: {commitment.text}",
                categories=(commitment.client.name,),
                is_must=commitment.priority == "must",
            )


def _summary(commitment: Commitment) -> str:
    name = commitment.client.name
    first = commitment.text.splitlines()[0]
    if commitment.theirs:
        return f"Waiting for {name}: {first}"
    return f"{first} ({commitment.owner} for {name})" if commitment.owner else f"{first} ({name})"
