"""The values of minutes; an empty text is None, never ''."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from clientlog.errors import UsageError
from clientlog.items import Item

Mark = Literal["open", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Entry:
    """An action item or a promise; with a `ref` it is already in the journal."""

    item: Item
    mark: Mark = "open"
    ref: str | None = None
    line: int = field(default=0, compare=False)
    """The line it was read from, counted from 1; 0 if it was not read from a text."""


@dataclass(frozen=True, slots=True)
class Line:
    """A topic, a decision, a note or a next meeting; with a `ref` it is already there."""

    text: str
    mark: Mark = "open"
    ref: str | None = None
    line: int = field(default=0, compare=False)
    """As in Entry."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes of one meeting: what `log -e` shows and what comes back from it.

    Only topics and entries have marks other than `open`. A line of `next` is a WHEN
    with a time, then perhaps a title.
    """

    client: str | None = None
    others: tuple[str, ...] = ()
    when: str | None = None
    title: str | None = None
    length: str | None = None
    channel: str | None = None
    topics: tuple[Line, ...] = ()
    summary: str = ""
    my_actions: tuple[Entry, ...] = ()
    their_actions: tuple[Entry, ...] = ()
    my_promises: tuple[Entry, ...] = ()
    their_promises: tuple[Entry, ...] = ()
    decisions: tuple[Line, ...] = ()
    next: tuple[Line, ...] = ()
    notes: tuple[Line, ...] = ()
    header_lines: Mapping[str, int] = field(default_factory=dict, compare=False)
    """Where each header was read: the keys of the template, counted from 1."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with one line of minutes; lines count from 1."""

    line: int
    message: str
    hint: str = ""
    """What to do about it; its `clientlog` commands are ours."""

    @property
    def sentence(self) -> str:
        """The message and the hint."""
        return "; ".join(filter(None, (self.message, self.hint)))


class MinutesError(UsageError):
    """Minutes that cannot be taken as they stand; `problems` names every line concerned."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"line {first.line}: {first.message}{more}", first.hint)
        self.problems = problems
