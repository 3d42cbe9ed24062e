"""What the keys of the review ask and do, on a terminal."""

from collections.abc import Callable

import pytest

from clientlog.cli.review_actions import ACTIONS
from clientlog.review import KEYS
from tests.conftest import Answer

Cli = Callable[..., Answer]


@pytest.fixture
def press(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Press keys in a review; what is typed at its questions is the standard input."""
    monkeypatch.setattr("clientlog.cli.questions.can_ask", lambda: True)
    monkeypatch.setattr("clientlog.cli.review_actions.discard_typed", lambda: None)
    monkeypatch.setattr("clientlog.cli.commands.review.discard_typed", lambda: None)
    cli("client", "add", "Dana Reyes")

    def press(keys: str, answers: str = "") -> Answer:
        left = iter(keys)
        monkeypatch.setattr("clientlog.cli.commands.review.read_key", lambda: next(left, "q"))
        return cli("review", stdin=answers)

    return press


def test_every_key_has_an_action() -> None:
    """Those that move through the list are none of them."""
    assert ACTIONS.keys() == KEYS.keys()


def test_what_they_owe_is_chased(cli: Cli, press: Callable[..., Answer]) -> None:
    """The touch is the answer, and the command is in the history."""
    cli("promise", "dana", "approve the budget due:fri", "--theirs")
    answer = press("k")
    assert "k chase" in answer.err
    assert "k1" in answer.err
    assert cli("history", "--json").json["changes"][0]["command"] == "chase p1"


def test_only_a_change_of_mine_has_to_be_told(cli: Cli, press: Callable[..., Answer]) -> None:
    """What they owe is moved without asking whether they know."""
    cli("promise", "dana", "approve the budget due:fri", "--theirs")
    cli("promise", "dana", "send the draft due:fri")
    assert "do they know?" not in press("r", "+3w\nthey asked\n").err
    answer = press("x", "not needed\ny\n")
    assert "do they know?" in answer.err
    assert "has not been told" not in answer.err
    assert cli("show", "p2", "--json").json["item"]["changes"][0]["told"]


def test_a_refused_answer_is_asked_for_again(cli: Cli, press: Callable[..., Answer]) -> None:
    """No answer is taken for a key; Esc goes back with nothing done."""
    cli("promise", "dana", "send the draft due:fri")
    answer = press("r", "tmrw\n\n+3w\n\nlegal is slow\nmaybe\nn\n")
    assert answer.err.count("to which date?") == 3
    assert answer.err.count("why?") == 2
    assert answer.err.count("do they know?") == 2
    assert cli("list", "topics", "--json").json["items"] == []
    before = cli("history", "--json").out
    assert "nothing was done" in press("x", "\x1b\n").err
    assert cli("history", "--json").out == before


def test_a_topic_names_its_text_in_the_history(cli: Cli, press: Callable[..., Answer]) -> None:
    """So that undoing it says what was undone."""
    cli("promise", "dana", "send the draft due:fri")
    answer = press("au", "who pays\n")
    assert "t1  to raise with Dana Reyes: who pays" in answer.err
    assert "undone: clientlog topic dana-reyes 'who pays'" in answer.err


def test_a_topic_is_dropped_without_a_question(cli: Cli, press: Callable[..., Answer]) -> None:
    """A reason stays on record only for a commitment, of which somebody has to hear."""
    cli("touch", "dana", "hello")
    cli("topic", "dana", "the budget")
    answer = press("x")
    assert "why?" not in answer.err
    assert "do they know?" not in answer.err
    assert cli("show", "t1", "--json").json["item"]["state"] == "dropped"


def test_a_flag_is_snoozed_until_a_day_to_come(cli: Cli, press: Callable[..., Answer]) -> None:
    """A week without an answer; today is no day to come."""
    cli("promise", "dana", "send the draft")
    answer = press("s", "today\n+3d\n")
    assert "the day must be one to come" in answer.err
    assert "until Mon 23 Nov" in answer.err
    cli("promise", "dana", "send the plan")
    assert "until Fri 27 Nov" in press("s", "\n").err
