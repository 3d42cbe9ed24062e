"""Action items and promises, both ways, through their whole life."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

KEYS = {
    "ref", "kind", "text", "client", "by", "owner", "due", "state", "priority", "meeting",
    "renegotiations",
}  # fmt: skip


@prepared_once(autouse=True)
def dana(cli: Cli) -> None:
    """Everything here is about Dana."""
    cli("client", "add", "Dana Reyes")


def _item(cli: Cli, ref: str) -> dict[str, Any]:
    item: dict[str, Any] = cli("show", ref, "--json").json["item"]
    return item


def _list(cli: Cli, *arguments: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = cli("list", *arguments, "--json").json["items"]
    return items


def test_words_joined_and_quoted_are_the_same_item(cli: Cli) -> None:
    """Positional words and one quoted text are read alike."""
    cli("promise", "dana", "send", "the", "draft", "due:fri", "pri:must")
    cli("promise", "dana", "send the draft due:fri pri:must")
    first, second = _list(cli, "promises")
    assert {**first, "ref": "p2"} == second
    assert set(first) >= KEYS
    assert (first["due"], first["priority"], first["by"]) == ("2026-11-27", "must", "me")


def test_mine_theirs_and_delegated_are_never_mixed_up(cli: Cli) -> None:
    """Whose word it is, is told by `by`; a delegate is named beside it, and it stays mine."""
    cli("action", "dana", "write it")
    cli("action", "dana", "check the figures", "--owner", "Ann Lee")
    cli("action", "dana", "approve it", "--theirs")
    assert [(a["by"], a["owner"]) for a in _list(cli, "actions")] == [
        ("me", None),
        ("me", "Ann Lee"),
        ("dana-reyes", None),
    ]
    assert [a["ref"] for a in _list(cli, "actions", "--mine")] == ["a1", "a2"]
    assert [a["ref"] for a in _list(cli, "actions", "--theirs")] == ["a3"]
    assert cli("action", "dana", "x", "--theirs", "--owner", "Ann").code == 2


@pytest.mark.parametrize(("day", "on_time"), [("2026-11-27", True), ("2026-11-28", False)])
def test_a_promise_is_kept_on_time_or_late_by_the_clock(day: str, on_time: bool, cli: Cli) -> None:
    """On its due day it is on time, a day later it is late."""
    cli("promise", "dana", "call", "due:fri")
    answer = cli("done", "p1", CLIENTLOG_NOW=f"{day}T23:00:00+01:00")
    assert ("on time" if on_time else "late") in answer.out
    assert _item(cli, "p1")["state"] == "kept"


def test_a_promise_kept_yesterday_can_be_said_so_today(cli: Cli) -> None:
    """`done --at` puts the day where it belongs."""
    cli("promise", "dana", "call", "due:fri")
    answer = cli("done", "p1", "--at", "fri", CLIENTLOG_NOW="2026-11-28T09:00:00+01:00")
    assert "on time" in answer.out


def test_a_renegotiation_stays_on_record(cli: Cli) -> None:
    """Old date, new date, reason, moment, and whether the client knows."""
    cli("promise", "dana", "call", "due:fri")
    cli("renegotiate", "p1", "--to", "1 dec", "--why", "legal is slow")
    cli("renegotiate", "p1", "--to", "3 dec", "--why", "still slow", "--told")
    first, second = _item(cli, "p1")["renegotiations"]
    assert (first["from"], first["to"], first["why"]) == (
        "2026-11-27",
        "2026-12-01",
        "legal is slow",
    )
    assert (second["from"], second["to"]) == ("2026-12-01", "2026-12-03")
    assert first["told"] and second["told"]
    assert first["at"].startswith("2026-11-20T12:00:00+01:00")


def test_a_change_the_client_does_not_know_of_is_flagged_after_a_day(cli: Cli) -> None:
    """24 hours later it is a flag; told, it is none."""
    cli("promise", "dana", "call", "due:2026-12-24")
    cli("renegotiate", "p1", "--to", "2026-12-26", "--why", "x")
    at = {"CLIENTLOG_NOW": "2026-11-21T12:00:00+01:00"}
    later = {"CLIENTLOG_NOW": "2026-11-21T12:00:01+01:00"}
    assert cli("report", "--json", **at).json["flags"] == []
    assert [f["key"] for f in cli("report", "--json", **later).json["flags"]] == [
        "untold-change:p1"
    ]
    assert cli("told", "p1", **later).code == 0
    assert cli("report", "--json", **later).json["flags"] == []
    assert cli("told", "p1", **later).code == 2


@pytest.mark.parametrize(
    ("verb", "kind", "state"),
    [
        ("break", "promise", "broken"),
        ("drop", "promise", "released"),
        ("drop", "action", "dropped"),
        ("done", "action", "done"),
        ("done", "promise", "kept"),
    ],
)
def test_each_closing_verb_ends_in_its_state(verb: str, kind: str, state: str, cli: Cli) -> None:
    """The state table, and nothing can be closed twice."""
    cli(kind, "dana", "call", "due:fri")
    ref = f"{kind[0]}1"
    why = () if verb == "done" else ("--why", "so it is")
    answer = cli(verb, ref, *why, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["changed"] == [ref]
    assert _item(cli, ref)["state"] == state
    assert _list(cli, f"{kind}s") == []
    assert [one["ref"] for one in _list(cli, f"{kind}s", "--all")] == [ref]
    assert cli(verb, ref, *why).code == 2


def test_several_records_are_settled_in_one_command_and_one_undo(cli: Cli) -> None:
    """`done a1 p1` is whole or not at all."""
    cli("action", "dana", "write")
    cli("promise", "dana", "call")
    assert cli("done", "a1", "p1", "p9").code == 4
    assert len(_list(cli)) == 2
    assert cli("done", "a1", "p1", "--json").json["changed"] == ["a1", "p1"]
    assert _list(cli) == []
    cli("undo")
    assert len(_list(cli)) == 2


def test_a_recurring_promise_opens_its_next_occurrence(cli: Cli) -> None:
    """Under a new REF, due by the schedule, and never more than one is open."""
    cli("promise", "dana", "send the figures", "due:fri", "--every", "week")
    answer = cli("done", "p1", "--json", CLIENTLOG_NOW="2026-12-16T09:00:00+01:00")
    assert answer.json["created"] == ["p2"]
    (item,) = _list(cli, "promises")
    assert (item["ref"], item["due"]) == ("p2", "2026-12-18")


def test_a_recurring_promise_without_a_date_is_due_one_step_ahead(cli: Cli) -> None:
    """`--every week` alone begins in a week."""
    cli("promise", "dana", "send the figures", "--every", "week")
    assert _list(cli, "promises")[0]["due"] == "2026-11-27"


def test_a_word_passed_on_asks_to_be_told(cli: Cli) -> None:
    """A promise with an owner is a change the client should hear of."""
    cli("promise", "dana", "send the figures", "due:2026-12-24", "--owner", "Ann")
    flags = cli("report", "--json", CLIENTLOG_NOW="2026-11-22T12:00:00+01:00").json["flags"]
    assert [flag["key"] for flag in flags] == ["untold-change:p1"]


def test_an_unconfirmed_need_is_said_when_it_is_served(cli: Cli) -> None:
    """Serving a need that was never explained back is possible, but not silent."""
    cli("note", "dana", "reports on Mondays", "--kind", "need", "--must")
    answer = cli("promise", "dana", "a Monday report", "need:n1")
    assert answer.code == 0
    assert "n1 was never confirmed" in answer.err
    cli("confirm", "n1")
    assert cli("action", "dana", "set up the report", "need:n1").err == ""


def test_a_need_of_another_client_cannot_be_served(cli: Cli) -> None:
    """A commitment to Dana serves Dana's needs."""
    cli("client", "add", "Sam Li")
    cli("note", "sam", "quiet", "--kind", "need")
    assert cli("promise", "dana", "x", "need:n1").code == 2


