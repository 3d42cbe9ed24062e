"""The page as plain text: at most 76 columns and 58 lines, for a terminal or a printer."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from clientlog.agenda.values import Line, Page, Section
from clientlog.render.agenda_words import (
    READ_AT_MOST,
    TABLE,
    cut,
    fitted,
    left_out,
    more,
    plain,
    remarks,
    side_by_side,
    title_of,
    to_confirm,
    width_of,
)

NARROW = 60
"""Below this width, nothing is put side by side."""

GAP = 2
LABEL = 6
"""Columns of a title that stands beside its lines."""

MOST_LABEL = 24
SLACK = 12
"""The columns that breaking between words may waste."""

FEWEST_NOTES, MOST_NOTES = 3, 10
ROWS = 3
BOXES = {"open": "[ ]", "done": "[x]", "dropped": "[-]"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of the page, and the characters it may use."""

    width: int = 76
    height: int = 58
    encoding: str = "utf-8"

    def carries(self, text: str) -> bool:
        """Return whether the encoding has these characters."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    @property
    def dash(self) -> str:
        """The dash before remarks."""
        return "—" if self.carries("—") else "-"

    @property
    def rule(self) -> str:
        """The line under a title."""
        return "─" if self.carries("─") else "-"

    @property
    def ending(self) -> str:
        """The mark that a text was cut."""
        return "…" if self.carries("…") else "..."

    def shown(self, text: str) -> str:
        """Return a text on one line, in characters that the encoding has."""
        plain_text = plain(text)
        if not self.carries(plain_text):
            from anyascii import anyascii

            plain_text = "".join(
                character if self.carries(character) else anyascii(character) or "?"
                for character in plain_text
            )
        return plain_text.encode(self.encoding, "replace").decode(self.encoding)


def text(page: Page, sheet: Sheet | None = None) -> str:
    """Return the page as text, shortened if it would need more than one sheet."""
    sheet = sheet or Sheet()
    fitting = fitted(page, lambda tried: len(_all_lines(tried, sheet)) <= sheet.height)
    lines = _all_lines(fitting, sheet)
    room = min(MOST_NOTES - FEWEST_NOTES, sheet.height - len(lines))
    lines = _all_lines(fitting, sheet, FEWEST_NOTES + max(0, room))
    return "\n".join(line.rstrip() for line in lines[: sheet.height]) + "\n"


def plain_text(page: Page) -> str:
    """Return the whole page as a line a point: section, REF, text and remarks, apart by tabs."""
    rows: list[tuple[str, ...]] = [(title_of(page),)]
    for section in page.sections:
        rows += [
            (section.title, line.ref or "", _labelled(line), remarks(line))
            for line in section.lines
            if line.text or line.remarks
        ]
    rows.append(("Afterwards", "", page.afterwards, ""))
    return "".join("\t".join(map(plain, row)) + "\n" for row in rows)


def _labelled(line: Line) -> str:
    return f"{line.label}: {line.text}" if line.label else line.text


def _all_lines(page: Page, sheet: Sheet, notes: int = FEWEST_NOTES) -> list[str]:
    return [*_head(page, sheet), *_body(page, sheet), *_tail(page, sheet, notes)]


def _head(page: Page, sheet: Sheet) -> Iterator[str]:
    yield cut(sheet.shown(title_of(page)), sheet.width, sheet.ending)
    yield sheet.rule * sheet.width


def _body(page: Page, sheet: Sheet) -> Iterator[str]:
    for row in side_by_side(page.sections):
        yield from _row(row, sheet)
    if note := left_out(page):
        yield from _wrapped(sheet.shown(note), sheet.width, sheet, 2)


@lru_cache
def _row(row: tuple[Section, ...], sheet: Sheet) -> tuple[str, ...]:
    """Kept, since a page is drawn again and again until it fits."""
    if row[0].compact:
        return tuple(_compact(row[0], sheet))
    if len(row) == 1 or sheet.width < NARROW:
        return tuple(line for section in row for line in _section(section, sheet, sheet.width))
    return tuple(_pair(row, sheet))


def _compact(section: Section, sheet: Sheet) -> Iterator[str]:
    width = sheet.width - LABEL
    head = section.title
    for line in section.lines:
        for row in _wrapped(_words(line, sheet, named=False), width, sheet, 3):
            yield head.ljust(LABEL) + row
            head = ""
    if section.hidden:
        yield " " * LABEL + cut(sheet.shown(more(section)), width, sheet.ending)


def _pair(row: tuple[Section, ...], sheet: Sheet) -> Iterator[str]:
    width = (sheet.width - GAP) // 2
    left, right = (list(_section(section, sheet, width)) for section in row)
    for left_line, other in zip_longest(left, right, fillvalue=""):
        yield left_line + " " * (width + GAP - width_of(left_line)) + other


def _section(section: Section, sheet: Sheet, width: int) -> Iterator[str]:
    yield _title(section.title, sheet, width)
    for line in section.lines:
        yield from _line(line, sheet, width, 3 if section.long or width < NARROW else 2)
    for note in (more(section), to_confirm(section)):
        yield from _wrapped(sheet.shown(note), width, sheet, 2) if note else ()


def _title(title: str, sheet: Sheet, width: int) -> str:
    title_text = cut(sheet.shown(title), width - 6, sheet.ending)
    head = f"{sheet.rule * 2} {title_text} "
    return head + sheet.rule * (width - width_of(head))


def _line(line: Line, sheet: Sheet, width: int, most: int) -> Iterator[str]:
    head = f"{BOXES[line.box]} " if line.box else ""
    room = width - len(head)
    lines = _wrapped(_words(line, sheet), room, sheet, most + 1)
    if len(lines) > most:
        lines = _wrapped(_words(line, sheet, most * room - SLACK), room, sheet, most)
    if line.blank:
        lines[-1] += " " + "_" * (room - width_of(lines[-1]) - 1)
    for text in lines:
        yield head + text
        head = " " * len(head)


def _words(line: Line, sheet: Sheet, room: int = READ_AT_MOST, *, named: bool = True) -> str:
    """Return REF, label, text and remarks; the text is cut first if the line is too long."""
    ref = f"{line.ref} " if line.ref and named else ""
    label = cut(sheet.shown(line.label), MOST_LABEL, sheet.ending) + ": " if line.label else ""
    remarks_text = cut(sheet.shown(remarks(line)), room // 2, sheet.ending)
    behind = f" {sheet.dash} {remarks_text}" if remarks_text and line.text else remarks_text
    left = room - width_of(ref + label + behind)
    return ref + label + cut(sheet.shown(line.text), max(left, SLACK), sheet.ending) + behind


def _wrapped(text: str, width: int, sheet: Sheet, most: int) -> list[str]:
    """Yield at most `most` lines of a text, broken between words if possible."""
    lines = [""]
    for word in text.strip().split(" "):
        rest = word
        while rest:
            joined = f"{lines[-1]} {rest}".lstrip(" ")
            if width_of(joined) <= width:
                lines[-1], rest = joined, ""
            elif len(lines) == most:
                lines[-1] = cut(joined, width, sheet.ending)
                return lines
            else:
                if _breaks_anywhere(rest, width):
                    lines[-1] = cut(joined, width, "")
                    rest = joined[len(lines[-1]) :].lstrip(" ")
                lines.append("")
    return lines


def _breaks_anywhere(word: str, width: int) -> bool:
    """Return whether a word is wider than a line, or of characters between which a line may end."""
    return width_of(word) > min(width, len(word))


def _tail(page: Page, sheet: Sheet, notes: int) -> Iterator[str]:
    """Room to write, the table to fill in, and what to run afterwards."""
    yield _title("Notes", sheet, sheet.width)
    yield from ["_" * sheet.width] * notes
    columns = (sheet.width // 4, sheet.width - sheet.width // 4 - 2 * GAP - 14, 14)
    gap = " " * GAP
    yield gap.join(name.ljust(width) for name, width in zip(TABLE, columns, strict=True))
    yield from [gap.join("_" * width for width in columns)] * ROWS
    yield from _wrapped(sheet.shown(f"Afterwards: {page.afterwards}"), sheet.width, sheet, 2)
