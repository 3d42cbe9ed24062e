"""What tests may set of a record by keyword, with the types of the values of the queries."""

from datetime import date, datetime
from typing import Literal, TypedDict

from clientlog.queries.values import Amendment, Client, Direction


class ClientFields(TypedDict, total=False):
    name: str
    direction: Direction
    organization: str | None
    role: str | None
    stake: str | None
    stage: str | None
    aim: str | None
    cadence_days: int | None
    channel: str | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    vision: str | None
    their_vision: str | None
    tags: tuple[str, ...]
    aliases: tuple[str, ...]
    archived: bool
    away_from: date | None
    away_until: date | None
    by_hand: bool
    entered_at: datetime | None
    last_contact: datetime | None


class CommitmentFields(TypedDict, total=False):
    number: int
    text: str
    client: Client
    recorded_at: datetime
    theirs: bool
    owner: str | None
    due_set_at: datetime | None
    state: str
    priority: Literal["must", "good"]
    every: str | None
    need: int | None
    meeting: int | None
    settled_on: date | None
    try_until: date | None
    amendments: tuple[Amendment, ...]
    chases: tuple[datetime, ...]


class MeetingFields(TypedDict, total=False):
    number: int
    ends_at: datetime
    ends_set_at: datetime
    title: str | None
    state: Literal["planned", "held", "cancelled", "no-show"]
    clients: tuple[Client, ...]
    summary: str | None
    nothing_to_note: bool
    review: bool
    place: str | None
    channel: str | None
    every: str | None
    confirmed_at: datetime | None
    recorded_at: datetime | None
    routine: bool
    standing: str | None
    moves: int
    topics: int
    open_actions: int


class TopicFields(TypedDict, total=False):
    text: str
    client: Client
    raised_at: datetime
    ask: bool
    why: str | None
    state: str
    meetings_since: int


class NoteFields(TypedDict, total=False):
    number: int
    text: str
    client: Client
    tone: Literal["good", "bad"] | None
    priority: Literal["must", "good"] | None
    confirmed_at: datetime | None
    told_at: datetime | None
    on_day: date | None
    served: bool
    served_open: bool
    last_served_on: date | None


class ConflictFields(TypedDict, total=False):
    number: int
    text: str
    client: Client
    opened_at: datetime
    state: Literal["open", "agreed", "settled"]
    agreement: str | None
    agreed_at: datetime | None
    check_on: date | None
    settled_at: datetime | None
    last_step_at: datetime | None


class RelationshipFields(TypedDict, total=False):
    first_contact: datetime | None
    last_contact: datetime | None
    last_met: datetime | None
    last_conversation: datetime | None
    in_routine: bool
    held_days: tuple[date, ...]
    planned: tuple[datetime, ...]
    last_feedback_in: date | None
    last_feedback_out: date | None
    last_recognition: date | None
    last_goal: date | None
    last_kept: tuple[str, date] | None
    exchange: tuple[Literal["give", "ask"], ...]
    exchange_since: date | None
