"""Every command explains itself by an example first."""

from collections.abc import Iterator
from typing import Any

import pytest

from clientlog.cli.app import build
from clientlog.cli.registry import MODULES


def commands() -> Iterator[tuple[str, Any]]:
    """Every command and those under it."""
    root = build()
    for name in MODULES:
        command = root.get_command(None, name)
        yield name, command
        if hasattr(command, "list_commands"):
            for below in command.list_commands(None):
                yield f"{name} {below}", command.get_command(None, below)


@pytest.mark.parametrize(("path", "command"), list(commands()))
def test_a_command_has_an_example_of_itself(path: str, command: Any) -> None:
    """The help names the program and the command, before the options."""
    first, _, examples = command.help.partition("Examples:")
    assert first.strip()
    assert "clientlog" in examples
    assert path == "today" or f"clientlog {path.split(maxsplit=1)[0]}" in examples.replace(
        "\\\n", " "
    )
