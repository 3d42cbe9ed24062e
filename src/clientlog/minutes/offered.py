"""Items to offer from minutes that somebody else wrote: found as they stand, never invented."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from clientlog.dates import DateContext, parse_day
from clientlog.errors import ClientlogError
from clientlog.minutes.comments import without_comments
from clientlog.text import has_visible_text

Kind = Literal["action", "decision"]

SECTIONS: dict[str, Kind] = {
    "actions": "action",
    "action items": "action",
    "next steps": "action",
    "decisions": "decision",
}


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that minutes seem to ask for, for a person to take or leave."""

    kind: Kind
    text: str
    owner: str | None
    """As written, without the @; who that is, is for a person to say."""
    due_text: str | None
    due: date | None
    """None where `due_text` is none that a date can be made of, as in `next sprint`."""
    line: int


@dataclass(slots=True)
class _Heading:
    level: int
    name: str


@dataclass(slots=True)
class _Bullet:
    line: int
    indent: int
    box: str
    """What is in its box, a blank or an x; '' where it has none."""
    pieces: list[str]


_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.{1,80})")
_BOLD_LINE = re.compile(r"[ \t]{0,3}(?P<mark>\*\*|__)(?P<name>[^*_]{1,60})(?P=mark)[ \t]*:?[ \t]*")
_PLAIN_LINE = re.compile(r"([A-Za-z ]{7,12}):[ \t]*")
_BULLET = re.compile(r"([ \t]*)(?:[-*+]|[0-9]{1,3}[.)])[ \t]+(.*)")
_BOX = re.compile(r"\[([ xX])\][ \t]+")
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")

_DASH = re.compile(r"[ \t]+(?:[—–]|--?)[ \t]+")
_WORD = r"[^\W_][\w.'’-]{0,38}"
_FAMILY = r"[^\W\d_a-z][\w.'’-]{0,38}"
_AT = re.compile(
    rf"(?:\*\*|__)?@({_WORD})(?:\*\*|__)?(?:[ \t]*[:,][ \t]+|[ \t]+[—–-]+[ \t]+|[ \t]+)"
)
_NAME = re.compile(
    rf"(?:\*\*|__)?({_FAMILY}(?:[ \t]{_FAMILY}){{1,2}}|{_WORD})(?:\*\*|__)?"
    r"(?::(?:\*\*|__)?|[ \t]+(?:[—–]|--?))[ \t]+"
)
_DUE = re.compile(
    r"(?:\A|(?<=[ \t(]))(?:due|by|until)(?:[ \t]*:[ \t]*|[ \t]+)(\S.*)", re.IGNORECASE
)
_DUE_LENGTH = 40
"""The longest text that is looked at as a date, in characters."""

_NOTHING = frozenset(
    {"none", "n/a", "na", "nothing", "no action items", "no actions", "no decisions"}
)


def offered_items(text: str, calendar: DateContext) -> tuple[Offered, ...]:
    """Open boxes anywhere, and the bullets under Actions, Action items, Decisions, Next steps.

    Boxes ticked already are done and not offered. Bullets further in are details of the
    one above, unless they have a box.
    """
    found: list[Offered] = []
    for kind, bullet in _wanted(_blocks(text)):
        what = " ".join(piece for piece in bullet.pieces if piece)
        if has_visible_text(what) and what.strip(" .*_").lower() not in _NOTHING:
            found.append(_offer(kind, bullet.line, what, calendar))
    return tuple(found)


def _wanted(blocks: Iterable[_Heading | _Bullet]) -> Iterator[tuple[Kind, _Bullet]]:
    """The bullets that ask for something, each with what it asks for."""
    kind: Kind | None = None
    level, indent = 0, None
    for block in blocks:
        if isinstance(block, _Heading):
            named = SECTIONS.get(block.name)
            if named or block.level <= level:
                kind, level = named, block.level
            indent = None
        elif block.box:
            if block.box == " ":
                yield kind or "action", block
        elif kind and (indent is None or block.indent <= indent):
            indent = block.indent
            yield kind, block


