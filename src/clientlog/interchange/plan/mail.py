"""Plan what mail changes in the journal."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from clientlog.clock import Clock
from clientlog.dates import format_day
from clientlog.interchange.mail_contacts import MailContact, MailContacts
from clientlog.interchange.plan.people import Directory
from clientlog.interchange.plan.values import NewTouch, Plan

STRANGERS = "nobody in it is a client"


@dataclass(slots=True)
class MailPlanner:
    """Compares contacts by mail with the touches that are known."""

    plan: Plan
    directory: Directory
    clock: Clock
    days: set[tuple[int, date]]
    """On which local days there was contact by mail already, and with whom."""
    keys: Collection[str]
    """The keys of mail that was imported before, even if the touch was removed since."""
    with_subjects: bool

    def add_all(self, mail: MailContacts) -> None:
        """Add a touch for each client and day without one."""
        self.plan.problems += mail.problems
        self.plan.uncounted.update(mail.skipped)
        for contact in mail.contacts:
            self._add(contact)

    def _add(self, contact: MailContact) -> None:
        person = self.directory.with_email(contact.address)
        if person is None or person.id is None:
            self.plan.uncounted[STRANGERS] += 1
            return
        key = contact.message_id or f"{contact.at.isoformat()} {contact.address}"
        key = f"{key} {contact.address}"
        if (person.id, contact.day) in self.days or key in self.keys:
            self.plan.unchanged += 1
            return
        if contact.at > self.clock.now:
            self.plan.skip(f"mail with {person.label}", contact.source, "its date is still to come")
            return
        self.days.add((person.id, contact.day))
        text = (contact.subject or "").strip() or None if self.with_subjects else None
        what = f"mail with {person.label}, {format_day(contact.day, self.clock.today)}"
        touch = NewTouch(key=key, person=person, at=contact.at, text=text)
        self.plan.do("create", what, contact.source, touch)
