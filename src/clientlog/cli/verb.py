"""How a function becomes a command: the shared options, help with its examples first."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from clientlog.cli.layout import Command, Group
from clientlog.cli.run import Run

Verb = Callable[..., Any]

_SHARED: dict[str, Any] = {
    "db": Annotated[Path | None, typer.Option("--db", metavar="PATH", help="Another journal.")],
    "json_": Annotated[bool, typer.Option("--json", help="Answer with one JSON document.")],
    "no_input": Annotated[bool, typer.Option("--no-input", help="Never ask anything.")],
    "quiet": Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing when it went well.")
    ],
    "color": Annotated[
        str | None, typer.Option("--color", metavar="WHEN", help="auto, always or never.")
    ],
}
_DEFAULTS: dict[str, Any] = {
    "db": None, "json_": False, "no_input": False, "quiet": False, "color": None,
}  # fmt: skip


def group(name: str, text: str) -> typer.Typer:
    """A noun whose commands are its verbs."""
    app = typer.Typer(
        name=name,
        cls=Group,
        help=text,
        no_args_is_help=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_nothing)
    return app


def _nothing() -> None:
    """A group needs a callback to stay a group even with one command."""


def verb(app: typer.Typer, name: str, *examples: str) -> Callable[[Verb], Verb]:
    """Make `function(run, …)` the command `name`; it returns what is to be printed."""

    def register(function: Verb) -> Verb:
        app.command(
            name,
            cls=Command,
            help=_help(function, examples),
            context_settings={"help_option_names": ["-h", "--help"]},
        )(_with_shared_options(function))
        return function

    return register


def _help(function: Verb, examples: tuple[str, ...]) -> str:
    first, _, rest = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
    shown = "\n".join(f"  {example}" for example in examples)
    block = f"\n\n\b\nExamples:\n{shown}" if examples else ""
    return f"{first}{block}\n\n{rest}".rstrip()


def _with_shared_options(function: Verb) -> Verb:
    signature = inspect.signature(function)
    _, *own = signature.parameters.values()
    shared = [
        inspect.Parameter(
            name, inspect.Parameter.KEYWORD_ONLY, default=_DEFAULTS[name], annotation=annotation
        )
        for name, annotation in _SHARED.items()
    ]

    def shell(**values: Any) -> Any:
        context: typer.Context = values.pop("context")
        run = Run(**{name: values.pop(name) for name in _SHARED}, arguments=context.obj or ())
        return function(run, **values)

    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    parameters = (
        [context] + [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in own] + shared
    )
    shell.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    shell.__annotations__ = {one.name: one.annotation for one in parameters}
    shell.__name__, shell.__doc__ = function.__name__, function.__doc__
    return shell
