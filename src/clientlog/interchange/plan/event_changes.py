"""Find the differences between an event and its meeting."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Literal

from clientlog.clock import Clock
from clientlog.dates import format_moment_text
from clientlog.interchange.ical.values import Attendee, Event
from clientlog.interchange.plan.cards import clean_line
from clientlog.interchange.plan.meetings import KnownMeeting
from clientlog.interchange.plan.people import Person
from clientlog.text import counted

DEFAULT_LENGTH = timedelta(hours=1)

LONGEST = timedelta(days=31)
"""An event that lasts longer is not a meeting: its end is taken for a mistake."""


@dataclass(slots=True)
class Changes:
    """What a meeting gets, and why; None leaves it as it is."""

    reasons: list[str] = field(default_factory=list)
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    title: str | None = None
    place: str | None = None
    state: Literal["planned"] | None = None
    coming: tuple[Person, ...] = ()
    leaving: tuple[Person, ...] = ()


def compare(
    event: Event,
    meeting: KnownMeeting,
    people: tuple[Person, ...],
    find: Callable[[Attendee], Person | None],
    clock: Clock,
) -> Changes:
    """Return the changes that make a planned meeting equal its event; none if it is over."""
    changes = Changes()
    if meeting.state == "cancelled" and end_of(event) > clock.now:
        changes.state = "planned"
        changes.reasons.append("it takes place after all")
    elif meeting.state != "planned":
        return changes
    starts_at, ends_at = start_of(event), end_of(event)
    if starts_at != meeting.starts_at:
        then = format_moment_text(clock.local(meeting.starts_at), clock.today)
        changes.reasons.append(f"moved from {then}")
    elif ends_at != meeting.ends_at:
        minutes = int((ends_at - starts_at).total_seconds() / 60)
        changes.reasons.append(f"lasts {counted(minutes, 'minute')}")
    if (starts_at, ends_at) != (meeting.starts_at, meeting.ends_at):
        changes.starts_at, changes.ends_at = starts_at, ends_at
    _compare_words(event, meeting, changes)
    changes.coming = tuple(person for person in people if person.id not in meeting.clients)
    if changes.coming:
        changes.reasons.append(f"with {labels(changes.coming)}")
    # Whoever was added by hand stays.
    invited = dict.fromkeys(person for who in event.attendees if (person := find(who)))
    changes.leaving = tuple(
        person for person in invited if person not in people and person.id in meeting.clients
    )
    if changes.leaving:
        changes.reasons.append(f"without {labels(changes.leaving)}")
    return changes


def _compare_words(event: Event, meeting: KnownMeeting, changes: Changes) -> None:
    title, place = clean_line(event.summary), clean_line(event.location)
    if title and title != meeting.title:
        changes.title = title
        changes.reasons.append(f"title was {meeting.title}" if meeting.title else "has a title")
    if place and place != meeting.place:
        changes.place = place
        changes.reasons.append(f"place is {place}")


def digest_of(event: Event, find: Callable[[Attendee], Person | None]) -> str:
    """Return a digest of all that a meeting takes from an event, and of who is a client."""
    known = [who.address or who.name for who in event.attendees if find(who)]
    comes = [f"{who.address} {who.participation} {who.role}" for who in event.attendees]
    parts = [event.summary, event.location, event.status, *known, "", *comes]
    if not event.is_all_day:
        parts += [start_of(event).isoformat(), end_of(event).isoformat()]
    content = "\n".join(parts).encode("utf-8", "replace")
    return blake2b(content, digest_size=12).hexdigest()


def start_of(event: Event) -> datetime:
    """Return when a meeting begins, to the second; whole days are no meetings."""
    assert isinstance(event.starts_at, datetime)
    return event.starts_at.astimezone(UTC).replace(microsecond=0)


def end_of(event: Event) -> datetime:
    """Return when a meeting ends: after an hour where the calendar does not say."""
    start = start_of(event)
    if not isinstance(event.ends_at, datetime):
        return start + DEFAULT_LENGTH
    end = event.ends_at.astimezone(UTC).replace(microsecond=0)
    return end if start < end <= start + LONGEST else start + DEFAULT_LENGTH


def labels(people: Iterable[Person]) -> str:
    """Return how the people are called, with commas."""
    return ", ".join(person.label for person in people)
