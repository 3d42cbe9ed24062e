"""The values that queries return: frozen, for rules, pages and lists.

Moments are aware datetimes in UTC, days are dates in the user's zone. These are named tuples
because a frozen dataclass takes five times as long to build, and every look loads them all.
"""

from datetime import date, datetime
from typing import Literal, NamedTuple

Direction = Literal["up", "down", "sideways", "outside"]
CommitmentKind = Literal["action", "promise"]


class Client(NamedTuple):
    """One person you work with, as lists and rules see them."""

    id: int
    handle: str
    name: str
    direction: Direction = "outside"
    organization: str | None = None
    role: str | None = None
    stake: str | None = None
    stage: str | None = None
    aim: str | None = None
    cadence_days: int | None = None
    channel: str | None = None
    vision: str | None = None
    their_vision: str | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    archived: bool = False
    away_until: date | None = None
    by_hand: bool = True
    entered_at: datetime | None = None
    last_contact: datetime | None = None
    away_from: date | None = None
    """The first day of the absence that ends on `away_until`."""

    @property
    def key(self) -> str:
        """Return how a flag names this client."""
        return self.handle

    @property
    def internal(self) -> bool:
        """Whether the client is of your own organization."""
        return self.direction != "outside"


class Absence(NamedTuple):
    """Days on which a client, or the user, is away."""

    client_id: int | None
    """None for the user."""
    from_day: date
    until_day: date
    """The first day back."""

    def covers(self, day: date) -> bool:
        """Return whether they are away on this day."""
        return self.from_day <= day < self.until_day


class Amendment(NamedTuple):
    """A change of a commitment: its date was moved, or it was broken, released or passed on."""

    kind: Literal["renegotiated", "broken", "released", "delegated"]
    at: datetime
    from_due: date | None = None
    to_due: date | None = None
    why: str | None = None
    told_at: datetime | None = None


class Commitment(NamedTuple):
    """An action item or a promise, whoever owes it."""

    kind: CommitmentKind
    number: int
    text: str
    client: Client
    recorded_at: datetime
    theirs: bool = False
    owner: str | None = None
    """Who does it, if it was passed on."""
    delegate: str | None = None
    """The owner's handle, if the owner is a client."""
    due: date | None = None
    due_set_at: datetime | None = None
    state: str = "open"
    priority: Literal["must", "good"] = "good"
    every: str | None = None
    need: int | None = None
    meeting: int | None = None
    settled_on: date | None = None
    try_until: date | None = None
    is_update: bool = False
    """Whether it is a recurring update, which a status that is sent settles."""
    """The day until which a small step is tried."""
    amendments: tuple[Amendment, ...] = ()
    chases: tuple[datetime, ...] = ()
    """When the client was asked for it, oldest first."""

    @property
    def ref(self) -> str:
        """Return the REF: `a41`, `p42`."""
        return f"{self.kind[0]}{self.number}"

    @property
    def key(self) -> str:
        """Return how a flag names this commitment."""
        return self.ref

    @property
    def by(self) -> str:
        """Return who owes it: `me` or the client's handle."""
        return self.client.handle if self.theirs else "me"

    @property
    def renegotiations(self) -> tuple[Amendment, ...]:
        """Return every time its due date was moved, oldest first."""
        return tuple(amendment for amendment in self.amendments if amendment.kind == "renegotiated")

    @property
    def kept_on_time(self) -> bool:
        """Whether it was finished by the last agreed date (an undated one always is)."""
        return self.settled_on is not None and (self.due is None or self.settled_on <= self.due)


class Meeting(NamedTuple):
    """A conversation with a time and attendees."""

    number: int
    starts_at: datetime
    ends_at: datetime
    ends_set_at: datetime
    title: str | None = None
    state: Literal["planned", "held", "cancelled", "no-show"] = "planned"
    clients: tuple[Client, ...] = ()
    summary: str | None = None
    nothing_to_note: bool = False
    review: bool = False
    place: str | None = None
    channel: str | None = None
    every: str | None = None
    confirmed_at: datetime | None = None
    recorded_at: datetime | None = None
    routine: bool = False
    """Whether it passes by itself, with no agenda and no summary."""
    standing: str | None = None
    moves: int = 0
    """How often its start was moved."""
    topics: int = 0
    """How many open topics were raised for this very meeting."""
    open_actions: int = 0

    @property
    def ref(self) -> str:
        """Return the REF: `m15`."""
        return f"m{self.number}"

    @property
    def key(self) -> str:
        """Return how a flag names this meeting."""
        return self.ref


class Topic(NamedTuple):
    """Something to raise with a client."""

    number: int
    text: str
    client: Client
    raised_at: datetime
    ask: bool = False
    why: str | None = None
    state: str = "open"
    meeting: int | None = None
    settled_on: date | None = None
    meetings_since: int = 0
    """Held meetings of half an hour or more with the client since it was raised."""

    @property
    def ref(self) -> str:
        """Return the REF: `t9`."""
        return f"t{self.number}"

    @property
    def key(self) -> str:
        """Return how a flag names this topic."""
        return self.ref


class Note(NamedTuple):
    """A dated line about a client, of a kind."""

    number: int
    kind: str
    text: str
    client: Client
    recorded_at: datetime
    state: str | None = None
    tone: Literal["good", "bad"] | None = None
    priority: Literal["must", "good"] | None = None
    meeting: int | None = None
    confirmed_at: datetime | None = None
    told_at: datetime | None = None
    settled_on: date | None = None
    on_day: date | None = None
    """The day a personal note is about."""
    because: int | None = None
    """The note this one follows from."""
    served: bool = False
    """Whether an open, kept or done commitment serves this need."""
    served_open: bool = False
    """Whether an open commitment serves this need."""
    last_served_on: date | None = None
    """The last day a commitment that serves this need was kept or done."""

    @property
    def ref(self) -> str:
        """Return the REF: `n7`."""
        return f"n{self.number}"

    @property
    def key(self) -> str:
        """Return how a flag names this note."""
        return self.ref

    @property
    def received_at(self) -> datetime:
        """Return when feedback came, which is later than its record if it was asked for."""
        return self.told_at or self.recorded_at


class Touch(NamedTuple):
    """A contact that was not a meeting."""

    number: int
    client: Client
    at: datetime
    text: str | None = None
    channel: str | None = None
    by: str | None = None
    source: Literal["hand", "mail"] = "hand"

    @property
    def ref(self) -> str:
        """Return the REF: `k8`."""
        return f"k{self.number}"


class Conflict(NamedTuple):
    """A disagreement that needs work, and the step it has reached."""

    number: int
    text: str
    client: Client
    opened_at: datetime
    state: Literal["open", "agreed", "settled"] = "open"
    step: str | None = None
    last_step_at: datetime | None = None
    agreement: str | None = None
    agreed_at: datetime | None = None
    check_on: date | None = None
    settled_at: datetime | None = None

    @property
    def ref(self) -> str:
        """Return the REF: `c3`."""
        return f"c{self.number}"

    @property
    def key(self) -> str:
        """Return how a flag names this conflict."""
        return self.ref
