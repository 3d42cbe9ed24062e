"""`topic`: topics to raise next time."""

from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


def test_a_topic_waits_for_the_next_talk(lived: Cli) -> None:
    """Positional words are one text, kept as typed."""
    answer = lived("topic", "sam", "the travel", "budget", "--json")
    assert (answer.json["created"], answer.json["changed"]) == (["t2"], [])
    assert answer.json["message"] == "t2  to raise with Sam Li: the travel budget"
    item = lived("show", "t2", "--json").json["item"]
    assert (item["text"], item["client"], item["ask"], item["why"]) == (
        "the travel budget", "sam-li", False, None,
    )  # fmt: skip


def test_an_ask_has_its_reason(lived: Cli) -> None:
    """What I recommend, and why."""
    answer = lived("topic", "dana", "hire one more", "--ask", "--why", "May is full")
    assert answer.out == "t2  to ask Dana Reyes: hire one more\n"
    item = lived("show", "t2", "--json").json["item"]
    assert (item["ask"], item["why"]) == (True, "May is full")


def test_a_reason_needs_an_ask_and_a_text_its_letters(lived: Cli) -> None:
    """Nothing is saved."""
    assert lived("topic", "dana", "x", "--why", "y").err.startswith(
        "clientlog: --why goes with --ask"
    )
    assert lived("topic", "dana", " ").err == "clientlog: TEXT is empty\n"
    assert lived("topic", "dana", "x", "--ask", "--why", " ").err == "clientlog: --why is empty\n"
    assert lived("show", "t2").code == 4


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("topic")
