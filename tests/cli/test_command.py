"""How a function becomes a command."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

import pytest
import typer
from typer.main import get_command, get_group

from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.errors import ClientlogError, JournalError, NotFoundError, UsageError

Texts = Annotated[list[str] | None, typer.Argument(metavar="[TEXT...]")]
Due = Annotated[str | None, typer.Option("--due", metavar="DATE", help="When.")]


@dataclass(frozen=True, kw_only=True)
class Extra:
    """Options that several commands share."""

    owner: Annotated[str | None, typer.Option("--owner", metavar="NAME")] = None
    must: Annotated[bool, typer.Option("--must")] = False


def run(app: typer.Typer, *arguments: str) -> Any:
    """What the command of an app returns."""
    return get_command(app).main(
        ["note", *arguments], prog_name="clientlog", standalone_mode=False,
        obj=lambda **values: Context(**values, environ={}),
    )  # fmt: skip


def made(
    function: Callable[..., Any] | None = None, *, name: str = "note", **more: bool
) -> tuple[typer.Typer, list[Any]]:
    """An app with one command, and what the command is called with."""
    app, calls = group("app", "Nouns.", "clientlog app"), []

    def note(context: Context, extra: Extra, text: Texts = None, due: Due = None) -> Any:
        """Write it down.

        And more.
        """
        calls.append((context, extra, text, due))
        return function(context) if function else None

    command(app, name, "clientlog note x", **more)(note)
    return app, calls


def test_a_function_gets_its_options_and_its_context() -> None:
    """A group of options comes as one value."""
    app, calls = made()
    run(app, "a", "b", "--due", "fri", "--owner", "Ann", "--must", "--json", "-q", "--no-input",
        "--color", "never")  # fmt: skip
    [(context, extra, text, due)] = calls
    assert (extra, text, due) == (Extra(owner="Ann", must=True), ["a", "b"], "fri")
    assert (context.json_, context.quiet, context.no_input, context.color, context.db) == (
        True, True, True, "never", None,
    )  # fmt: skip
    run(app)
    context, extra, _, due = calls[1]
    assert (extra, due) == (Extra(), None)
    assert not any((context.json_, context.quiet, context.no_input, context.color, context.plain))


def test_only_a_screen_is_plain_or_paged() -> None:
    """The options are shared by those that show much."""
    app, calls = made(screen=True)
    run(app, "--plain", "--no-pager")
    assert (calls[0][0].plain, calls[0][0].no_pager) == (True, True)
    app, _ = made()
    listed = {name for param in get_command(app).commands["note"].params for name in param.opts}  # type: ignore[attr-defined]  # a group
    assert "--db" in listed
    assert "--plain" not in listed


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(["--due", ""], "--due"), (["a", ""], "TEXT"), (["--owner", ""], "--owner")],
)
def test_an_empty_value_is_refused_unless_it_takes_something_away(
    arguments: list[str], name: str
) -> None:
    """With its name, as it is typed."""
    app, calls = made()
    with pytest.raises(UsageError, match=rf"^\[?{name}\]? is empty$"):
        run(app, *arguments)
    assert calls == []
    app, calls = made(takes_empty=True)
    run(app, *arguments)
    assert len(calls) == 1


def test_help_has_the_examples_after_the_first_sentence() -> None:
    """Of a command and of a noun."""
    app, _ = made()
    noun: Any = get_command(app)
    assert noun.commands["note"].help == (
        "Write it down.\n\n\b\nExamples:\n  clientlog note x\n\nAnd more."
    )
    assert noun.help == "Nouns.\n\n\b\nExamples:\n  clientlog app"


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_a_help_page_is_plain_text(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Of a noun and of a verb; what stands in brackets is no markup."""
    app = group("app", "Nouns [of all kinds].", "clientlog app")
    command(app, "note", "clientlog note [x]", takes_empty=True)(note_down)
    for arguments in ([option], ["note", option]):
        get_group(app).main(arguments, prog_name="clientlog", standalone_mode=False)
    noun, verb = capsys.readouterr().out.split("Usage: ")[1:]
    assert (
        noun
        == """clientlog [OPTIONS] COMMAND [ARGS]...

  Nouns [of all kinds].

  Examples:
    clientlog app

Options:
  -h, --help  Show this message and exit.

Commands:
  note  Write it down.
"""
    )
    head, options = verb.split("Options:\n")
    assert (
        head
        == """clientlog note [OPTIONS] [TEXT...]

  Write it down.

  Examples:
    clientlog note [x]

Arguments:
  [TEXT...]

"""
    )
    assert [line.split("  ")[1].split()[0].rstrip(",") for line in options.splitlines()] == [
        "--db", "--json", "--no-input", "-q", "--color", "-h",
    ]  # fmt: skip


def note_down(context: Context, text: Texts = None) -> None:
    """Write it down."""


def test_the_hint_of_an_error_reaches_this_journal() -> None:
    """Commands in it repeat --db."""

    def fail(_: Context) -> None:
        raise NotFoundError("no", "try: clientlog list")

    app, _ = made(fail)
    with pytest.raises(ClientlogError) as raised:
        run(app, "--db", "x.db")
    assert raised.value.hint == "try: clientlog --db x.db list"


def test_damage_that_is_met_on_the_way_is_no_bug() -> None:
    """The journal cannot be opened."""

    def fail(_: Context) -> None:
        error = sqlite3.DatabaseError("malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    app, _ = made(fail)
    with pytest.raises(JournalError):
        run(app)
