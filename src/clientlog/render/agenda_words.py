"""Helpers for every format of the page: one-line texts, remarks, and fitting to a sheet."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from clientlog.agenda.values import Line, Page, Section
from clientlog.text import escape_controls

READ_AT_MOST = 4000
"""The most characters of a text that a page shows; a text may be a megabyte."""

TABLE = ("Who", "What", "By when")
"""The head of the table to fill in."""


def plain(text: str) -> str:
    """Return a text on one line, escaped."""
    return escape_controls(re.sub("[ \t\r\n]+", " ", text[:READ_AT_MOST]).strip())


def width_of(text: str) -> int:
    """Return the columns that a text takes; East Asian characters take two."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int, ending: str = "…") -> str:
    """Return a text cut to at most that many columns."""
    if width_of(text) <= width:
        return text
    start, left = "", width - width_of(ending)
    for character in text:
        left -= width_of(character)
        if left < 0:
            break
        start += character
    return start.rstrip() + ending


def title_of(page: Page) -> str:
    """Return the title and the REF."""
    return f"{page.title} ({page.meeting.ref})" if page.meeting else page.title


def more(section: Section) -> str:
    """Return `+17 more: clientlog show dana`; empty if all is shown."""
    return f"+{section.hidden} more: {section.see}" if section.hidden and section.see else ""


def to_confirm(section: Section) -> str:
    """Return the command that confirms what was read back."""
    return f"Accurate? {section.then}" if section.then else ""


def left_out(page: Page) -> str:
    """Return the command that shows what the sheet has no room for."""
    return f"More than fits here: {', '.join(page.left_out[:2])}" if page.left_out else ""


# Fitting


def fitted(page: Page, fits: Callable[[Page], bool]) -> Page:
    """Remove spare sections, then lines, then sections, until the page fits."""
    smaller: Page | None = page
    while smaller and not fits(smaller):
        page, smaller = smaller, _smaller(smaller)
    return smaller or page


def _smaller(page: Page) -> Page | None:
    spare = [place for place, section in enumerate(page.sections) if section.spare]
    if spare:
        return replace(page, sections=_without(page, spare[-1]))
    return _without_a_line(page) or _without_a_section(page)


def _without_a_line(page: Page) -> Page | None:
    """Remove a line from the longest section that may lose one."""
    sections = list(page.sections)
    above, place = max((len(section.lines) - section.keep, i) for i, section in enumerate(sections))
    if above < 1:
        return None
    longest = sections[place]
    sections[place] = replace(longest, lines=_thinned(longest.lines), hidden=longest.hidden + 1)
    return replace(page, sections=tuple(sections))


def _thinned(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Remove the last line of the most frequent kind, so that each kind keeps something."""
    kinds = Counter(line.label for line in lines)
    most = max(kinds.values())
    place = max(i for i, line in enumerate(lines) if kinds[line.label] == most)
    return lines[:place] + lines[place + 1 :]


def _without_a_section(page: Page) -> Page | None:
    """Remove the last section after the heading, and name the command that shows it."""
    places = [place for place, section in enumerate(page.sections) if not section.compact]
    if not places:
        return None
    gone = page.sections[places[-1]]
    commands = dict.fromkeys((*page.left_out, *filter(None, [gone.see])))
    return replace(page, sections=_without(page, places[-1]), left_out=tuple(commands))


def _without(page: Page, place: int) -> tuple[Section, ...]:
    return page.sections[:place] + page.sections[place + 1 :]


def side_by_side(sections: Iterable[Section]) -> list[tuple[Section, ...]]:
    """Return the sections in rows, those beside each other together."""
    rows: list[tuple[Section, ...]] = []
    for section in sections:
        if section.beside and rows:
            rows[-1] = (*rows[-1], section)
        else:
            rows.append((section,))
    return rows


def remarks(line: Line) -> str:
    """Return the remarks about a line."""
    return ", ".join(plain(remark) for remark in line.remarks)
