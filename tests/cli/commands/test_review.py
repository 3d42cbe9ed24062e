"""`review`: the weekly walk, driven in a real pseudo-terminal, and its list without one."""

import json
import shutil
import stat
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from clientlog.cli.commands import review
from clientlog.clock import Clock
from clientlog.store.tables import Promise
from clientlog.store.undo import undo
from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.looking import writing
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

EARLIER = {"CLIENTLOG_NOW": "2026-11-12T10:00:00+01:00"}

Walk = Callable[..., "pexpect.spawn[str]"]
needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


@prepared_once()
def filled(cli: Cli) -> Cli:
    """Two late promises, an open topic, a need, and news that is not old yet."""
    for arguments in (
        ("client", "add", "Dana Reyes", "--direction", "up"),
        ("client", "add", "Sam Li"),
        ("promise", "dana", "send the draft due:2026-11-16"),
        ("promise", "dana", "call the bank due:2026-11-18"),
        ("topic", "sam", "the budget"),
    ):
        assert cli(*arguments, **EARLIER).code == 0
    assert cli("note", "dana", "weekly figures", "--kind", "need").code == 0
    assert cli("note", "dana", "the pilot is live", "--kind", "news").code == 0
    return cli


@pytest.fixture
def walk(environment: dict[str, str]) -> Iterator[Walk]:
    """Begin a review on a terminal."""
    begun: list[pexpect.spawn[str]] = []

    def begin(**changed: str) -> "pexpect.spawn[str]":
        program = Path(sysconfig.get_path("scripts")) / "clientlog"
        child = pexpect.spawn(
            str(program),
            ["review"],
            env=environment | {"COLUMNS": "200"} | changed,
            encoding="utf-8",
            timeout=30,
            dimensions=(50, 200),
        )
        begun.append(child)
        return child

    yield begin
    for child in begun:
        child.close(force=True)


def end(child: "pexpect.spawn[str]") -> str:
    """What is left to read; the walk must have ended well."""
    rest = child.read()
    child.close()
    assert child.exitstatus == 0, rest
    return str(rest)


def state_of(cli: Cli, ref: str) -> str:
    """The state of a record."""
    return str(cli("show", ref, "--json").json["item"]["state"])


KEYS = ["missed-promise:p1", "missed-promise:p2", "open:t1", "open:n1", "open:n2"]


def test_without_a_terminal_the_list_is_printed(filled: Cli) -> None:
    """Flags first, then whatever else is open; nothing is asked or changed."""
    before = filled("history", "--json").out
    found = filled("review", "--json").json
    assert [one["key"] for one in found["items"]] == KEYS
    assert found["items"][0]["can"] == [
        "done",
        "renegotiate",
        "drop",
        "raise at the next meeting",
        "snooze",
    ]
    assert found["items"][2]["can"] == ["done", "drop"]
    shown = filled("review", "--no-input").out
    assert "The week from Sat 14 Nov to Fri 20 Nov" in shown
    assert shown.count("\nopen ") == 3
    assert filled("history", "--json").out == before


@needs_terminal
def test_each_key_settles_in_a_change_of_its_own(filled: Cli, walk: Walk) -> None:
    """Done, renegotiated, confirmed, told and dropped: five keys, five undos."""
    child = walk()
    child.expect_exact("5 to look at")
    child.expect_exact("q quit]")
    child.send("d")
    child.expect_exact("4 to look at")
    child.expect_exact("q quit]")
    child.send("r")
    child.expect_exact("which date?")
    child.sendline("next fri")
    child.expect_exact("why?")
    child.sendline("the bank is closed")
    child.expect_exact("do they know?")
    child.sendline("ynnn")
    child.expect_exact("y for yes, n or Enter for no")
    child.sendline("y")
    child.expect_exact("p2  I promised Dana Reyes: call the bank (due Fri 27 Nov")
    child.expect_exact("3 to look at")
    child.expect_exact("q quit]")
    child.send("x")
    child.expect_exact("2 to look at")
    child.expect_exact("q quit]")
    child.send("c")
    child.expect_exact("1 to look at")
    child.expect_exact("q quit]")
    child.send("t")
    child.expect_exact("The week from")
    assert "1 renegotiated" in end(child)
    assert [state_of(filled, ref) for ref in ("p1", "p2", "t1", "n1", "n2")] == [
        "kept", "open", "dropped", "open", "told",
    ]  # fmt: skip
    assert filled("show", "n1", "--json").json["item"]["confirmed"]
    assert filled("show", "p2", "--json").json["item"]["due"] == "2026-11-27"
    commands = [one["command"] for one in filled("history", "--json").json["changes"][:5]]
    assert commands == [
        "told n2", "confirm n1", "drop t1",
        "renegotiate p2 --to 2026-11-27 --why 'the bank is closed' --told", "done p1",
    ]  # fmt: skip
    assert filled("undo").code == 0
    assert state_of(filled, "n2") == "untold"
    assert state_of(filled, "t1") == "dropped"


