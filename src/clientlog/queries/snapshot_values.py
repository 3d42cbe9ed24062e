"""What the rules see of a journal: a snapshot, with relationships and organizations."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple

from clientlog.clock import Clock
from clientlog.queries.values import Absence, Client, Commitment, Conflict, Meeting, Note, Topic
from clientlog.workdays import WorkCalendar


class Organization(NamedTuple):
    """An organization, as the rules see it."""

    name: str
    clients: tuple[Client, ...] = ()
    ends_on: date | None = None
    """The day the engagement ends."""

    @property
    def key(self) -> str:
        """Return how a flag names this organization."""
        return f"org/{self.name}"


class Relationship(NamedTuple):
    """What the rules need to know about a client besides the client's own record."""

    client: Client
    first_contact: datetime | None = None
    last_contact: datetime | None = None
    last_met: datetime | None = None
    """The start of the last held meeting."""
    last_conversation: datetime | None = None
    """The last held meeting, or touch by the user rather than by a team member."""
    in_routine: bool = False
    """Whether the client belongs to a routine series that goes on."""
    held_days: tuple[date, ...] = ()
    """Local days of the meetings held in the last 365 days, oldest first."""
    contact_days: tuple[date, ...] = ()
    """Local days of the latest contacts (some weeks), oldest first."""
    planned: tuple[datetime, ...] = ()
    """Starts of the planned meetings that are still ahead, soonest first."""
    last_feedback_in: date | None = None
    """The last day feedback was received or asked for."""
    last_feedback_out: date | None = None
    """The last day feedback was given to them."""
    last_recognition: date | None = None
    last_goal: date | None = None
    """The last day a goal was recorded or confirmed."""
    last_kept: tuple[str, date] | None = None
    """Text and day of the last promise to them that was kept and does not recur."""
    last_finished: date | None = None
    """The last day any commitment of yours to them was finished."""
    exchange: tuple[Literal["give", "ask"], ...] = ()
    """The last five gives and asks, newest last; empty if one of them was a give."""
    exchange_since: date | None = None
    """The day of the newest of these."""


class Snoozed(NamedTuple):
    """A snooze, present or past, and the flag it was for."""

    until: date
    since: date | None = None
    """The flag's `since` when it was snoozed; None stands for any."""
    times: int = 1

    def silences(self, since: date, today: date) -> bool:
        """Return whether a flag that has stood since this day is silent today."""
        return today < self.until and self.since in {None, since}


class Snapshot(NamedTuple):
    """Everything unsettled in the journal at one moment, which is all that a rule may look at.

    `commitments` holds the open ones and those settled ones whose change the client
    has not been told of. Of archived clients it holds what the user owes them, nothing else.
    """

    clock: Clock
    relationships: tuple[Relationship, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    """Planned ones, held ones without a summary, and held ones with open action items."""
    tried: tuple[Commitment, ...] = ()
    """Steps that clients were to try until a day of the last month, open, kept or done."""
    topics: tuple[Topic, ...] = ()
    notes: tuple[Note, ...] = ()
    """Needs, feedback, news, goals and offers that are not settled."""
    conflicts: tuple[Conflict, ...] = ()
    """Those open or agreed, and those settled with no contact since."""
    organizations: tuple[Organization, ...] = ()
    absences: tuple[Absence, ...] = ()
    """Of the user and of clients, ended ones of the last year included."""
    calendar: WorkCalendar = WorkCalendar()
    settings: Mapping[str, object] = MappingProxyType({})
