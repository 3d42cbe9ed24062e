"""The tables: what is stored, with every constraint the database can hold.

Days are ISO dates, moments are UTC to the second (`2026-11-22T06:03:00Z`), both kept as
text so that they sort and compare in SQL. Tables are STRICT, which refuses SQLAlchemy's
`VARCHAR`, `BOOLEAN` and `DATETIME`: hence the three small column types.
https://sqlite.org/stricttables.html
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, Integer, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.schema import CheckConstraint, SchemaItem, UniqueConstraint
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

from clientlog.clock import moment, stamp

NOTE_KINDS = (
    "note", "personal", "need", "goal", "feedback", "news",
    "offer", "recognition", "agreement", "decision",
)  # fmt: skip
CHANNELS = ("email", "call", "chat", "in-person")
DIRECTIONS = ("up", "down", "sideways", "outside")
STAKES = ("executive", "manager", "influencer")
STAGES = ("transactional", "relationship", "partnership")
CONFLICT_STEPS = ("listening", "empathy", "rapport", "influence", "change")


class Flag(TypeDecorator[bool]):
    """True or false, stored as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """For the database."""
        return None if value is None else int(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:
        """From the database."""
        return None if value is None else bool(value)


class Day(TypeDecorator[date]):
    """A calendar day."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """For the database."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """From the database."""
        return None if value is None else date.fromisoformat(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """For the database."""
        return None if value is None else stamp(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database."""
        return None if value is None else moment(value)


def one_of(column: str, values: tuple[str, ...]) -> CheckConstraint:
    """The column is empty or one of these."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})")


def flags(*columns: str) -> list[SchemaItem]:
    """Each column is 0 or 1."""
    return [CheckConstraint(f"{column} IN (0, 1)") for column in columns]


def days(*columns: str) -> list[SchemaItem]:
    """Each column is empty or a real date of the years 1900 to 2200."""
    return [
        CheckConstraint(f"{c} BETWEEN '1900-01-01' AND '2200-12-31' AND date({c}) = {c}")
        for c in columns
    ]


def moments(*columns: str) -> list[SchemaItem]:
    """Each column is empty or a moment written in exactly one way."""
    return [
        CheckConstraint(
            f"{c} BETWEEN '1899-12-30' AND '2201-01-02'"
            f" AND strftime('%Y-%m-%dT%H:%M:%SZ', {c}) = {c}"
        )
        for c in columns
    ]


def lines(*columns: str) -> list[SchemaItem]:
    """Each column is empty or a short text without NUL."""
    return [
        CheckConstraint(f"length({c}) BETWEEN 1 AND 200 AND instr({c}, char(0)) = 0")
        for c in columns
    ]


def texts(*columns: str) -> list[SchemaItem]:
    """Each column is empty or a text of at most 1,000,000 bytes without NUL."""
    return [
        CheckConstraint(
            f"length({c}) >= 1 AND length(CAST({c} AS BLOB)) <= 1000000 AND instr({c}, char(0)) = 0"
        )
        for c in columns
    ]


def table(*constraints: SchemaItem | list[SchemaItem]) -> tuple[Any, ...]:
    """Table arguments: these constraints and those of every record."""
    flat: list[SchemaItem] = []
    for one in constraints:
        flat += one if isinstance(one, list) else [one]
    flat += [CheckConstraint("length(uuid) = 36"), *moments("recorded_at", "changed_at")]
    flat += lines("zone")
    return (*flat, {"sqlite_strict": True, "sqlite_autoincrement": True})


def lately(name: str, *columns: str) -> list[Index]:
    """Indexes by when a row was recorded and by these columns, which may be empty.

    The latest of everything that happened is found by them, however old the journal.
    """
    recorded = Index(f"{name}_recorded_at", "recorded_at")
    filled = {column: text(f"{column} IS NOT NULL") for column in columns}
    return [recorded, *(Index(f"{name}_{c}", c, sqlite_where=filled[c]) for c in columns)]


def stored_text(**rest: Any) -> Any:
    """A text that must be there."""
    return Field(sa_type=Text, **rest)


def text_or_none(**rest: Any) -> Any:
    """A text that may be missing."""
    return Field(default=None, sa_type=Text, **rest)


def day_or_none() -> Any:
    """A day that may be missing."""
    return Field(default=None, sa_type=Day)


def moment_or_none() -> Any:
    """A moment that may be missing."""
    return Field(default=None, sa_type=Moment)


def stored_flag() -> Any:
    """True or false, false unless said."""
    return Field(default=False, sa_type=Flag)


def key(target: str, **rest: Any) -> Any:
    """A reference to another record, which takes this one along when it is removed."""
    return Field(foreign_key=target, ondelete="CASCADE", index=True, **rest)


def key_or_none(target: str) -> Any:
    """A reference that is emptied when the other record is removed."""
    return Field(default=None, foreign_key=target, ondelete="SET NULL", index=True)


class Record(SQLModel):
    """What every record has: a number never reused, a UUID, and when it was written down."""

    id: int | None = Field(default=None, primary_key=True)
    uuid: str = stored_text(default="", unique=True)
    recorded_at: datetime = Field(default=None, sa_type=Moment)
    changed_at: datetime = Field(default=None, sa_type=Moment)
    zone: str = stored_text(default="UTC")


class Client(Record, table=True):
    """One person you work with."""

    __table_args__ = table(
        lines("handle", "name", "organization", "role", "email", "phone"),
        CheckConstraint("handle NOT GLOB '*[^a-z0-9-]*'"),
        one_of("direction", DIRECTIONS),
        one_of("stake", STAKES),
        one_of("stage", STAGES),
        one_of("aim", STAGES),
        one_of("channel", CHANNELS),
        CheckConstraint("cadence_days BETWEEN 1 AND 3650"),
        texts("name_key", "vision", "their_vision"),
        days("away_until"),
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
    email: str | None = text_or_none()
    phone: str | None = text_or_none()
    away_until: date | None = day_or_none()
    archived_at: datetime | None = moment_or_none()
    by_hand: bool = Field(default=True, sa_type=Flag)
    folded: str | None = text_or_none()


class Alias(Record, table=True):
    """Another name a client answers to."""

    __table_args__ = table(
        lines("name"), texts("name_key"), UniqueConstraint("client_id", "name_key")
    )

    client_id: int = key("client.id")
    name: str = stored_text()
    name_key: str = stored_text(index=True)
    folded: str | None = text_or_none()


class Tag(Record, table=True):
    """A word somebody sorts clients by."""

    __table_args__ = table(lines("name"), UniqueConstraint("client_id", "name"))

    client_id: int = key("client.id")
    name: str = stored_text()


class Affiliation(Record, table=True):
    """Where a client belonged before: the organization and role they left, and when."""

    __table_args__ = table(lines("organization", "role"), days("until"))

    client_id: int = key("client.id")
    organization: str = stored_text()
    role: str | None = text_or_none()
    until: date = Field(sa_type=Day)
    folded: str | None = text_or_none()


class Meeting(Record, table=True):
    """A conversation with a time and attendees."""

    __table_args__ = table(
        lines("title", "place", "every"),
        texts("summary"),
        one_of("state", ("planned", "held", "cancelled", "no-show")),
        one_of("channel", CHANNELS),
        moments("starts_at", "ends_at", "ends_set_at", "confirmed_at", "anchor_at"),
        CheckConstraint("ends_at > starts_at"),
        flags("nothing_to_note", "review"),
        CheckConstraint("NOT (nothing_to_note = 1 AND summary IS NOT NULL)"),
        Index("meeting_planned", "starts_at", sqlite_where=text("state = 'planned'")),
        Index(
            "meeting_without_summary",
            "ends_at",
            sqlite_where=text("state = 'held' AND summary IS NULL AND nothing_to_note = 0"),
        ),
        Index("meeting_starts_at", "starts_at"),
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
    folded: str | None = text_or_none()


class Attendance(Record, table=True):
    """A client at a meeting; the order is the one they were named in."""

    __table_args__ = table(UniqueConstraint("meeting_id", "client_id"))

    meeting_id: int = key("meeting.id")
    client_id: int = key("client.id")


class CommitmentRecord(Record):
    """What an action item and a promise have in common."""

    client_id: int = key("client.id")
    meeting_id: int | None = key_or_none("meeting.id")
    need_id: int | None = key_or_none("note.id")
    text: str = stored_text()
    theirs: bool = stored_flag()
    owner: str | None = text_or_none()
    priority: str = stored_text(default="good")
    due: date | None = day_or_none()
    due_set_at: datetime | None = moment_or_none()
    every: str | None = text_or_none()
    anchor: date | None = day_or_none()
    state: str = stored_text(default="open")
    settled_on: date | None = day_or_none()
    folded: str | None = text_or_none()


def commitment_table(name: str, states: tuple[str, ...]) -> tuple[Any, ...]:
    """The constraints and indexes of both kinds of commitment."""
    return table(
        texts("text"),
        lines("owner", "every"),
        flags("theirs"),
        one_of("priority", ("must", "good")),
        one_of("state", states),
        days("due", "anchor", "settled_on"),
        moments("due_set_at"),
        CheckConstraint("(due IS NULL) = (due_set_at IS NULL)"),
        CheckConstraint("(state = 'open') = (settled_on IS NULL)"),
        CheckConstraint("NOT (theirs = 1 AND owner IS NOT NULL)"),
        CheckConstraint("every IS NULL OR due IS NOT NULL"),
        Index(f"{name}_open", "due", sqlite_where=text("state = 'open'")),
        Index(f"{name}_settled", "client_id", "settled_on"),
        *lately(name, "settled_on"),
    )


class ActionItem(CommitmentRecord, table=True):
    """A task that came out of the work."""

    __tablename__ = "action_item"
    __table_args__ = commitment_table("action_item", ("open", "done", "dropped"))


class Promise(CommitmentRecord, table=True):
    """A word given."""

    __table_args__ = commitment_table("promise", ("open", "kept", "broken", "released"))


class Amendment(Record, table=True):
    """A change of a given word, and whether the client was told of it."""

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


class Topic(Record, table=True):
    """Something to raise with a client."""

    __table_args__ = table(
        texts("text", "why"),
        flags("ask"),
        one_of("state", ("open", "discussed", "dropped")),
        days("settled_on"),
        CheckConstraint("(state = 'open') = (settled_on IS NULL)"),
        Index("topic_open", "client_id", sqlite_where=text("state = 'open'")),
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
        days("settled_on"),
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

    client_id: int = key("client.id")
    meeting_id: int | None = key_or_none("meeting.id")
    kind: str = stored_text(default="note")
    text: str = stored_text()
    tone: str | None = text_or_none()
    priority: str | None = text_or_none()
    state: str | None = text_or_none()
    confirmed_at: datetime | None = moment_or_none()
    told_at: datetime | None = moment_or_none()
    settled_on: date | None = day_or_none()
    folded: str | None = text_or_none()


class Touch(Record, table=True):
    """A contact that was no meeting."""

    __table_args__ = table(
        texts("text"),
        lines("by"),
        moments("at"),
        one_of("channel", CHANNELS),
        Index("touch_at", "at"),
    )

    client_id: int = key("client.id")
    text: str | None = text_or_none()
    at: datetime = Field(sa_type=Moment)
    channel: str | None = text_or_none()
    by: str | None = text_or_none()
    folded: str | None = text_or_none()


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

    client_id: int = key("client.id")
    text: str = stored_text()
    state: str = stored_text(default="open")
    agreement: str | None = text_or_none()
    agreed_at: datetime | None = moment_or_none()
    check_on: date | None = day_or_none()
    settled_at: datetime | None = moment_or_none()
    folded: str | None = text_or_none()


class ConflictStep(Record, table=True):
    """One step up the stairway, and what was heard and felt."""

    __tablename__ = "conflict_step"
    __table_args__ = table(texts("text"), one_of("step", CONFLICT_STEPS))

    conflict_id: int = key("conflict.id")
    step: str = stored_text()
    text: str = stored_text()
    folded: str | None = text_or_none()


class SelfCheck(Record, table=True):
    """How a relationship stands on six points, each from 1 to 5."""

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


class Snooze(Record, table=True):
    """One flag silenced until a day; it points at the record, so it survives a rename."""

    __table_args__ = table(
        lines("rule", "subject", "organization"),
        days("until"),
        CheckConstraint("(client_id IS NOT NULL) + (subject IS NOT NULL)"
                        " + (organization IS NOT NULL) = 1"),
    )  # fmt: skip

    rule: str = stored_text()
    client_id: int | None = key("client.id", default=None)
    subject: str | None = text_or_none()
    organization: str | None = text_or_none()
    until: date = Field(sa_type=Day)
