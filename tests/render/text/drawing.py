"""What Rich lays out, as a terminal of a width shows it."""

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType


def drawn(body: "RenderableType", width: int = 80, *, color: bool = False) -> str:
    """Return what is written for a terminal of that width."""
    from rich.console import Console

    console = Console(
        file=io.StringIO(), width=width, markup=False, emoji=False, highlight=False,
        force_terminal=color, color_system="standard" if color else None, no_color=not color,
    )  # fmt: skip
    console.print(body, crop=False)
    written = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
    assert isinstance(written, str)
    return written


def lines(body: "RenderableType", width: int = 80) -> list[str]:
    """Return its lines without the blanks at their ends."""
    return [line.rstrip() for line in drawn(body, width).splitlines()]
