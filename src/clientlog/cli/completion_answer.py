"""Answer a shell that asks what can be typed next.

The shell asks through the environment, in the way of Typer's own completion scripts.
"""

import os
import shlex
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from clientlog.cli.completion_records import VARIABLE
from clientlog.cli.registry import MODULES, WITH_VALUE, WITHOUT_VALUE


def answer(build: Callable[[], Any]) -> int:
    """Answer the shell that asks through the environment; every failure is an empty answer.

    `build` loads the tree of commands.
    """
    with suppress(BaseException):
        # If Rich can be found, Typer renders every description with it, which takes 100 ms.
        sys.modules["rich"] = None  # type: ignore[assignment]  # None marks what is not there
        from typer.completion import completion_init  # type: ignore[attr-defined]  # not in __all__

        root = build()
        _move_shared_options(root)
        completion_init()
        root.main([], prog_name="clientlog")
    return 0


def _move_shared_options(root: Any) -> None:
    """Move shared options from before the command to after it, as a real run does."""
    is_bash = os.environ[VARIABLE] == "complete_bash"
    typed = os.environ["COMP_WORDS" if is_bash else "_TYPER_COMPLETE_ARGS"]
    words = _split(typed)
    if is_bash:
        position = int(os.environ["COMP_CWORD"])
    else:
        position = len(words) - (0 if typed[-1].isspace() else 1)
    before = words[1:position]
    incomplete = words[position] if position < len(words) else ""
    arguments = [*_with_command_first(root, before, incomplete), incomplete]
    moved = shlex.join([words[0], *arguments[:-1]])
    os.environ["COMP_WORDS"] = f"{moved} {shlex.quote(incomplete)}"
    os.environ["COMP_CWORD"] = str(len(arguments))
    os.environ["_TYPER_COMPLETE_ARGS"] = f"{moved} {shlex.quote(incomplete) if incomplete else ''}"


def _split(typed: str) -> list[str]:
    """Return the words of a command line; the last may lack its closing quote."""
    for ending in ("", '"', "'"):
        try:
            return shlex.split(typed + ending)
        except ValueError:
            continue
    return typed.split()


def _with_command_first(root: Any, words: list[str], incomplete: str) -> list[str]:
    place = 0
    while place < len(words):
        name, _, value = words[place].partition("=")
        if name in WITH_VALUE:
            place += 1 if value else 2
        elif words[place] in WITHOUT_VALUE:
            place += 1
        else:
            break
    leading, rest = words[:place], words[place:]
    if not rest:
        asks_for_option = incomplete.startswith("-") or place > len(words)
        return ["today", *leading] if asks_for_option else []
    command = root.get_command(None, rest[0]) if rest[0] in MODULES else None
    depth = 2 if hasattr(command, "commands") else 1
    return [*rest[:depth], *leading, *rest[depth:]]
