"""The parts of foreign minutes that ask for something: list items, tables, labelled lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from clientlog.minutes.comments import without_comments
from clientlog.minutes.fences import Fence

Kind = Literal["action", "decision"]
Topic = Literal["action", "decision", "both"]

_ACTION = (
    r"(?:(?:my|their|our|your|open|new|outstanding|key|further) )*"
    r"(?:actions?(?: items?| points?| steps?)?(?: (?:required|needed|agreed))?"
    r"|next (?:steps?|actions?)|to ?dos?|tasks?|follow ?ups?|promises|commitments)"
)
_DECISION = (
    r"(?:(?:key|our|new) )*(?:decisions?(?: (?:made|taken|reached))?|agreements?|resolutions?)"
)
_SECTION = re.compile(
    rf"(?:{_ACTION}|{_DECISION})(?:(?: ?[/&,+] ?| and )(?:{_ACTION}|{_DECISION}))*"
    r"(?: (?:from|for|of|by|since)\b.*)?"
)

_LABEL = re.compile(
    r"(?:\*\*|__)?(?P<name>decisions?|decided|agreed|resolution|resolved"
    r"|actions?(?: items?| points?)?|ai|to ?do|next steps?)(?:[ ]?#?[0-9]{1,3})?"
    r"(?:[ \t]*:(?:\*\*|__)?|(?:\*\*|__)[ \t]*[:—–-])[ \t]*(?P<text>\S.*)",
    re.IGNORECASE,
)
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.{1,120})")
_BOLD_LINE = re.compile(r"[ \t]{0,3}(?P<mark>\*\*|__)(?P<name>[^*_]{1,80})(?P=mark)[ \t]*:?[ \t]*")
_PLAIN_LINE = re.compile(r"([A-Z][\w /&-]{2,38}):[ \t]*")
_BULLET = re.compile(r"([ \t]*)(?:[-*+•‣◦▪·–—]|[0-9]{1,3}[.)])[ \t]+(.*)")
_BALLOT = re.compile(r"([ \t]*)([☐☑☒✅✓✔])[ \t]*(.*)")
_BOX = re.compile(r"\[([ xX-]?)\][ \t]+")
_QUOTE = re.compile(r"(?:[ \t]{0,3}>[ \t]?)+")
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, and what the section below it is about, if that is known."""

    level: int
    topic: Topic | None


@dataclass(slots=True)
class Bullet:
    """A list item, or a line that says itself what it is, with the lines that continue it."""

    line: int
    indent: int
    box: str
    """What is in its box, a blank or another mark; '' where it has none."""
    label: Kind | None
    pieces: list[str]

    @property
    def text(self) -> str:
        """The whole text in one line."""
        return " ".join(piece for piece in self.pieces if piece)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table, by the header of each column."""

    line: int
    cells: dict[str, str]


Block = Heading | Bullet | TableRow


def topic_of(name: str) -> Topic | None:
    """Return what a section of that heading is about."""
    words = _plain(name)
    if not _SECTION.fullmatch(words):
        return None
    head = re.split(r" (?:from|for|of|by|since)\b", words)[0]
    parts = re.split(r" ?[/&,+] ?| and ", head)
    decisions = sum(re.fullmatch(_DECISION, part) is not None for part in parts)
    if 0 < decisions < len(parts):
        return "both"
    return "decision" if decisions else "action"


def blocks(text: str) -> Iterator[Block]:
    """Yield headings, list items, labelled lines and rows of tables, in order."""
    current: Bullet | None = None
    header: list[str] = []
    before = ""
    for number, line in _plain_lines(text):
        header = _table_header(line, before, header)
        row = header if "|" in line else []
        block = None if row else _block(number, line)
        if current and block is None and not row and _continues(line, current):
            current.pieces.append(line.strip())
        else:
            if current:
                yield current
            current = block if isinstance(block, Bullet) else None
            if isinstance(block, Heading):
                yield block
            elif row and not _DELIMITERS.fullmatch(line):
                yield TableRow(number, dict(zip(header, _cells(line), strict=False)))
        before = line
    if current:
        yield current


def _plain_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines outside of comments and code fences, without the marks of quoted mail."""
    fence = Fence()
    for number, line in without_comments(text, []):
        if not fence.takes(line):
            yield number, _QUOTE.sub("", line, count=1) if _QUOTE.match(line) else line


def _block(number: int, line: str) -> Heading | Bullet | None:
    bullet = _BULLET.fullmatch(line)
    if bullet:
        box = _BOX.match(bullet[2])
        text = bullet[2][box.end() if box else 0 :].strip()
        return _bullet(number, bullet[1] + "-", (box[1] or " ") if box else "", text)
    ballot = _BALLOT.fullmatch(line)
    if ballot:
        return _bullet(number, ballot[1] + "-", " " if ballot[2] == "☐" else "x", ballot[3])
    heading = _heading(line)
    if heading is None and _LABEL.fullmatch(line.strip()):
        return _bullet(number, line, "", line.strip())
    return heading


def _bullet(number: int, start: str, box: str, text: str) -> Bullet:
    label = _LABEL.fullmatch(text)
    if not label:
        return Bullet(number, _indent(start), box, None, [text])
    is_decision = label["name"].lower().startswith(("dec", "agr", "res"))
    kind: Kind = "decision" if is_decision else "action"
    return Bullet(number, _indent(start), box, kind, [label["text"].strip()])


def _continues(line: str, current: Bullet) -> bool:
    """Return whether a line belongs to the item above: further in, or right below it.

    An item with a box is continued as in the minutes of clientlog, by lines further in alone.
    """
    return bool(line.strip()) and (not current.box or _indent(line) > current.indent)


def _indent(line: str) -> int:
    """Return how far in a line begins, in columns."""
    core = line.lstrip(" \t")
    return len(line[: len(line) - len(core)].expandtabs(4))


def _heading(line: str) -> Heading | None:
    """Read a Markdown heading, a line in bold, or a line that stands for a heading in mail."""
    heading = _HEADING.fullmatch(line)
    if heading:
        return Heading(len(heading[1]), topic_of(heading[2].rstrip("# \t")))
    bold = _BOLD_LINE.fullmatch(line)
    if bold:
        return Heading(7, topic_of(bold["name"]))
    topic = topic_of(line) if len(line) <= 80 else None
    return Heading(7, topic) if topic or _PLAIN_LINE.fullmatch(line) else None


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[-_*:\s]+", " ", name).lower().split())


def _table_header(line: str, before: str, header: list[str]) -> list[str]:
    """Return the header of the table that a line belongs to; none outside of a table."""
    if "|" not in line:
        return []
    if _DELIMITERS.fullmatch(line) and "|" in before:
        return [_plain(cell) for cell in _cells(before)]
    return header


def _cells(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip())
    if line.strip().startswith("|"):
        cells = cells[1:]
    if line.strip().endswith("|"):
        cells = cells[:-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]