def test_a_past_due_date_must_be_meant(cli: Cli) -> None:
    """`--past` lets it in, and it is shown as late without being an alarm."""
    assert cli("promise", "dana", "call", "due:2026-11-01").code == 2
    assert cli("promise", "dana", "call", "due:2026-11-01", "--past").code == 0


def test_the_backslash_keeps_an_attribute_as_text(cli: Cli) -> None:
    r"""`\due:` is text."""
    cli("promise", "dana", r"explain what \due:fri means")
    assert _list(cli, "promises")[0]["text"] == "explain what due:fri means"


def test_a_record_can_be_corrected_and_removed(cli: Cli) -> None:
    """`edit` mends the text and the first date; `rm` takes it away, and undo brings it back."""
    cli("promise", "dana", "sned it")
    assert cli("edit", "p1", "send", "it").code == 0
    assert cli("edit", "p1", "--due", "fri", "--must").code == 0
    item = _item(cli, "p1")
    assert (item["text"], item["due"], item["priority"]) == ("send it", "2026-11-27", "must")
    assert cli("rm", "p1").code == 2
    assert cli("rm", "p1", "-y").code == 0
    assert cli("show", "p1").code == 4
    cli("undo")
    assert _item(cli, "p1")["text"] == "send it"


def test_numbers_are_never_used_again(cli: Cli) -> None:
    """Neither a removal nor an undo frees a number."""
    cli("promise", "dana", "one")
    cli("rm", "p1", "-y")
    assert cli("promise", "dana", "two", "--json").json["created"] == ["p2"]
    cli("undo")
    assert cli("promise", "dana", "three", "--json").json["created"] == ["p3"]