@needs_terminal
def test_it_goes_on_where_it_was_left(filled: Cli, walk: Walk, environment: dict[str, str]) -> None:
    """Skipped things stay skipped after a break; only digests of keys are kept, for me alone."""
    child = walk()
    child.expect_exact("5 to look at")
    child.expect_exact("q quit]")
    child.send(" ")
    child.expect_exact("4 to look at")
    child.expect_exact("q quit]")
    child.send("\r")
    child.expect_exact("3 to look at")
    child.expect_exact("q quit]")
    child.send("q")
    assert "To go on: clientlog review" in end(child)
    (kept,) = Path(environment["XDG_STATE_HOME"]).rglob("reviews/*.json")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(json.loads(kept.read_text())["seen"]) == 4
    assert "dana" not in kept.read_text()
    assert "p1" not in kept.read_text()
    child = walk()
    child.expect_exact("3 to look at")
    child.expect_exact("the budget")
    child.expect_exact("q quit]")
    for left in ("2 to look at", "1 to look at", "The week from"):
        child.send(" ")
        child.expect_exact(left)
    end(child)
    assert not kept.exists()


@needs_terminal
def test_a_walk_of_last_month_begins_again(filled: Cli, walk: Walk) -> None:
    """After a week the place is forgotten."""
    child = walk()
    child.expect_exact("q quit]")
    child.send(" ")
    child.expect_exact("4 to look at")
    child.expect_exact("q quit]")
    child.send("q")
    end(child)
    child = walk(CLIENTLOG_NOW="2026-11-28T12:00:00+01:00")
    child.expect_exact("send the draft")
    child.expect_exact("q quit]")
    child.send("q")
    end(child)


@needs_terminal
def test_a_question_mark_explains_the_keys(filled: Cli, walk: Walk) -> None:
    """The item waits for its key; nothing is changed."""
    child = walk()
    child.expect_exact("q quit]")
    child.send("?")
    child.expect_exact("n  go to the next one")
    child.send("q")
    child.expect(pexpect.EOF)
    assert len(filled("list", "promises", "--json").json["items"]) == 2


@needs_terminal
def test_snooze_and_next_time(filled: Cli, walk: Walk) -> None:
    """s silences the flag for a week unless a day is named; a makes a topic."""
    child = walk()
    child.expect_exact("q quit]")
    child.send("s")
    child.expect_exact("until when?")
    child.sendline("")
    child.expect_exact("snoozed missed-promise:p1 until Fri 27 Nov")
    child.expect_exact("4 to look at")
    child.expect_exact("q quit]")
    child.send("a")
    child.expect_exact("what to raise?")
    child.sendline("the bank")
    child.expect_exact("t2  to raise with Dana Reyes: the bank")
    child.expect_exact("to look at")
    child.expect_exact("q quit]")
    child.send("q")
    end(child)
    flags = filled("report", "--all", "--json").json["flags"]
    assert {one["key"]: one["snoozed"] for one in flags}["missed-promise:p1"] is True
    assert filled("list", "topics", "--json").json["items"][-1]["text"] == "the bank"


@needs_terminal
def test_the_first_change_of_a_day_is_backed_up_here_too(
    filled: Cli, walk: Walk, tmp_path: Path
) -> None:
    """A walk is no way around the daily backup; the reason of a dropped promise is asked for."""
    shutil.rmtree(tmp_path / "state")
    child = walk()
    child.expect_exact("q quit]")
    child.send("x")
    child.expect_exact("why?")
    child.sendline("")
    child.expect_exact("the reason is empty")
    child.expect_exact("why?")
    child.sendline("not needed")
    child.expect_exact("do they know?")
    child.sendline("")
    child.expect_exact("Dana Reyes has not been told")
    child.expect_exact("4 to look at")
    child.expect_exact("q quit]")
    child.send("q")
    end(child)
    assert list((tmp_path / "state" / "clientlog" / "backups").rglob("20*"))
    assert state_of(filled, "p1") == "released"


@needs_terminal
def test_what_cannot_be_done_is_said_and_stays(filled: Cli, walk: Walk) -> None:
    """A date that is none, or a key that means nothing here, changes nothing."""
    child = walk()
    child.expect_exact("q quit]")
    child.send("cz")
    child.send("\x1b[A")
    child.send("r")
    child.expect_exact("which date?")
    child.sendline("someday")
    child.expect_exact("is not a date")
    child.expect_exact("Esc and Enter go back")
    child.expect_exact("which date?")
    child.sendline("\x1b")
    child.expect_exact("nothing was done")
    child.expect_exact("q quit]")
    child.send("d")
    child.expect_exact("4 to look at")
    child.expect_exact("q quit]")
    child.send("\x04")
    end(child)
    assert [state_of(filled, ref) for ref in ("p1", "p2")] == ["kept", "open"]


