"""Events and tasks of a calendar, as plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

EventStatus = Literal["confirmed", "tentative", "cancelled"]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody or something that is invited, or the organizer."""

    address: str
    """As written, without `mailto:`; empty where the calendar has only a name."""
    name: str = ""
    role: str = "REQ-PARTICIPANT"
    participation: str = "NEEDS-ACTION"
    """PARTSTAT: ACCEPTED, DECLINED, TENTATIVE, DELEGATED and others."""
    kind: str = "INDIVIDUAL"
    """CUTYPE: also GROUP, RESOURCE, ROOM and UNKNOWN."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event, or one occurrence of an event that repeats."""

    source: str
    """The file and the line, for messages; empty in an event to be written."""
    uid: str
    """From the calendar, or made from the content; occurrences of one event share it."""
    starts_at: datetime | date
    """With an offset; a date for a whole day."""
    ends_at: datetime | date | None
    """None where the calendar does not say; for whole days the day after the last."""
    summary: str = ""
    recurrence_id: str = ""
    """When this occurrence was originally due, as `20261124T090000Z`; empty for a single event."""
    location: str = ""
    organizer: Attendee | None = None
    attendees: tuple[Attendee, ...] = ()
    status: EventStatus = "confirmed"
    is_transparent: bool = False
    """Whether the time is shown as free."""
    sequence: int = 0
    modified_at: datetime | None = None
    stamped_at: datetime | None = None
    """DTSTAMP: when this version was made, or when the calendar was written."""
    is_override: bool = False
    """Whether it stands for one occurrence of a series, and says nothing of the others."""

    @property
    def key(self) -> str:
        """The key that stays the same when the event is changed in its calendar."""
        return f"{self.uid}/{self.recurrence_id}" if self.recurrence_id else self.uid

    @property
    def is_all_day(self) -> bool:
        """Whether the event is about whole days."""
        return not isinstance(self.starts_at, datetime)


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done by a day, for a program that keeps tasks."""

    uid: str
    summary: str
    modified_at: datetime
    due: date | None = None
    description: str = ""
    categories: tuple[str, ...] = ()
    is_must: bool = False
    completed_at: datetime | None = None
    is_cancelled: bool = False
