"""Undo, redo and history, as a person types them."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.commands.history import shown_command, whole_number
from clientlog.errors import UsageError
from tests.cli.helping import assert_help_is_documented
from tests.looking import client, writing
from tests.prepared import prepared_once

Cli = Callable[..., Any]


@prepared_once()
def promised(cli: Cli) -> Cli:
    """A client, a promise, and the promise moved: three changes."""
    assert cli("client", "add", "Dana Reyes").code == 0
    assert cli("promise", "dana", "send the draft", "due:fri").code == 0
    assert cli("renegotiate", "p1", "--to", "+10d", "--why", "legal is slow").code == 0
    return cli


def test_undo_says_which_command_it_took_back(promised: Cli) -> None:
    """The message is the command as it was typed, the envelope names the record."""
    answer = promised("undo", "--json").json
    assert answer["changed"] == ["p1"]
    assert answer["created"] == []
    assert "renegotiate p1 --to +10d --why 'legal is slow'" in answer["message"]


def test_every_undo_leads_to_the_export_before(cli: Cli) -> None:
    """Step by step back to nothing, each state equals its export, byte for byte."""
    commands = [
        ("client", "add", "Dana Reyes", "--org", "Acme", "--tag", "board"),
        ("client", "add", "Sam Li"),
        ("log", "dana", "paused", "--with", "sam", "--promise", "tell legal due:fri"),
        ("note", "dana", "two children"),
        ("client", "edit", "dana", "--org", "Umbrella"),
        ("renegotiate", "p1", "--to", "+9d", "--why", "ill"),
        ("done", "p1"),
        ("client", "merge", "sam-li", "dana-reyes", "--yes"),
        ("client", "rm", "dana-reyes", "--yes"),
    ]
    assert cli("client", "add", "Nobody").code == 0
    assert cli("undo").code == 0
    exports = [cli("export").out]
    for command in commands:
        assert cli(*command).code == 0, command
        exports.append(cli("export").out)
    for command, before in zip(reversed(commands), reversed(exports[:-1]), strict=True):
        assert cli("undo").code == 0, command
        assert cli("export").out == before, command


def test_undo_of_several_is_one_step(promised: Cli) -> None:
    """`undo 2` takes back the last two commands, the newest named first."""
    answer = promised("undo", "2")
    assert answer.out.splitlines()[0].startswith("undone: clientlog renegotiate")
    assert "promise dana" in answer.out.splitlines()[1]
    assert promised("list", "promises", "--json").json["items"] == []


def test_nothing_to_undo_creates_no_journal(cli: Cli, journal: Path) -> None:
    """Without a journal there is nothing to undo, and still no journal."""
    for command in (["undo"], ["redo"], ["undo", "--change", "1"]):
        assert cli(*command).code in {1, 4}
    assert not journal.exists()


def test_more_than_there_is_undoes_nothing(promised: Cli) -> None:
    """`undo 4` of three changes is refused, and all three stand."""
    answer = promised("undo", "4")
    assert answer.code == 1
    assert "only 3" in answer.err
    assert not any(one["undone"] for one in promised("history", "--json").json["changes"])


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5", "9" * 5000, "٣"])
def test_a_count_that_makes_no_sense_is_wrong_usage(promised: Cli, count: str) -> None:
    """Exit code 2, at once."""
    assert promised("undo", "--", count).code == 2
    assert promised("undo", f"--change={count}").code == 2


def test_undo_of_an_older_change_is_refused_where_a_later_one_touched_it(promised: Cli) -> None:
    """Both versions are shown, and the command that goes first."""
    answer = promised("undo", "--change", "2")
    assert answer.code == 1
    assert "2026-11-27" in answer.err
    assert "2026-11-30" in answer.err
    assert "undo --change 3" in answer.err


def test_undo_of_an_older_change_that_stands_alone(promised: Cli) -> None:
    """Another record's later changes do not matter; redo brings it back."""
    promised("note", "dana", "likes tea")
    promised("promise", "dana", "a second word")
    before = promised("export").out
    assert promised("undo", "--change", "4").code == 0
    assert "likes tea" not in promised("export").out
    assert promised("redo").code == 0
    assert promised("export").out == before


def test_undo_of_a_record_that_others_belong_to_is_refused(promised: Cli) -> None:
    """The client cannot go while the promise stands; nothing is half undone."""
    before = promised("export").out
    answer = promised("undo", "--change", "1")
    assert answer.code == 1
    assert "other records belong" in answer.err
    assert promised("export").out == before


def test_undo_into_a_name_that_was_taken_since_is_refused(cli: Cli) -> None:
    """A handle that another client bears now is not given twice."""
    cli("client", "add", "Dana Reyes")
    cli("client", "edit", "dana", "--handle", "dana")
    cli("client", "add", "Other", "--handle", "dana-reyes")
    answer = cli("undo", "--change", "2")
    assert answer.code == 1
    assert "collide" in answer.err