@needs_terminal
def test_interrupting_ends_with_130_and_keeps_what_was_done(filled: Cli, walk: Walk) -> None:
    """Ctrl-C stops at once; what was settled is settled."""
    child = walk()
    child.expect_exact("q quit]")
    child.send("d")
    child.expect_exact("4 to look at")
    child.expect_exact("q quit]")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert state_of(filled, "p1") == "kept"


def test_the_week_in_figures(filled: Cli) -> None:
    """Kept, late, renegotiated, met by direction, quiet, given and asked: of seven days."""
    for arguments in (
        ("done", "p1"),
        ("promise", "sam", "in time due:fri"),
        ("done", "p3"),
        ("promise", "sam", "--theirs", "theirs due:fri"),
        ("topic", "sam", "hire", "--ask"),
        ("note", "sam", "a book", "--kind", "offer"),
        ("done", "n3"),
        ("note", "dana", "well said", "--kind", "recognition"),
        ("touch", "sam"),
        ("renegotiate", "p2", "--to", "2026-11-27", "--why", "x"),
        ("touch", "dana", "--at", "2026-11-13"),
        ("promise", "sam", "no more"),
        ("break", "p5", "--why", "x"),
    ):
        assert filled(*arguments).code == 0
    week = filled("review", "--json").json["week"]
    assert week == {
        "since": "2026-11-14",
        "until": "2026-11-20",
        "kept": 1,
        "kept_late": 1,
        "broken": 1,
        "late": 0,
        "renegotiated": 1,
        "met": {
            "up": {"met": 0, "known": 1},
            "down": {"met": 0, "known": 0},
            "sideways": {"met": 0, "known": 0},
            "outside": {"met": 1, "known": 1},
        },
        "quiet": [],
        "given": 4,
        "asked": 2,
    }
    later = filled("review", "--json", CLIENTLOG_NOW="2026-12-20T12:00:00+01:00").json["week"]
    assert later["quiet"] == ["dana-reyes", "sam-li"]
    assert (later["kept"], later["given"], later["late"]) == (0, 0, 1)


def test_an_empty_journal_has_nothing_to_look_at(cli: Cli, tmp_path: Path) -> None:
    """Nothing is made, and it is said."""
    shown = cli("review", CLIENTLOG_DB="")
    assert (shown.code, "Nothing to review" in shown.out) == (0, True)
    assert not (tmp_path / "data").exists()


@needs_terminal
def test_the_last_key_is_undone(filled: Cli, walk: Walk) -> None:
    """u takes back the last key of this review and shows its item again; n goes on."""
    child = walk()
    child.expect_exact("5 to look at (2 flagged)")
    child.expect_exact("q quit]")
    child.send("u")
    child.expect_exact("nothing to undo in this review")
    child.send("n")
    child.expect_exact("4 to look at (1 flagged)")
    child.expect_exact("q quit]")
    child.send("d")
    child.expect_exact("3 to look at (0 flagged)")
    child.expect_exact("q quit]")
    child.send("u")
    child.expect_exact("undone: clientlog done p2")
    child.expect_exact("4 to look at (1 flagged)")
    child.expect_exact("call the bank")
    child.expect_exact("q quit]")
    child.send("q")
    end(child)
    assert state_of(filled, "p2") == "open"


@needs_terminal
def test_what_changed_since_it_was_shown_is_shown_again(filled: Cli, walk: Walk) -> None:
    """A key is for the record as it stood on the screen; the next one is for what stands now."""
    child = walk()
    child.expect_exact("send the draft")
    child.expect_exact("q quit]")
    filled("edit", "p1", "send the final draft")
    child.send("d")
    child.expect_exact("p1 was changed meanwhile: nothing was done")
    child.expect_exact("send the final draft")
    child.expect_exact("q quit]")
    assert state_of(filled, "p1") == "open"
    child.send("d")
    child.expect_exact("4 to look at")
    child.expect_exact("q quit]")
    child.send("q")
    end(child)
    assert state_of(filled, "p1") == "kept"


@needs_terminal
def test_undo_takes_back_the_key_and_no_change_of_somebody_else(filled: Cli, walk: Walk) -> None:
    """Another command in between stays."""
    child = walk()
    child.expect_exact("q quit]")
    child.send("d")
    child.expect_exact("4 to look at")
    child.expect_exact("q quit]")
    filled("touch", "sam", "hello")
    child.send("u")
    child.expect_exact("undone: clientlog done p1")
    child.expect_exact("q quit]")
    child.send("q")
    end(child)
    assert state_of(filled, "p1") == "open"
    assert filled("show", "k1").code == 0


