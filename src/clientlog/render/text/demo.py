"""The text of `demo`: where the sample is, its report, and commands to try."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from clientlog.render.text.report import command_line
from clientlog.render.text.widgets import heading
from clientlog.text import escape_controls


def page(message: str, parts: Sequence[RenderableType], to_try: Sequence[Group]) -> Group:
    """Return the message, each part with an empty line after it, and what to try."""
    lines: list[RenderableType] = [
        Text(escape_controls(message, lines=True) + "\n", overflow="ignore")
    ]
    for part in parts:
        lines += [part, Text()]
    return Group(*lines, *to_try)


def section(title: str, *lines: str) -> Group:
    """Return lines to be copied under a title."""
    return Group(heading(escape_controls(title)), *map(command_line, lines))
