"""Find which attendees of an event are clients, or become clients."""

from dataclasses import dataclass

from clientlog.interchange.ical.attendance import read_attendance
from clientlog.interchange.ical.values import Attendee, Event
from clientlog.interchange.plan.cards import clean_line
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.values import NewClient, Plan


@dataclass(frozen=True, slots=True)
class AttendeeFinder:
    """Finds the clients among attendees, and creates unknown ones if requested."""

    plan: Plan
    directory: Directory
    me: frozenset[str]
    create: bool

    def people(self, event: Event) -> tuple[Person, ...]:
        """Return the attendees who come and are clients, or become clients here."""
        people = []
        for attendee in read_attendance(event, self.me).people:
            person = self.find(attendee)
            if person is None and self.create:
                person = self._enter(attendee, event)
            if person is not None:
                people.append(person)
        return tuple(dict.fromkeys(people))

    def unknown(self, event: Event) -> list[Attendee]:
        """Return the attendees who come and are no clients."""
        return [who for who in read_attendance(event, self.me).people if self.find(who) is None]

    def find(self, attendee: Attendee) -> Person | None:
        """Return the client an attendee is: by address, or by a name that only one has.

        Beside an address, a name is enough only where the client is known to have none.
        """
        if attendee.address and (person := self.directory.with_email(attendee.address)):
            return person
        if "@" in attendee.name or not attendee.name:
            return None
        namesakes = self.directory.with_name(attendee.name)
        if len(namesakes) == 1 and not (attendee.address and namesakes[0].emails):
            return namesakes[0]
        return None

    def _enter(self, attendee: Attendee, event: Event) -> Person | None:
        """Make an unknown attendee a client."""
        address = clean_line(attendee.address)
        name = clean_line(attendee.name)
        if not name or "@" in name:
            name = clean_line((address or name).partition("@")[0])
        if not name:
            return None
        person = Person(name=name, emails=[address] if "@" in address else [])
        namesakes = self.directory.with_name(name)
        if namesakes and not person.emails:
            return None
        lookalikes = self.directory.lookalikes(person)
        self.directory.add(person)
        reason = f"attends {clean_line(event.summary) or 'a meeting'}"
        self.plan.enter(NewClient(person=person), event.source, lookalikes, reason)
        return person
