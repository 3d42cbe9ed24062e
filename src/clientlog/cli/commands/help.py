"""`help`: the help of a command, or a topic."""

from typing import Annotated, Any

import typer

from clientlog import render
from clientlog.cli.app import build
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.help import Group
from clientlog.cli.result import Result
from clientlog.cli.topics import TOPICS
from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls

app = typer.Typer()

Words = Annotated[
    list[str] | None,
    typer.Argument(metavar="[COMMAND or TOPIC]", help="Such as log, client add, dates; or all."),
]


@command(
    app,
    "help",
    "clientlog help log",
    "clientlog help client add",
    "clientlog help dates",
    "clientlog help all",
    screen=True,
)
def help_(context: Context, words: Words = None) -> Result:
    """Show the help of a command or a topic; `all` lists every command.

    Topics: dates, items, rules, exit-codes, environment, privacy.
    """
    name = " ".join(words or ()).lower()
    topic = TOPICS.get(name.replace(" ", "-"))
    text = topic or _command_help(list(words or ()))
    return context.result(
        lambda: {"topic": name or None, "text": text},
        lambda: render.text.tables.fold_columns(topic, context.terminal.width) if topic else text,
    )


def _command_help(words: list[str]) -> str:
    """Return the help page of the command that the words name, or of the program."""
    command = build()
    if words == ["all"]:
        return str(command.full_help())
    context = command.make_context("clientlog", [], resilient_parsing=True)
    for word in words:
        name, command = _find(context, command, word)
        context = command.make_context(name, [], parent=context, resilient_parsing=True)
    return str(command.get_help(context))


def _find(context: Any, command: Any, word: str) -> tuple[str, Any]:
    """Return the name and the command for the next word after a command."""
    if not isinstance(command, Group):
        raise UsageError(
            f"{context.command_path} has no command {quote(escape_controls(word))}",
            f"see: {context.command_path} --help",
        )
    return command.find(context, word, extra=[*TOPICS, "all"])
