"""How help pages look: whole sentences beside commands, plain words for arguments."""

from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls

LONGEST = 200
"""A first sentence of so many characters is shown whole, over as many lines as it takes."""


def plain_name(metavar: str) -> str:
    """The name of an argument without what its usage says of it: `REF` of `[REF...]`."""
    whole = metavar[1:-1] if metavar[0] + metavar[-1] == "[]" else metavar
    return whole.removesuffix("...")


def _usage(argument: TyperArgument) -> str:
    """`WHO`, `[WHO]`, `REF...`, `[TEXT...]`, as manual pages write them."""
    name = plain_name(argument.display_name_raw) + ("..." if argument.nargs != 1 else "")
    return name if argument.required else f"[{name}]"


class Command(TyperCommand):
    """A command whose arguments are listed by name: `list[str]` says nothing to a person."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for one in self.params:
            if isinstance(one, TyperArgument):
                one.display_type_rich = lambda ctx: None  # type: ignore[method-assign]
                shown = _usage(one)
                one.get_usage_pieces = lambda ctx, shown=shown: [shown]  # type: ignore[method-assign,misc]


def _meant(typed: str, known: list[str], ctx: Any) -> str:
    from difflib import get_close_matches

    near = get_close_matches(typed[:LONGEST], known, 3)
    return f"did you mean {', '.join(near)}?" if near else f"try: {ctx.command_path} --help"


class Group(TyperGroup):
    """A group that lists its commands with their whole first sentence."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command named first; a slip gets the name that was meant."""
        known = self.list_commands(ctx)
        if args[0] not in known:
            raise UsageError(
                f"no such command {quote(escape_controls(args[0]))}", _meant(args[0], known, ctx)
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """All of them, under one heading."""
        self.write_section(ctx, formatter, "Commands", self.list_commands(ctx))

    def write_section(self, ctx: Any, formatter: Any, title: str, names: list[str]) -> None:
        """Some of the commands under a heading of their own."""
        rows = [(name, self.get_command(ctx, name)) for name in names]
        with formatter.section(title):
            formatter.write_dl(
                [(name, one.get_short_help_str(LONGEST)) for name, one in rows if one]
            )
