r"""How a text keeps what would otherwise be structure: written once here, read once here.

Two devices, both from Markdown. A backslash before what begins a heading, a box, a REF or a
comment (`\## Notes`, `\<!--`). A character reference for what a line cannot hold or an editor
may strip (`&#10;`, `&#32;`). `decode(encode(text)) == text` for every text.
"""

import re
from collections.abc import Callable

BLANK = " \t"
"""What counts as blank; other scripts' spaces are text."""

Special = Callable[[str], object]

_REFERENCE = re.compile("&(?:amp;)*#(?:9|10|13|32|44);")
_ENCODED = re.compile("&#(9|10|13|32|44);")
_LEAD = re.compile(r"([ \t]*)(\\*)(.*)", re.DOTALL)


def never(_: str) -> bool:
    """For a place where nothing at the start of a line means anything."""
    return False


def encode(text: str, special: Special, *, also: str = "") -> list[str]:
    """The lines that stand for a text, with the characters of `also` as references too."""
    text = _REFERENCE.sub(lambda found: "&amp;" + found.group()[1:], text)
    for character in "\r" + also:
        text = text.replace(character, _reference(character))
    text = _with_hard_edges(text).replace("<!--", "\\<!--")
    return [_with_backslash(line, special) for line in text.split("\n")]


def encode_line(text: str, special: Special, *, also: str = "") -> str:
    """The one line that stands for a text."""
    return encode(text, special, also="\n" + also)[0]


def decode(line: str, special: Special) -> str:
    """What one line stands for."""
    if "\\" in line:
        line = _without_backslash(line, special).replace("\\<!--", "<!--")
    if "&" not in line:
        return line
    return _REFERENCE.sub(_dereferenced, line)


def _with_hard_edges(text: str) -> str:
    """Blanks and line breaks at either end as references: editors strip them."""
    core = text.strip(" \t\n")
    start = text.index(core)
    edges = text[:start], text[start + len(core) :]
    before, after = ("".join(map(_reference, edge)) for edge in edges)
    return before + core + after


def _reference(character: str) -> str:
    return f"&#{ord(character)};"


def _dereferenced(found: re.Match[str]) -> str:
    if exact := _ENCODED.fullmatch(found.group()):
        return chr(int(exact[1]))
    return found.group().replace("amp;", "", 1)


def _with_backslash(line: str, special: Special) -> str:
    blank, backslashes, rest = _parts(line)
    return f"{blank}\\{backslashes}{rest}" if special(rest) else line


def _without_backslash(line: str, special: Special) -> str:
    blank, backslashes, rest = _parts(line)
    return f"{blank}{backslashes[1:]}{rest}" if backslashes and special(rest) else line


def _parts(line: str) -> tuple[str, str, str]:
    found = _LEAD.fullmatch(line)
    assert found is not None  # every part of the pattern may be empty
    return found[1], found[2], found[3]
