"""The meetings of a journal, found by what sources call them, and by when and with whom."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from clientlog.interchange.ical.version import Version, split_version
from clientlog.interchange.plan.people import Person

NEAR = timedelta(hours=1)
"""Two meetings with one person that begin less than this apart are the same meeting."""


@dataclass(eq=False, slots=True, kw_only=True)
class KnownMeeting:
    """A meeting that is in the journal."""

    id: int
    starts_at: datetime
    ends_at: datetime
    state: str
    title: str | None = None
    place: str | None = None
    clients: Collection[int] = ()


@dataclass(frozen=True, slots=True)
class MeetingKey:
    """What became of an event that was taken in before."""

    meeting: KnownMeeting | None
    """None if the meeting was removed since."""
    digest: str
    """That of the event as it was then."""
    version: Version | None = None
    """The version of the event then; None where it is not known."""


class Meetings:
    """Every meeting of the journal."""

    def __init__(self, meetings: Iterable[KnownMeeting], keys: dict[str, MeetingKey]) -> None:
        """Index the meetings; `keys` is what sources call them."""
        self.keys = keys
        self._keyed = {key.meeting for key in keys.values() if key.meeting}
        self._hours: dict[int, list[KnownMeeting]] = {}
        for meeting in meetings:
            self._hours.setdefault(_hour(meeting.starts_at), []).append(meeting)

    def planned_with(self, starts_at: datetime, people: Collection[Person]) -> KnownMeeting | None:
        """Return the meeting that was entered by hand for that hour with one of the people."""
        free = (m for m in self.near(starts_at, people) if m not in self._keyed)
        return next(free, None)

    def near(self, starts_at: datetime, people: Collection[Person]) -> list[KnownMeeting]:
        """Return the meetings at that hour with one of the people, the nearest first."""
        meetings = self.between(starts_at - NEAR, starts_at + NEAR, people)
        near = [meeting for meeting in meetings if abs(meeting.starts_at - starts_at) < NEAR]
        return sorted(near, key=lambda meeting: abs(meeting.starts_at - starts_at))

    def between(
        self, since: datetime, until: datetime, people: Collection[Person]
    ) -> list[KnownMeeting]:
        """Return what was planned or held from one moment to another with one of the people."""
        ids = {person.id for person in people if person.id is not None}
        return [
            meeting
            for hour in range(_hour(since), _hour(until) + 1)
            for meeting in self._hours.get(hour, ())
            if since <= meeting.starts_at < until
            and meeting.state in {"planned", "held"}
            and not ids.isdisjoint(meeting.clients)
        ]

    def remember(self, key: str, meeting: KnownMeeting, digest: str) -> None:
        """Record that a source refers to a meeting by a key."""
        self.keys[key] = MeetingKey(meeting, *split_version(digest))
        self._keyed.add(meeting)


def _hour(moment: datetime) -> int:
    return int(moment.timestamp() // 3600)
