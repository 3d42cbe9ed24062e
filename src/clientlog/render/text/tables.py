"""Lists as tables: short columns that stay whole, and one text column that folds.

Where too little room is left for the text, each row is stacked instead: the short cells
on a line, the text below. Nothing that is short is ever cut, and no column vanishes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from clientlog.render.terminal import UNBOUNDED
from clientlog.text import escape_controls

LONGEST = 500
"""How many characters of a text a table has; `show REF` has all of it."""

GAP = 2
LEAST_TEXT = 20
"""The fewest columns in which a text is readable beside others."""

LONGEST_HEAD = 12
"""The most columns of a head beside which a whole text stands."""

LATE, TODAY, FAINT, STRONG = "red", "yellow", "dim", "bold"

Piece = tuple[str, str]
"""A piece of text, and its style."""


class Cell(NamedTuple):
    """A short cell."""

    text: str = ""
    style: str = ""


class Row(NamedTuple):
    """A row: its short cells, then its text in pieces."""

    cells: Sequence[Cell]
    text: Sequence[Piece] = ()


Line = list[Segment]


class Listing(NamedTuple):
    """Rows under titles, laid out for whatever width there is; the last title is the text's.

    Rich's own table takes 0.4 ms a row, which is 20 s for the meetings of thirty years.
    """

    titles: Sequence[str]
    rows: Sequence[Row]
    names: frozenset[str] = frozenset({"client", "name", "organization"})
    """The titles of columns with names, which may be long and are folded."""
    only_plain: frozenset[str] = frozenset()
    """The titles of columns that are left out of tables, because the others say as much."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        """Draw a table where it fits, else stacked rows; without bounds, a line a row."""
        if options.max_width >= UNBOUNDED:
            for row in self.rows:
                text = "".join(piece for piece, _ in row.text)
                values = (value.strip() for value in text.split("\n"))
                yield values_line((*(cell.text for cell in row.cells), *values))
            return

        used = [
            title not in self.only_plain and any(row.cells[place].text for row in self.rows)
            for place, title in enumerate(self.titles[:-1])
        ]
        widths = [self._width(i, options.max_width) if used[i] else 0 for i in range(len(used))]
        rest = options.max_width - sum(width + GAP for width in widths if width)
        longest = self._longest_text()
        pen = _Pen(console)
        if rest >= min(LEAST_TEXT, longest):
            drawn = self._table(pen, [*widths, min(rest, longest)])
        else:
            drawn = self._stacked(pen, options.max_width)
        yield from pen.joined(drawn)

    def _width(self, column: int, room: int) -> int:
        title = self.titles[column]
        widest = max(_width(title), *(_width(row.cells[column].text) for row in self.rows))
        return min(widest, max(10, room // 5)) if title in self.names else widest

    def _longest_text(self) -> int:
        texts = ("".join(piece for piece, _ in row.text) for row in self.rows)
        lines = (line for text in texts for line in text.split("\n"))
        return max(map(_width, (self.titles[-1], *lines)))

    def _table(self, pen: "_Pen", widths: Sequence[int]) -> Iterator[Line]:
        columns = [place for place, width in enumerate(widths) if width]
        titles: list[Sequence[Piece]] = [[(self.titles[place], STRONG)] for place in columns]
        rows = ([*([cell] for cell in row.cells), row.text] for row in self.rows)
        for cells in (titles, *([row[place] for place in columns] for row in rows)):
            folded = [pen.folded(c, widths[p]) for c, p in zip(cells, columns, strict=True)]
            for lines in zip_longest(*folded, fillvalue=[]):
                yield pen.side_by_side(lines, [widths[place] for place in columns])

    def _stacked(self, pen: "_Pen", room: int) -> Iterator[Line]:
        for row in self.rows:
            titled = zip(self.titles, row.cells, strict=False)
            cells = [cell for title, cell in titled if cell.text and title not in self.only_plain]
            apart = [piece for cell in cells for piece in (("  ", ""), cell)][1:]
            head, *others = pen.folded(apart, room)
            yield head
            for segments in others:
                yield pen.side_by_side([[], segments], [0, room])
            if row.text:
                for segments in pen.folded(row.text, room - GAP):
                    yield pen.side_by_side([[], segments], [0, room - GAP])


class Hanging(NamedTuple):
    """A text that keeps to its own column, beside a short head, where it wraps."""

    head: Piece
    text: str
    style: str = ""
    indent: int = GAP
    gap: int = GAP

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[Segment]":
        """Draw the head and the text; beside a long head, only the first line of the text."""
        pen = _Pen(console)
        width, room = _width(self.head[0]), options.max_width - self.indent
        if width <= LONGEST_HEAD:
            lines = pen.folded([(self.text, self.style)], room - width - self.gap)
            heads = [pen.folded([self.head], width)[0], *[[]] * (len(lines) - 1)]
            drawn = [
                pen.side_by_side(
                    [[], head, segments], [self.indent - GAP, width + self.gap - GAP, room]
                )
                for head, segments in zip(heads, lines, strict=True)
            ]
        else:
            pieces = [self.head, (" " * self.gap + self.text, self.style)]
            first, *others = pen.folded(pieces, room - GAP)
            drawn = [pen.side_by_side([[], first], [self.indent - GAP, room])]
            drawn += [pen.side_by_side([[], other], [self.indent, room]) for other in others]
        yield from pen.joined(drawn)


def values_line(values: Iterable[str]) -> Segment:
    """Return a line of values apart by tabs, which a Rich text would expand."""
    return Segment("\t".join(values) + "\n")


class _Pen:
    """Draws pieces of text as lines of segments."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.colored = console.color_system is not None

    def folded(self, pieces: Sequence[Piece], width: int) -> list[Line]:
        """Fold the pieces into lines of at most that width."""
        if len(pieces) == 1:
            ((text, style),) = pieces
            if len(text) <= width and text.isascii() and "\n" not in text:
                return [[Segment(text, self._style(style))] if text else []]
        lines = self._as_they_are(pieces)
        return [part for segments in lines for part in self._fold(segments, width)]

    def _fold(self, segments: Line, width: int) -> list[Line]:
        text = "".join(segment.text for segment in segments)
        if not text.isascii():
            return self._fold_any(segments, width)
        if len(text) <= width:
            return [segments]
        if len(segments) > 1 or text != " ".join(text.split()):
            return self._fold_any(segments, width)
        style = segments[0].style
        return [[Segment(part, style)] for part in fold_words(text, width)]

    def _fold_any(self, segments: Line, width: int) -> list[Line]:
        """Fold with Rich, which knows character widths but takes ten times as long."""
        text = Text()
        for segment in segments:
            text.append(segment.text, segment.style)
        folded = text.wrap(self.console, width)
        for row in folded:
            row.rstrip()
        return [list(row.render(self.console)) for row in folded]

    def _as_they_are(self, pieces: Sequence[Piece]) -> list[Line]:
        lines: list[Line] = [[]]
        for text, style in pieces:
            first, *others = text.split("\n")
            cell_style = self._style(style)
            if first:
                lines[-1].append(Segment(first, cell_style))
            lines += ([Segment(other, cell_style)] if other else [] for other in others)
        return lines

    def _style(self, style: str) -> Style | None:
        return self.console.get_style(style) if self.colored else None

    def joined(self, lines: Iterable[Line]) -> Iterator[Segment]:
        """Yield the lines one below the other: one segment without colours, as Rich is slow."""
        if self.colored:
            for segments in lines:
                yield from segments
                yield Segment.line()
        else:
            texts = ("".join([segment.text for segment in segments]) for segments in lines)
            yield Segment("".join([f"{text}\n" for text in texts]))

    def side_by_side(self, lines: Sequence[Line], widths: Sequence[int]) -> Line:
        """Join columns to one line without trailing blanks."""
        row: Line = []
        blanks = 0
        for segments, width in zip(lines, widths, strict=True):
            if segments:
                row += [Segment(" " * blanks), *segments] if blanks else segments
                blanks = -sum(_width(segment.text) for segment in segments)
            blanks += width + GAP
        return row