def _blocks(text: str) -> Iterator[_Heading | _Bullet]:
    """Headings and bullets in order; each bullet with the lines that continue it."""
    current: _Bullet | None = None
    for number, line in _outside_fences(text):
        found = _BULLET.fullmatch(line)
        heading = None if found else _heading(line)
        if current and not found and not heading and _indent(line) > current.indent:
            current.pieces.append(line.strip())
            continue
        if current:
            yield current
        current = _bullet(number, found[1], found[2]) if found else None
        if heading:
            yield heading
    if current:
        yield current


def _bullet(number: int, blank: str, text: str) -> _Bullet:
    box = _BOX.match(text)
    what = text[box.end() if box else 0 :].strip()
    return _Bullet(number, _indent(blank + "-"), box[1] if box else "", [what])


def _indent(line: str) -> int:
    """How far in a line begins, in columns; a blank line begins nowhere."""
    core = line.lstrip(" \t")
    return len(line[: len(line) - len(core)].expandtabs(4)) if core else -1


def _heading(line: str) -> _Heading | None:
    """A Markdown heading, a line in bold, or one of the section names with a colon."""
    if found := _HEADING.fullmatch(line):
        return _Heading(len(found[1]), _plain(found[2].rstrip("# \t")))
    if found := _BOLD_LINE.fullmatch(line):
        return _Heading(7, _plain(found["name"]))
    found = _PLAIN_LINE.fullmatch(line)
    return _Heading(7, _plain(found[1])) if found and _plain(found[1]) in SECTIONS else None


def _plain(name: str) -> str:
    return " ".join(name.strip(" \t:*_").lower().split())


def _outside_fences(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are neither comment nor between code fences."""
    fence = ""
    for number, line in without_comments(text, []):
        found = _FENCE.match(line)
        if found and fence in {"", found[1]}:
            fence = "" if fence else found[1]
        elif not fence:
            yield number, line


def _offer(kind: Kind, line: int, what: str, calendar: DateContext) -> Offered:
    if kind == "decision":
        return Offered(kind, what, None, None, None, line)
    owner, rest = _split_owner(what, calendar)
    text, due_text, due = _split_due(rest, calendar)
    return Offered(kind, text, owner, due_text, due, line)


def _split_owner(what: str, calendar: DateContext) -> tuple[str | None, str]:
    """Who is named at the start, and what is left; a date is no owner's task."""
    found = _AT.match(what) or _NAME.match(what)
    if not found:
        return None, what
    rest = what[found.end() :].strip()
    named = found.re is _AT or not _as_due(rest, calendar)
    return (found[1].rstrip("-."), rest) if rest and named else (None, what)


def _split_due(what: str, calendar: DateContext) -> tuple[str, str | None, date | None]:
    """What, and its due date: after the last dash, or after a last `due`, `by` or `until`."""
    start = max(0, len(what) - _DUE_LENGTH - 12)
    dashes = list(_DASH.finditer(what, start))
    if dashes and (said := _as_due(what[dashes[-1].end() :], calendar)):
        return what[: dashes[-1].start()], *said
    dues = list(_DUE.finditer(what, start))
    if dues and dues[-1].start() and (day := _day(dues[-1][1].strip(" ()."), calendar)):
        return what[: dues[-1].start()].rstrip(" \t(,;—–-"), dues[-1][1].strip(" ()."), day
    return what, None, None


def _as_due(text: str, calendar: DateContext) -> tuple[str, date | None] | None:
    """A text that is nothing but a due date, read where it can be."""
    text = text.strip(" \t().")
    if len(text) > _DUE_LENGTH:
        return None
    said = _DUE.fullmatch(text)
    words = said[1] if said else text
    day = _day(words, calendar)
    return (words, day) if said or day else None


def _day(text: str, calendar: DateContext) -> date | None:
    try:
        return parse_day(text, calendar) if len(text) <= _DUE_LENGTH else None
    except ClientlogError:
        return None