def test_the_record_of_a_snoozed_flag_is_not_shown(filled: Cli) -> None:
    """Neither with its flag nor as an open record without one."""
    assert "send the draft" in filled("review").out
    assert filled("snooze", "p1", "--until", "+7d").code == 0
    assert "send the draft" not in filled("review").out


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("review")


Press = Callable[..., Answer]
Key = str | Callable[[], str]


@pytest.fixture
def press(
    filled: Cli,
    interactive: None,  # for what it sets up
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Answer]:
    """Review with these keys, without a terminal; a function is called to press one."""

    def run(*keys: Key) -> Answer:
        left = iter(keys)

        def read_key() -> str:
            key = next(left)
            return key if isinstance(key, str) else key()

        monkeypatch.setattr(review, "read_key", read_key)
        monkeypatch.setattr(review, "discard_typed", lambda: None)
        answer = filled("review")
        assert next(left, None) is None
        return answer

    return run


def counts(answer: Answer) -> list[str]:
    """What was said to be left each time an item was shown."""
    return [line for line in answer.err.splitlines() if " to look at " in line]


def test_whoever_goes_on_sees_each_item_once(press: Press) -> None:
    """With any of the keys that go on; a key that means nothing is passed over."""
    answer = press("n", "z", "N", " ", "\r", "\n")
    assert counts(answer) == [
        "5 to look at (2 flagged)", "4 to look at (1 flagged)", "3 to look at (0 flagged)",
        "2 to look at (0 flagged)", "1 to look at (0 flagged)",
    ]  # fmt: skip
    assert "To go on" not in answer.out
    assert answer.out.startswith("The week from")


def test_a_key_is_explained_or_ends_the_review(press: Press) -> None:
    """The item is shown once."""
    answer = press("?", "q")
    assert counts(answer) == ["5 to look at (2 flagged)"]
    assert "n  go to the next one" in answer.err
    assert answer.out.endswith("\nTo go on: clientlog review\n")


def test_what_is_settled_is_not_shown_again_and_can_be_undone(press: Press, filled: Cli) -> None:
    """The last key first."""
    answer = press("d", "d", "u", "u", "u", "q")
    assert [line.split()[0] for line in counts(answer)] == ["5", "4", "3", "4", "5"]
    said = [line for line in answer.err.splitlines() if "undo" in line and "u undo" not in line]
    assert said == [
        "  undone: clientlog done p2", "  undone: clientlog done p1",
        "  nothing to undo in this review",
    ]  # fmt: skip
    assert [state_of(filled, ref) for ref in ("p1", "p2")] == ["open", "open"]


def test_a_promise_that_was_moved_is_not_shown_as_open(
    press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was looked at."""
    answers = iter(["next fri", "the bank is closed", "y"])
    monkeypatch.setattr("clientlog.cli.context.Context.ask", lambda *_: next(answers))
    monkeypatch.setattr("clientlog.cli.context.Context.ask_yes", lambda *_: True)
    assert [line.split()[0] for line in counts(press("r", "q"))] == ["5", "4"]


def test_what_somebody_else_changed_is_shown_again(press: Press, journal: Path) -> None:
    """And what somebody else settled is gone."""

    def change(text: str) -> Callable[[], str]:
        def press_done() -> str:
            with writing(journal, "2026-11-20 12:00") as change:
                change.all(Promise, id=1)[0].text = text
            return "d"

        return press_done

    answer = press(change("send the other draft"), "q")
    assert "  p1 was changed meanwhile: nothing was done\n" in answer.err
    assert [line.split()[0] for line in counts(answer)] == ["5", "5"]


def test_what_cannot_be_undone_any_more_is_said(press: Press, journal: Path, clock: Clock) -> None:
    """The item that is shown stays."""

    def press_undo() -> str:
        undo(journal, clock)
        return "u"

    answer = press("d", press_undo, "q")
    assert "is undone already" in answer.err
    assert [line.split()[0] for line in counts(answer)] == ["5", "4"]


@pytest.mark.usefixtures("interactive")
def test_json_asks_nothing(filled: Cli) -> None:
    """At a terminal either."""
    assert len(filled("review", "--json").json["items"]) == 5


def test_the_week_says_what_the_rules_could_not_look_at(filled: Cli, tmp_path: Path) -> None:
    """Muted rules, and own rules that do not work."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "broken.toml").write_text("?")
    filled("rule", "mute", "one-sided")
    for arguments in (
        ["done", "p1"],
        ["done", "p2"],
        ["drop", "t1"],
        ["drop", "n1"],
        ["told", "n2"],
    ):
        filled(*arguments)
    shown = filled("review").out
    assert "1 rule muted" in shown
    assert "1 problem with own rules" in shown
