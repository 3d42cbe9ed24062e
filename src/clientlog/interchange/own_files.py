"""Tell files that an export wrote from other files."""

import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from clientlog.interchange.csv_records import write_commitments, write_people
from clientlog.interchange.ical.writer import PRODUCT

PAGE_MARK = "<!-- Written by clientlog export, which writes it anew. -->"

_LOOKED_AT = 4096


def is_own(path: Path, format_: str) -> bool:
    """Return whether a plain file was written by an export in that format, or is empty."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return False
        with path.open("rb") as file:
            start = file.read(_LOOKED_AT)
    except OSError:
        return False
    return not start or _MARKS[format_](start)


def _is_own_table(start: bytes) -> bool:
    header = start.partition(b"\r\n")[0].decode("utf-8", "replace")
    return header in {
        *_HEADERS,
        *(write([]).strip() for write in (write_people, write_commitments)),
    }


MEETING_HEADER = ("ref", "start", "end", "state", "title", "place", "clients", "summary")
TOUCH_HEADER = ("ref", "at", "client", "channel", "by", "text")
_HEADERS = (",".join(MEETING_HEADER), ",".join(TOUCH_HEADER))

_MARKS: Mapping[str, Callable[[bytes], bool]] = MappingProxyType(
    {
        "json": lambda start: start.startswith(b'{"version": 1, "format": "clientlog"'),
        "ical": lambda start: f"PRODID:{PRODUCT}".encode() in start,
        "vcard": lambda start: f"PRODID:{PRODUCT}".encode() in start,
        "csv": _is_own_table,
        "md": lambda start: PAGE_MARK.encode() in start,
    }
)
