"""Which of two versions of an event is the later one, as RFC 5546 decides it."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from clientlog.interchange.ical.values import Event

_FORMAT = "%Y%m%dT%H%M%SZ"
_STORED = re.compile(r"([0-9]{1,9}) (?:-|([0-9]{8}T[0-9]{6}Z)) (\S+)")


class Version(NamedTuple):
    """The version of an event: its SEQUENCE, then its DTSTAMP."""

    sequence: int
    stamped_at: datetime | None

    @property
    def order(self) -> tuple[int, datetime]:
        """The key by which versions are sorted."""
        return self.sequence, self.stamped_at or datetime.min.replace(tzinfo=UTC)

    def is_older_than(self, other: "Version") -> bool:
        """Return whether the other version replaced this one; without a DTSTAMP it is not known."""
        if self.sequence != other.sequence:
            return self.sequence < other.sequence
        return bool(self.stamped_at and other.stamped_at and self.stamped_at < other.stamped_at)


UNKNOWN = Version(0, None)


def version_of(event: Event) -> Version:
    """Return the version of an event."""
    stamped_at = event.stamped_at or event.modified_at
    return Version(event.sequence, stamped_at.astimezone(UTC) if stamped_at else None)


def add_version(digest: str, version: Version | None) -> str:
    """Return a digest with the version it is of, as they are stored."""
    if version is None:
        return digest
    stamp = version.stamped_at.strftime(_FORMAT) if version.stamped_at else "-"
    return f"{version.sequence} {stamp} {digest}"


def split_version(stored: str) -> tuple[str, Version | None]:
    """Return the digest and the version of what is stored; journals had no versions once."""
    match = _STORED.fullmatch(stored)
    if match is None:
        return stored, None
    sequence, stamp, digest = match.groups()
    try:
        stamped_at = stamp and datetime.strptime(stamp, _FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return stored, None
    return digest, Version(int(sequence), stamped_at or None)
