"""Read the statistics of a year: contacts by day, their rhythm, promises, the load ahead."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Literal

from clientlog.clock import Clock, format_moment, parse_moment
from clientlog.queries.commitments import list_commitments, promises_settled_since
from clientlog.queries.meetings import meetings_between
from clientlog.queries.reliability import moved_in_time
from clientlog.queries.values import Client, Commitment, CommitmentKind, Meeting
from clientlog.vocabulary import DIRECTIONS

WEEKS_BACK = 52
WEEKS_AHEAD = 6
MONTHS_BACK = 12

Ending = Literal["kept", "moved", "late", "broken"]
ENDINGS: tuple[Ending, ...] = ("kept", "moved", "late", "broken")
"""How a promise ended: by the first date, by a date moved in time, late, or not at all."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Contacts with the clients of one direction in the year."""

    direction: str
    clients: int
    """How many clients there are, the archived ones left out."""
    contacts: int
    days_between: float | None
    """The mean number of days between two contacts with one client."""
    meetings: int
    hours: float
    """Hours in held meetings; one with clients of two directions counts for both."""


@dataclass(frozen=True, slots=True)
class PromiseMonth:
    """Promises settled in one month by one side."""

    month: date
    """The first day of the month."""
    theirs: bool
    counts: Mapping[Ending, int]


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """What is planned for one week, and what falls due in it."""

    monday: date
    meetings: int
    hours: float
    mine: int
    theirs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Everything that `stats` shows, of one client or of all."""

    client: Client | None
    since: date
    """A Monday, 52 weeks before this week's."""
    today: date
    contacts: Mapping[date, int]
    """How many contacts each day had; days without one are left out."""
    rhythms: tuple[Rhythm, ...]
    promises: tuple[PromiseMonth, ...]
    weeks: tuple[WeekAhead, ...]
    overdue_mine: int
    overdue_theirs: int

    @property
    def longest_silence(self) -> int:
        """Return the most days from one contact to the next, or from the last one to today."""
        days = [*sorted(self.contacts), self.today]
        gaps = [(after - day).days for day, after in pairwise(days)]
        return max([0, *gaps])


def load_stats(db: sqlite3.Connection, clock: Clock, client: Client | None = None) -> Stats:
    """Read the year until now and the weeks ahead."""
    monday = clock.today - timedelta(days=clock.today.weekday())
    since = monday - timedelta(weeks=WEEKS_BACK)
    open_items = _open_commitments(db, client)
    overdue = [item for item in open_items if item.due is not None and item.due < clock.today]
    return Stats(
        client=client,
        since=since,
        today=clock.today,
        contacts=_contacts(db, clock, since, client),
        rhythms=_rhythms(db, clock, since, client),
        promises=_promises(db, clock, client),
        weeks=_weeks(db, clock, monday, client, open_items),
        overdue_mine=sum(not item.theirs for item in overdue),
        overdue_theirs=sum(item.theirs for item in overdue),
    )


def _of(client: Client | None, column: str = "client_id") -> str:
    return f"{column} = {client.id}" if client else "1"


def _contacts(
    db: sqlite3.Connection, clock: Clock, since: date, client: Client | None
) -> dict[date, int]:
    """Return the contacts by day; a meeting with several clients counts once."""
    rows = db.execute(
        f"SELECT DISTINCT source, at FROM contact WHERE at >= ? AND at <= ? AND {_of(client)}",
        (format_moment(clock.start_of(since)), format_moment(clock.now)),
    )
    return dict(sorted(Counter(clock.day(parse_moment(at)) for _, at in rows).items()))


def _rhythms(
    db: sqlite3.Connection, clock: Clock, since: date, client: Client | None
) -> tuple[Rhythm, ...]:
    first, last = format_moment(clock.start_of(since)), format_moment(clock.now)
    people = dict(
        db.execute(
            "SELECT direction, count(*) FROM client WHERE archived_at IS NULL"
            f" AND {_of(client, 'id')} GROUP BY direction"
        ).fetchall()
    )
    rows = db.execute(
        "SELECT direction, client_id, at FROM contact JOIN client ON client.id = client_id"
        f" WHERE at >= ? AND at <= ? AND {_of(client)} ORDER BY at",
        (first, last),
    )
    moments: dict[str, dict[int, list[datetime]]] = {}
    for direction, number, at in rows:
        moments.setdefault(direction, {}).setdefault(number, []).append(parse_moment(at))
    lengths = _meeting_lengths(db, first, last, client)
    return tuple(
        Rhythm(
            direction=direction,
            clients=people.get(direction, 0),
            contacts=sum(map(len, moments.get(direction, {}).values())),
            days_between=_mean_gap(moments.get(direction, {}).values()),
            meetings=len(lengths.get(direction, ())),
            hours=round(sum(lengths.get(direction, ())), 1),
        )
        for direction in DIRECTIONS
        if people.get(direction) or direction in moments
    )


