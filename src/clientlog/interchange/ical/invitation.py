"""Calendars inside a mail message, as a mail program pipes an invitation."""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

SIZE_LIMIT = 10_000_000
"""The largest message that is looked through, in bytes."""

_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z-]{1,40}:[ \t])")


def open_calendars(stream: io.BufferedReader) -> Iterator[BinaryIO]:
    """Yield the calendars of a message, or the stream itself where it is no message."""
    start = stream.peek().lstrip()
    if not _HEADER.match(start) or start[:6].upper() == b"BEGIN:":
        yield stream
        return
    from email import message_from_bytes
    from email.policy import default

    message = message_from_bytes(stream.read(SIZE_LIMIT), policy=default)
    seen = set()
    for part in message.walk():
        name = (part.get_filename() or "").lower()
        if part.get_content_type() == "text/calendar" or name.endswith(".ics"):
            content = part.get_payload(decode=True)
            # The same invitation is often there twice, as a part and as an attached file.
            if isinstance(content, bytes) and (words := tuple(content.split())) not in seen:
                seen.add(words)
                yield io.BytesIO(content)