@pytest.mark.parametrize(
    "words",
    [
        ["due:fri send the draft"],
        ["due:fri", "send", "the", "draft"],
        ["send the draft (due:fri)"],
        ["send", "the", "draft", "due:fri."],
    ],
)
def test_quoting_of_the_shell_makes_no_difference(cli: Cli, words: list[str]) -> None:
    """T6, T7: one word or several, in brackets or before a full stop, an attribute is read."""
    cli("promise", "dana", *words)
    (item,) = _list(cli, "promises")
    assert (item["text"].rstrip("."), item["due"]) == ("send the draft", "2026-11-27")


def test_owner_is_one_word(cli: Cli) -> None:
    """T6: a name ends at the blank, also where the shell took quotes away."""
    cli("promise", "dana", "owner:Ann call the client", "by phone", "due:24 dec")
    (item,) = _list(cli, "promises")
    assert (item["text"], item["owner"]) == ("call the client by phone", "Ann")
    assert item["due"] == "2026-12-24"


def test_who_is_for_meetings(cli: Cli) -> None:
    """A promise names its client; who: beside it is refused."""
    refused = cli("promise", "dana", "send it who:sam")
    assert (refused.code, "who:" in refused.err) == (2, True)


@pytest.mark.parametrize("due", ["due:12dec", "due:sat", "due:Sat 12 Dec"])
def test_past_means_the_last_one(cli: Cli, due: str) -> None:
    """T5: with --past the last such day is meant."""
    now = {"CLIENTLOG_NOW": "2026-12-14T12:00:00+01:00"}
    assert cli("promise", "dana", f"send figures {due}", "--past", **now).code == 0
    (item,) = _list(cli, "promises")
    assert item["due"] == "2026-12-12"


def test_an_owner_is_a_line(cli: Cli) -> None:
    """`--owner` takes what `owner:` takes."""
    assert cli("action", "dana", "x", "--owner", "Ann\nLee").code == 2
    assert cli("action", "dana", "x", "--owner", "x" * 300).code == 2


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_a_step_to_try_has_its_last_day_everywhere(kind: str, cli: Cli) -> None:
    """Until when it is tried stands in the answer, in show, in the agenda, the list and exports."""
    answer = cli(kind, "dana", "the short form", "--try-until", "+2w")
    ref = f"{kind[0]}1"
    assert "tried until Fri 4 Dec" in answer.out
    assert _item(cli, ref)["try_until"] == "2026-12-04"
    for look in (("show", ref), ("list",), ("agenda", "dana", "--private")):
        assert "tried until Fri 4 Dec" in cli(*look).out
    exported = cli("export", "--format", "csv", "--table", "commitments").out
    assert "2026-12-04" in exported
    cli("export", "--format", "md", "-o", "pages")
    assert any("tried until 2026-12-04" in page.read_text() for page in Path("pages").iterdir())


def test_the_last_day_of_a_step_is_corrected(cli: Cli) -> None:
    """`edit` moves it and takes it away; what is over already is refused."""
    cli("promise", "dana", "the short form", "--try-until", "+2w")
    cli("edit", "p1", "--try-until", "+3w")
    assert _item(cli, "p1")["try_until"] == "2026-12-11"
    cli("edit", "p1", "--try-until", "")
    assert _item(cli, "p1")["try_until"] is None
    for command in (("promise", "dana", "another"), ("edit", "p1")):
        answer = cli(*command, "--try-until", "2026-11-02")
        assert answer.code == 2
        assert "--try-until: " in answer.err


