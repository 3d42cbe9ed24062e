"""Conflicts, each with its last step."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.queries.conflicts import conflicts_to_follow, find_conflict, list_conflicts
from clientlog.write import conflicts, notes
from tests.looking import client, meet, moment_at, reading, writing


@pytest.fixture
def disputes(journal: Path) -> Path:
    """An open, an agreed and a settled conflict, and one of another client."""
    with writing(journal, "2026-11-01 09:00") as change:
        dana = client(change)
        climbing, agreed, settled = (
            conflicts.open_conflict(change, dana, text) for text in ("open", "agreed", "settled")
        )
        conflicts.open_conflict(change, client(change, "Sam Li"), "of another")
        conflicts.take_step(change, climbing, "tired", "listening")
        for conflict in (agreed, settled):
            conflicts.agree(change, conflict, "so be it", date(2026, 12, 1))
    with writing(journal, "2026-11-10 09:00") as change:
        climbing, _, settled, _ = change.all(type(climbing))
        conflicts.take_step(change, climbing, "worried", "empathy")
        conflicts.holds(change, settled)
    return journal


def test_a_conflict_has_its_last_step_and_agreement(disputes: Path) -> None:
    """One that nobody worked on has none."""
    with reading(disputes) as db:
        climbing, agreed, settled = (find_conflict(db, number) for number in (1, 2, 3))
        assert find_conflict(db, 9) is None
    assert climbing and agreed and settled
    assert climbing.client.handle == "dana-reyes"
    assert (climbing.step, climbing.last_step_at) == ("empathy", moment_at("2026-11-10 09:00"))
    assert climbing.opened_at == moment_at("2026-11-01 09:00")
    assert (agreed.step, agreed.last_step_at, agreed.state) == (None, None, "agreed")
    assert (agreed.agreement, agreed.check_on) == ("so be it", date(2026, 12, 1))
    assert agreed.agreed_at == moment_at("2026-11-01 09:00")
    assert (settled.state, settled.settled_at) == ("settled", moment_at("2026-11-10 09:00"))


def test_lists_hold_what_is_not_settled(disputes: Path) -> None:
    """With the settled ones on demand, and of one client."""
    with reading(disputes) as db:
        assert [found.ref for found in list_conflicts(db)] == ["c1", "c2", "c4"]
        everything = list_conflicts(db, settled=True)
        assert [found.ref for found in everything] == ["c1", "c2", "c3", "c4"]
        assert [found.ref for found in list_conflicts(db, client=1)] == ["c1", "c2"]


def test_a_settled_conflict_is_followed_until_the_next_contact(disputes: Path) -> None:
    """A contact before it was settled, or with another client, does not count."""

    def followed() -> list[str]:
        with reading(disputes) as db:
            return [found.ref for found in conflicts_to_follow(db)]

    with writing(disputes) as change:
        notes.touch(change, client(change), moment_at("2026-11-10 09:00"))
        meet(change, "2026-11-11 10:00", client(change, "Sam Li"))
    assert followed() == ["c1", "c2", "c3", "c4"]
    with writing(disputes) as change:
        meet(change, "2026-11-10 10:00")
    assert followed() == ["c1", "c2", "c4"]
