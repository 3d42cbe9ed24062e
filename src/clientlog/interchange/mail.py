"""The header of a mail message: who wrote to whom and when, and whether a program did.

Nothing else of a message is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import getaddresses, parsedate_to_datetime

from clientlog.interchange.problems import Problem

HEADER_LIMIT = 65_536
"""The longest header that is looked at, in bytes; the rest of it is cut off."""

ADDRESS_LIMIT = 16_384
"""The longest list of addresses that is looked at, in characters; it holds hundreds."""

YEARS = range(1970, 2201)
"""The years in which mail may have been sent."""

_FIELD = re.compile(
    rb"^(from|to|cc|date|message-id|list-id|auto-submitted|precedence|subject)[ \t]*:"
    rb"(.*(?:\n[ \t].*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_ROBOT = re.compile(r"(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster|bounces?)\b")


@dataclass(frozen=True, slots=True)
class MailHeader:
    """Who wrote to whom and when; addresses are in lower case."""

    source: str
    sender: str
    recipients: tuple[str, ...]
    """The addresses of To and Cc, each once."""
    sent_at: datetime
    """Always with an offset."""
    message_id: str
    """Empty where the message has none."""
    is_bulk: bool
    """Whether a mailing list or a program sent it."""
    subject: str | None = None
    """None unless subjects were asked for."""


def read_header(header: bytes, source: str, *, with_subject: bool = False) -> MailHeader | Problem:
    """Read the bytes of a header; a Problem where it has no sender or no usable date."""
    fields: dict[str, list[str]] = {}
    for name, value in _FIELD.findall(header[:HEADER_LIMIT]):
        text = value.decode("utf-8", "replace").replace("\r", "").replace("\n", "").strip()
        fields.setdefault(name.decode().lower(), []).append(text)
    sender = next(iter(_addresses(fields.get("from", []))), None)
    if sender is None:
        return Problem(source, "has no sender (From)")
    sent_at = _read_date(fields.get("date", [""])[0])
    if sent_at is None:
        return Problem(source, "has no date that can be read (Date)")
    recipients = [*fields.get("to", []), *fields.get("cc", [])]
    return MailHeader(
        source,
        sender,
        tuple(_addresses(recipients)),
        sent_at,
        fields.get("message-id", [""])[0][:1000],
        _is_bulk(fields, sender),
        _decode_words(fields.get("subject", [""])[0]) if with_subject else None,
    )


def _addresses(values: list[str]) -> dict[str, None]:
    """Return the addresses of some fields in order, each once."""
    try:
        pairs = getaddresses([value[:ADDRESS_LIMIT] for value in values])
    except (ValueError, IndexError, RecursionError):
        return {}
    return {
        address.lower(): None
        for _, address in pairs
        if "@" in address[1:-1] and len(address) <= 254 and address.isprintable()
    }


def _read_date(text: str) -> datetime | None:
    try:
        sent_at = parsedate_to_datetime(text[:200])
        # `-0000` says that the zone is not known; the time is UTC (RFC 5322, section 3.3).
        sent_at = sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)
        return sent_at if sent_at.astimezone(UTC).year in YEARS else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _is_bulk(fields: Mapping[str, list[str]], sender: str) -> bool:
    automatic = fields.get("auto-submitted", ["no"])[0].lower()
    precedence = fields.get("precedence", [""])[0].lower()
    return (
        "list-id" in fields
        or not automatic.startswith("no")
        or precedence in {"bulk", "list", "junk", "auto_reply"}
        or _ROBOT.match(sender) is not None
    )


def _decode_words(text: str) -> str:
    try:
        decoded = str(make_header(decode_header(text[:2000])))
    except (ValueError, LookupError, MessageError):
        decoded = text
    return " ".join(decoded.encode("utf-8", "replace").decode().replace("\x00", "").split())
