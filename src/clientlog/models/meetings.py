"""Meetings and who attends them."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.schema import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from clientlog.models.columns import (
    Moment,
    Record,
    added_flag,
    added_number,
    flags,
    key,
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
from clientlog.vocabulary import CHANNELS


class Meeting(Record, table=True):
    """A conversation with a time and attendees."""

    __table_args__ = table(
        lines("title", "place", "every", "series", "series_zone"),
        texts("summary", "standing"),
        one_of("state", ("planned", "held", "cancelled", "no-show")),
        one_of("channel", CHANNELS),
        moments("starts_at", "ends_at", "ends_set_at", "confirmed_at", "anchor_at"),
        CheckConstraint("ends_at > starts_at"),
        CheckConstraint("moves >= 0"),
        flags("nothing_to_note", "review", "routine"),
        CheckConstraint("NOT (nothing_to_note = 1 AND summary IS NOT NULL)"),
        Index("meeting_planned", "starts_at", sqlite_where=text("state = 'planned'")),
        Index(
            "meeting_without_summary",
            "ends_at",
            sqlite_where=text("state = 'held' AND summary IS NULL AND nothing_to_note = 0"),
        ),
        Index("meeting_no_show", "starts_at", sqlite_where=text("state = 'no-show'")),
        Index("meeting_starts_at", "starts_at"),
        Index("meeting_of_series", "series", sqlite_where=text("series IS NOT NULL")),
    )

    title: str | None = text_or_none()
    starts_at: datetime = Field(sa_type=Moment)
    ends_at: datetime = Field(sa_type=Moment)
    ends_set_at: datetime = Field(sa_type=Moment)
    state: str = stored_text(default="planned")
    summary: str | None = text_or_none()
    nothing_to_note: bool = stored_flag()
    review: bool = stored_flag()
    place: str | None = text_or_none()
    channel: str | None = text_or_none()
    every: str | None = text_or_none()
    anchor_at: datetime | None = moment_or_none()
    confirmed_at: datetime | None = moment_or_none()
    series: str | None = text_or_none()
    """The UUID of the first meeting of the series; NULL in a series begun before schema 2."""
    series_zone: str | None = text_or_none()
    """The zone whose local time the series keeps."""
    routine: bool = added_flag()
    """Whether it passes by itself, with no agenda and no summary."""
    standing: str | None = text_or_none()
    """The agenda of every occurrence."""
    moves: int = added_number(0)
    """How often its start was moved."""
    folded: str | None = text_or_none()


class Attendance(Record, table=True):
    """A client at a meeting; the order is the one they were named in."""

    __table_args__ = table(UniqueConstraint("meeting_id", "client_id"))

    meeting_id: int = key("meeting.id", indexed=False)
    client_id: int = key("client.id")
