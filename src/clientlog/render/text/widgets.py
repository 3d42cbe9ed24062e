"""The parts of screens: headings, facts with labels, texts as they were typed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from clientlog.render.terminal import UNBOUNDED
from clientlog.render.text.tables import FAINT, STRONG, values_line

Fact = tuple[str, str]
"""A label, and its value."""


@dataclass(frozen=True, slots=True)
class Page:
    """Parts, one below the other."""

    parts: Sequence[RenderableType]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Sequence[RenderableType]:
        """Draw them."""
        return self.parts


@dataclass(frozen=True, slots=True)
class VerbatimText:
    """A text line for line; in one Text, each short line would take Rich 20 µs."""

    text: str

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[Segment | Text]:
        """Fold the lines that are too long, and take the others as they are."""
        for row in self.text.expandtabs(8).split("\n"):
            if row.isascii() and len(row) <= options.max_width:
                yield Segment(row + "\n")
            else:
                yield Text(row)


def heading(text: str) -> RenderableType:
    """Return a title, bold if there is colour."""
    return Text(text, STRONG)


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts with labels; those without a value are left out."""

    facts: Sequence[Fact]

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType | Segment]:
        """Draw two columns; without bounds, a line each."""
        known = [(label, value) for label, value in self.facts if value]
        if options.max_width >= UNBOUNDED:
            yield from map(values_line, known)
            return
        grid = Table.grid(padding=(0, 2))
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        for label, value in known:
            grid.add_row(Text(label, FAINT), Text(value))
        yield grid


def facts_under_labels(facts: Iterable[Fact]) -> Facts:
    """Put facts under labels."""
    return Facts(tuple(facts))


@dataclass(frozen=True, slots=True)
class Remark:
    """A line below a list, for people; a program that reads the list does not get it."""

    text: str

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        """Draw it after an empty line."""
        if options.max_width < UNBOUNDED:
            yield ""
            yield self.text
