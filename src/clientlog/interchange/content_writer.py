"""Content lines of vCard (RFC 6350) and iCalendar (RFC 5545) as they are written.

Lines are folded at 75 octets.
"""

import re
from collections.abc import Iterable, Iterator

_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_OTHER_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")


def escape_text(text: str) -> str:
    """Return a TEXT value: what would end it, or a line of it, is escaped."""
    text = _UNFIT.sub(" ", _OTHER_BREAK.sub("\n", text))
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\n", "\\n")


def quote_parameter(value: str) -> str:
    """Return a parameter value in quotes, without what may not stand in these."""
    value = _UNFIT.sub(" ", _OTHER_BREAK.sub(" ", value)).replace("\n", " ")
    return '"' + value.replace('"', "'") + '"'


def fold_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield each line folded at 75 octets, with its line ends; no character is cut in two."""
    for line in lines:
        if len(line) <= 75 and line.isascii():
            yield line + "\r\n"
        else:
            yield "\r\n ".join(_folds(line)) + "\r\n"


def _folds(line: str) -> Iterator[str]:
    start, size = 0, 0
    for index, character in enumerate(line):
        width = len(character.encode("utf-8", "replace"))
        if size + width > 75:
            yield line[start:index]
            # The blank that begins a folded line counts.
            start, size = index, 1
        size += width
    yield line[start:]
