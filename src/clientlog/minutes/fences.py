"""Find code fences in Markdown; what is between them is text, whatever it looks like.

https://spec.commonmark.org/0.31.2/#fenced-code-blocks
"""

import re
from collections.abc import Iterable

_FENCE = re.compile(
    r"[ \t]*(?:[-*+][ \t]+(?:\([a-z][0-9]{1,15}\)[ \t]+)?)?(?P<mark>`{3,}(?=[^`]*\Z)|~{3,})"
    r"(?P<info>.*)"
)
_CLOSING = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t\r]*")


class Fence:
    """Tells, line by line, what belongs to a code fence."""

    def __init__(self) -> None:
        self.mark = ""
        """What opened the fence that is open now; empty outside of one."""

    def takes(self, line: str) -> bool:
        """Return whether the next line begins a fence, ends one, or is inside one."""
        if self.mark:
            closing = _CLOSING.fullmatch(line)
            if closing and closing[1].startswith(self.mark):
                self.mark = ""
            return True
        opening = opening_mark(line)
        self.mark = opening or ""
        return opening is not None


def opening_mark(line: str) -> str | None:
    """Return the marks with which a line would open a fence, perhaps as a list item."""
    if "```" not in line and "~~~" not in line:
        return None
    opening = _FENCE.fullmatch(line)
    return opening["mark"] if opening else None


def is_balanced(lines: Iterable[str]) -> bool:
    """Return whether every fence that begins in some lines ends in them."""
    fence = Fence()
    for line in lines:
        fence.takes(line)
    return not fence.mark
