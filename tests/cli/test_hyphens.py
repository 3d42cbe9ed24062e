"""Texts that begin with a hyphen."""

from collections.abc import Callable

import pytest

from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once(autouse=True)
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
def test_text_with_a_hyphen(cli: Cli, command: str, text: str) -> None:
    """T8: where no option can be meant, a text may begin with a hyphen."""
    assert cli(command, "dana", text, "-q").code == 0
    assert text in cli("export", "--format", "json").out.replace("\\u20ac", "€")


@pytest.mark.parametrize("text", ["--first", "-x", "-1"])
def test_possible_option(cli: Cli, text: str) -> None:
    """What could be an option is refused, and the hint names the two hyphens."""
    refused = cli("note", "dana", text)
    assert refused.code == 2
    assert "--" in refused.err.partition("hint:")[2]
    assert cli("note", "dana", "--", text).code == 0


def test_value_with_a_hyphen(cli: Cli) -> None:
    """The value of an option may begin with one too."""
    assert cli("log", "dana", "talked", "--note", "- first point", "--topic=-200 EUR").code == 0
    out = cli("export", "--format", "json").out
    assert '"- first point"' in out
    assert '"-200 EUR"' in out
