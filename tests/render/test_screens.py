"""Screens of a small journal at 80 columns, as golden files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.queries.test_stats import filled

Cli = Callable[..., Any]

__all__ = ["filled"]

SCREENS = {
    "today": "today",
    "report": "report",
    "show": "show dana",
    "list": "list",
    "help": "--help",
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_as_it_was(
    cli: Cli, filled: Path, golden: Callable[[str, str], None], name: str
) -> None:
    """Whoever changes it looks at it, and accepts it with --update-golden."""
    golden(f"screen-{name}.txt", cli(*SCREENS[name].split(), COLUMNS="80").out)


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize("width", [40, 60, 120, 200])
def test_no_screen_is_wider_than_the_terminal(
    cli: Cli, filled: Path, name: str, width: int
) -> None:
    """From 40 columns on nothing runs over the edge, but for commands, which stay whole."""
    lines = cli(*SCREENS[name].split(), COLUMNS=str(width)).out.splitlines()
    # Typer sets help in fifty columns at least.
    most = max(width, 50) if name == "help" else width
    wide = [line for line in lines if len(line) > most and "clientlog" not in line]
    assert wide == []
