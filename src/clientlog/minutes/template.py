"""Find out whether a text is the template, and whether anything was written into it."""

import re

from clientlog.minutes.comments import split_lines, without_comments
from clientlog.minutes.escapes import BLANK
from clientlog.minutes.fences import Fence
from clientlog.minutes.headings import (
    BY_NAME,
    HEADERS,
    OURS,
    heading_name,
    near_header,
    near_heading,
    split_header,
)
from clientlog.minutes.lines import Numbered
from clientlog.text import has_visible_text

_PLAIN_HEADING = re.compile(r" {0,3}##[^#:*]*\Z")


def is_template(text: str) -> bool:
    """Return whether a text is a template; otherwise it is minutes in another format.

    It is one with a `client:` header at its top, or with nothing but headings of the
    template, misspelt or not, one of which is Summary, My actions, Their actions,
    My promises or Their promises.
    """
    lines = list(without_comments(text, []))
    return _has_client(lines) or _has_only_our_headings(text, lines)


def _has_client(lines: Numbered) -> bool:
    for _, line in lines:
        if not line.strip(BLANK) or line == "---":
            continue
        header = split_header(line)
        if not header or (header[0] not in HEADERS and near_header(header[0]) != "client"):
            return False
        if header[0] == "client" or header[0] not in HEADERS:
            return True
    return False


def _has_only_our_headings(text: str, lines: Numbered) -> bool:
    typed = split_lines(text)
    fence = Fence()
    names: set[str] = set()
    for number, line in lines:
        if fence.takes(line) or (name := heading_name(line)) is None:
            continue
        near = None if name in BY_NAME else near_heading(name)
        # As the template writes it: a colon or a comment beside it is somebody else's.
        is_plain = line == typed[number - 1] and _PLAIN_HEADING.match(line)
        if not is_plain or (name not in BY_NAME and not near):
            return False
        names.add(near.heading.lower() if near else name)
    return not names.isdisjoint(OURS)


def is_untouched(template: str, text: str) -> bool:
    """Return whether the edited text is empty or unchanged."""
    if not has_visible_text("".join(line for _, line in without_comments(text, []))):
        return True
    return _stripped(text) == _stripped(template)


def _stripped(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]
