"""Find the people with whom an event is a meeting, or why it is not a meeting."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from clientlog.interchange.ical.values import Attendee, Event
from clientlog.vocabulary import AUDIENCE

_NO_PERSON = frozenset({"ROOM", "RESOURCE", "GROUP"})
_NOT_THERE = frozenset({"DECLINED", "DELEGATED"})

# What calendars give their rooms, shared calendars and mailing lists, and programs that invite.
_NO_PERSON_DOMAIN = re.compile(
    r"@(?:(?:group|resource)\.calendar\.google\.com|(?:lists?|groups?|googlegroups)\.[^@]*)\Z"
)
_NO_PERSON_MAILBOX = re.compile(
    r"(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|calendar-notification|mailer-daemon|postmaster"
    r"|all|everyone|everybody|staff|team)(?:\+[^@]*)?@"
)


@dataclass(frozen=True, slots=True)
class Attendance:
    """The people other than the user; if there are none, `reason` says why."""

    people: tuple[Attendee, ...] = ()
    reason: str = ""

    @property
    def is_meeting(self) -> bool:
        """Whether the event is a meeting with somebody."""
        return bool(self.people)

    @property
    def is_audience(self) -> bool:
        """Whether there are too many to count as meeting each of them."""
        return len(self.people) > AUDIENCE


def read_attendance(event: Event, me: Collection[str] = ()) -> Attendance:
    """Return whom an event is a meeting with.

    Args:
        event: The event, cancelled or not.
        me: The addresses that are one's own, in any case.
    """
    mine = {address.casefold() for address in me}
    if event.is_all_day:
        return Attendance(reason="all day")
    if any(_is(who, mine) and who.participation == "DECLINED" for who in event.attendees):
        return Attendance(reason="declined by you")
    others = [who for who in _invited(event) if not _is(who, mine)]
    people = tuple(who for who in others if is_person(who) and _comes(who))
    return Attendance(people, "" if people else _reason(event, others))


def _reason(event: Event, others: Collection[Attendee]) -> str:
    """Return why an event without people is not a meeting."""
    if any(map(is_person, others)):
        return "nobody else comes"
    if others:
        return "nobody but you, rooms and lists"
    return "time shown as free" if event.is_transparent else "nobody but you"


def is_person(attendee: Attendee) -> bool:
    """Return whether an attendee is a person rather than a room, a list or a program."""
    address = attendee.address.casefold()
    return (
        attendee.kind not in _NO_PERSON
        and not _NO_PERSON_DOMAIN.search(address)
        and not _NO_PERSON_MAILBOX.match(address)
    )


def _invited(event: Event) -> list[Attendee]:
    """Return each attendee once, with an organizer who is not among them."""
    invited: dict[str, Attendee] = {}
    for attendee in event.attendees:
        invited.setdefault(_identity(attendee), attendee)
    # Without attendees an organizer is whoever keeps the calendar.
    if event.organizer is not None and invited:
        organizer = replace(event.organizer, participation="ACCEPTED")
        invited.setdefault(_identity(organizer), organizer)
    return list(invited.values())


def _identity(attendee: Attendee) -> str:
    return (attendee.address or attendee.name).casefold()


def _is(attendee: Attendee, addresses: Collection[str]) -> bool:
    return attendee.address.casefold() in addresses


def _comes(attendee: Attendee) -> bool:
    return attendee.participation not in _NOT_THERE and attendee.role != "NON-PARTICIPANT"
