"""The result of a command: one value with two renderings, JSON and text; only one is made."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from clientlog.render.terminal import Terminal

if TYPE_CHECKING:
    from rich.console import RenderableType

Document = Callable[[], Mapping[str, Any]]
"""Returns the JSON document when it is needed."""

Body = Callable[[], "RenderableType | str"]
"""Returns the text when it is needed."""


def saved_sentence(created: Iterable[str], changed: Iterable[str]) -> str:
    """Return what was saved: new records by name, else that records changed; empty for nothing."""
    if new := ", ".join(created):
        return f"saved as {new}"
    touched = ", ".join(changed)
    return f"the change of {touched} was saved" if touched else ""


class Result(NamedTuple):
    """A result, ready to be printed in the requested form."""

    terminal: Terminal
    document: Document
    body: Body
    exit_code: int = 0
    quiet: bool = False
    """Whether to print no text; JSON is printed anyway if it was requested."""
    saved: str = ""
    """What a change saved, which is said if printing fails."""
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
