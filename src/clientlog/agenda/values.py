"""The page as a value: sections of lines, ordered before anything is drawn.

Every text in it may have been typed by anybody: the code that draws it escapes it.
"""

from dataclasses import dataclass, replace
from typing import Literal

from clientlog.queries.values import Client, Meeting

Box = Literal["open", "done", "dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: a label, a text, remarks about it."""

    text: str = ""
    label: str = ""
    """The kind of line."""
    remarks: tuple[str, ...] = ()
    ref: str | None = None
    box: Box | None = None
    """A box to tick, and its state."""
    blank: bool = False
    """Whether there is room to write after it."""
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A title and its lines."""

    title: str
    lines: tuple[Line, ...]
    hidden: int = 0
    """How many more lines there are."""
    see: str = ""
    """The command that shows them."""
    then: str = ""
    """The command to run after going through this section."""
    compact: bool = False
    """Whether the title is beside the lines rather than above them."""
    beside: bool = False
    """Whether it is beside the section before it."""
    keep: int = 1
    """How many of its lines stay as long as the section stays."""
    spare: bool = False
    """Whether it is dropped first when the page is too long."""
    long: bool = False
    """Whether its texts are prose, which get a few lines each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page for one meeting, or for a talk that is not planned yet."""

    title: str
    meeting: Meeting | None
    clients: tuple[Client, ...]
    sections: tuple[Section, ...]
    private: bool
    afterwards: str
    """The command to run after the meeting."""
    left_out: tuple[str, ...] = ()
    """Commands that show what one sheet has no room for."""


def capped(section: Section, cap: int) -> Section:
    """Return a section with at most `cap` lines, and how many more there are."""
    more = max(0, len(section.lines) - cap)
    return replace(section, lines=section.lines[:cap], hidden=section.hidden + more)
