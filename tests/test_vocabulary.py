"""The words that a value is one of."""

from collections.abc import Callable
from typing import get_args

import pytest

from clientlog import vocabulary
from clientlog.queries.values import Direction
from tests.conftest import Answer


def test_directions_are_those_of_a_client() -> None:
    """In the order in which help shows them."""
    assert get_args(Direction) == vocabulary.DIRECTIONS


@pytest.mark.parametrize(
    ("word", "direction"),
    [
        ("boss", "up"), ("manager", "up"), ("leader", "up"), ("lead", "up"),
        ("report", "down"), ("reports", "down"), ("team", "down"), ("direct-report", "down"),
        ("peer", "sideways"), ("colleague", "sideways"), ("side", "sideways"),
        ("client", "outside"), ("customer", "outside"), ("external", "outside"),
        ("partner", "outside"),
    ],
)  # fmt: skip
def test_what_people_call_a_direction(word: str, direction: str) -> None:
    """Each synonym leads to one direction, and none of them is a direction itself."""
    assert vocabulary.DIRECTION_SYNONYMS[word] == direction
    assert word not in vocabulary.DIRECTIONS


@pytest.mark.parametrize("kind", vocabulary.NOTE_KINDS)
def test_the_journal_takes_every_kind_of_note(cli: Callable[..., Answer], kind: str) -> None:
    """`note --kind` takes it, and so does the table."""
    cli("client", "add", "Dana Reyes")
    answer = cli("note", "dana", "a line", "--kind", kind)
    assert (answer.code, answer.err) == (0, "")


@pytest.mark.parametrize("name", ["STAKES", "STAGES", "CHANNELS", "DIRECTIONS"])
def test_a_client_takes_every_word(cli: Callable[..., Answer], name: str) -> None:
    """Each word of a field is a value of its option."""
    option = {"STAKES": "stake", "STAGES": "stage", "CHANNELS": "channel"}.get(name, "direction")
    for number, word in enumerate(getattr(vocabulary, name)):
        answer = cli("client", "add", f"Dana {number}", f"--{option}", word, "--json")
        assert answer.code == 0, answer.err
        (client,) = cli("client", "list", "--json").json["clients"][-1:]
        assert client[option] == word
