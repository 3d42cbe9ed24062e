"""The tree of commands, each loaded when it is called: building all of them takes too long."""

from copy import copy
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.main import get_group, get_group_from_info
from typer.models import TyperInfo

from clientlog.cli.completion_runtime import Item
from clientlog.cli.guesses import command_hint
from clientlog.cli.help import Group, build_command, help_text, make_formatter
from clientlog.cli.registry import MODULES, SECTIONS, WITH_VALUE, WITHOUT_VALUE
from clientlog.cli.topics import TOPICS
from clientlog.render.terminal import write_out

DAILY = (
    "today", "log", "plan", "agenda", "report", "promise", "action", "done",
    "note", "show", "list", "search", "client",
)  # fmt: skip
"""The everyday commands, which the main help lists."""


class LazyGroup(Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 — Click calls it so
        """Return every command, in the order of the sections."""
        return list(MODULES)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Return the commands that begin with a text, and their sections; loading all is slow."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            Item(name, title)
            for title, section in SECTIONS.items()
            for name in section
            if name.startswith(incomplete.lower())
        ]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 — Click calls it so
        """Build the command of that name."""
        if cmd_name not in MODULES:
            return None
        app: typer.Typer = import_module(f"clientlog.cli.commands.{MODULES[cmd_name]}").app
        if app.info.name == cmd_name:
            return _build_group(app)
        for info in app.registered_commands:
            if info.name == cmd_name:
                return build_command(info)
        raise LookupError(f"{MODULES[cmd_name]} has no command {cmd_name}")

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the everyday commands; `clientlog help all` has the others too."""
        self.write_section(ctx, formatter, "Every day", list(DAILY))
        with formatter.section("More"):
            formatter.write_dl(
                [
                    ("help all", "Every command."),
                    ("help COMMAND", "The options of a command, with examples."),
                    ("help TOPIC", f"{', '.join(TOPICS)}."),
                ]
            )

    def hint(self, ctx: Any, typed: str, known: list[str]) -> str:  # noqa: ARG002 — as above
        """Return the hint for a word that is not a command, from its meaning or its spelling."""
        return command_hint(typed, known)

    def full_help(self) -> str:
        """Return the page of all commands, by section."""
        ctx = self.make_context("clientlog", [])
        formatter = make_formatter(ctx)
        for title, commands in SECTIONS.items():
            self.write_section(ctx, formatter, title, list(commands))
        return str(formatter.getvalue()).strip("\n")


def _build_group(app: typer.Typer) -> Any:
    """Build a noun without its verbs; each verb is built when it is called."""
    noun = copy(app)
    noun.registered_commands = []
    group: Any = get_group(noun)
    group.verbs = {str(info.name): info for info in app.registered_commands}
    return group


def _show_version(requested: bool) -> None:
    if requested:
        from importlib.metadata import version

        write_out(f"clientlog {version('clientlog')}\n")
        raise typer.Exit


EXAMPLES = (
    'clientlog client add "Dana Reyes" --direction up --org Acme',
    'clientlog log dana "Paused the migration" --their-promise "approve travel due:mon"',
    "clientlog report",
)


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="The version.")
    ] = False,
) -> None:
    """Keep your word with everyone you work with."""


def build() -> Any:
    """Build the root command."""
    root = typer.Typer(
        cls=LazyGroup,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    root.callback(help=help_text(_root.__doc__, EXAMPLES))(_root)
    return get_group_from_info(
        TyperInfo(root),
        pretty_exceptions_short=False,
        rich_markup_mode=None,
        suggest_commands=True,
    )


def with_default_command(arguments: list[str]) -> list[str]:
    """Return the arguments with `today` if no command is named, and with shared options last.

    Shared options stand on each command; those before it are moved there, so that
    `clientlog --db PATH done p4` means what it says.
    """
    leading, rest = _split_leading(arguments)
    if not rest:
        return ["today", *leading]
    if rest[0].startswith("-"):
        return rest
    end = rest.index("--") if "--" in rest else len(rest)
    return [*rest[:end], *leading, *rest[end:]]


def _split_leading(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Return the shared options at the beginning, and all that follows them."""
    place = 0
    while place < len(arguments):
        name = arguments[place].partition("=")[0]
        if name in WITH_VALUE:
            place += 1 if "=" in arguments[place] else 2
        elif arguments[place] in WITHOUT_VALUE:
            place += 1
        else:
            break
    return arguments[:place], arguments[place:]
