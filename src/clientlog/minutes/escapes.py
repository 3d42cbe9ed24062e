r"""Escape text that would otherwise be structure, and read it back.

Two devices, both from Markdown. A backslash before what begins a heading, a box, a REF, a
comment (`\## Notes`, `\<!--`) or a code fence that is never closed. A character reference for
what a line cannot hold or an editor may strip (`&#10;`, `&#32;`).
`decode(encode(text)) == text` for every text.
"""

import re
from collections.abc import Callable

from clientlog.minutes.fences import is_balanced, opening_mark

BLANK = " \t"
"""What counts as blank; other scripts' spaces are text."""

Special = Callable[[str], object]

_REFERENCE = re.compile("&(?:amp;)*#(?:9|10|13|32|44);")
_ENCODED = re.compile("&#(9|10|13|32|44);")
_LEAD = re.compile(r"([ \t]*)(\\*)(.*)", re.DOTALL)


def never(_: str) -> bool:
    """Return False, for a place where the start of a line has no meaning."""
    return False


def encode(text: str, special: Special, *, also: str = "") -> list[str]:
    """Return the lines that stand for a text, the characters of `also` as references too."""
    text = _REFERENCE.sub(lambda match: "&amp;" + match.group()[1:], text)
    for character in "\r" + also:
        text = text.replace(character, _reference(character))
    lines = _with_hard_edges(text).replace("<!--", "\\<!--").split("\n")
    # A fence that stays open would make text of the sections that follow.
    escapes_fences = not is_balanced(lines)
    return [_with_backslash(line, special, escapes_fences) for line in lines]


def encode_line(text: str, special: Special, *, also: str = "") -> str:
    """Return the one line that stands for a text."""
    return encode(text, special, also="\n" + also)[0]


def decode(line: str, special: Special) -> str:
    """Return what one line stands for."""
    line = _without_backslash(line, special).replace("\\<!--", "<!--")
    if "&" not in line:
        return line
    return _REFERENCE.sub(_dereference, line)


def _with_hard_edges(text: str) -> str:
    """Write blanks and line breaks at either end as references: editors strip them."""
    core = text.strip(" \t\n")
    start = text.index(core)
    edges = text[:start], text[start + len(core) :]
    before, after = ("".join(map(_reference, edge)) for edge in edges)
    return before + core + after


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def _dereference(match: re.Match[str]) -> str:
    if exact := _ENCODED.fullmatch(match.group()):
        return chr(int(exact[1]))
    return match.group().replace("amp;", "", 1)


def _with_backslash(line: str, special: Special, escapes_fences: bool) -> str:
    blank, backslashes, rest = _parts(line)
    is_fence = bool(backslashes or escapes_fences) and opening_mark(rest) is not None
    return f"{blank}\\{backslashes}{rest}" if is_fence or special(rest) else line


def _without_backslash(line: str, special: Special) -> str:
    blank, backslashes, rest = _parts(line)
    is_escaped = backslashes and (opening_mark(rest) is not None or special(rest))
    return f"{blank}{backslashes[1:]}{rest}" if is_escaped else line


def _parts(line: str) -> tuple[str, str, str]:
    match = _LEAD.fullmatch(line)
    assert match is not None  # every part of the pattern may be empty
    return match[1], match[2], match[3]
