"""What an address card holds that clientlog can use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """One person, organization or group of an address book."""

    source: str
    """The file and the line, for messages; empty in a card to be written."""
    name: str
    """Never empty: the full name, else the parts of it, the organization or the mailbox."""
    emails: tuple[str, ...] = ()
    """As written, the preferred one first."""
    phones: tuple[str, ...] = ()
    organization: str = ""
    role: str = ""
    tags: tuple[str, ...] = ()
    uid: str = ""
    kind: str = "individual"
    """Also `org`, `group` or `location`."""
