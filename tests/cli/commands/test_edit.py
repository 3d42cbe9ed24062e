"""`edit` and `rm`: records corrected and removed."""

from typing import Any

import pytest

from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


def item(cli: Cli, ref: str) -> dict[str, Any]:
    made: dict[str, Any] = cli("show", ref, "--json").json["item"]
    return made


@pytest.mark.parametrize(
    ("command", "key", "value"),
    [
        ("a1 write it up", "text", "write it up"),
        ("a1 --due mon", "due", "2026-11-23"),
        ("a1 --owner Jo", "owner", "Jo"),
        ("a1 --must", "priority", "must"),
        ("a1 --every 2w --due mon", "every", "2w"),
        ("t1 --ask", "ask", True),
        ("t1 --ask --why hope", "why", "hope"),
        ("k1 --via phone", "channel", "call"),
        ("k1 --by Jo", "owner", "Jo"),
        ("a1 --try-until fri", "try_until", "2026-11-27"),
        ("a1 --client sam", "client", "sam-li"),
    ],
)
def test_an_option_changes_one_thing(lived: Cli, command: str, key: str, value: Any) -> None:
    """And nothing else."""
    ref, *rest = command.split()
    before = item(lived, ref)
    answer = lived("edit", ref, *rest, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["changed"] == [ref]
    after = item(lived, ref)
    assert after[key] == value
    assert before[key] != value
    assert {name for name in after if after[name] != before[name]} <= {
        key, "due", "changed_at", "ask", "first_due", "changes",
    }  # fmt: skip


def test_an_empty_value_takes_away(lived: Cli) -> None:
    """The owner, the schedule, the need."""
    lived("note", "dana", "speed", "--kind", "need")
    lived("action", "dana", "weekly mail due:mon every:week owner:Jo need:n2")
    assert item(lived, "a3")["need"] == "n2"
    lived("edit", "a3", "--owner", "", "--every", "", "--need", "")
    assert [item(lived, "a3")[key] for key in ("owner", "every", "need")] == [None] * 3
    lived("edit", "a3", "--every", "week", "--must")
    lived("edit", "a3", "--every", "none", "--good-to-have")
    assert (item(lived, "a3")["every"], item(lived, "a3")["priority"]) == (None, "good")


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("a1", 2, "nothing to change was named"),
        ("m1 --owner x", 2, "m1 is a meeting"),
        ("dana x", 2, "'dana' is a client"),
        ("nobody x", 2, "'nobody' is not a REF"),
        ("a99 x", 4, "there is no a99"),
        ("a1 --must --good-to-have", 2, "these options contradict each other"),
        ("n1 --good --bad", 2, "these options contradict each other"),
        ("a1 --due 2026-11-19", 2, "--due: Thu 19 Nov was yesterday"),
        ("k1 --at tomorrow", 2, "--at: 'tomorrow' is still to come"),
        ("a1 --client nobody", 4, "no client matches 'nobody'"),
    ],
)
def test_what_makes_no_sense_is_refused(lived: Cli, command: str, code: int, message: str) -> None:
    """With the command to use instead, where there is one."""
    answer = lived("edit", *command.split())
    assert (answer.code, answer.err.splitlines()[0]) == (code, f"clientlog: {message}")


def test_the_hint_of_a_client_or_a_meeting_names_its_command(lived: Cli) -> None:
    """The verb that was typed."""
    assert "try: clientlog client edit dana-reyes" in lived("edit", "dana", "x").err
    assert "try: clientlog client rm dana-reyes" in lived("rm", "dana").err
    assert "clientlog meeting edit m1, or meeting move m1" in lived("edit", "m1", "x").err


def test_records_are_removed_after_a_question(lived: Cli) -> None:
    """All or none; undo brings them back."""
    refused = lived("rm", "a1", "n1")
    assert refused.code == 2
    assert "Remove a1  I will, for Dana Reyes: write it down" in refused.err
    assert lived("rm", "a1", "a99", "--yes").code == 4
    answer = lived("rm", "a1,n1", "--yes")
    assert [line.split()[:2] for line in answer.out.splitlines()] == [
        ["removed:", "a1"], ["removed:", "n1"],
    ]  # fmt: skip
    assert lived("show", "a1").code == 4
    lived("undo")
    assert lived("show", "a1").code == lived("show", "n1").code == 0


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("edit", "rm")


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--owner", "--owner is empty"), ("--why", "--why is empty"), ("--by", "--by is empty"),
        ("--need", "is not a REF"), ("--every", "--every: "), ("--due", "--due: "),
        ("--try-until", "--try-until: "), ("--at", "--at: "), ("--via", "--via: unknown channel"),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_refused(lived: Cli, option: str, message: str) -> None:
    """With the name of its option."""
    answer = lived("edit", "a1", option, "\u200b")
    assert answer.code == 2
    assert message in answer.err


def test_a_past_date_is_corrected_where_it_is_meant(lived: Cli) -> None:
    """With --past."""
    assert lived("edit", "a1", "--due", "2026-11-03").code == 2
    assert lived("edit", "a1", "--due", "2026-11-03", "--past").code == 0
    assert item(lived, "a1")["due"] == "2026-11-03"


def test_a_note_is_good_or_bad_and_a_topic_no_ask_any_more(lived: Cli) -> None:
    """By their options."""
    lived("note", "dana", "it is live", "--kind", "news", "--bad")
    lived("edit", "n2", "--good")
    assert item(lived, "n2")["tone"] == "good"
    lived("edit", "n2", "--bad")
    assert item(lived, "n2")["tone"] == "bad"
    lived("edit", "t1", "--ask")
    lived("edit", "t1", "--no-ask")
    assert item(lived, "t1")["ask"] is False


def test_a_touch_is_dated_again_and_loses_its_channel(lived: Cli) -> None:
    """An empty channel takes it away."""
    lived("edit", "k1", "--at", "2026-11-03 9:00", "--via", "")
    touch = item(lived, "k1")
    assert (touch["at"], touch["channel"]) == ("2026-11-03T09:00:00+01:00", None)


def test_what_recurs_becomes_an_update_and_none_any_more(lived: Cli) -> None:
    """A must stays one unless it is named."""
    lived("promise", "dana", "the figures due:mon every:week", "--must")
    for option, update in (("--update", True), ("--no-update", False)):
        lived("edit", "p2", option)
        assert (item(lived, "p2")["update"], item(lived, "p2")["priority"]) == (update, "must")
