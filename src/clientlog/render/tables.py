"""Lists as tables: short columns that stay whole, and one text column that folds.

Where too little room is left for the text, each row is stacked instead: the short cells
on a line, the text below. Nothing that is short is ever cut, and no column vanishes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from clientlog.texts import visible

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, Group, RenderableType
    from rich.segment import Segment
    from rich.table import Table
    from rich.text import Text

LONGEST = 500
"""So many characters of a text are in a table; `show REF` has all of it."""

GAP = 2
LEAST_TEXT = 20
"""The fewest columns in which a text is readable beside others."""

LATE, TODAY, FAINT, STRONG = "red", "yellow", "dim", "bold"

Piece = tuple[str, str]
"""A stretch of text, and its style."""


class Cell(NamedTuple):
    """A short cell."""

    text: str = ""
    style: str = ""


class Row(NamedTuple):
    """A row: its short cells, then its text in pieces."""

    cells: Sequence[Cell]
    text: Sequence[Piece] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under titles, laid out for whatever width there is; the last title is the text's."""

    titles: Sequence[str]
    rows: Sequence[Row]
    names: frozenset[str] = field(default=frozenset({"client", "name", "organization"}))
    """The titles of columns that hold names, which may be long and so may fold."""

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[Segment]":
        """Draw a table where it fits, else stacked rows."""
        used = [any(row.cells[i].text for row in self.rows) for i in range(len(self.titles) - 1)]
        widths = [self._width(i, options.max_width) if used[i] else 0 for i in range(len(used))]
        rest = options.max_width - sum(width + GAP for width in widths if width)
        longest = self._longest_text()
        fits = rest >= min(LEAST_TEXT, longest)
        drawn = self._table(widths, min(rest, longest)) if fits else self._stacked()
        yield from trimmed(console, drawn)

    def _width(self, column: int, room: int) -> int:
        from rich.cells import cell_len

        title = self.titles[column]
        widest = max(cell_len(title), *(cell_len(row.cells[column].text) for row in self.rows))
        return min(widest, max(10, room // 5)) if title in self.names else widest

    def _longest_text(self) -> int:
        from rich.cells import cell_len

        texts = ("".join(piece for piece, _ in row.text) for row in self.rows)
        lines = (line for text in texts for line in text.split("\n"))
        return max(map(cell_len, (self.titles[-1], *lines)))

    def _table(self, widths: Sequence[int], text_width: int) -> "Table":
        from rich.table import Table
        from rich.text import Text

        table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style=STRONG)
        for title, width in zip(self.titles, widths, strict=False):
            if width:
                folds = title in self.names
                table.add_column(title, width=width, no_wrap=not folds, overflow="fold")
        table.add_column(self.titles[-1], width=text_width, overflow="fold")
        for row in self.rows:
            shown = [cell for cell, width in zip(row.cells, widths, strict=True) if width]
            table.add_row(*(Text(cell.text, cell.style) for cell in shown), _assembled(row.text))
        return table

    def _stacked(self) -> "Group":
        from rich.console import Group
        from rich.padding import Padding
        from rich.text import Text

        lines: list[RenderableType] = []
        for row in self.rows:
            shown = [Text(cell.text, cell.style) for cell in row.cells if cell.text]
            lines.append(Text("  ", overflow="fold").join(shown))
            if row.text:
                lines.append(Padding(_assembled(row.text), (0, 0, 0, GAP)))
        return Group(*lines)


def trimmed(console: "Console", drawn: "RenderableType") -> "Iterator[Segment]":
    """What was drawn, without the blanks that Rich fills the ends of lines with."""
    from rich.segment import Segment

    for segments in Segment.split_lines(console.render(drawn)):
        while segments and not segments[-1].text.strip():
            segments.pop()
        if segments:
            last = segments[-1]
            segments[-1] = Segment(last.text.rstrip(), last.style, last.control)
        yield from segments
        yield Segment.line()


def _assembled(pieces: Sequence[Piece]) -> "Text":
    from rich.text import Text

    text = Text(overflow="fold")
    for piece, style in pieces:
        text.append(piece, style or None)
    return text


def line(text: str, limit: int = LONGEST) -> str:
    """A text on one line with nothing in it that a terminal would act on, cut where it is long."""
    cut = text[: limit * 2]
    shown = visible(" ".join(cut.split()))
    whole = len(cut) == len(text) and len(shown) <= limit
    return shown if whole else shown[: limit - 1] + "…"


def marked(text: str, marks: Iterable[tuple[int, int]]) -> list[Piece]:
    """A text in pieces, those between the marks strong."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in marks:
        if start < end:
            continue
        pieces += [(visible(text[end:start]), ""), (visible(text[start:stop]), f"{STRONG} {TODAY}")]
        end = stop
    return [piece for piece in (*pieces, (visible(text[end:]), "")) if piece[0]]


def with_details(text: str, details: Sequence[str]) -> list[Piece]:
    """A text on one line, and what else is to be said of it on the next, fainter."""
    pieces = [(line(text), "")] if text else []
    if details:
        pieces.append((("\n" if text else "") + "; ".join(details), FAINT))
    return pieces
