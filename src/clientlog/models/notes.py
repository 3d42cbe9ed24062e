"""What is written down about a client besides commitments."""

from datetime import date, datetime

from sqlalchemy import Index, text
from sqlalchemy.schema import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from clientlog.models.columns import (
    Day,
    Moment,
    Record,
    added_number,
    added_text,
    day_or_none,
    days,
    flags,
    key,
    key_or_none,
    lately,
    lines,
    moment_or_none,
    moments,
    one_of,
    stored_flag,
    stored_text,
    table,
    text_or_none,
    texts,
)
from clientlog.vocabulary import CHANNELS, NOTE_KINDS, TOUCH_SOURCES


class Topic(Record, table=True):
    """Something to raise with a client."""

    __table_args__ = table(
        texts("text", "why"),
        flags("ask"),
        one_of("state", ("open", "discussed", "dropped")),
        days("settled_on"),
        CheckConstraint("(state = 'open') = (settled_on IS NULL)"),
        Index("topic_open", "client_id", sqlite_where=text("state = 'open'")),
        Index("topic_asked", "client_id", "recorded_at", sqlite_where=text("ask = 1")),
        *lately("topic", "settled_on"),
    )

    client_id: int = key("client.id")
    meeting_id: int | None = key_or_none("meeting.id")
    text: str = stored_text()
    ask: bool = stored_flag()
    why: str | None = text_or_none()
    state: str = stored_text(default="open")
    settled_on: date | None = day_or_none()
    folded: str | None = text_or_none()


class Note(Record, table=True):
    """A dated line about a client, of a kind."""

    __table_args__ = table(
        texts("text"),
        one_of("kind", NOTE_KINDS),
        one_of("tone", ("good", "bad")),
        one_of("priority", ("must", "good")),
        one_of(
            "state",
            ("open", "met", "reached", "asked", "received", "acted", "given", "untold", "told",
             "dropped"),
        ),
        moments("confirmed_at", "told_at"),
        days("settled_on", "on_day"),
        Index("note_on_day", "on_day", sqlite_where=text("on_day IS NOT NULL")),
        Index("note_of_kind", "client_id", "kind", "recorded_at"),
        Index(
            "note_open",
            "kind",
            sqlite_where=text("state IN ('open', 'asked', 'received', 'untold')"),
        ),
        Index("note_stateless", "kind", sqlite_where=text("state IS NULL")),
        *lately("note", "told_at", "settled_on"),
        Index(
            "note_unsettled",
            "client_id",
            sqlite_where=text(
                "state IN ('open', 'asked', 'untold') OR (state = 'received' AND tone = 'bad')"
            ),
        ),
    )  # fmt: skip

    client_id: int = key("client.id", indexed=False)
    meeting_id: int | None = key_or_none("meeting.id")
    kind: str = stored_text(default="note")
    text: str = stored_text()
    tone: str | None = text_or_none()
    priority: str | None = text_or_none()
    state: str | None = text_or_none()
    confirmed_at: datetime | None = moment_or_none()
    told_at: datetime | None = moment_or_none()
    settled_on: date | None = day_or_none()
    on_day: date | None = day_or_none()
    """The day that a personal note is about: a birthday, a move, an exam."""
    because_id: int | None = key_or_none("note.id")
    """The note that this one follows from: the feedback behind news."""
    folded: str | None = text_or_none()


class Touch(Record, table=True):
    """A contact that was no meeting."""

    __table_args__ = table(
        texts("text"),
        lines("by"),
        moments("at"),
        one_of("channel", CHANNELS),
        one_of("source", TOUCH_SOURCES),
        Index("touch_at", "at"),
    )

    client_id: int = key("client.id")
    text: str | None = text_or_none()
    at: datetime = Field(sa_type=Moment)
    channel: str | None = text_or_none()
    by: str | None = text_or_none()
    source: str = added_text("hand")
    folded: str | None = text_or_none()


class Snooze(Record, table=True):
    """One flag silenced until a day; it points at the record, so it survives a rename.

    It lapses when the flag's `since` is another than the one it was given for.
    """

    __table_args__ = table(
        lines("rule", "subject", "organization"),
        days("until", "since"),
        CheckConstraint("times >= 1"),
        CheckConstraint("(client_id IS NOT NULL) + (subject IS NOT NULL)"
                        " + (organization IS NOT NULL) = 1"),
    )  # fmt: skip

    rule: str = stored_text()
    client_id: int | None = key("client.id", default=None)
    subject: str | None = text_or_none()
    organization: str | None = text_or_none()
    until: date = Field(sa_type=Day)
    since: date | None = day_or_none()
    times: int = added_number(1)
    """How often the flag was put off since that day."""


class Mute(Record, table=True):
    """A rule that never speaks of one client."""

    __table_args__ = table(lines("rule"), UniqueConstraint("rule", "client_id"))

    rule: str = stored_text()
    client_id: int = key("client.id")
