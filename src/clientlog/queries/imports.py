"""Read what an import needs from the journal: people, meetings, and their keys in sources."""

import sqlite3
from datetime import date, tzinfo

from clientlog.clock import parse_moment
from clientlog.interchange.ical.version import split_version
from clientlog.interchange.plan.meetings import KnownMeeting, MeetingKey, Meetings
from clientlog.interchange.plan.people import Directory, Person

_FILLED = ("direction", "organization", "role", "stake", "stage", "aim", "channel",
           "cadence_days", "vision", "their_vision")  # fmt: skip


def load_directory(db: sqlite3.Connection, source: str) -> Directory:
    """Return every client, with their keys in one kind of source (`vcard`)."""
    people = _load_people(db)
    keys = {
        key: people.get(number) if number else None
        for key, number in db.execute(
            "SELECT k.key, c.id FROM external_key k LEFT JOIN client c ON c.uuid = k.record_uuid"
            " WHERE k.source = ? AND k.record_table = 'client'",
            (source,),
        )
    }
    return Directory(people.values(), keys)


def _load_people(db: sqlite3.Connection) -> dict[int, Person]:
    columns = ", ".join(_FILLED)
    people = {}
    for number, handle, name, *values in db.execute(
        f"SELECT id, handle, name, {columns} FROM client ORDER BY id"
    ):
        filled = {c: v for c, v in zip(_FILLED, values, strict=True) if v is not None}
        people[number] = Person(id=number, handle=handle, name=name, values=filled)
    for number, name in db.execute("SELECT client_id, name FROM alias ORDER BY id"):
        people[number].aliases += (name,)
    for number, name in db.execute("SELECT client_id, name FROM tag ORDER BY id"):
        people[number].tags.append(name)
    for number, kind, value in db.execute(
        "SELECT client_id, kind, value FROM address ORDER BY client_id, position, id"
    ):
        addresses = people[number].emails if kind == "email" else people[number].phones
        addresses.append(value)
    return people


def load_meetings(db: sqlite3.Connection, source: str) -> Meetings:
    """Return every meeting, with their keys in one kind of source (`ical`)."""
    clients: dict[int, list[int]] = {}
    for meeting, client in db.execute("SELECT meeting_id, client_id FROM attendance"):
        clients.setdefault(meeting, []).append(client)
    meetings = {
        number: KnownMeeting(
            id=number,
            starts_at=parse_moment(starts_at),
            ends_at=parse_moment(ends_at),
            state=state,
            title=title,
            place=place,
            clients=clients.get(number, ()),
        )
        for number, starts_at, ends_at, state, title, place in db.execute(
            "SELECT id, starts_at, ends_at, state, title, place FROM meeting"
        )
    }
    keys = {
        key: MeetingKey(meetings.get(number), *split_version(digest or ""))
        for key, number, digest in db.execute(
            "SELECT k.key, m.id, k.digest FROM external_key k"
            " LEFT JOIN meeting m ON m.uuid = k.record_uuid"
            " WHERE k.source = ? AND k.record_table = 'meeting'",
            (source,),
        )
    }
    return Meetings(meetings.values(), keys)


def mail_days(db: sqlite3.Connection, zone: tzinfo) -> set[tuple[int, date]]:
    """Return on which local days there was contact by mail, with whom."""
    return {
        (client, parse_moment(at).astimezone(zone).date())
        for client, at in db.execute("SELECT client_id, at FROM touch WHERE channel = 'email'")
    }


def known_keys(db: sqlite3.Connection, source: str) -> set[str]:
    """Return the keys of everything that one kind of source gave."""
    return {
        key for (key,) in db.execute("SELECT key FROM external_key WHERE source = ?", (source,))
    }


def summary_of(db: sqlite3.Connection, meeting: int) -> str | None:
    """Return the summary of a meeting."""
    row = db.execute("SELECT summary FROM meeting WHERE id = ?", (meeting,)).fetchone()
    return row[0] if row else None


def known_commitments(db: sqlite3.Connection) -> set[tuple[int, str, bool, str]]:
    """Return every commitment as its client, kind, whether it is theirs, and text."""
    return {
        (client, kind, bool(theirs), text)
        for kind, table in (("action", "action_item"), ("promise", "promise"))
        for client, theirs, text in db.execute(f"SELECT client_id, theirs, text FROM {table}")
    }


def known_texts(db: sqlite3.Connection) -> set[str]:
    """Return the texts of all action items and decisions."""
    rows = db.execute(
        "SELECT text FROM action_item UNION SELECT text FROM note WHERE kind = 'decision'"
    )
    return {text for (text,) in rows}
