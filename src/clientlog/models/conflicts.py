"""Conflicts and their steps."""

from datetime import date, datetime

from sqlalchemy import Index, text

from clientlog.models.columns import (
    Record,
    day_or_none,
    days,
    key,
    moment_or_none,
    moments,
    one_of,
    stored_text,
    table,
    text_or_none,
    texts,
)
from clientlog.vocabulary import CONFLICT_STEPS


class Conflict(Record, table=True):
    """A disagreement that needs work."""

    __table_args__ = table(
        texts("text", "agreement"),
        one_of("state", ("open", "agreed", "settled")),
        moments("agreed_at", "settled_at"),
        days("check_on"),
        Index("conflict_unsettled", "client_id", sqlite_where=text("state <> 'settled'")),
        Index("conflict_settled", "client_id", "settled_at"),
    )

    client_id: int = key("client.id", indexed=False)
    text: str = stored_text()
    state: str = stored_text(default="open")
    agreement: str | None = text_or_none()
    agreed_at: datetime | None = moment_or_none()
    check_on: date | None = day_or_none()
    settled_at: datetime | None = moment_or_none()
    folded: str | None = text_or_none()


class ConflictStep(Record, table=True):
    """One step of a conflict, and what was heard and felt."""

    __tablename__ = "conflict_step"
    __table_args__ = table(texts("text"), one_of("step", CONFLICT_STEPS))

    conflict_id: int = key("conflict.id")
    step: str = stored_text()
    text: str = stored_text()
    folded: str | None = text_or_none()
