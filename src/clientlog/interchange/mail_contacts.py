"""Find mail that is a contact: from me or to me, at most one a day for each person."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from clientlog.interchange.mail import MailHeader
from clientlog.interchange.problems import Problem
from clientlog.vocabulary import AUDIENCE


@dataclass(frozen=True, slots=True)
class MailContact:
    """The first mail of a day between an address and me, in either direction."""

    address: str
    """In lower case."""
    day: date
    at: datetime
    message_id: str
    source: str
    subject: str | None = None


@dataclass(slots=True)
class MailContacts:
    """The contacts among some mail, and how many messages were left out for which reason."""

    contacts: list[MailContact] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def find_contacts(
    headers: Iterable[MailHeader | Problem], me: Collection[str], zone: tzinfo
) -> MailContacts:
    """Find the contacts, one for each address and day of `zone`, in the order they were sent.

    Only these are kept in memory, of however much mail.
    """
    own = frozenset(address.lower() for address in me)
    result = MailContacts()
    first: dict[tuple[str, date], MailContact] = {}
    for header in headers:
        if isinstance(header, Problem):
            result.problems.append(header)
            continue
        if reason := skip_reason(header, own):
            result.skipped[reason] += 1
            continue
        day = header.sent_at.astimezone(zone).date()
        for address in _others(header, own):
            known = first.get((address, day))
            if known is None or header.sent_at < known.at:
                first[address, day] = MailContact(
                    address, day, header.sent_at, header.message_id, header.source, header.subject
                )
    result.contacts = sorted(first.values(), key=lambda contact: (contact.at, contact.address))
    return result


def skip_reason(header: MailHeader, me: Collection[str]) -> str | None:
    """Return why a message is not a contact; None if it may be one."""
    if header.is_bulk:
        return "from a mailing list or a program"
    if len(header.recipients) > AUDIENCE:
        return f"to more than {AUDIENCE} people"
    if header.sender not in me and not set(header.recipients) & set(me):
        return "neither from me nor to me"
    return None


def _others(header: MailHeader, me: Collection[str]) -> Iterator[str]:
    """Yield whom I wrote to, or who wrote to me."""
    if header.sender in me:
        yield from (address for address in header.recipients if address not in me)
    else:
        yield header.sender
