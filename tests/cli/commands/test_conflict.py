"""`conflict`: up the five steps, to an agreement, to its check."""

from collections.abc import Callable
from typing import Any

import pytest

from clientlog.conflict_steps import STEPS
from clientlog.text import TEXT_LIMIT
from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once()
def opened(cli: Cli) -> Cli:
    """A journal with an open conflict, c1."""
    assert cli("client", "add", "Dana Reyes").code == 0
    assert cli("conflict", "open", "dana", "who", "decides").code == 0
    return cli


def conflict(cli: Cli) -> Any:
    """What is known of c1."""
    return cli("conflict", "show", "c1", "--json").json["item"]


def test_steps_follow_one_another_and_stay_on_the_last(opened: Cli) -> None:
    """Without --stage each step is the one above the last; the top step repeats itself."""
    for number in range(6):
        assert opened("conflict", "step", "c1", f"heard {number}").code == 0
    assert [one["step"] for one in conflict(opened)["steps"]] == [*STEPS, "change"]


def test_a_step_can_lead_back(opened: Cli) -> None:
    """--stage names any step, and the next goes on from there."""
    for stage in ("rapport", "listening"):
        assert opened("conflict", "step", "c1", "heard", "--stage", stage).code == 0
    assert opened("conflict", "step", "c1", "heard").code == 0
    assert [one["step"] for one in conflict(opened)["steps"]] == ["rapport", "listening", "empathy"]


@pytest.mark.parametrize("step", STEPS)
def test_every_step_is_coached(opened: Cli, step: str) -> None:
    """Before each step it is said what it is for and what good looks like."""
    place = list(STEPS).index(step)
    for before in list(STEPS)[:place][-1:]:
        opened("conflict", "step", "c1", "heard", "--stage", before)
    shown = " ".join(opened("conflict", "show", "c1").out.split())
    assert STEPS[step].purpose in shown
    assert STEPS[step].good in shown


def test_an_agreement_that_holds_settles(opened: Cli) -> None:
    """agree, then check --holds: settled, out of the open list, and care is asked for."""
    opened("conflict", "step", "c1", "heard")
    agreed = opened("conflict", "agree", "c1", "both sign", "--check", "+2w")
    assert agreed.code == 0
    assert "(agreed, to check Fri 4 Dec)" in agreed.out
    assert conflict(opened)["check_on"] == "2026-12-04"
    settled = opened("conflict", "check", "c1", "--holds")
    assert settled.out.splitlines()[0].endswith("(settled)")
    assert "within the week" in settled.out
    assert conflict(opened)["state"] == "settled"
    assert opened("conflict", "list", "--json").json["items"] == []
    assert [one["ref"] for one in opened("conflict", "list", "--all", "--json").json["items"]] == [
        "c1"
    ]


def test_an_agreement_that_fails_reopens_and_has_moved(opened: Cli) -> None:
    """check --fails reopens with what failed as a step, so that it is not stuck at once."""
    opened("conflict", "step", "c1", "heard", "--stage", "change")
    opened("conflict", "agree", "c1", "both sign")
    later = {"CLIENTLOG_NOW": "2026-12-10T12:00:00+01:00"}
    assert opened("report", "--rule", "unchecked-agreement", "--json", **later).json["flags"]
    assert opened("conflict", "check", "c1", "she signs alone", "--fails", **later).code == 0
    now = conflict(opened)
    assert (now["state"], now["step"], now["agreement"]) == ("open", "listening", None)
    assert now["steps"][-1]["text"] == ("The agreement did not hold: 'both sign'. she signs alone")
    for day, flags in (("17", 0), ("18", 1)):
        moment = f"2026-12-{day}T12:00:00+01:00"
        report = opened("report", "--rule", "stuck-conflict", "--json", CLIENTLOG_NOW=moment)
        assert len(report.json["flags"]) == flags


def test_an_agreement_nobody_listened_for_is_remarked_on(opened: Cli) -> None:
    """An agreement without a single step is recorded, with a word of warning."""
    agreed = opened("conflict", "agree", "c1", "both sign")
    assert agreed.code == 0
    assert "without a step" in agreed.err


