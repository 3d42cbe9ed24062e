"""The page in Markdown, in full: it is for a screen, where a page has no end."""

import re
from collections.abc import Iterator

from clientlog.agenda.values import Line, Page, Section
from clientlog.render.agenda_words import TABLE, more, plain, title_of
from clientlog.render.markdown.escaping import escaped

BOXES = {"open": "[ ] ", "done": "[x] ", "dropped": "[-] "}
BLANK = "\\_" * 20


def markdown(page: Page) -> str:
    """Return the whole page in Markdown."""
    return "\n".join(_page(page)).rstrip() + "\n"


def _page(page: Page) -> Iterator[str]:
    yield from (f"# {_escaped_text(title_of(page))}", "")
    for section in page.sections:
        yield from _compact(section) if section.compact else _section(section)
    yield from ("## Notes", "", "")
    yield from (f"| {' | '.join(TABLE)} |", "| --- | --- | --- |", *["| | | |"] * 3, "")
    yield f"Afterwards: `{_code(page.afterwards)}`"


def _compact(section: Section) -> Iterator[str]:
    text = "; ".join(_words(line, named=False) for line in section.lines)
    tail = f"; {_escaped_text(more(section))}" if section.hidden else ""
    yield from (f"**{section.title}:** {text}{tail}", "")


def _section(section: Section) -> Iterator[str]:
    yield from (f"## {_escaped_text(section.title)}", "")
    for line in section.lines:
        box = BOXES[line.box] if line.box else ""
        yield f"- {box}{_words(line)}{f' {BLANK}' if line.blank else ''}"
    if section.hidden:
        yield f"- +{section.hidden} more: `{_code(section.see)}`"
    yield ""
    if section.then:
        yield from (f"Accurate? `{_code(section.then)}`", "")


def _words(line: Line, *, named: bool = True) -> str:
    ref = f"{line.ref} " if line.ref and named else ""
    label = f"{_escaped_text(line.label)}: " if line.label else ""
    remarks = ", ".join(_escaped_text(remark) for remark in line.remarks)
    dash = " — " if remarks and line.text else ""
    return f"{ref}{label}{_escaped_text(line.text)}{dash}{remarks}"


def _escaped_text(text: str) -> str:
    """Return the text with everything escaped that Markdown would interpret."""
    safe = re.sub(":(?=[a-z0-9_+-]+:)", r"\:", escaped(plain(text)), flags=re.IGNORECASE)
    return re.sub("^([0-9]*)([-=.])", r"\1\\\2", safe)


def _code(command: str) -> str:
    """Return a command as a Markdown code span."""
    return plain(command).replace("`", "'")