def test_redo_until_something_else_was_changed(promised: Cli) -> None:
    """Redo follows undo step by step, and ends with the next change."""
    whole = promised("export").out
    promised("undo", "2")
    assert promised("redo").code == 0
    assert promised("redo").code == 0
    assert promised("export").out == whole
    assert promised("redo").code == 1
    promised("undo")
    promised("note", "dana", "likes tea")
    answer = promised("redo")
    assert answer.code == 1
    assert "something else was changed" in answer.err


def test_numbers_are_not_given_again_after_an_undo(promised: Cli) -> None:
    """What was p1 once is never another promise."""
    promised("undo", "2")
    assert promised("promise", "dana", "another", "--json").json["created"] == ["p2"]


def test_history_lists_commands_newest_first(promised: Cli) -> None:
    """With their moment, and whether they were undone."""
    promised("undo")
    found = promised("history", "--json").json["changes"]
    assert [one["id"] for one in found] == [3, 2, 1]
    assert [one["undone"] for one in found] == [True, False, False]
    assert found[1]["command"] == "promise dana 'send the draft' due:fri"
    assert found[0]["at"] == "2026-11-20T12:00:00+01:00"
    heading, latest, *_ = promised("history").out.splitlines()
    assert heading.split() == ["change", "when", "command"]
    assert "(undone)" in latest
    assert len(promised("history", "--limit", "2").out.splitlines()) == 1 + 2 + len(
        ["", "Earlier changes …"]
    )


def test_history_of_a_record_tells_from_what_to_what(promised: Cli) -> None:
    """Its own columns and its parts, in the order they changed."""
    events = promised("history", "p1", "--json").json["events"]
    moved = next(one for one in events if one["part"] == "promise" and one["what"] == "changed")
    assert {"field": "due", "from": "2026-11-27", "to": "2026-11-30"} in moved["fields"]
    created = events[-1]
    assert created["what"] == "created"
    assert {"field": "client", "from": None, "to": "dana-reyes"} in created["fields"]
    assert any(one["part"] == "amendment" for one in events)
    assert "due: '2026-11-27' → '2026-11-30'" in promised("history", "p1").out


def test_history_outlives_the_record(promised: Cli) -> None:
    """A removed promise, and a removed client by the last handle, still have a life to tell."""
    promised("rm", "p1", "--yes")
    assert promised("history", "p1", "--json").json["events"][0]["what"] == "removed"
    promised("client", "rm", "dana-reyes", "--yes")
    assert promised("history", "dana-reyes", "--json").json["events"][0]["what"] == "removed"


@pytest.mark.parametrize("what", ["p9", "nobody"])
def test_history_of_what_never_was_is_not_there(promised: Cli, what: str) -> None:
    """Exit code 4."""
    assert promised("history", what).code == 4


def test_hostile_commands_are_shown_harmless(cli: Cli) -> None:
    """What was typed is shown in caret notation, and unchanged in JSON."""
    cli("client", "add", "Dana Reyes")
    cli("note", "dana", "a\x1b[31mb\u202ec")
    for command in (["history"], ["history", "n1"], ["undo"]):
        out = cli(*command).out
        assert "\x1b" not in out
        assert "\u202e" not in out
    assert "\x1b" in cli("history", "--json").json["changes"][0]["command"]


def test_more_than_three_are_taken_back_only_when_confirmed(promised: Cli) -> None:
    """Without a terminal `--yes` says so; the change of that number is named."""
    for text in ("one", "two"):
        promised("note", "dana", text)
    answer = promised("undo", "4")
    assert answer.code == 2
    assert "undo --change 4" in answer.err
    assert len(promised("list", "notes", "--json").json["items"]) == 2
    assert promised("undo", "4", "--yes").code == 0
    assert promised("list", "promises", "--json").json["items"] == []
    assert promised("redo", "4").code == 0
    assert len(promised("list", "notes", "--json").json["items"]) == 2
    assert promised("undo", "5").code == 2


def test_what_was_settled_is_opened_again_by_a_change_of_its_own(promised: Cli) -> None:
    """Kept, broken, dropped or discussed; what came in between stays."""
    promised("topic", "dana", "the budget")
    promised("note", "dana", "the report on Mondays", "--kind", "need")
    promised("break", "p1", "--why", "ill")
    promised("done", "t1", "n1")
    promised("touch", "dana", "hi")
    refused = promised("done", "p1")
    assert "clientlog reopen p1" in refused.err
    assert promised("reopen", "p1", "t1", "n1").code == 0
    states = [promised("show", ref, "--json").json["item"]["state"] for ref in ("p1", "t1", "n1")]
    assert states == ["open", "open", "open"]
    assert promised("list", "touches", "--json").json["items"]
    assert promised("reopen", "p1").code == 2


