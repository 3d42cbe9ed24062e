"""Carrying out what an import planned, and saying what it did."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.importing.cards import read_cards
from clientlog.cli.importing.outcome import (
    LISTED,
    SHOWN,
    Outcome,
    carry_out,
    import_result,
    left_out_reasons,
    plan_lines,
)
from clientlog.cli.importing.reading import Reading, ReadingOptions
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from clientlog.render.progress import Progress
from tests.cli.contexts import context
from tests.looking import client, writing


def plan(*actions: str, **known: Any) -> Plan:
    """A plan with these steps."""
    made = Plan(**known)
    operation: Any = object()
    for action in actions:
        if action == "skip":
            made.skip("Lunch", "work", "private: Lunch")
        else:
            made.do(action, "Dana", "work", operation, "new" if action == "create" else "")  # type: ignore[arg-type]  # actions
    return made


def said(*plans: Plan, dry_run: bool = False, **more: Any) -> Any:
    """The result of an import that did this."""
    run = context(Path("/nowhere/journal.db"), **more)
    return import_result(run, Outcome([*plans], ["dana"], ["p1"]), dry_run=dry_run)


def test_what_was_done_is_counted() -> None:
    """And why the rest was left out, the most frequent reason first."""
    known = plan("create", "change", "merge", "skip", "skip", unchanged=3)
    known.uncounted = Counter({"too old": 9})
    result = said(known)
    assert result.body() == (
        "created dana Dana: new\nchanged Dana\nmerged  Dana\n"
        "1 created, 2 changed, 3 unchanged, 11 left out\n  9 too old\n  2 private"
    )
    assert (result.exit_code, result.saved) == (0, "saved as dana")
    assert left_out_reasons([known, known]) == {"too old": 18, "private": 4}


def test_more_than_a_screen_is_only_counted() -> None:
    """JSON names all of it."""
    assert said(plan(*["change"] * 21)).body() == "0 created, 21 changed, 0 unchanged"


def test_a_dry_run_shows_its_plan_and_saves_nothing() -> None:
    """A line for each step, then the counts."""
    result = said(plan("create", "skip"), dry_run=True)
    assert result.body().splitlines() == [
        "create Dana: new", "skip   Lunch: private: Lunch",
        "1 would be created, 0 would be changed, 0 unchanged, 1 left out", "  1 private",
    ]  # fmt: skip
    assert result.saved == ""


def test_a_long_plan_is_cut() -> None:
    """JSON has all of it."""
    run = context(Path("/nowhere/journal.db"))
    assert len(plan_lines(run, [plan(*["create"] * LISTED)])) == LISTED
    lines = plan_lines(run, [plan(*["create"] * (LISTED + 1))])
    assert lines[-1] == "and 1 more: see --json"
    assert plan_lines(run, [plan("change")]) == ["change Dana"]


def test_what_could_not_be_read_is_a_remark_and_exit_1(capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty of them; with JSON they are in the document alone."""
    problems = [Problem("a.vcf:1", "odd")] * SHOWN
    assert said(plan(problems=problems)).exit_code == 1
    err = capsys.readouterr().err
    assert err.splitlines() == ["clientlog: a.vcf:1: odd"] * SHOWN
    said(plan(problems=[*problems, problems[0]], notices=[Problem("", "guessed")]))
    assert capsys.readouterr().err.splitlines()[-2:] == [
        "clientlog: and 1 more problems: see --json", "clientlog: guessed",
    ]  # fmt: skip
    assert said(plan(problems=problems), json_=True).exit_code == 1
    assert capsys.readouterr().err == ""
    assert said(plan(notices=problems)).exit_code == 0


def test_json_has_everything() -> None:
    """With the keys that scripts rely on."""
    known = plan("create", "skip", unchanged=3, problems=[Problem("x", "odd")])
    known.uncounted = Counter({"too old": 9})
    result = said(known, dry_run=True)
    made = result.document() if callable(result.document) else result.document
    assert made == {
        "created": ["dana"], "changed": ["p1"], "unchanged": 3,
        "skipped": [
            {"source": "work", "reason": "private: Lunch"}, {"source": "", "reason": "9 too old"},
        ],
        "errors": [{"source": "x", "reason": "odd"}], "notices": [],
        "plan": [
            {"action": "create", "what": "Dana", "source": "work", "reason": "new"},
            {"action": "skip", "what": "Lunch", "source": "work", "reason": "private: Lunch"},
        ],
        "dry_run": True,
    }  # fmt: skip


CARD = "BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nEND:VCARD\n"


def cards(journal: Path) -> list[Reading]:
    path = journal.with_name("book.vcf")
    path.write_text(CARD)
    return [read_cards([path], ReadingOptions(create=True), Progress())]


def test_a_dry_run_leaves_the_journal_as_it_is(journal: Path) -> None:
    """Also where there is none."""
    outcome = carry_out(context(journal), cards(journal), Progress(), dry_run=True)
    assert (outcome.created, outcome.count("create")) == (["ann-lee"], 1)
    assert not journal.exists()


def test_a_plan_is_carried_out_as_one_change(journal: Path) -> None:
    """`finish` is called in it, and the second time there is nothing to do."""
    with writing(journal) as change:
        client(change)
    finished: list[int] = []
    run = context(journal, arguments=["import"])
    outcome = carry_out(
        run, cards(journal), Progress(), dry_run=False,
        finish=lambda _, plans: finished.append(len(plans)),
    )  # fmt: skip
    assert (outcome.created, outcome.changed, finished) == (["ann-lee"], [], [1])
    again = carry_out(context(journal), cards(journal), Progress(), dry_run=False)
    assert (again.created, again.count("create")) == ([], 0)
