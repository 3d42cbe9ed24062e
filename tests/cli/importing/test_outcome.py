"""Carrying out what an import planned, and saying what it did."""

import sqlite3
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
from clientlog.interchange.plan.people import Person
from clientlog.interchange.plan.values import NewClient, Plan
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
    assert len(said(plan(*["change"] * 20)).body().splitlines()) == 21


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
    numbered = [Problem(str(number), "odd") for number in range(1, SHOWN + 3)]
    said(plan(problems=numbered, notices=[Problem("", "guessed")]))
    assert capsys.readouterr().err.splitlines() == [
        *(f"clientlog: {number}: odd" for number in range(1, SHOWN)), "clientlog: 22: odd",
        "clientlog: and 2 more problems: see --json", "clientlog: guessed",
    ]  # fmt: skip
    assert said(plan(problems=problems), json_=True).exit_code == 1
    assert capsys.readouterr().err == ""
    assert said(plan(notices=problems)).exit_code == 0


@pytest.mark.parametrize(
    ("steps", "dry_run", "is_warned"), [(20, False, False), (21, False, True), (21, True, False)]
)
def test_a_remark_stands_beside_its_step_or_is_a_warning(
    capsys: pytest.CaptureFixture[str], steps: int, dry_run: bool, is_warned: bool
) -> None:
    """Where there are too many steps to be shown."""
    known = plan(*["change"] * (steps - 1))
    known.enter(NewClient(person=Person(name="Ann")), "x", (Person(name="Anna", handle="anna"),))
    result = said(known, dry_run=dry_run)
    remark = "probably the same person as"
    assert (remark in capsys.readouterr().err, remark in result.body()) == (
        is_warned,
        not is_warned,
    )


def test_a_result_may_leave_the_warnings_to_others(capsys: pytest.CaptureFixture[str]) -> None:
    """And is as quiet as was asked for."""
    run = context(Path("/nowhere/journal.db"), quiet=True)
    outcome = Outcome([plan(problems=[Problem("x", "odd")])], [], [])
    assert import_result(run, outcome, dry_run=False, warn=False).quiet
    assert capsys.readouterr().err == ""


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


def cards(journal: Path, text: str = CARD) -> list[Reading]:
    path = journal.with_name(f"{len(text)}.vcf")
    path.write_text(text)
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


@pytest.mark.parametrize(
    ("is_import", "has_journal", "backups"), [(True, True, 1), (False, True, 0), (True, False, 0)]
)
def test_a_backup_is_made_before_an_import(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_import: bool,
    has_journal: bool, backups: int,
) -> None:  # fmt: skip
    """Of a journal that is there; reading the sources anew makes none."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if has_journal:
        with writing(journal) as change:
            client(change)
    carry_out(
        context(journal), cards(journal), Progress(), dry_run=False, is_import=is_import
    )  # fmt: skip
    assert len([*(tmp_path / "state").rglob("*_import*")]) == backups


def test_a_reading_that_changes_nothing_does_not_stop_the_others(journal: Path) -> None:
    """What is created and changed by them is named once, as created."""
    with writing(journal) as change:
        client(change, emails=["dana@x.example"])
    ann = CARD.replace("END:V", "EMAIL:ann@x.example\nEND:V")
    phone = "TEL:+49 30 1234567\nEND:V"
    dana = ann.replace("Ann Lee", "Dana Reyes").replace("ann@", "dana@").replace("END:V", phone)
    readings = [
        Reading("vcard", lambda _: Plan()), *cards(journal, ann),
        *cards(journal, ann.replace("END:V", phone) + dana),
    ]  # fmt: skip
    outcome = carry_out(context(journal), readings, Progress(), dry_run=False)
    assert (outcome.created, outcome.changed) == (["ann-lee"], ["dana-reyes"])


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_import_of_any_size_needs_little_memory(journal: Path, dry_run: bool) -> None:
    """A dry run happens on a copy whose folder names its maker."""
    (reading,) = cards(journal)
    spills, files = [], []

    def make_plan(db: sqlite3.Connection) -> Plan:
        spills.append(db.execute("PRAGMA cache_spill").fetchone()[0] > 0)
        files.append(Path(db.execute("PRAGMA database_list").fetchone()[2]))
        return reading.make_plan(db)

    outcome = carry_out(
        context(journal), [Reading("vcard", make_plan)], Progress(), dry_run=dry_run
    )  # fmt: skip
    assert outcome.created == ["ann-lee"]
    assert spills[-1]
    if dry_run:
        assert files[-1].parent.name.startswith("clientlog-")
        assert not files[-1].exists()
    else:
        assert files[-1] == journal