def fold_columns(text: str, width: int) -> str:
    """Return a text of two columns with its long lines folded, each below its second column."""
    lines = []
    for row in text.split("\n"):
        column = re.match(r"( *)(?:\S+(?: \S+)*  +)?", row)
        indent = column.end() if column else 0
        if indent > width // 2:
            indent = len(row) - len(row.lstrip()) + GAP
        lines += wrap(row, width, subsequent_indent=" " * indent, break_on_hyphens=False) or [""]
    return "\n".join(lines)


def fold_words(text: str, width: int) -> list[str]:
    """ASCII words, one blank apart, in lines of at most so many columns; longer words are cut."""
    lines = re.finditer(rf"(\S.{{0,{width - 1}}})(?: |$)|(\S{{{width}}})", text)
    return [line[1] or line[2] for line in lines]


def _width(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii():
        return len(text)
    return cell_len(text)


def line(text: str, limit: int = LONGEST) -> str:
    """Return a text on one escaped line, cut if it is too long."""
    cut = text[: limit * 2]
    safe = escape_controls(" ".join(cut.split()))
    whole = len(cut) == len(text) and len(safe) <= limit
    return safe if whole else safe[: limit - 1] + "…"


def marked(text: str, marks: Iterable[tuple[int, int]]) -> list[Piece]:
    """Return a text in pieces, with those between the marks in bold."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in marks:
        if start < end:
            continue
        pieces += [
            (escape_controls(text[end:start]), ""),
            (escape_controls(text[start:stop]), f"{STRONG} {TODAY}"),
        ]
        end = stop
    return [piece for piece in (*pieces, (escape_controls(text[end:]), "")) if piece[0]]


def with_details(text: str, details: Sequence[str]) -> list[Piece]:
    """Return a text on one line with its details dimmed on the next."""
    pieces = [(line(text), "")] if text else []
    if details:
        pieces.append((("\n" if text else "") + "; ".join(details), FAINT))
    return pieces
