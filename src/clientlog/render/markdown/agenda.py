"""The page in Markdown, in full: it is for a screen, where a page has no end."""

import re
from collections.abc import Iterator

from clientlog.agenda.values import Line, Page, Section
from clientlog.render.agenda_words import TABLE, more, plain, title_of
from clientlog.render.markdown.escaping import escaped

BOXES = {"open": "[ ] ", "done": "[x] ", "dropped": "[-] "}
BLANK = "\\_" * 20


def markdown(page: Page) -> str:
    """The page with everything that is on it."""
    return "\n".join(_page(page)).rstrip() + "\n"


def _page(page: Page) -> Iterator[str]:
    yield from (f"# {_said(title_of(page))}", "")
    for one in page.sections:
        yield from _compact(one) if one.compact else _section(one)
    yield from ("## Notes", "", "")
    yield from (f"| {' | '.join(TABLE)} |", "| --- | --- | --- |", *["| | | |"] * 3, "")
    yield f"Afterwards: `{_code(page.afterwards)}`"


def _compact(section: Section) -> Iterator[str]:
    said = "; ".join(_words(one, named=False) for one in section.lines)
    tail = f"; {_said(more(section))}" if section.hidden else ""
    yield from (f"**{section.title}:** {said}{tail}", "")


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {_said(section.title)}", "")
    for one in section.lines:
        box = BOXES[one.box] if one.box else ""
        yield f"- {box}{_words(one)}{f' {BLANK}' if one.blank else ''}"
    if section.hidden:
        yield f"- +{section.hidden} more: `{_code(section.see)}`"
    yield ""
    if section.then:
        yield from (f"Accurate? `{_code(section.then)}`", "")


def _words(line: Line, *, named: bool = True) -> str:
    ref = f"{line.ref} " if line.ref and named else ""
    label = f"{_said(line.label)}: " if line.label else ""
    said = ", ".join(_said(one) for one in line.remarks)
    dash = " — " if said and line.text else ""
    return f"{ref}{label}{_said(line.text)}{dash}{said}"


def _said(text: str) -> str:
    """A text in which Markdown finds nothing to act on, not even at the start of a line."""
    shown = re.sub(":(?=[a-z0-9_+-]+:)", r"\:", escaped(plain(text)), flags=re.IGNORECASE)
    return re.sub("^([0-9]*)([-=.])", r"\1\\\2", shown)


def _code(command: str) -> str:
    """A command between backticks, which cannot be escaped there."""
    return plain(command).replace("`", "'")
