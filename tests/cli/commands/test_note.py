"""`note`: the life of each kind, from the first word to the last state."""

from collections.abc import Callable

import pytest

from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer

Cli = Callable[..., Answer]

LIVES: dict[str, list[tuple[str, str | None]]] = {
    "--kind note": [("done", None), ("drop", None)],
    "--kind personal": [("done", None), ("drop", None)],
    "--kind recognition": [("done", None), ("drop", None)],
    "--kind agreement": [("done", None), ("drop", None)],
    "--kind decision": [("done", None), ("drop", None)],
    "--kind need": [("done", "met"), ("drop", "dropped"), ("confirm", "open"), ("told", "")],
    "--kind goal": [("done", "reached"), ("drop", "dropped"), ("confirm", "open")],
    "--kind feedback": [("done", "acted"), ("drop", "dropped"), ("confirm", "")],
    "--kind feedback --asked": [("edit --good", "received"), ("drop", "dropped")],
    "--kind feedback --given": [("done", ""), ("drop", ""), ("edit --good", "given")],
    "--kind news": [("told", "told"), ("drop", "dropped"), ("done", "")],
    "--kind news --told": [("told", ""), ("drop", ""), ("done", "")],
    "--kind offer": [("done", "given"), ("drop", "dropped"), ("told", "")],
}
"""What each verb makes of a note: a state, None for none, '' where it is refused."""


@pytest.mark.parametrize(
    ("kind", "verb", "state"),
    [(kind, verb, state) for kind, life in LIVES.items() for verb, state in life],
)
def test_every_kind_has_its_life(cli: Cli, kind: str, verb: str, state: str | None) -> None:
    """What a verb means for a kind is done, what it does not mean is refused with exit 2."""
    cli("client", "add", "Dana Reyes")
    cli("note", "dana", "some words", *kind.split())
    before = cli("show", "n1", "--json").json["item"]["state"]
    word, *options = verb.split()
    answer = cli(word, "n1", *options)
    assert answer.code == (0 if state else 2), answer.err
    assert cli("show", "n1", "--json").json["item"]["state"] == (state or before)


def test_asked_feedback_is_received_once_its_tone_is_known(cli: Cli) -> None:
    """The answer takes the place of the question, and is acted on from the day it came."""
    cli("client", "add", "Dana Reyes")
    cli("note", "dana", "how are the reports?", "--kind", "feedback", "--asked",
        CLIENTLOG_NOW="2026-10-01T12:00:00+02:00")  # fmt: skip
    cli("edit", "n1", "fewer slides, please", "--bad", CLIENTLOG_NOW="2026-11-12T12:00:00+01:00")
    assert "feedback-not-acted" not in _rules(cli, "2026-11-19T12:00:00+01:00")
    assert "feedback-not-acted" in _rules(cli, "2026-11-20T12:00:00+01:00")
    events = cli("timeline", "dana", "--json").json["events"]
    assert [one["kind"] for one in events] == ["feedback", "feedback-received"]
    assert cli("done", "n1").code == 0
    assert cli("show", "n1", "--json").json["item"]["state"] == "acted"


def test_feedback_that_comes_while_some_is_waited_for_says_so(cli: Cli) -> None:
    """Whether it is the answer, only the person knows."""
    cli("client", "add", "Dana Reyes")
    cli("note", "dana", "how are the reports?", "--kind", "feedback", "--asked")
    answer = cli("note", "dana", "fewer slides", "--kind", "feedback", "--bad")
    assert "clientlog drop n1" in answer.err


def _rules(cli: Cli, now: str) -> list[str]:
    return [one["rule"] for one in cli("report", "--json", CLIENTLOG_NOW=now).json["flags"]]


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("note")
