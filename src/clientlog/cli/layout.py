"""How help pages look: whole sentences beside commands, plain words for arguments."""

from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

LONGEST = 200
"""A first sentence of so many characters is shown whole, over as many lines as it takes."""


class Command(TyperCommand):
    """A command whose arguments are listed by name: `list[str]` says nothing to a person."""

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for one in self.params:
            if isinstance(one, TyperArgument):
                one.display_type_rich = lambda ctx: None  # type: ignore[method-assign]


class Group(TyperGroup):
    """A group that lists its commands with their whole first sentence."""

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
