"""Format help pages: whole sentences beside commands, plain words for arguments."""

import inspect
import os
import re
import shutil
from collections.abc import Iterable
from functools import partial
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.main import get_command_from_info
from typer.models import CommandInfo

from clientlog.cli.completion_runtime import complete_parameters, plain_items
from clientlog.cli.guesses import ALIASES, verb_hint
from clientlog.cli.plain_values import take_plain_values
from clientlog.cli.split_text import refuse_split_text
from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls

SHIELD = "\0"
"""Hides a leading hyphen from the parser; no argument of a process can contain it."""

NARROW = 52
"""So many columns are too few for the layout of Click."""

LONGEST = 200
"""The longest first sentence that is shown whole, over as many lines as it takes."""


def write_it_as(option: str, metavar: str | None) -> str:
    """Return the hint that shows an option with what it takes."""
    return f"write it as: {option} {metavar}" if metavar else f"write it as: {option}"


def plain_name(metavar: str) -> str:
    """Return the name of an argument without brackets and dots: `REF` for `[REF...]`."""
    whole = metavar[1:-1] if metavar[0] + metavar[-1] == "[]" else metavar
    return whole.removesuffix("...")


def _usage(argument: TyperArgument) -> str:
    """Return `WHO`, `[WHO]`, `REF...`, `[TEXT...]`, as manual pages write them."""
    name = plain_name(argument.display_name_raw) + ("..." if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


def _usage_pieces(usage: str, ctx: Any) -> list[str]:
    """Return the usage of an argument; Typer hands in the context."""
    del ctx
    return [usage]


def _no_type(ctx: Any) -> None:
    """Show no type beside an argument; Typer hands in the context by name."""
    del ctx


def make_formatter(ctx: Any) -> Any:
    """Return what a help page is laid out with; Click's own never is narrower than 50 columns."""
    columns = shutil.get_terminal_size().columns
    if columns < NARROW:
        ctx.terminal_width = columns
    return ctx.make_formatter()


def _help_page(command: Any, ctx: Any) -> str:
    formatter = make_formatter(ctx)
    command.format_help(ctx, formatter)
    return str(formatter.getvalue()).rstrip("\n")


class Command(TyperCommand):
    """A command whose arguments are listed by name, since `list[str]` tells users nothing."""

    def __init__(self, *args: Any, **values: Any) -> None:
        """Replace how arguments are shown."""
        super().__init__(*args, **values)
        for param in self.params:
            if isinstance(param, TyperArgument):
                param.display_type_rich = _no_type  # type: ignore[method-assign]  # one argument alone
                usage = _usage(param)
                param.get_usage_pieces = partial(_usage_pieces, usage)  # type: ignore[method-assign]  # likewise
        if "_CLIENTLOG_COMPLETE" in os.environ:
            complete_parameters(self.params)

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, which take most values as they were typed."""
        return take_plain_values(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the help page, laid out for narrow screens too."""
        return _help_page(self, ctx)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Return the options, described in words that no shell evaluates."""
        return list(plain_items(super().shell_complete(ctx, incomplete)))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; one that begins with a hyphen and cannot be an option is a text."""
        end = args.index("--") if "--" in args else len(args)
        shielded = [self._shield(argument) for argument in args[:end]]
        if not ctx.resilient_parsing:
            refuse_split_text(self.params, shielded)
        try:
            rest: list[str] = super().parse_args(ctx, [*shielded, *args[end:]])
        except Exception as error:
            # Click does not say of which command an option is that lacks its value.
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]  # every usage error of Click has it
            raise
        ctx.params = {name: _unshield(value) for name, value in ctx.params.items()}
        return rest

    def _shield(self, argument: str) -> str:
        """Return the argument; hide the hyphen from the parser if it is a text."""
        names = {name for param in self.params for name in (*param.opts, *param.secondary_opts)}
        # `-200`, `- first`, `---`; a number alone is the value of an option, as in --limit -1.
        is_text = re.fullmatch(
            r"-{1,2}[^a-zA-Z-].*|---.*", argument, re.DOTALL
        ) and not re.fullmatch(r"-[0-9]+", argument)
        is_sentence = re.match(r"-[^=\s]*\s", argument) and argument[:2] not in names
        return SHIELD + argument if is_text or is_sentence else argument


def _unshield(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(map(_unshield, value))
    return value.removeprefix(SHIELD) if isinstance(value, str) else value


def build_command(info: CommandInfo) -> Any:
    """Build the command of a function."""
    return get_command_from_info(info, pretty_exceptions_short=False, rich_markup_mode=None)


class Group(TyperGroup):
    """A group that lists its commands with their whole first sentence."""

    verbs: dict[str, CommandInfo] = {}  # noqa: RUF012 — replaced by each noun, never changed
    """The commands that are built when they are asked for."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the parameters, which take most values as they were typed."""
        return take_plain_values(super().get_params(ctx))

    def get_help(self, ctx: Any) -> str:
        """Return the help page, laid out for narrow screens too."""
        return _help_page(self, ctx)

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands, in their order."""
        return [*self.verbs, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return the command of that name."""
        if cmd_name in self.verbs:
            return build_command(self.verbs[cmd_name])
        return super().get_command(ctx, cmd_name)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; a noun alone is its list."""
        no_verb = not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names)
        if no_verb and not ctx.resilient_parsing and "list" in self.verbs:
            args = ["list", *args]
        rest: list[str] = super().parse_args(ctx, args)
        return rest

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command named first; the error for an unknown one suggests another."""
        name, command = self.find(ctx, args[0])
        return name, command, args[1:]

    def find(self, ctx: Any, typed: str, extra: Iterable[str] = ()) -> tuple[str, Any]:
        """Return the name and the command for what was typed, in any case.

        `extra` are words that are not commands but could be meant.
        """
        known = self.list_commands(ctx)
        name = typed.lower()
        name = name if name in known else ALIASES.get(name, name)
        if name not in known:
            raise UsageError(
                f"no such command {quote(escape_controls(typed))}",
                self.hint(ctx, typed, [*known, *extra]),
            )
        return name, self.get_command(ctx, name)

    def hint(self, ctx: Any, typed: str, known: list[str]) -> str:
        """Return the hint for a word that is not one of the commands."""
        return verb_hint(ctx.command_path, typed, known)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Return commands, described in words that no shell evaluates."""
        return list(plain_items(super().shell_complete(ctx, incomplete)))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List all commands under one heading."""
        self.write_section(ctx, formatter, "Commands", self.list_commands(ctx))

    def write_section(self, ctx: Any, formatter: Any, title: str, names: list[str]) -> None:
        """List some of the commands under a heading of their own."""
        rows = [(name, self.get_command(ctx, name)) for name in names]
        with formatter.section(title):
            formatter.write_dl(
                [(name, command.get_short_help_str(LONGEST)) for name, command in rows if command]
            )


def help_text(text: str | None, examples: tuple[str, ...]) -> str:
    """Return the help of a command: its first sentence, its examples, the rest."""
    first, _, rest = inspect.cleandoc(text or "").partition("\n\n")
    lines = "\n".join(f"  {example}" for example in examples)
    block = f"\n\n\b\nExamples:\n{lines}" if examples else ""
    return f"{first}{block}\n\n{rest}".rstrip()
