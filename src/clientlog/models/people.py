"""Clients, their names, addresses and organizations, and self-checks about them."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.schema import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from clientlog.models.columns import (
    Day,
    Flag,
    Record,
    day_or_none,
    days,
    flags,
    key,
    lines,
    moment_or_none,
    moments,
    one_of,
    stored_text,
    table,
    text_or_none,
    texts,
)
from clientlog.vocabulary import ADDRESS_KINDS, CHANNELS, DIRECTIONS, STAGES, STAKES


class Client(Record, table=True):
    """One person you work with."""

    __table_args__ = table(
        lines("handle", "name", "organization", "role"),
        CheckConstraint("handle NOT GLOB '*[^a-z0-9-]*'"),
        one_of("direction", DIRECTIONS),
        one_of("stake", STAKES),
        one_of("stage", STAGES),
        one_of("aim", STAGES),
        one_of("channel", CHANNELS),
        CheckConstraint("cadence_days BETWEEN 1 AND 3650"),
        texts("name_key", "vision", "their_vision"),
        moments("archived_at"),
        flags("by_hand"),
    )

    handle: str = stored_text(unique=True)
    name: str = stored_text()
    name_key: str = stored_text(index=True)
    direction: str = stored_text(default="outside")
    organization: str | None = text_or_none(index=True)
    role: str | None = text_or_none()
    stake: str | None = text_or_none()
    stage: str | None = text_or_none()
    aim: str | None = text_or_none()
    vision: str | None = text_or_none()
    their_vision: str | None = text_or_none()
    cadence_days: int | None = None
    channel: str | None = text_or_none()
    archived_at: datetime | None = moment_or_none()
    by_hand: bool = Field(default=True, sa_type=Flag)
    """False for a client that an import entered."""
    folded: str | None = text_or_none()


class Address(Record, table=True):
    """An e-mail address or a telephone number of a client, the preferred one first."""

    __table_args__ = table(
        one_of("kind", ADDRESS_KINDS),
        lines("value"),
        CheckConstraint("position >= 0"),
        UniqueConstraint("client_id", "kind", "value"),
    )

    client_id: int = key("client.id", indexed=False)
    kind: str = stored_text()
    value: str = stored_text(index=True)
    position: int = 0


class Absence(Record, table=True):
    """Days on which a client is away, or I am where `client_id` is empty.

    `until_day` is the first day back.
    """

    __table_args__ = table(
        days("from_day", "until_day"),
        CheckConstraint("from_day < until_day"),
        Index("absence_until_day", "until_day"),
    )

    client_id: int | None = key("client.id", default=None)
    from_day: date = Field(sa_type=Day)
    until_day: date = Field(sa_type=Day)


class Alias(Record, table=True):
    """Another name of a client."""

    __table_args__ = table(
        lines("name"), texts("name_key"), UniqueConstraint("client_id", "name_key")
    )

    client_id: int = key("client.id", indexed=False)
    name: str = stored_text()
    name_key: str = stored_text(index=True)
    folded: str | None = text_or_none()


class Tag(Record, table=True):
    """A word by which the user groups clients."""

    __table_args__ = table(lines("name"), UniqueConstraint("client_id", "name"))

    client_id: int = key("client.id", indexed=False)
    name: str = stored_text()


class Affiliation(Record, table=True):
    """Where a client belonged before: the organization and role they left, and when."""

    __table_args__ = table(lines("organization", "role"), days("until"))

    client_id: int = key("client.id")
    organization: str = stored_text()
    role: str | None = text_or_none()
    until: date = Field(sa_type=Day)
    folded: str | None = text_or_none()


class Organization(Record, table=True):
    """What is known about an organization itself; clients refer to it by its name."""

    __table_args__ = table(lines("name"), texts("name_key"), days("ends_on"))

    name: str = stored_text()
    name_key: str = stored_text(unique=True)
    ends_on: date | None = day_or_none()
    """When the engagement ends."""


class SelfCheck(Record, table=True):
    """The ratings of a relationship on six points, each from 1 to 5."""

    __tablename__ = "self_check"
    __table_args__ = table(
        *[
            CheckConstraint(f"{point} BETWEEN 1 AND 5")
            for point in ("abundance", "trust", "dreams", "truth", "balance", "grace")
        ],
    )

    client_id: int = key("client.id")
    abundance: int
    trust: int
    dreams: int
    truth: int
    balance: int
    grace: int
