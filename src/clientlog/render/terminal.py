"""The one module that writes to the terminal; it escapes everything that is printed."""

import errno
import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from clientlog.text import escape_controls, escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

DEFAULT_WIDTH = 80

UNBOUNDED = 10_000
"""The width for `--plain` and for a pipe, so that nothing is folded."""


def stdout_encoding() -> str:
    """Return the encoding of standard output; UTF-8 if it has none."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def speaks_utf8() -> bool:
    """Return whether standard output can carry every character."""
    return stdout_encoding().lower().replace("-", "") == "utf8"


def write_out(text: str) -> None:
    """Write a text to stdout, escaped."""
    _write(_escape(text))


def _write(text: str) -> None:
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    sys.stdout.write(text)


def write_err(text: str, end: str = "\n") -> None:
    """Write to stderr; ignore that it is closed or full."""
    # Where stderr is closed, print would take None for stdout.
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        print(_escape(text), end=end, file=sys.stderr, flush=True)


def read_line(question: str) -> str:
    """Ask on stderr and return a line of stdin with its line end; empty at the end of stdin."""
    write_err(question, end="")
    return sys.stdin.readline() if sys.stdin else ""


def edit_line(question: str) -> str:
    """Ask and return a line with the editing of readline; raises EOFError at the end of stdin."""
    return input(_escape(question))


def _escape(text: str) -> str:
    return "\r\n".join(escape_controls(line, lines=True) for line in text.split("\r\n"))


def is_terminal(stream: Any) -> bool:
    """Return whether a stream is a terminal; False if it is closed."""
    try:
        return bool(stream.isatty())
    except (ValueError, AttributeError):
        return False


class EscapedBody(NamedTuple):
    """A Rich renderable whose text is escaped before it is styled."""

    body: "RenderableType"

    def __rich_console__(
        self, console: "Console", options: "ConsoleOptions"
    ) -> "Iterator[Segment]":
        """Yield the segments of the body."""
        from rich.segment import Segment

        for segment in console.render(self.body, options):
            text = segment.text
            if text.replace("\n", "").isprintable():
                yield segment
            else:
                yield Segment(_escape(text), segment.style)


class Terminal(NamedTuple):
    """Where results go, and in what form."""

    environ: Mapping[str, str]
    json: bool = False
    color: str | None = None
    plain: bool = False
    """Whether a record is a line, its values separated by tabs, with no table drawn."""
    paging: bool = True
    """Whether what is longer than the screen goes through a pager."""

    def write_json(self, document: Mapping[str, Any]) -> None:
        """Write one document, never coloured; escape letters that stdout cannot encode."""
        text = json.dumps(document, ensure_ascii=not speaks_utf8(), indent=2)
        write_out(escaped(text) + "\n")

    def write(
        self, body: "RenderableType | str", *, records: bool = False, page: bool = False
    ) -> None:
        """Write text as it is, or something that Rich lays out for this terminal's width.

        A body of `records` is one line a record where nobody looks at it; `page` lets what is
        longer than the screen go through the pager.
        """
        text = _escape(body) if isinstance(body, str) else self._lay_out(body, records=records)
        if text and not text.endswith("\n"):
            text += "\n"
        if not (page and self._page(text)):
            _write(text)

    def _lay_out(self, body: "RenderableType", *, records: bool) -> str:
        piped = records and not self.is_terminal and "COLUMNS" not in self.environ
        console = self._replace(plain=self.plain or piped).console()
        with console.capture() as captured:
            console.print(EscapedBody(body), crop=False)
        # Rich pads to the full width, which breaks lines where a window is made narrower.
        lines = captured.get().removesuffix("\n").split("\n")
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def _page(self, text: str) -> bool:
        if not self.paging or not self.is_terminal or self.environ.get("TERM") == "dumb":
            return False
        from clientlog.render.pager import fits_the_screen, show_in_pager

        return not fits_the_screen(text, self.width) and show_in_pager(text, self.environ)

    def write_pieces(self, pieces: Iterable[str]) -> None:
        """Write a text that may be too long to be held in memory, as it is but on a terminal."""
        for piece in pieces:
            _write(_escape(piece) if self.is_terminal else piece)

    def console(self) -> "Console":
        """Return a Rich console that interprets no markup in the data."""
        from rich.console import Console

        colored = self.colored
        return Console(
            width=self.width,
            color_system="standard" if colored else None,
            no_color=not colored,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )

    @property
    def width(self) -> int:
        """The width: COLUMNS if it makes sense, else the terminal's, else 80."""
        if self.plain:
            return UNBOUNDED
        columns = self.environ.get("COLUMNS", "")
        if columns.isascii() and columns.isdigit() and 20 <= int(columns[:6]) <= 1000:
            return int(columns)
        try:
            return max(20, os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH)
        except (OSError, ValueError, AttributeError):
            return DEFAULT_WIDTH

    @property
    def colored(self) -> bool:
        """Whether to use colour: --color, NO_COLOR, CLIENTLOG_COLOR, forces, then the terminal."""
        if self.color in {"always", "never"}:
            return self.color == "always"
        if self.environ.get("NO_COLOR"):
            return False
        if self.environ.get("CLIENTLOG_COLOR") in {"always", "never"}:
            return self.environ["CLIENTLOG_COLOR"] == "always"
        for force in ("CLICOLOR_FORCE", "FORCE_COLOR"):
            if self.environ.get(force, "0") not in {"", "0"}:
                return True
        return self.is_terminal and self.environ.get("TERM") != "dumb"

    @property
    def is_terminal(self) -> bool:
        """Whether a person is looking at stdout."""
        return is_terminal(sys.stdout)

    @staticmethod
    def warn(message: str) -> None:
        """Write a warning to stderr, in one line."""
        write_err(f"clientlog: {escape_controls(message)}")
