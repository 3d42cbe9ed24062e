"""The result of a command: one value with two renderings, JSON and text; only one is made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from clientlog.render.terminal import Terminal

if TYPE_CHECKING:
    from rich.console import RenderableType

Document = Callable[[], Mapping[str, Any]]
"""Returns the JSON document when it is needed."""

Body = Callable[[], "RenderableType | str"]
"""Returns the text when it is needed."""


class Result(NamedTuple):
    """A result, ready to be printed in the requested form."""

    terminal: Terminal
    document: Document
    body: Body
    exit_code: int = 0
    quiet: bool = False
    """Whether to print no text; JSON is printed anyway if it was requested."""
    saved_as: Sequence[str] = ()
    """The records a change was saved as, which are named if printing fails."""
    records: bool = False
    """Whether the body lists records, which are a line each in a pipe."""
    pieces: Iterable[str] | None = None
    """A long text, written piece by piece in place of `body`."""

    def print(self) -> None:
        """Write the answer to stdout."""
        if self.terminal.json:
            self.terminal.write_json({"version": 1, **self.document()})
        elif self.pieces is not None:
            self.terminal.write_pieces(self.pieces)
        elif not self.quiet:
            self.terminal.write(self.body(), records=self.records, page=True)