@pytest.mark.parametrize(
    ("text", "due"),
    [("send due fri", "fri"), ("send it by friday", "friday"), ("use until 24 dec.", "24 dec")],
)  # fmt: skip
def test_a_date_without_its_colon_is_remarked_on(cli: Cli, text: str, due: str) -> None:
    """The item is recorded as it was typed."""
    answer = cli("promise", "dana", *text.split())
    assert (answer.code, f"p1: no date; did you mean due:{due}? To set it" in answer.err) == (
        0,
        True,
    )
    (command,) = re.findall("To set it: clientlog (.*)", answer.err)
    assert cli(*shlex.split(command)).code == 0
    assert cli("show", "p1", "--json").json["item"]["due"]
    assert cli("list", "promises", "--json").json["items"][0]["text"] == text


def test_what_follows_a_due_date_is_no_more_of_a_date(cli: Cli) -> None:
    """A date of several words is read whole, and the rest of one is refused."""
    late = cli("promise", "dana", "send quote due:tomorrow 5pm")
    assert (late.code, "due: takes a day without a time, and '5pm' is one" in late.err) == (2, True)
    rest = cli("promise", "dana", "send it due:friday next week")
    assert (rest.code, "due: 'friday next week' is not a date" in rest.err) == (2, True)
    cli("promise", "dana", "call back due:a week from friday")
    cli("promise", "dana", "send the 5pm plan due:fri pri:must")
    items = cli("list", "promises", "--json").json["items"]
    assert {(item["text"], item["due"]) for item in items} == {
        ("call back", "2026-12-04"), ("send the 5pm plan", "2026-11-27"),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["stand by me", "send it by friday due:fri", "by may it ends"])
def test_what_is_no_date_is_not_remarked_on(cli: Cli, text: str) -> None:
    """Nor is an item that has one."""
    assert "no date" not in cli("promise", "dana", text).err


def test_the_name_of_an_owner_goes_on_while_it_is_a_client(cli: Cli) -> None:
    """Quotes are not needed for somebody who is known."""
    cli("client", "add", "Sam Li")
    cli("action", "dana", "draft owner:sam li the plan")
    cli("action", "dana", "draft owner:sam the plan")
    items = cli("list", "actions", "--json").json["items"]
    assert [item["text"] for item in items] == ["draft the plan", "draft the plan"]


def test_a_day_that_is_not_there_is_named_in_an_item(cli: Cli) -> None:
    """And no commitment, meeting or news with you is recorded."""
    answer = cli("promise", "dana", "send", "due:31", "nov")
    assert (answer.code, "there is no 31 November" in answer.err) == (2, True)


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("promise", "action")


def test_every_option_says_what_an_item_says(cli: Cli) -> None:
    """As an attribute of its text does."""
    options = ["--due", "mon", "--every", "week", "--owner", "Jo", "--must", "--try-until", "fri"]
    assert cli("action", "dana", "call", *options).code == 0
    item = cli("show", "a1", "--json").json["item"]
    assert {name: item[name] for name in ("due", "every", "owner", "priority", "try_until")} == {
        "due": "2026-11-23", "every": "1w", "owner": "Jo", "priority": "must",
        "try_until": "2026-11-27",
    }  # fmt: skip
    assert item["by"] == "me"
    cli("action", "dana", "sign", "--theirs", "--due", "2026-11-02", "--past")
    item = cli("show", "a2", "--json").json["item"]
    assert (item["by"], item["due"]) == ("dana-reyes", "2026-11-02")


def test_a_delegation_that_was_told_is_not_remarked_on(cli: Cli) -> None:
    """With --told."""
    assert "should hear" in cli("promise", "dana", "call owner:jess").err
    assert cli("promise", "dana", "call owner:jess", "--told").err == ""
    assert cli("show", "p2", "--json").json["item"]["changes"][0]["told"]


def test_an_update_is_marked_as_it_is_said(cli: Cli) -> None:
    """Else by its words."""
    for number, (text, options, update) in enumerate([
        ("the figures", [], False), ("the figures", ["--update"], True),
        ("status report", [], True), ("status report", ["--no-update"], False),
    ], 1):  # fmt: skip
        cli("promise", "dana", f"{text} due:mon every:week", *options)
        assert cli("show", f"p{number}", "--json").json["item"]["update"] is update
