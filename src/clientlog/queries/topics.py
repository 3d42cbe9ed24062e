"""Topics, each with the number of longer meetings held with its client since."""

import sqlite3
from collections.abc import Sequence

from clientlog.clock import parse_moment
from clientlog.queries.base import numbers_of, parse_day_or_none, select_with_clients
from clientlog.queries.values import Client, Meeting, Topic

_COLUMNS = ("id", "text", "ask", "why", "state", "meeting_id", "recorded_at", "settled_on")

_MEETINGS_SINCE = (
    ", (SELECT count(*) FROM contact JOIN meeting"
    " ON source LIKE 'm%' AND meeting.id = CAST(substr(source, 2) AS INTEGER)"
    " WHERE contact.client_id = topic.client_id AND contact.at > topic.recorded_at"
    " AND strftime('%s', ends_at) - strftime('%s', starts_at) >= 1800)"
)


def find_topic(db: sqlite3.Connection, number: int) -> Topic | None:
    """Return the topic of that number, or None."""
    return next(iter(_select(db, "topic.id = ?", number)), None)


def list_topics(
    db: sqlite3.Connection, *, settled: bool = False, client: int | None = None
) -> list[Topic]:
    """Return the open topics in order of number; with `settled`, the others as well."""
    condition = "TRUE" if settled else "topic.state = 'open'"
    if client is not None:
        condition += f" AND topic.client_id = {client:d}"
    # The plus sign keeps SQLite to the index of what is open, and from reading all by number.
    return _select(db, f"{condition} ORDER BY +topic.id")


def open_topics(db: sqlite3.Connection) -> list[Topic]:
    """Return all open topics."""
    return _select(db, "topic.state = 'open'")


def open_topics_for(db: sqlite3.Connection, client: Client, meeting: Meeting | None) -> list[Topic]:
    """Return a client's open topics: those for this meeting first, then the oldest."""
    return _select(
        db,
        "topic.client_id = ? AND topic.state = 'open'"
        " ORDER BY topic.meeting_id IS NOT ?, topic.recorded_at, topic.id",
        client.id,
        meeting.number if meeting else 0,
    )


def shared_topics(
    db: sqlite3.Connection, client: Client, clients: Sequence[Client], meeting: Meeting | None
) -> list[Topic]:
    """Return those of a client's open topics that were raised for a meeting with all of these."""
    together = {
        number
        for (number,) in db.execute(
            f"SELECT meeting_id FROM attendance WHERE client_id IN {numbers_of(clients)}"
            " GROUP BY meeting_id HAVING count(*) = ?",
            (len(clients),),
        )
    }
    return [topic for topic in open_topics_for(db, client, meeting) if topic.meeting in together]


def open_asks(db: sqlite3.Connection, client: Client) -> list[Topic]:
    """Return what I recommend to a client or need from them, and have not raised yet."""
    return [topic for topic in list_topics(db, client=client.id) if topic.ask]


def topics_of_meeting(db: sqlite3.Connection, meeting: int) -> list[Topic]:
    """Return the topics raised for a meeting, settled ones too."""
    return _select(db, "topic.meeting_id = ? ORDER BY topic.id", meeting)


def _select(db: sqlite3.Connection, condition: str, *values: object) -> list[Topic]:
    rows = select_with_clients(db, "topic", _COLUMNS, condition, values, extra=_MEETINGS_SINCE)
    return [
        Topic(
            number=row["id"],
            client=client,
            text=row["text"],
            ask=bool(row["ask"]),
            why=row["why"],
            state=row["state"],
            meeting=row["meeting_id"],
            raised_at=parse_moment(row["recorded_at"]),
            settled_on=parse_day_or_none(row["settled_on"]),
            meetings_since=row["extra0"],
        )
        for client, row in rows
    ]
