"""The tree of commands."""

from collections.abc import Callable
from importlib.metadata import version

import pytest

from clientlog.cli.app import DAILY, LazyGroup, build, with_default_command
from clientlog.cli.registry import MODULES, SECTIONS
from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.mark.parametrize(
    ("typed", "arguments"),
    [
        ("", "today"),
        ("--db x", "today --db x"),
        ("--json -q", "today --json -q"),
        ("--db=x done p4", "done p4 --db=x"),
        ("--db x --color never done p4", "done p4 --db x --color never"),
        ("--no-input done p4 --json", "done p4 --json --no-input"),
        ("--quiet note dana -- -x", "note dana --quiet -- -x"),
        ("--version", "--version"),
        ("--json --help", "--help"),
        ("done p4", "done p4"),
    ],
)
def test_shared_options_may_stand_before_the_command(typed: str, arguments: str) -> None:
    """They are moved behind it, before `--`; without a command it is the day."""
    assert with_default_command(typed.split()) == arguments.split()


def test_a_command_is_built_when_it_is_asked_for() -> None:
    """Every registered one is there under its name; any other is none."""
    root = build()
    assert root.list_commands(None) == list(MODULES)
    for name in MODULES:
        assert root.get_command(None, name).name == name
    assert root.get_command(None, "frobnicate") is None


def test_a_noun_has_its_verbs() -> None:
    """Each is built when it is asked for."""
    noun = build().get_command(None, "meeting")
    assert {"add", "list", "show", "edit", "rm", "move", "cancel"} <= {*noun.list_commands(None)}
    assert noun.get_command(None, "move").name == "move"
    assert noun.get_command(None, "frobnicate") is None


def test_the_bare_help_lists_the_commands_of_a_day(cli: Cli) -> None:
    """In their order, then where the others are; it begins with examples."""
    page = cli("--help").out
    daily, _, more = page.partition("Every day:\n")[2].partition("More:\n")
    names = [line.split()[0] for line in daily.splitlines() if line[2:3].strip()]
    assert names == [*DAILY]
    assert [line.split("  ")[1] for line in more.splitlines()[:3]] == [
        "help all", "help COMMAND", "help TOPIC",
    ]  # fmt: skip
    assert "dates, items, rules, exit-codes, environment, privacy." in " ".join(more.split())
    assert page.index("Examples:") < page.index("Every day:")
    assert "Keep your word with everyone you work with." in page


def test_the_whole_help_lists_every_command_by_section() -> None:
    """With its first sentence."""
    root = build()
    assert isinstance(root, LazyGroup)
    page = root.full_help()
    for title, names in SECTIONS.items():
        section = page.partition(f"{title}:\n")[2].partition("\n\n")[0]
        found = [line.split()[0] for line in section.splitlines() if line[2:3].strip()]
        assert found == [*names]


def test_a_shell_gets_commands_with_their_sections() -> None:
    """Those that begin with what was typed, in any case; an option is another matter."""
    root = build()
    context = root.make_context("clientlog", [], resilient_parsing=True)
    assert [(item.value, item.help) for item in root.shell_complete(context, "UN")] == [
        ("unsnooze", "The rules"), ("undo", "The journal"),
    ]  # fmt: skip
    assert "--version" in [item.value for item in root.shell_complete(context, "--v")]


def test_an_unknown_word_gets_the_command_that_does_it() -> None:
    """By its meaning, or by its spelling."""
    root = build()
    assert root.hint(None, "todo", list(MODULES)).startswith("try: clientlog list")
    assert "report" in root.hint(None, "repot", list(MODULES))


def test_the_version_is_printed(cli: Cli) -> None:
    """The name of the program and its number."""
    answer = cli("--version")
    assert (answer.code, answer.out) == (0, f"clientlog {version('clientlog')}\n")
    assert answer.out not in cli("help", "all").out


@pytest.mark.parametrize("words", [(), ("client",), ("client", "add"), ("note",)])
def test_h_is_help(cli: Cli, words: tuple[str, ...]) -> None:
    """Of the program, of a noun, of a verb and of a command."""
    page = cli(*words, "--help").out
    assert "-h, --help" in page
    assert cli(*words, "-h").out == page