def test_one_undo_takes_back_a_failed_check(opened: Cli) -> None:
    """The step and the reopening are one change."""
    opened("conflict", "agree", "c1", "both sign", "--check", "+2w")
    before = conflict(opened)
    opened("conflict", "check", "c1", "--fails")
    assert opened("undo").code == 0
    assert conflict(opened) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", "c1", "--holds"), 2),
        (("check", "c1"), 2),
        (("check", "c1", "--holds", "--fails"), 2),
        (("check", "c1", "heard", "--holds"), 2),
        (("step", "c1", ""), 2),
        (("step", "c1", "heard", "--stage", "arguing"), 2),
        (("step", "c9", "heard"), 4),
        (("step", "m1", "heard"), 4),
        (("agree", "c1", "both sign", "--check", "2026-01-01"), 2),
        (("open", "nobody", "who decides"), 4),
        (("show", "p1"), 2),
        (("show", "c9"), 4),
    ],
)
def test_what_makes_no_sense_is_refused(opened: Cli, arguments: tuple[str, ...], code: int) -> None:
    """The exit code says what was wrong, and the conflict stays as it was."""
    before = conflict(opened)
    refused = opened("conflict", *arguments)
    assert (refused.code, refused.err.startswith("clientlog: ")) == (code, True)
    assert conflict(opened) == before


@pytest.mark.parametrize("verb", [("step", "c1", "x"), ("agree", "c1", "x")])
def test_what_is_agreed_or_settled_is_not_climbed(opened: Cli, verb: tuple[str, ...]) -> None:
    """An agreement is checked first; after a settled conflict a new one is opened."""
    opened("conflict", "agree", "c1", "both sign")
    assert "--holds" in opened("conflict", *verb).err
    opened("conflict", "check", "c1", "--holds")
    assert "conflict open" in opened("conflict", *verb).err


def test_a_record_of_another_kind_is_named(opened: Cli) -> None:
    """A promise is no conflict."""
    opened("promise", "dana", "x due:fri")
    assert "p1 is a promise" in opened("conflict", "step", "p1", "heard").err


@pytest.mark.parametrize(
    ("command", "hint"),
    [
        ("done c1", "clientlog conflict check c1 --holds"),
        ("drop c1", "clientlog rm c1"),
        ("conflict agree c1 x --check 2026-11-01", "hint: name a day to come"),
    ],
)
def test_what_a_conflict_has_no_use_for_names_what_was_meant(
    opened: Cli, command: str, hint: str
) -> None:
    """Exit 2, with a way on that there is."""
    answer = opened(*command.split())
    assert answer.code == 2
    assert hint in answer.err


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("conflict")


def test_each_answer_says_where_the_conflict_stands(opened: Cli) -> None:
    """Open, at a step, agreed with or without a day, settled."""
    opened("client", "add", "Sam Li")
    assert "who decides (open)\n" in opened("conflict", "open", "sam", "who", "decides").out
    assert opened("conflict", "step", "c1", "heard").out.splitlines()[0].endswith("(listening)")
    assert "(agreed, to check " in opened("conflict", "agree", "c1", "x", "--check", "fri").out
    assert opened("conflict", "check", "c1", "--fails").out.splitlines()[0].endswith("(listening)")
    opened("conflict", "agree", "c1", "x")
    assert opened("conflict", "check", "c1", "--holds").out.splitlines()[0].endswith("(settled)")


def test_conflicts_of_one_client_are_listed(opened: Cli) -> None:
    """The settled ones with --all."""
    opened("client", "add", "Sam Li")
    opened("conflict", "open", "sam", "the budget")
    listed = opened("conflict", "list", "--client", "sam", "--json").json["items"]
    assert [item["ref"] for item in listed] == ["c2"]


def test_what_was_heard_at_a_check_is_half_as_long_as_any_text(opened: Cli) -> None:
    """What failed stands before it in the same step."""
    opened("conflict", "agree", "c1", "x")
    heard = "x" * (TEXT_LIMIT // 2)
    assert opened("conflict", "check", "c1", heard + "x", "--fails").code == 2
    assert opened("conflict", "check", "c1", heard, "--fails").code == 0
