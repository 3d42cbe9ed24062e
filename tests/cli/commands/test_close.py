"""The closing verbs: done, renegotiate, break, drop, reopen, told, confirm."""

import pytest

from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


def state(cli: Cli, ref: str) -> str:
    return str(cli("show", ref, "--json").json["item"]["state"])


def test_several_records_are_done_at_once(lived: Cli) -> None:
    """Each in its way, each with a line, in one change."""
    answer = lived("done", "a1,a2", "p1", "t1")
    assert answer.out.splitlines() == [
        "a1  I will, for Dana Reyes: write it down (done Fri 20 Nov)",
        "a2  Dana Reyes will: call the bank (done Fri 20 Nov)",
        "p1  I promised Dana Reyes: send the draft (kept late Fri 20 Nov)",
        "t1  to raise with Dana Reyes: the budget (discussed)",
    ]
    lived("undo")
    assert [state(lived, ref) for ref in ("a1", "p1", "t1")] == ["open"] * 3


def test_done_on_another_day(lived: Cli) -> None:
    """It was on time then; a day to come is refused."""
    assert lived("done", "p1", "--at", "2026-11-10").out.endswith("(kept on time Tue 10 Nov)\n")
    assert lived("done", "a1", "--at", "tomorrow").code == 2
    assert state(lived, "a1") == "open"


def test_what_cannot_be_done_leaves_all_as_it_was(lived: Cli) -> None:
    """One of several is enough."""
    assert lived("done", "p1", "p99").code == 4
    assert lived("done", "p1", "m1").code == 2
    assert state(lived, "p1") == "open"
    lived("done", "p1")
    answer = lived("done", "p1")
    assert (answer.code, answer.err.splitlines()[1]) == (
        2, "  hint: to open it again: clientlog reopen p1",
    )  # fmt: skip


def test_a_recurring_one_opens_its_next_occurrence(lived: Cli) -> None:
    """Under a new REF, unless the series ends."""
    lived("promise", "dana", "report due:mon every:week")
    answer = lived("done", "p2", "--json")
    assert (answer.json["created"], answer.json["changed"]) == (["p3"], ["p2"])
    assert "next: p3  I promised Dana Reyes: report (due Mon 30 Nov" in answer.json["message"]
    assert lived("drop", "p3", "--why", "over", "--series", "--json").json["created"] == []
    lived("promise", "dana", "other due:mon every:week")
    assert lived("break", "p4", "--why", "over", "--json").json["created"] == ["p5"]
    assert lived("break", "p5", "--why", "over", "--series", "--json").json["created"] == []


@pytest.mark.parametrize("verb", ["drop", "break"])
def test_a_word_taken_back_is_to_be_told(lived: Cli, verb: str) -> None:
    """Or removed, if it was entered by mistake; nothing is said of what the client knows."""
    answer = lived(verb, "p1", "--why", "oops")
    assert (
        "Dana Reyes has not been told: clientlog told p1;"
        " if that was a mistake: clientlog reopen p1"
    ) in answer.err
    lived("undo")
    assert "told" not in lived(verb, "p1", "--why", "oops", "--told").err


def test_what_is_dropped_of_theirs_needs_no_telling(lived: Cli) -> None:
    """Nor does a topic."""
    assert "told" not in lived("drop", "a2", "t1", "--why", "over").err


def test_a_date_is_moved_with_a_reason(lived: Cli) -> None:
    """Told is recorded with it; a past date needs --past."""
    answer = lived("renegotiate", "p1", "--to", "mon", "--why", "legal", "--told")
    assert answer.out == "p1  I promised Dana Reyes: send the draft (due Mon 23 Nov)\n"
    [moved] = lived("show", "p1", "--json").json["item"]["renegotiations"]
    assert (moved["from"], moved["to"], moved["why"]) == ("2026-11-10", "2026-11-23", "legal")
    assert moved["told"]
    assert lived("renegotiate", "p1", "--to", "2026-11-19", "--why", "x").code == 2
    assert lived("renegotiate", "p1", "--to", "thu", "--why", "x", "--past").code == 0
    moved = lived("show", "p1", "--json").json["item"]["renegotiations"][1]
    assert (moved["to"], moved["told"]) == ("2026-11-19", None)


@pytest.mark.parametrize(
    "command", ["renegotiate p1 --to mon", "break p1", "drop p1", "drop a1", "drop p1 t1"]
)
def test_a_word_given_is_not_taken_back_without_a_reason(lived: Cli, command: str) -> None:
    """The hint names the option."""
    answer = lived(*command.split())
    assert answer.err == "clientlog: a reason is missing\n  hint: add --why TEXT\n"
    assert state(lived, "p1") == state(lived, "t1") == "open"


def test_what_is_not_going_to_happen(lived: Cli) -> None:
    """A promise is broken or released, an action item dropped, a topic needs no reason."""
    assert lived("break", "p1", "--why", "gone").out.endswith("(broken Fri 20 Nov)\n")
    assert lived("break", "a1", "--why", "x").code == 2
    assert lived("drop", "a1", "--why", "gone", "--told").code == 0
    assert lived("drop", "t1").out.endswith("the budget (dropped)\n")
    lived("promise", "dana", "other")
    lived("drop", "p2", "--why", "gone")
    assert [state(lived, ref) for ref in ("p1", "a1", "t1", "p2")] == [
        "broken", "dropped", "dropped", "released",
    ]  # fmt: skip
    told = {
        ref: lived("show", ref, "--json").json["item"]["changes"][-1]["told"]
        for ref in ("p1", "a1")
    }
    assert told["p1"] is None
    assert told["a1"] is not None


def test_reopened_told_and_confirmed_are_said(lived: Cli) -> None:
    """Each with its word behind the record."""
    lived("break", "p1", "--why", "gone")
    assert lived("told", "p1").out.endswith(" - told\n")
    assert lived("reopen", "p1").out.endswith("(due Tue 10 Nov) - open again\n")
    assert lived("confirm", "m1").out.endswith(" - confirmed\n")
    lived("note", "dana", "mails of three lines", "--kind", "need")
    assert lived("confirm", "n2").out.endswith("mails of three lines (confirmed)\n")
    assert lived("confirm", "t1").code == 2
    assert lived("told", "t1").code == 2
    assert lived("reopen", "p1").code == 2


def test_a_broken_promise_that_is_told_later(cli: Cli) -> None:
    """`break` once more with --told leads to `told`, not to opening it again."""
    cli("client", "add", "Dana Reyes")
    cli("promise", "dana", "the draft")
    cli("break", "p1", "--why", "no time")
    again = cli("break", "p1", "--why", "no time", "--told")
    assert "clientlog told p1" in again.err
    assert cli("told", "p1").code == 0
    assert "reopen" in cli("break", "p1", "--why", "no time", "--told").err


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("done", "renegotiate", "break", "drop", "reopen", "told", "confirm")


def test_a_reason_that_is_not_needed_is_read_all_the_same(lived: Cli) -> None:
    """An empty one is refused."""
    assert lived("drop", "t1", "--why", " ").err == "clientlog: --why is empty\n"
    assert lived("drop", "t1", "--why", "over").code == 0
