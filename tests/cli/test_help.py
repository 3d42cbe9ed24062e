"""Help pages: examples first, plain names; and texts that begin with a hyphen."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from clientlog.cli.app import build
from clientlog.cli.help import help_text, plain_name
from clientlog.cli.registry import MODULES
from clientlog.errors import UsageError
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


def commands() -> Iterator[tuple[str, Any]]:
    """Every command and those under it."""
    root = build()
    for name in MODULES:
        command = root.get_command(None, name)
        yield name, command
        if hasattr(command, "list_commands"):
            for below in command.list_commands(None):
                yield f"{name} {below}", command.get_command(None, below)


@pytest.mark.parametrize(("path", "command"), list(commands()))
def test_a_command_has_an_example_of_itself(path: str, command: Any) -> None:
    """The help names the program and the command, before the options."""
    first, _, examples = command.help.partition("Examples:")
    assert first.strip()
    assert "clientlog" in examples
    assert f"clientlog {path.split(maxsplit=1)[0]}" in examples.replace("\\\n", " ")


@pytest.mark.parametrize(
    ("metavar", "name"),
    [("WHO", "WHO"), ("[WHO]", "WHO"), ("[REF...]", "REF"), ("REF...", "REF"), ("[A]|B", "[A]|B")],
)
def test_the_name_of_an_argument_is_without_signs(metavar: str, name: str) -> None:
    """The brackets and the dots say how it is used."""
    assert plain_name(metavar) == name


def test_the_help_of_a_command_is_its_first_sentence_its_examples_and_the_rest() -> None:
    """In a block that keeps its lines."""
    text = "Do it.\n\n    And more.\n    "
    assert help_text(text, ("clientlog do", "clientlog do it")) == (
        "Do it.\n\n\b\nExamples:\n  clientlog do\n  clientlog do it\n\nAnd more."
    )
    assert help_text("Do it.", ()) == "Do it."
    assert help_text(None, ()) == ""


def test_a_noun_alone_is_its_list_and_help_is_help(cli: Cli, client: None) -> None:
    """Also with options; a noun without a list shows its help."""
    assert cli("client").out == cli("client", "list").out
    assert cli("client", "--json").json == cli("client", "list", "--json").json
    assert cli("client", "--help").out.startswith("Usage: clientlog client")


def test_a_command_is_found_in_any_case_and_by_its_other_names(cli: Cli, client: None) -> None:
    """An unknown one names what was meant."""
    assert cli("CLIENT", "LS").out == cli("client", "list").out
    answer = cli("client", "lits")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == "clientlog: no such command 'lits'\n  hint: did you mean list, alias?\n"


def test_a_noun_lists_its_verbs_with_their_whole_first_sentence(cli: Cli) -> None:
    """Under one heading."""
    page = cli("client", "--help").out
    verbs = page.partition("Commands:\n")[2]
    assert (
        "duplicates List clients who may be the same person, by name, spelling or e-mail address."
    ) in " ".join(verbs.split())
    assert "..." not in verbs


@pytest.mark.parametrize("columns", [40, 120])
@pytest.mark.parametrize("topic", ["", "all", "dates", "rules", "environment", "log", "client"])
def test_a_help_page_fits_the_screen(cli: Cli, columns: int, topic: str) -> None:
    """Nothing but an example, which can be copied, is wider than the screen."""
    lines = cli("help", *topic.split(), COLUMNS=str(columns)).out.splitlines()
    assert not [
        line for line in lines if len(line) > columns and not line.startswith("    clientlog ")
    ]


def test_a_wide_screen_is_not_filled(cli: Cli) -> None:
    """Text is read best in lines of at most 80 columns."""
    assert cli("client", "--help", COLUMNS="120").out == cli("client", "--help", COLUMNS="80").out


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        ("done", "done [OPTIONS] REF..."),
        ("log", "log [OPTIONS] [WHO] [TEXT...]"),
        ("status", "status [OPTIONS] [WHO]"),
        ("client add", "client add [OPTIONS] NAME..."),
        ("client", "client [OPTIONS] COMMAND [ARGS]..."),
    ],
)
def test_the_usage_names_arguments_and_no_option(cli: Cli, command: str, usage: str) -> None:
    """Dots where there may be several, brackets where there may be none."""
    assert cli(*command.split(), "--help").out.splitlines()[0] == f"Usage: clientlog {usage}"


def test_a_noun_has_no_command_of_another_name() -> None:
    """As Click asks for it."""
    assert build().get_command(None, "meeting").get_command(None, "frobnicate") is None


@pytest.mark.parametrize("is_completing", [True, False])
def test_values_are_completed_only_for_a_shell(
    monkeypatch: pytest.MonkeyPatch, is_completing: bool
) -> None:
    """Loading what completes them takes time."""
    if is_completing:
        monkeypatch.setenv("_CLIENTLOG_COMPLETE", "complete_bash")
    who = next(param for param in build().get_command(None, "note").params if param.name == "who")
    assert ("shell_complete" in vars(who)) == is_completing


def test_a_line_that_is_being_completed_is_not_judged() -> None:
    """A text that an option splits is refused only when the command is run."""
    command = build().get_command(None, "note")
    arguments = ["dana", "likes", "--on", "fri", "tea"]
    with pytest.raises(UsageError, match="is on both sides of --on"):
        command.make_context("note", [*arguments])
    command.make_context("note", [*arguments], resilient_parsing=True)


@prepared_once()
def client(cli: Cli) -> None:
    """Somebody to write about."""
    cli("client", "add", "Dana Reyes")


@pytest.mark.parametrize(
    "text",
    [
        "- first point",
        "-200 EUR refund",
        "-first point",
        "--- a rule ---",
        "-- quoted",
        "-€5",
        "-- x",
    ],
)
@pytest.mark.parametrize("command", ["note", "topic", "promise", "touch", "log"])
def test_text_with_a_hyphen(cli: Cli, client: None, command: str, text: str) -> None:
    """T8: where no option can be meant, a text may begin with a hyphen."""
    assert cli(command, "dana", text, "-q").code == 0
    assert text in cli("export", "--format", "json").out.replace("\\u20ac", "€")


@pytest.mark.parametrize("text", ["--first", "-x", "-1", "-q rest"])
def test_possible_option(cli: Cli, client: None, text: str) -> None:
    """What could be an option is refused, and the hint names the two hyphens."""
    refused = cli("note", "dana", text)
    assert refused.code == 2
    assert "--" in refused.err.partition("hint:")[2]
    assert cli("note", "dana", "--", text).code == 0


def test_value_with_a_hyphen(cli: Cli, client: None) -> None:
    """The value of an option may begin with one too."""
    assert cli("log", "dana", "talked", "--note", "- first point", "--topic=-200 EUR").code == 0
    out = cli("export", "--format", "json").out
    assert '"- first point"' in out
    assert '"-200 EUR"' in out
