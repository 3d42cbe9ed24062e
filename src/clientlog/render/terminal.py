"""The one module that writes to the terminal."""

import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from clientlog.text import escape_controls, escaped

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

DEFAULT_WIDTH = 80

UNBOUNDED = 10_000
"""So many columns have the screens of `--plain` and of a pipe: nothing folds."""


def stdout_encoding() -> str:
    """What standard output is written in; UTF-8 where it does not say."""
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def speaks_utf8() -> bool:
    """Whether every letter can go out as it is."""
    return stdout_encoding().lower().replace("-", "") == "utf8"


class Terminal(NamedTuple):
    """Where results go, and in what form."""

    environ: Mapping[str, str]
    json: bool = False
    color: str | None = None
    plain: bool = False
    """Nothing is folded or drawn: a record is a line, its values apart by tabs."""
    paging: bool = True
    """Whether what is longer than the screen goes through a pager."""

    def write_json(self, document: Mapping[str, Any]) -> None:
        """One document, never coloured; characters as they are where stdout can carry them."""
        import json

        text = json.dumps(document, ensure_ascii=not speaks_utf8(), indent=2)
        self._out(escaped(text) + "\n")

    def write(
        self, body: "RenderableType | str", *, records: bool = False, page: bool = False
    ) -> None:
        """Write text as it is, or something that Rich lays out for this terminal's width.

        A body of `records` is one line a record where nobody looks at it; `page` lets what is
        longer than the screen go through the pager.
        """
        text = body if isinstance(body, str) else self._lay_out(body, records=records)
        if text and not text.endswith("\n"):
            text += "\n"
        if not (page and self._page(text)):
            self._out(text)

    def _lay_out(self, body: "RenderableType", *, records: bool) -> str:
        piped = records and not self.is_terminal and "COLUMNS" not in self.environ
        console = self._replace(plain=self.plain or piped).console()
        with console.capture() as captured:
            console.print(body, crop=False)
        # Rich pads to the full width, which breaks lines where a window is made narrower.
        lines = captured.get().removesuffix("\n").split("\n")
        return "".join(f"{line.rstrip()}\n" for line in lines)

    def _page(self, text: str) -> bool:
        if not self.paging or not self.is_terminal or self.environ.get("TERM") == "dumb":
            return False
        from clientlog.render.pager import fits_the_screen, show_in_pager

        return not fits_the_screen(text, self.width) and show_in_pager(text, self.environ)

    def write_pieces(self, pieces: Iterable[str]) -> None:
        """Write a text that may be too long to be held in memory."""
        for piece in pieces:
            self._out(piece)

    def console(self) -> "Console":
        """A Rich console that takes nothing in the data for markup."""
        from rich.console import Console

        colored = self.colored
        return Console(
            file=sys.stdout,
            width=self.width,
            force_terminal=colored,
            color_system="standard" if colored else None,
            no_color=not colored,
            markup=False,
            emoji=False,
            highlight=False,
            soft_wrap=False,
            legacy_windows=False,
        )

    @property
    def width(self) -> int:
        """Columns: COLUMNS where it is sane, then the terminal's own, then 80."""
        if self.plain:
            return UNBOUNDED
        asked = self.environ.get("COLUMNS", "")
        if asked.isascii() and asked.isdigit() and 20 <= int(asked[:6]) <= 1000:
            return int(asked)
        try:
            return max(20, os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH)
        except (OSError, ValueError, AttributeError):
            return DEFAULT_WIDTH

    @property
    def colored(self) -> bool:
        """The order of docs: --color, NO_COLOR, CLIENTLOG_COLOR, forces, then the terminal."""
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
        try:
            return sys.stdout.isatty()
        except (ValueError, AttributeError):
            return False

    @staticmethod
    def warn(message: str) -> None:
        """A remark beside the result, on stderr, with nothing in it a terminal would act on."""
        # Where stderr is closed, print would take None for stdout.
        if sys.stderr is not None:
            print(f"clientlog: {escape_controls(message)}", file=sys.stderr)

    @staticmethod
    def _out(text: str) -> None:
        if sys.stdout is None:
            raise BrokenPipeError
        sys.stdout.write(text)
