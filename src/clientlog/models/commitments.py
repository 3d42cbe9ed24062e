"""Action items and promises, and every change of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.schema import CheckConstraint
from sqlmodel import Field

from clientlog.models.columns import (
    Moment,
    Record,
    added_flag,
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


class CommitmentRecord(Record):
    """The columns that an action item and a promise have in common."""

    client_id: int = key("client.id", indexed=False)
    meeting_id: int | None = key_or_none("meeting.id")
    need_id: int | None = key_or_none("note.id")
    text: str = stored_text()
    theirs: bool = stored_flag()
    owner: str | None = text_or_none()
    owner_client_id: int | None = key_or_none("client.id")
    priority: str = stored_text(default="good")
    due: date | None = day_or_none()
    due_set_at: datetime | None = moment_or_none()
    every: str | None = text_or_none()
    anchor: date | None = day_or_none()
    state: str = stored_text(default="open")
    settled_on: date | None = day_or_none()
    try_until: date | None = day_or_none()
    is_update: bool = added_flag()
    """Whether it is a recurring update, which a status that is sent settles."""
    folded: str | None = text_or_none()


def commitment_table(name: str, states: tuple[str, ...]) -> tuple[Any, ...]:
    """Return the constraints and indexes of both kinds of commitment."""
    return table(
        texts("text"),
        lines("owner", "every"),
        flags("theirs", "is_update"),
        one_of("priority", ("must", "good")),
        one_of("state", states),
        days("due", "anchor", "settled_on", "try_until"),
        moments("due_set_at"),
        CheckConstraint("(due IS NULL) = (due_set_at IS NULL)"),
        CheckConstraint("(state = 'open') = (settled_on IS NULL)"),
        CheckConstraint("NOT (theirs = 1 AND owner IS NOT NULL)"),
        CheckConstraint("owner_client_id IS NULL OR owner IS NOT NULL"),
        CheckConstraint("every IS NULL OR due IS NOT NULL"),
        Index(f"{name}_open", "due", sqlite_where=text("state = 'open'")),
        Index(f"{name}_settled", "client_id", "settled_on"),
        Index(f"{name}_asked", "client_id", "recorded_at", sqlite_where=text("theirs = 1")),
        *lately(name, "settled_on", "try_until"),
    )


class ActionItem(CommitmentRecord, table=True):
    """A task that came out of the work."""

    __tablename__ = "action_item"
    __table_args__ = commitment_table("action_item", ("open", "done", "dropped"))


class Promise(CommitmentRecord, table=True):
    """A promise, to a client or by a client."""

    __table_args__ = commitment_table("promise", ("open", "kept", "broken", "released"))


class Amendment(Record, table=True):
    """A change of a commitment, and whether the client was told about it."""

    __table_args__ = table(
        one_of("kind", ("renegotiated", "broken", "released", "delegated")),
        days("from_due", "to_due"),
        texts("why"),
        moments("told_at"),
        CheckConstraint("(action_item_id IS NULL) <> (promise_id IS NULL)"),
        Index("amendment_untold", "id", sqlite_where=text("told_at IS NULL")),
        *lately("amendment"),
    )

    action_item_id: int | None = key("action_item.id", default=None)
    promise_id: int | None = key("promise.id", default=None)
    kind: str = stored_text()
    from_due: date | None = day_or_none()
    to_due: date | None = day_or_none()
    why: str | None = text_or_none()
    told_at: datetime | None = moment_or_none()
    folded: str | None = text_or_none()


class Chase(Record, table=True):
    """A client was asked for what they owe; `touch_id` is the contact in which they were asked."""

    __table_args__ = table(
        moments("at"),
        CheckConstraint("(action_item_id IS NULL) <> (promise_id IS NULL)"),
    )

    action_item_id: int | None = key("action_item.id", default=None)
    promise_id: int | None = key("promise.id", default=None)
    touch_id: int | None = key_or_none("touch.id")
    at: datetime = Field(sa_type=Moment)
