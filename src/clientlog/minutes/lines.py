"""Sections of a template cut into their items: bullets, boxes, REFs, continued lines."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from clientlog.kinds import BY_LETTER
from clientlog.minutes.escapes import BLANK, decode
from clientlog.minutes.fences import Fence
from clientlog.minutes.headings import Section, heading_name, is_structure
from clientlog.minutes.values import Mark, Problem
from clientlog.text import escape_controls

Numbered = Iterable[tuple[int, str]]

MARKS: dict[str, Mark] = {"": "open", "x": "done", "-": "dropped"}

_BULLET = re.compile(r"[-*+](?:[ \t]+|\Z|(?=\[[ xX-]?\]))")
_BOX = re.compile(r"\[[ \t]?([xX-]?)[ \t]?\](?:[ \t]+|\Z)")
_NEAR_BOX = re.compile(
    r"\[[^\s\d\]\[]\](?:[ \t]+|\Z)"  # [v]
    r"|\[[xX-]?[ \t]+(?=\([a-zA-Z][0-9])"  # [x (t3)
)
"""What is probably a mistyped box: `[v]`, `[*]`."""
_LETTERS = "".join(BY_LETTER)
_REF = re.compile(rf"\(([{_LETTERS}][1-9][0-9]{{0,14}})\)(?:[ \t]+|\Z)", re.ASCII | re.IGNORECASE)


@dataclass(slots=True)
class RawItem:
    """The lines of one item, as they stand in the text."""

    line: int
    indent: int
    bulleted: bool
    parts: list[str]


@dataclass(frozen=True, slots=True)
class Ticked:
    """One item, without the marks before its text."""

    line: int
    mark: Mark
    ref: str | None
    parts: tuple[str, ...]


def begins_item(line: str) -> bool:
    """Return whether an item's line needs a backslash to be read as text."""
    return bool(_REF.match(line) or _NEAR_BOX.match(line)) or heading_name(line) is not None


def begins_text(line: str) -> bool:
    """Return whether a line of a decision or note needs a backslash."""
    return bool(_REF.match(line)) or is_structure(line)


def cut_items(lines: Numbered, problems: list[Problem]) -> list[RawItem]:
    """Cut items of one line each; lines indented further than an item continue it.

    A line without a bullet is an item too, except right below one with a bullet:
    whether it continues that one or not, only its writer knows.
    """
    items: list[RawItem] = []
    adjoining = False
    for number, line in lines:
        core = line.lstrip(BLANK)
        indent = len(line) - len(core)
        current = items[-1] if items else None
        bullet = _BULLET.match(core)
        boxed = _BOX.match(core[bullet.end() :] if bullet else core)
        if not core:
            adjoining = False
            continue
        if current and indent > current.indent and not boxed:
            current.parts.append(core.rstrip(BLANK))
        elif current and current.bulleted and adjoining and not (bullet or boxed):
            problems.append(
                Problem(
                    number, "begin a new item with '- ', or indent what continues the one above"
                )
            )
        else:
            text = core[bullet.end() :] if bullet else core
            items.append(RawItem(number, indent, bool(bullet or boxed), [text.rstrip(BLANK)]))
        adjoining = True
    return items


def cut_texts(lines: Numbered) -> list[RawItem]:
    """Cut texts of one or more lines: a bullet with what is indented below it, or a paragraph.

    What stands in a code fence belongs to the text in which the fence begins.
    """
    items: list[RawItem] = []
    blank: list[str] = []
    fence = Fence()
    for number, line in lines:
        core = line.lstrip(BLANK)
        indent = len(line) - len(core)
        current = items[-1] if items else None
        bullet = _BULLET.match(core)
        is_inside = bool(fence.mark)
        fence.takes(line)
        if not core:
            blank.append(_dedented(line))
            continue
        if current and (is_inside or indent > current.indent or not (blank or bullet)):
            current.parts += [*blank, _dedented(line)]
        else:
            text = core[bullet.end() :] if bullet else core
            items.append(RawItem(number, indent, bool(bullet), [text]))
        blank = []
    return items


def _dedented(line: str) -> str:
    """Return a line without the step of indentation that makes it continue an item."""
    for step in ("\t", "  ", " "):
        if line.startswith(step):
            return line[len(step) :]
    return line


def take_ticks(item: RawItem, section: Section, problems: list[Problem]) -> Ticked:
    """Read box and REF off an item; decisions and notes have no boxes, there they are text."""
    text, mark, ref = item.parts[0], MARKS[""], None
    if section.shape != "texts" and (box := _BOX.match(text)):
        text, mark = text[box.end() :], MARKS[box[1].lower()]
    elif section.shape != "texts" and (near := _NEAR_BOX.match(text)):
        typed = escape_controls(near.group().strip())
        problems.append(
            Problem(
                item.line,
                f"{typed} is not a box: write [x] for done, [-] for dropped, [ ] for open;"
                f" where it is text, write \\{typed}",
            )
        )
    if match := _REF.match(text):
        text, ref = text[match.end() :], match[1].lower()
        _check_letter(ref, item.line, section, problems)
    special = begins_text if section.shape == "texts" else begins_item
    *parts, last = text, *item.parts[1:]
    decoded = tuple(decode(part, special) for part in (*parts, last.rstrip(BLANK)))
    return Ticked(item.line, mark, ref, decoded)


def _check_letter(ref: str, line: int, section: Section, problems: list[Problem]) -> None:
    if ref[0] != section.letter:
        problems.append(
            Problem(
                line,
                f"{ref} is a {BY_LETTER[ref[0]].noun} and does not belong under {section.heading};"
                f" where ({ref}) is text, write \\({ref})",
            )
        )
