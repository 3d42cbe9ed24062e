"""A template's text -> Minutes, or every problem in it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from clientlog.dates import DateContext, When, parse_length, parse_moment_text
from clientlog.errors import ClientlogError, UsageError, quote
from clientlog.items import parse_item
from clientlog.minutes.comments import without_comments
from clientlog.minutes.escapes import BLANK, decode, never
from clientlog.minutes.fences import Fence
from clientlog.minutes.headings import (
    HEADER_FIELDS,
    HEADERS,
    SECTIONS,
    SUMMARY,
    Section,
    find_section,
    heading_name,
    is_structure,
    near_header,
    near_heading,
    split_header,
)
from clientlog.minutes.lines import Numbered, Ticked, cut_items, cut_texts, take_ticks
from clientlog.minutes.template import is_template
from clientlog.minutes.values import Entry, Line, Minutes, MinutesError, Problem
from clientlog.text import escape_controls


def read_minutes(text: str, calendar: DateContext) -> Minutes:
    """Read a template's text; a text without its headings is the summary, word for word.

    Text before the first heading belongs to the summary. Raises MinutesError, which
    names every line with a problem; where it does not, nothing that was typed is lost.
    """
    if not is_template(text):
        return Minutes(summary=text)
    return read_template(text, calendar)


def read_template(text: str, calendar: DateContext) -> Minutes:
    """Read a text that is known to be a template, whatever became of its headings."""
    reader = _Reader(calendar)
    values = reader.read(list(without_comments(text, reader.problems)))
    if reader.problems:
        raise MinutesError(tuple(sorted(set(reader.problems))))
    return Minutes(**values)


def read_header(text: str, calendar: DateContext) -> Minutes:
    """Read only who was there, of a text whose other lines may have problems."""
    reader = _Reader(calendar)
    values = reader.read(list(without_comments(text, reader.problems)))
    return Minutes(client=values.get("client"), others=values["others"])


@dataclass(slots=True)
class _Reader:
    """One reading of a template, and what is wrong with it."""

    calendar: DateContext
    problems: list[Problem] = field(default_factory=list)
    header: dict[str, str] = field(default_factory=dict)
    header_lines: dict[str, int] = field(default_factory=dict)

    def read(self, lines: list[tuple[int, str]]) -> dict[str, Any]:
        """Return everything that Minutes are made of."""
        body = lines[self._read_header(lines) :]
        blocks = self._cut_sections(body)
        values = {
            section.field: self._read_section(section, blocks[section.field])
            for section in SECTIONS
        }
        self._refuse_double_refs(values)
        others = (
            decode(name.strip(BLANK), never) for name in self.header.get("with", "").split(",")
        )
        headers = {
            name: decode(self.header[key], never)
            for key, name in HEADER_FIELDS.items()
            if key in self.header
        }
        self._check_when(headers.get("when"))
        self._check_length(headers.get("length"))
        return {
            **headers,
            **values,
            "others": tuple(name for name in others if name),
            "header_lines": self.header_lines,
        }

    # The header

    def _read_header(self, lines: list[tuple[int, str]]) -> int:
        """Read the lines `key: value` at the top; return how many lines they take."""
        closed = False
        for count, (number, line) in enumerate(lines):
            if not line.strip(BLANK):
                closed = bool(self.header_lines)
            elif line.rstrip(BLANK) != "---" and not self._take_header(number, line, closed):
                return count
        return len(lines)

    def _take_header(self, number: int, line: str, closed: bool) -> bool:
        """Take one header line; False where the text begins, as it may after a blank line."""
        key, value = split_header(line) or ("", "")
        if key in HEADERS:
            self._set_header(number, key, value)
            return True
        meant = near_header(key)
        if not key or closed or not (meant or self.header_lines):
            return False
        hint = f"did you mean {meant}:?" if meant else "leave a blank line before text"
        self._refuse(number, f"{key}: is not a header line (these are {_HEADERS}); {hint}")
        return True

    def _set_header(self, number: int, key: str, value: str) -> None:
        self.header_lines.setdefault(key, number)
        if not value:
            return
        if key == "with" and key in self.header:
            value = f"{self.header[key]},{value}"
        elif self.header.get(key, value) != value:
            self._refuse(number, f"{key}: is said twice")
        self.header[key] = value

    def _check_when(self, when: str | None) -> None:
        if when:
            self._try(
                self.header_lines["when"], lambda: parse_moment_text(when, self.calendar, past=True)
            )

    def _check_length(self, length: str | None) -> None:
        if length:
            self._try(self.header_lines["for"], lambda: parse_length(length))

    # The sections

    def _cut_sections(self, lines: Numbered) -> dict[str, list[tuple[int, str]]]:
        blocks: dict[str, list[tuple[int, str]]] = {section.field: [] for section in SECTIONS}
        section = SUMMARY
        fence, opened = Fence(), 0
        for number, line in lines:
            was_open = fence.mark
            name = None if fence.takes(line) else heading_name(line)
            opened = opened if was_open else number
            if name and (named := find_section(name)):
                section = named
                blocks[section.field].append((number, ""))
            elif name is None or not self._refuse_heading(number, name, section):
                blocks[section.field].append((number, line))
        if fence.mark:
            self._refuse(opened, f"this code fence is never closed: end it with {fence.mark}")
        return blocks

    def _refuse_heading(self, number: int, name: str, section: Section) -> bool:
        """Return whether a heading that the template does not have is a mistake here."""
        meant = near_heading(name)
        if not meant and section.shape in {"summary", "texts"}:
            return False
        hint = f"did you mean {meant.heading}?" if meant else f"these are {_HEADINGS}"
        text = f"{quote(escape_controls(name))} is not a heading here; {hint}"
        self._refuse(number, f"{text} Where it is text, begin the line with a backslash")
        return True

    def _read_section(self, section: Section, lines: list[tuple[int, str]]) -> Any:
        if section.shape == "summary":
            return _read_summary(lines)
        items = cut_texts(lines) if section.shape == "texts" else cut_items(lines, self.problems)
        items_ticked = (take_ticks(item, section, self.problems) for item in items)
        make: Callable[[Section, Ticked], Entry | Line | None] = {
            "entries": self._entry,
            "ticks": self._line,
            "plans": self._plan,
            "texts": self._text,
        }[section.shape]
        return tuple(value for ticked in items_ticked if (value := make(section, ticked)))

    def _entry(self, section: Section, ticked: Ticked) -> Entry | None:
        text = self._joined_text(ticked)
        item = self._try(ticked.line, lambda: parse_item(text, self.calendar)) if text else None
        if item and item.owner and section.field.startswith("their"):
            self._refuse(
                ticked.line, "owner: names someone of your team; what a client owes has none"
            )
        return Entry(item, ticked.mark, ticked.ref, ticked.line) if item else None

    def _line(self, _: Section, ticked: Ticked) -> Line | None:
        text = self._joined_text(ticked)
        return Line(text, ticked.mark, ticked.ref, ticked.line) if text else None

    def _plan(self, section: Section, ticked: Ticked) -> Line | None:
        if ticked.mark != "open":
            self._refuse(ticked.line, f"there is nothing to tick off under {section.heading}")
        line = self._line(section, ticked)
        if line:
            self._try(line.line, lambda: read_next(line.text, self.calendar))
        return line

    def _text(self, _: Section, ticked: Ticked) -> Line | None:
        text = self._joined_text(ticked, "\n")
        return Line(text, "open", ticked.ref, ticked.line) if text else None

    def _joined_text(self, ticked: Ticked, between: str = " ") -> str:
        """Return the text of an item; one that is in the journal must keep some."""
        if ticked.ref and not any(ticked.parts):
            self._refuse(
                ticked.line, f"{ticked.ref} has lost its text; to leave it alone, remove the line"
            )
        return between.join(ticked.parts) if any(ticked.parts) else ""

    def _refuse_double_refs(self, values: dict[str, Any]) -> None:
        seen: set[str] = set()
        for section in SECTIONS:
            for line in values[section.field] if section is not SUMMARY else ():
                if line.ref in seen:
                    self._refuse(line.line, f"{line.ref} is here twice")
                seen |= {line.ref} - {None}

    # Problems

    def _refuse(self, line: int, message: str) -> None:
        self.problems.append(Problem(line, message))

    def _try(self, line: int, read: Callable[[], Any]) -> Any:
        """Return the value that `read` returns for a line, or None and add a problem."""
        try:
            return read()
        except ClientlogError as error:
            self.problems.append(Problem(line, error.message, error.hint))
            return None


LONGEST_WHEN = 10
"""The most words of a WHEN: `2 days after the 24th of december at 10:00 pm`."""

_HEADERS = ", ".join(HEADERS)
_HEADINGS = ", ".join(section.heading for section in SECTIONS)


def _read_summary(lines: Iterable[tuple[int, str]]) -> str:
    text = "\n".join(line for _, line in lines).rstrip(" \t\n")
    body = text.split("\n")
    while body and not body[0].strip(BLANK):
        body.pop(0)
    return "\n".join(decode(line, is_structure) for line in body)


def read_next(text: str, calendar: DateContext) -> tuple[When, str | None]:
    """Read a line of `next`: a WHEN that has a time, then perhaps a title.

    Raises UsageError where there is no such WHEN at its start.
    """
    words = text.split()
    for count in range(min(len(words), LONGEST_WHEN), 0, -1):
        try:
            when = parse_moment_text(" ".join(words[:count]), calendar)
        except ClientlogError:
            continue
        if when.time is None:
            continue
        return when, text.split(maxsplit=count)[count].rstrip() if words[count:] else None
    raise UsageError(
        f"{quote(escape_controls(text))} does not begin with a day and a time", "fri 10:00 planning"
    )