def test_reopening_a_recurring_one_leaves_a_single_open_occurrence(promised: Cli) -> None:
    """The next occurrence that opened goes again."""
    promised("promise", "dana", "weekly figures", "every:week", "due:fri")
    promised("done", "p2")
    promised("reopen", "p2")
    items = promised("list", "promises", "--json").json["items"]
    assert sorted(one["ref"] for one in items) == ["p1", "p2"]


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("undo", "redo", "history")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0", "N: '0' is not a whole number above 0"),
        ("000000000", "N: '000000000' is not a whole number above 0"),
        ("1234567890", "N: '1234567890' is too large"),
        ("0000000001", "N: '0000000001' is not a whole number above 0"),
    ],
)
def test_a_number_is_above_nothing_and_has_nine_digits(text: str, message: str) -> None:
    """At most; leading zeros count."""
    assert whole_number("N", "123456789") == 123456789
    assert whole_number("N", "000000001") == 1
    with pytest.raises(UsageError) as raised:
        whole_number("N", text)
    assert raised.value.message == message


def test_a_long_command_is_cut() -> None:
    """At 200 characters, with the name of the program."""
    command = "touch dana " + "x" * 179
    assert shown_command(command) == f"clientlog {command}"
    assert len(shown_command(command)) == 200
    assert shown_command(command + "y") == f"clientlog {command}"[:199] + "…"


def test_three_are_taken_back_without_a_question(promised: Cli) -> None:
    """At a terminal they are not, where there is a change of that number."""
    assert promised("undo", "3").code == 0
    assert promised("client", "list", "--json").json["clients"] == []


@pytest.mark.usefixtures("interactive")
def test_a_number_that_may_be_that_of_a_change_is_asked_about(
    promised: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a terminal; one is not, nor a change that was undone, nor more than there are."""
    questions: list[str] = []
    monkeypatch.setattr("clientlog.cli.questions.confirm", questions.append)
    assert promised("undo", "1").code == 0
    assert promised("undo", "3").code == 1
    assert questions == []
    promised("touch", "dana")
    promised("undo", "2")
    assert questions == [
        "Take back the last 2 commands? Change 2 alone"
        " (clientlog promise dana 'send the draft' due:fri) is taken back by:"
        " clientlog undo --change 2."
    ]
    promised("redo", "2")
    promised("undo", "--change", "4")
    questions.clear()
    for text in "abc":
        promised("note", "dana", text)
    promised("undo", "4", "--yes")
    assert questions == []
    promised("redo", "4")
    promised("undo", "4")
    assert questions == ["Take back the last 4 commands?"]


@pytest.mark.usefixtures("interactive")
def test_only_what_was_confirmed_is_taken_back(
    promised: Cli, journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not what somebody else changed before the answer."""

    def confirm(_question: str) -> None:
        with writing(journal, "2026-11-20 12:00") as change:
            client(change, "Somebody Else")

    monkeypatch.setattr("clientlog.cli.questions.confirm", confirm)
    assert promised("undo", "2").code == 1
    assert promised("show", "p1").code == 0


def test_a_change_of_several_parts_is_one_of_the_history(cli: Cli) -> None:
    """With its command once."""
    cli("client", "add", "Dana Reyes", "--email", "a@x.example", "--tag", "vip")
    text = cli("history", "dana").out
    assert text.count("clientlog client add") == 1
    assert text.count(" created\n") == 3


def test_n_and_a_change_exclude_each_other(promised: Cli) -> None:
    """Nothing is taken back."""
    answer = promised("undo", "1", "--change", "2")
    assert (answer.code, answer.err) == (2, "clientlog: N and --change exclude each other\n")
    assert promised("show", "p1").code == 0


def test_a_history_is_cut_at_its_limit(promised: Cli, environment: dict[str, str]) -> None:
    """And says so; in a pipe a change is a line."""
    for what, key in (([], "changes"), (["p1"], "events")):
        whole = promised("history", *what, "--limit", "9", "--json").json
        exact = promised("history", *what, "--limit", str(len(whole[key])), "--json").json
        assert exact == whole
        assert not whole["earlier"]
        assert "Earlier" not in promised("history", *what).out
        cut = promised("history", *what, "--limit", "1", "--json").json
        assert (cut[key], cut["earlier"]) == (whole[key][:1], True)
    assert promised("history", CLIENTLOG_DB="").out == "nothing was changed yet\n"
    del environment["COLUMNS"]
    assert promised("history").out.splitlines()[0].startswith("3\t2026-11-20 12:00\t")
    assert promised("history", "p1").out.splitlines()[0].startswith("3\t2026-11-20 12:00\t")


def test_an_undo_is_in_the_history_of_the_record(promised: Cli) -> None:
    """With what became of its values; what was taken away is nothing."""
    promised("edit", "p1", "--owner", "Jo")
    promised("edit", "p1", "--owner", "")
    promised("undo")
    text = promised("history", "p1").out
    assert "undo of: clientlog edit p1 --owner ''" in text
    assert "owner: 'Jo' → nothing" in text
    assert "owner: 'Jo'\n" in text


def test_the_first_change_of_a_day_is_backed_up_by_undo_and_redo(
    promised: Cli, tmp_path: Path
) -> None:
    """They are changes too."""
    for command in (["undo"], ["redo"], ["undo", "--change", "3"]):
        shutil.rmtree(tmp_path / "state", ignore_errors=True)
        assert promised(*command).code == 0
        assert list((tmp_path / "state" / "clientlog" / "backups").rglob("20*"))
