"""`help`: the help of a command, or a topic."""

import pytest

from clientlog.cli.topics import TOPICS
from tests.cli.commands.journals import Cli
from tests.cli.helping import assert_help_is_documented


@pytest.mark.parametrize("typed", ["log", "client add", "org list", "LOG", "client ls"])
def test_the_help_of_a_command_is_that_of_its_option(cli: Cli, typed: str) -> None:
    """In any case, and by its other names."""
    words = typed.lower().replace("ls", "list").split()
    assert cli("help", *typed.split()).out == cli(*words, "--help").out


def test_without_a_word_it_is_that_of_the_program(cli: Cli) -> None:
    """With the commands of a day."""
    assert cli("help").out == cli("--help").out


def test_a_topic_may_be_two_words(cli: Cli) -> None:
    """In JSON its name stands beside the text."""
    assert cli("help", "exit", "codes").out.split() == TOPICS["exit-codes"].split()
    made = cli("help", "Dates", "--json").json
    assert made == {"version": 1, "topic": "dates", "text": TOPICS["dates"]}
    assert cli("help", "--json").json["topic"] is None


def test_all_is_every_command(cli: Cli) -> None:
    """By section."""
    page = cli("help", "all").out
    assert page.startswith("Every day:\n  today")
    assert "The journal:" in page


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("repot", "no such command 'repot'\n  hint: did you mean report, export, redo?"),
        ("date", "no such command 'date'\n  hint: did you mean dates?"),
        ("log x", "clientlog log has no command 'x'\n  hint: see: clientlog log --help"),
        ("client x", "no such command 'x'\n  hint: try: clientlog client show x,"),
    ],
)
def test_a_slip_gets_what_was_meant(cli: Cli, typed: str, error: str) -> None:
    """A command, a topic, or the help of the noun."""
    answer = cli("help", *typed.split())
    assert answer.code == 2
    assert answer.err.startswith(f"clientlog: {error}")


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("help")
