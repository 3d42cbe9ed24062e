"""What the rules see of a journal: a snapshot, with relationships and organizations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Literal, NamedTuple

from clientlog.clock import Clock
from clientlog.queries.values import Absence, Client, Commitment, Conflict, Meeting, Note, Topic
from clientlog.workdays import MONDAY_TO_FRIDAY, WorkCalendar


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
    """What the rules need to know about a client besides the client's own record.

    A fact that is only asked about some clients is only read of those.
    """

    client: Client
    entered_on: date | None = None
    """The local day on which the client entered the journal."""
    first_contact: datetime | None = None
    """Of clients outside in an organization."""
    last_contact: datetime | None = None
    last_met: datetime | None = None
    """The start of the last held meeting, with those who missed one or have items to confirm."""
    last_conversation: datetime | None = None
    """Of executives, the last held meeting, or touch by the user rather than by a team member."""
    in_routine: bool = False
    """Whether the client belongs to a routine series that goes on."""
    held_days: tuple[date, ...] = ()
    """Local days of the meetings held in the last 365 days, oldest first.

    Only of regular clients, and where a topic or a meeting is open.
    """
    planned: tuple[datetime, ...] = ()
    """Starts of the planned meetings that are still ahead, soonest first."""
    last_feedback_in: date | None = None
    """The last day feedback was received or asked for."""
    last_feedback_out: date | None = None
    """The last day feedback was given to them, of people you lead."""
    last_recognition: date | None = None
    """Of people you lead."""
    last_goal: date | None = None
    """The last day a goal was recorded or confirmed, of leaders and people you lead."""
    last_kept: tuple[str, date] | None = None
    """Of clients outside, text and day of the last kept promise to them that does not recur."""
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


@dataclass(frozen=True)
class Snapshot:
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
    finished_outside: date | None = None
    """The last day a commitment of yours to a client outside was finished, if one inside waits."""
    calendar: WorkCalendar = MONDAY_TO_FRIDAY
    settings: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def by_handle(self) -> dict[str, Relationship]:
        """Return the relationships by the handle of the client."""
        return {known.client.handle: known for known in self.relationships}

    @cached_property
    def away(self) -> frozenset[int | None]:
        """Return the numbers of the clients who are away today, None for the user."""
        today = self.clock.today
        return frozenset(absence.client_id for absence in self.absences if absence.covers(today))
