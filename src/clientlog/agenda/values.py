"""The page as a value: sections of lines, ordered before anything is drawn.

Every text in it may have been typed by anybody: whoever draws it makes it harmless.
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
    """What kind of line it is."""
    remarks: tuple[str, ...] = ()
    ref: str | None = None
    box: Box | None = None
    """A box to tick, and how it stands."""
    blank: bool = False
    """There is room to write behind it."""
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under a title."""

    title: str
    lines: tuple[Line, ...]
    hidden: int = 0
    """So many more lines there are."""
    see: str = ""
    """The command that shows them."""
    then: str = ""
    """The command to run when this section was gone through."""
    compact: bool = False
    """The title stands beside the lines rather than above them."""
    beside: bool = False
    """It stands beside the section before it."""
    keep: int = 1
    """So many of its lines stay as long as the section does."""
    spare: bool = False
    """It is the first to go where the page is too long."""
    long: bool = False
    """Its texts are prose and get a few lines each."""


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
    """At most `cap` of its lines, and how many more there are."""
    more = len(section.lines) - cap
    if more <= 0:
        return section
    return replace(section, lines=section.lines[:cap], hidden=section.hidden + more)
