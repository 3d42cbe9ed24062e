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


def test_all_that_is_said_of_a_note_is_kept(cli: Cli) -> None:
    """Its tone, its direction, its day; a need that must be met, and news that was told."""
    cli("client", "add", "Dana Reyes")
    for text in (
        "slow --kind feedback --bad --given", "exam --kind personal --on fri",
        "figures --kind need --must", "live --kind news --good --told", "plain",
    ):  # fmt: skip
        assert cli("note", "dana", *text.split()).code == 0
    feedback = cli("show", "n1", "--json").json["item"]
    assert (feedback["tone"], feedback["state"]) == ("bad", "given")
    assert cli("show", "n2", "--json").json["item"]["on"] == "2026-11-27"
    assert cli("show", "n3", "--json").json["item"]["priority"] == "must"
    news = cli("show", "n4", "--json").json["item"]
    assert (news["tone"], news["state"]) == ("good", "told")
    plain = cli("show", "n5", "--json").json["item"]
    assert (plain["kind"], plain["tone"], plain["on"], plain["priority"]) == (
        "note", None, None, None,
    )  # fmt: skip


def test_a_note_is_added_for_several_clients_once_each(cli: Cli) -> None:
    """Who is named twice has one."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Sam Li")
    answer = cli("note", "dana", "it", "slips", "--with", "sam", "--with", "dana", "--json")
    assert answer.json["created"] == ["n1", "n2"]
    assert cli("show", "n2", "--json").json["item"]["client"] == "sam-li"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--kind feedback --good --bad", "--good and --bad contradict each other"),
        ("--kind feedback --asked --given", "--asked and --given contradict each other"),
        ("--kind gossip", "--kind: unknown value 'gossip'"),
        ("--kind personal --on someday", "--on: "),
    ],
)
def test_what_makes_no_sense_is_refused(cli: Cli, options: str, message: str) -> None:
    """With the options that are in the way."""
    cli("client", "add", "Dana Reyes")
    answer = cli("note", "dana", "x", *options.split())
    assert answer.code == 2
    assert answer.err.startswith(f"clientlog: {message}")
