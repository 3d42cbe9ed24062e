"""`touch`: contacts that were no meetings."""

import pytest

from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


def test_a_touch_is_now_and_needs_no_text(lived: Cli) -> None:
    """It counts as a contact."""
    answer = lived("touch", "dana", "--json")
    assert answer.json["created"] == ["k2"]
    assert answer.json["message"] == "k2  Fri 20 Nov 12:00 in touch with Dana Reyes"
    assert lived("show", "dana", "--json").json["client"]["last_contact"].startswith("2026-11-20")


def test_all_that_is_said_is_kept(lived: Cli) -> None:
    """When, how, by whom of my team, and what about."""
    answer = lived(
        "touch", "dana", "said", "hi", "--via", "phone", "--at", "thu 10:00", "--by", "Jo"
    )
    assert answer.out == "k2  Thu 19 Nov 10:00 in touch with Dana Reyes by call, Jo: said hi\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--at", "tomorrow 10:00"), "--at: 'tomorrow 10:00' is still to come"),
        (("--via", "pigeon"), "--via: unknown channel 'pigeon'"),
        (("--by", " "), "--by is empty"),
        (("\u200b",), "TEXT is empty"),
    ],
)
def test_what_makes_no_sense_is_refused(
    lived: Cli, arguments: tuple[str, ...], message: str
) -> None:
    """Nothing is saved."""
    answer = lived("touch", "dana", *arguments)
    assert (answer.code, answer.err.splitlines()[0]) == (2, f"clientlog: {message}")
    assert lived("show", "k2").code == 4


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("touch")
