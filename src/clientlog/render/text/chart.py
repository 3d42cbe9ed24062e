"""Numbers in columns with a bar beside them; in words where the columns do not fit."""

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.text import Text

from clientlog.render.terminal import UNBOUNDED
from clientlog.render.text.tables import FAINT, GAP, STRONG, Piece, values_line

SHORTEST_BAR = 6
"""With less room than that, bars are left out."""


class ChartRow(NamedTuple):
    """A name, its numbers, and the pieces of its bar."""

    name: str
    values: Sequence[str]
    bar: Sequence[Piece] = ()


class Chart(NamedTuple):
    """Rows of numbers under titles, the first of which is that of the names."""

    titles: Sequence[str]
    rows: Sequence[ChartRow]
    legend: str = ""
    """What the shapes of the bars mean."""

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[Text | str | Segment]:
        """Draw columns, with bars where there is room; without bounds, values apart by tabs."""
        widths = self._widths()
        rest = options.max_width - sum(width + GAP for width in widths)
        if options.max_width >= UNBOUNDED:
            for row in self.rows:
                yield values_line((row.name, *row.values))
        elif rest + GAP >= 0:
            yield from self._columns(widths, rest)
        else:
            yield from self._words(options.max_width)

    def _widths(self) -> list[int]:
        lines = (self.titles, *((row.name, *row.values) for row in self.rows))
        return [max(map(len, column)) for column in zip(*lines, strict=True)]

    def _columns(self, widths: Sequence[int], room: int) -> Iterator[Text]:
        drawn = room >= max([SHORTEST_BAR, *map(self._bar_length, self.rows)])
        head = Text(self._line(self.titles, widths), STRONG)
        if drawn and len(self.legend) <= room:
            head.append(" " * GAP + self.legend, FAINT)
        yield head
        for row in self.rows:
            text = Text(self._line((row.name, *row.values), widths))
            if drawn:
                text.append(" " * GAP)
                for piece, style in row.bar:
                    text.append(piece, style)
            yield text

    @staticmethod
    def _bar_length(row: ChartRow) -> int:
        return sum(len(piece) for piece, _ in row.bar)

    @staticmethod
    def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
        name, *values = cells
        first, *others = widths
        padded = [name.ljust(first)]
        padded += [value.rjust(width) for value, width in zip(values, others, strict=True)]
        return (" " * GAP).join(padded)

    def _words(self, room: int) -> Iterator[str]:
        """Return each row as words, folded under its name."""
        for row in self.rows:
            pairs = zip(self.titles[1:], row.values, strict=True)
            words = ", ".join(f"{title}\u00a0{value}" for title, value in pairs)
            for line in wrap(f"{row.name}: {words}", room, subsequent_indent="  "):
                yield line.replace("\u00a0", " ")