def _mean_gap(contacts: Iterable[list[datetime]]) -> float | None:
    gaps = [
        (after - before) / timedelta(days=1)
        for moments in contacts
        for before, after in pairwise(moments)
    ]
    return round(sum(gaps) / len(gaps), 1) if gaps else None


def _meeting_lengths(
    db: sqlite3.Connection, first: str, last: str, client: Client | None
) -> dict[str, list[float]]:
    """Return the hours of each held meeting, by the directions of those who attended."""
    rows = db.execute(
        "SELECT DISTINCT direction, meeting.id, starts_at, ends_at FROM meeting"
        " JOIN attendance ON meeting_id = meeting.id JOIN client ON client.id = client_id"
        f" WHERE meeting.state = 'held' AND starts_at >= ? AND starts_at <= ? AND {_of(client)}",
        (first, last),
    )
    lengths: dict[str, list[float]] = {}
    for direction, _, start, end in rows:
        lengths.setdefault(direction, []).append(_hours(parse_moment(start), parse_moment(end)))
    return lengths


def _hours(start: datetime, end: datetime) -> float:
    return (end - start) / timedelta(hours=1)


def _promises(
    db: sqlite3.Connection, clock: Clock, client: Client | None
) -> tuple[PromiseMonth, ...]:
    """Return settled promises by month and side, the oldest month first, including empty months."""
    months = _months(clock.today)
    settled = promises_settled_since(db, months[0], client=client.id if client else None)
    counts: dict[tuple[date, bool], Counter[Ending]] = {}
    for promise in settled:
        if promise.settled_on is not None:
            key = (promise.settled_on.replace(day=1), promise.theirs)
            counts.setdefault(key, Counter())[ending(promise, clock)] += 1
    return tuple(
        PromiseMonth(month, theirs, counts.get((month, theirs), Counter()))
        for month in months
        for theirs in (False, True)
    )


def _months(today: date) -> list[date]:
    """Return the first days of the last twelve months, this one included."""
    number = today.year * 12 + today.month - 1
    return [date(m // 12, m % 12 + 1, 1) for m in range(number - MONTHS_BACK + 1, number + 1)]


def ending(promise: Commitment, clock: Clock) -> Ending:
    """Return how a settled promise ended."""
    if promise.state == "broken":
        return "broken"
    if not promise.kept_on_time:
        return "late"
    return "moved" if moved_in_time(promise, clock) else "kept"


def _open_commitments(db: sqlite3.Connection, client: Client | None) -> list[Commitment]:
    kinds: tuple[CommitmentKind, ...] = ("action", "promise")
    number = client.id if client else None
    return [item for kind in kinds for item in list_commitments(db, kind, client=number)]


def _weeks(
    db: sqlite3.Connection,
    clock: Clock,
    monday: date,
    client: Client | None,
    commitments: list[Commitment],
) -> tuple[WeekAhead, ...]:
    meetings = meetings_between(
        db,
        client=client.id if client else None,
        since=clock.start_of(clock.today),
        until=clock.start_of(monday + timedelta(weeks=WEEKS_AHEAD)),
    )
    planned = [meeting for meeting in meetings if meeting.state == "planned"]
    weeks = (monday + timedelta(weeks=week) for week in range(WEEKS_AHEAD))
    return tuple(_week(clock, first, planned, commitments) for first in weeks)


def _week(
    clock: Clock, monday: date, meetings: list[Meeting], commitments: list[Commitment]
) -> WeekAhead:
    sunday = monday + timedelta(days=6)
    planned = [meeting for meeting in meetings if monday <= clock.day(meeting.starts_at) <= sunday]
    due = [
        item
        for item in commitments
        if item.due is not None and max(monday, clock.today) <= item.due <= sunday
    ]
    return WeekAhead(
        monday=monday,
        meetings=len(planned),
        hours=round(sum(_hours(meeting.starts_at, meeting.ends_at) for meeting in planned), 1),
        mine=sum(not item.theirs for item in due),
        theirs=sum(item.theirs for item in due),
    )
