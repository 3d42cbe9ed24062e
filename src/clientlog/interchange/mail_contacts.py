"""Which mail is a contact with a client: sent by me to a client, or by a client to me."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Generic, Literal, TypeVar

from clientlog.interchange.mail import MailHeader

ClientT = TypeVar("ClientT")

AUDIENCE = 8
"""A message to more people than this is an announcement, no contact with any of them."""


@dataclass(frozen=True, slots=True)
class MailContact(Generic[ClientT]):
    """The first mail of a day in one direction between one client and me."""

    client: ClientT
    direction: Literal["sent", "received"]
    day: date
    header: MailHeader

    @property
    def at(self) -> datetime:
        """When the message was sent."""
        return self.header.sent_at


@dataclass(slots=True)
class MailContacts(Generic[ClientT]):
    """The contacts among some mail, and how many messages were left out for which reason."""

    contacts: list[MailContact[ClientT]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


def find_contacts(
    headers: Iterable[MailHeader],
    clients: Mapping[str, ClientT],
    me: Collection[str],
    zone: tzinfo,
) -> MailContacts[ClientT]:
    """Find the contacts, one for each client, day and direction, in the order they were sent.

    `clients` maps addresses in lower case to whatever stands for a client; several may lead
    to the same. Days are those of `zone`.
    """
    own = frozenset(address.lower() for address in me)
    result = MailContacts[ClientT]()
    first: dict[tuple[ClientT, str, date], MailContact[ClientT]] = {}
    for header in headers:
        reason = skip_reason(header, own)
        pairs = [] if reason else list(_pairs(header, clients, own))
        if not pairs:
            result.skipped[reason or "nobody in it is a client"] += 1
        for client, direction in pairs:
            day = header.sent_at.astimezone(zone).date()
            contact = MailContact(client, direction, day, header)
            key = (client, direction, day)
            if key not in first or contact.at < first[key].at:
                first[key] = contact
    result.contacts = sorted(first.values(), key=lambda contact: contact.at)
    return result


def skip_reason(header: MailHeader, me: Collection[str]) -> str | None:
    """Return why a message is a contact with nobody; None where it may be one."""
    if header.is_bulk:
        return "from a mailing list or a program"
    if len(header.recipients) > AUDIENCE:
        return f"to more than {AUDIENCE} people"
    if header.sender not in me and not set(header.recipients) & set(me):
        return "neither from me nor to me"
    return None


def _pairs(
    header: MailHeader, clients: Mapping[str, ClientT], me: Collection[str]
) -> Iterator[tuple[ClientT, Literal["sent", "received"]]]:
    if header.sender in me:
        for address in header.recipients:
            if address in clients and address not in me:
                yield clients[address], "sent"
    elif header.sender in clients:
        yield clients[header.sender], "received"
