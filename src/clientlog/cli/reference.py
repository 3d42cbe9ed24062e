"""The reference page of all commands, made from the program itself.

`python -m clientlog.cli.reference` writes docs/reference/commands.md to stdout.
"""

from collections.abc import Iterator
from typing import Any

from clientlog.cli.app import build
from clientlog.cli.tree import SECTIONS

WIDTH = 88

INTRODUCTION = """# Commands

Every command answers `-h` and `--help`, examples first. `clientlog` alone is `clientlog today`.
WHO, REF, ITEM and DATE are explained in [grammar](grammar.md); what `--json` answers in
[JSON](json.md); exit codes in [exit codes](exit-codes.md).

This page is made by `python -m clientlog.cli.reference`.
"""


def commands_page() -> str:
    """The page in Markdown, with a line break at its end."""
    root = build()
    context = root.make_context("clientlog", [], resilient_parsing=True, terminal_width=WIDTH)
    parts = [INTRODUCTION]
    for title, names in SECTIONS.items():
        parts.append(f"## {title}\n")
        for name in names:
            parts += _command(root.get_command(context, name), context, f"clientlog {name}")
    return "\n".join(parts)


def _command(command: Any, parent: Any, path: str) -> Iterator[str]:
    """The help of a command and of those under it."""
    context = command.make_context(
        path, [], resilient_parsing=True, terminal_width=WIDTH, parent=None
    )
    yield f"### {path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    for name, below in getattr(command, "commands", {}).items():
        yield from _command(below, context, f"{path} {name}")


if __name__ == "__main__":
    print(commands_page(), end="")
