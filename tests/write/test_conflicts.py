"""Conflicts: opened, taken through the steps, agreed and checked."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from clientlog.errors import UsageError
from clientlog.refs import parse_ref
from clientlog.store.tables import Conflict, ConflictStep
from clientlog.write import conflicts, notes
from clientlog.write.change import Change
from tests.looking import client, writing

DAY = date(2026, 12, 1)


def test_steps_follow_one_another_unless_one_is_named(journal: Path) -> None:
    """The first is listening; the steps of another conflict do not count."""
    with writing(journal) as change:
        other = conflicts.open_conflict(change, client(change), "other")
        conflicts.take_step(change, other, "x", "influence")
        conflict = conflicts.open_conflict(change, client(change), "the roadmap")
        for text, step in (("tired", None), ("worried", None), ("aims", "influence"), ("so", None)):
            conflicts.take_step(change, conflict, text, step)
        steps = change.all(ConflictStep, conflict_id=conflict.id)
    assert [(taken.step, taken.text) for taken in steps] == [
        ("listening", "tired"), ("empathy", "worried"), ("influence", "aims"), ("change", "so"),
    ]  # fmt: skip


@pytest.mark.parametrize("after_step", [False, True])
def test_an_agreement_without_a_step_is_remarked_upon(journal: Path, after_step: bool) -> None:
    """What was agreed, when, and when it is to be looked at again is kept."""
    with writing(journal) as change:
        conflict = conflicts.open_conflict(change, client(change), "the roadmap")
        other = conflicts.open_conflict(change, client(change), "the budget")
        conflicts.take_step(change, conflict if after_step else other, "tired")
        conflicts.agree(change, conflict, "so be it", DAY)
        assert (conflict.state, conflict.agreement) == ("agreed", "so be it")
        assert (conflict.agreed_at, conflict.check_on) == (change.clock.now, DAY)
        expected = [] if after_step else ["c1 was agreed without a step"]
        assert [notice.split(":")[0] for notice in change.notices] == expected


def test_an_agreement_that_holds_settles_the_conflict(journal: Path) -> None:
    """It keeps what was agreed."""
    with writing(journal) as change:
        conflict = conflicts.open_conflict(change, client(change), "the roadmap")
        conflicts.agree(change, conflict, "so be it", DAY)
        conflicts.holds(change, conflict)
        assert (conflict.state, conflict.agreement) == ("settled", "so be it")
        assert conflict.settled_at == change.clock.now


@pytest.mark.parametrize(
    ("heard", "text"),
    [
        (None, "The agreement did not hold: 'so be it'"),
        ("too much", "The agreement did not hold: 'so be it'. too much"),
    ],
)
def test_one_that_fails_opens_it_again_and_is_the_first_step(
    journal: Path, heard: str | None, text: str
) -> None:
    """It begins with listening, and nothing of the agreement is left but its words."""
    with writing(journal) as change:
        conflict = conflicts.open_conflict(change, client(change), "the roadmap")
        conflicts.take_step(change, conflict, "tired", "influence")
        conflicts.agree(change, conflict, "so\n be it", DAY)
        conflicts.fails(change, conflict, heard)
        assert conflict.state == "open"
        assert (conflict.agreement, conflict.agreed_at, conflict.check_on) == (None, None, None)
        step = change.all(ConflictStep)[-1]
        assert (step.step, step.text) == ("listening", text)


def test_a_long_agreement_that_fails_is_quoted_in_part(journal: Path) -> None:
    """200 characters of it say which one it was."""
    with writing(journal) as change:
        conflict = conflicts.open_conflict(change, client(change), "the roadmap")
        conflicts.agree(change, conflict, "x" * 300, DAY)
        conflicts.fails(change, conflict)
        (step,) = change.all(ConflictStep)
        assert step.text.count("x") == 199


Verb = Callable[[Change, Conflict], object]


def step(change: Change, conflict: Conflict) -> None:
    conflicts.take_step(change, conflict, "x")


def agree(change: Change, conflict: Conflict) -> None:
    conflicts.agree(change, conflict, "x", None)


@pytest.mark.parametrize(
    ("state", "verb", "message", "hint"),
    [
        ("agreed", step, "c1 is agreed", "clientlog conflict check c1 --holds, or --fails"),
        ("agreed", agree, "c1 is agreed", "clientlog conflict check c1 --holds, or --fails"),
        ("settled", step, "c1 is settled", "clientlog conflict open WHO TEXT"),
        ("settled", agree, "c1 is settled", "clientlog conflict open WHO TEXT"),
        ("settled", conflicts.holds, "c1 is settled", "clientlog conflict open WHO TEXT"),
        ("settled", conflicts.fails, "c1 is settled", "clientlog conflict open WHO TEXT"),
        ("open", conflicts.holds, "has no agreement", "clientlog conflict agree c1 TEXT"),
        ("open", conflicts.fails, "has no agreement", "clientlog conflict agree c1 TEXT"),
    ],
)
def test_what_a_conflict_is_not_ready_for_is_refused(
    journal: Path, state: str, verb: Verb, message: str, hint: str
) -> None:
    """The hint names the command that comes first."""
    with writing(journal) as change:
        conflict = conflicts.open_conflict(change, client(change), "the roadmap")
        if state != "open":
            conflicts.agree(change, conflict, "so be it", None)
        if state == "settled":
            conflicts.holds(change, conflict)
        with pytest.raises(UsageError, match=message) as caught:
            verb(change, conflict)
    assert hint in caught.value.hint


def test_a_ref_of_another_kind_is_no_conflict(journal: Path) -> None:
    """The error says what it is."""
    with writing(journal) as change:
        conflict = conflicts.open_conflict(change, client(change), "the roadmap")
        notes.raise_topic(change, client(change), "x")
        assert conflicts.get_conflict(change, parse_ref("c1")) is conflict
        with pytest.raises(UsageError, match="t1 is a topic, not a conflict"):
            conflicts.get_conflict(change, parse_ref("t1"))
