"""Make functions commands: add the shared options, and put examples first in the help."""

import inspect
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

import typer
from typer.models import ArgumentInfo

from clientlog.cli.context import Context
from clientlog.cli.help import Command, Group, help_text, plain_name, write_it_as
from clientlog.errors import ClientlogError, UsageError
from clientlog.store.connection import translate_error

CommandFunction = TypeVar("CommandFunction", bound=Callable[..., Any])

# Opening the journal finds out whether it can be read, and has an exit code of its own.
_SHARED: dict[str, Any] = {
    "db": Annotated[
        Path | None, typer.Option("--db", metavar="PATH", readable=False, help="Another journal.")
    ],
    "json_": Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")],
    "no_input": Annotated[bool, typer.Option("--no-input", help="Never ask anything.")],
    "quiet": Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing when it went well.")
    ],
    "color": Annotated[
        str | None, typer.Option("--color", metavar="WHEN", help="auto, always or never.")
    ],
}
_SCREEN: dict[str, Any] = {
    "plain": Annotated[
        bool, typer.Option("--plain", help="One record a line, values separated by tabs.")
    ],
    "no_pager": Annotated[bool, typer.Option("--no-pager", help="Never page through less.")],
}
"""The options of commands that show more than a few lines."""

_DEFAULTS: dict[str, Any] = {
    "db": None, "json_": False, "no_input": False, "quiet": False, "color": None,
    "plain": False, "no_pager": False,
}  # fmt: skip


def group(name: str, text: str, *examples: str) -> typer.Typer:
    """Return a noun whose commands are its verbs."""
    app = typer.Typer(
        name=name,
        cls=Group,
        help=help_text(text, examples),
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_nothing)
    return app


def _nothing() -> None:
    """Do nothing: a group needs a callback to stay a group even with one command."""


def command(
    app: typer.Typer, name: str, *examples: str, takes_empty: bool = False, screen: bool = False
) -> Callable[[CommandFunction], CommandFunction]:
    """Make `function(context, …)` the command `name`; the function returns what is printed.

    An empty value is refused, unless the command `takes_empty` values to clear something:
    in a script it is a variable that was never set, which must not count as nothing said.
    A command that shows a `screen` takes --plain and --no-pager too.
    """

    def register(function: CommandFunction) -> CommandFunction:
        app.command(
            name,
            cls=Command,
            help=help_text(function.__doc__, examples),
            context_settings={"help_option_names": ["-h", "--help"]},
        )(_with_shared_options(function, takes_empty=takes_empty, screen=screen))
        return function

    return register


def _with_shared_options(
    function: Callable[..., Any], *, takes_empty: bool, screen: bool
) -> Callable[..., Any]:
    _, *declared = inspect.signature(function).parameters.values()
    groups: dict[str, Any] = {
        parameter.name: parameter.annotation
        for parameter in declared
        if is_dataclass(parameter.annotation)
    }
    own = [option for parameter in declared for option in _expand_group(parameter)]
    shared = {**_SCREEN, **_SHARED} if screen else _SHARED
    shared_parameters = _shared_parameters(shared)

    def shell(**values: Any) -> Any:
        typer_context: typer.Context = values.pop("typer_context")
        shared_values = {name: values.pop(name) for name in shared}
        _refuse_empty(shared_values, shared_parameters)
        make_context: Callable[..., Context] = typer_context.obj
        context = make_context(**shared_values)
        if not takes_empty:
            _refuse_empty(values, own)
        for name, group in groups.items():
            values[name] = group(**{each.name: values.pop(each.name) for each in fields(group)})
        try:
            return _run(function, context, values)
        except ClientlogError as error:
            error.hint = context.qualify_commands(error.hint)
            raise

    parameters = _shell_parameters(own, shared_parameters)
    shell.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    shell.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    shell.__name__, shell.__doc__ = function.__name__, function.__doc__
    return shell


def _shell_parameters(
    own: Iterable[inspect.Parameter], shared: Iterable[inspect.Parameter]
) -> list[inspect.Parameter]:
    """Return what Typer sees: its context, a command's own parameters, the shared options."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter("typer_context", keyword, annotation=typer.Context),
        *(parameter.replace(kind=keyword) for parameter in own),
        *shared,
    ]


def _shared_parameters(shared: dict[str, Any]) -> list[inspect.Parameter]:
    """Return the options that commands share, by name with their annotation, as parameters."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(name, keyword, default=_DEFAULTS[name], annotation=annotation)
        for name, annotation in shared.items()
    ]


def _expand_group(parameter: inspect.Parameter) -> list[inspect.Parameter]:
    """Return a parameter for each option of a group of options; any other parameter as it is.

    A group is a dataclass whose fields are annotated like the parameters of a command.
    """
    if not is_dataclass(parameter.annotation):
        return [parameter]
    return [
        inspect.Parameter(
            each.name, inspect.Parameter.KEYWORD_ONLY, default=each.default, annotation=each.type
        )
        for each in fields(parameter.annotation)
    ]


def _run(function: Callable[..., Any], context: Context, values: dict[str, Any]) -> Any:
    try:
        return function(context, **values)
    except sqlite3.Error as error:
        # Damage may first be found in the middle of a command that only reads.
        raise translate_error(error, context.path) from error


def _refuse_empty(values: dict[str, Any], parameters: Iterable[inspect.Parameter]) -> None:
    for parameter in parameters:
        value = values[parameter.name]
        if value == "" or (isinstance(value, list) and "" in value):
            name = _typed_name(parameter)
            metavar = get_args(parameter.annotation)[1].metavar
            hint = write_it_as(name, metavar) if name.startswith("--") else ""
            raise UsageError(f"{name} is empty", hint)


def _typed_name(parameter: inspect.Parameter) -> str:
    """Return a parameter's name as typed: `--due`, `WHO`."""
    typed = get_args(parameter.annotation)[1]
    if isinstance(typed, ArgumentInfo):
        return plain_name(typed.metavar or parameter.name)
    # Within Annotated, Typer keeps an option's first name where a default would be.
    return typed.default if isinstance(typed.default, str) else f"--{parameter.name}"
