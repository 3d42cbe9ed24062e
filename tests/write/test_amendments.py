"""Changes of a commitment: recorded, told to the client, and found."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.errors import UsageError
from clientlog.store.tables import Amendment
from clientlog.write import amendments
from tests.looking import give, moment_at, writing

DUE, LATER = date(2026, 12, 1), date(2026, 12, 8)


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_a_change_keeps_the_old_date_the_new_one_and_the_reason(journal: Path, kind: str) -> None:
    """It is of this very commitment, and nobody was told of it."""
    with writing(journal) as change:
        item, other = give(change, "x", DUE, kind=kind), give(change, "y", DUE, kind=kind)
        amendments.amend(change, item, "renegotiated", why="ill", told=False, to=LATER)
        (amendment,) = amendments.amendments(change, item)
        assert amendments.amendments(change, other) == []
        assert (amendment.kind, amendment.why, amendment.told_at) == ("renegotiated", "ill", None)
        assert (amendment.from_due, amendment.to_due) == (DUE, LATER)


def test_a_change_that_is_told_tells_the_earlier_ones_as_well(journal: Path) -> None:
    """What was told before keeps its moment, and other commitments are not told."""
    with writing(journal, "2026-11-02 09:00") as change:
        item, other = give(change, "x", DUE), give(change, "y", DUE)
        for told in (True, False):
            amendments.amend(change, item, "renegotiated", why="ill", told=told, to=LATER)
        amendments.amend(change, other, "broken", why="no", told=False)
        number, another = item.id, other.id
    with writing(journal, "2026-11-03 09:00") as change:
        item, other = change.get(type(item), number), change.get(type(other), another)
        amendments.amend(change, item, "broken", why="no", told=True)
        told_at = [amendment.told_at for amendment in amendments.amendments(change, item)]
        assert told_at == [
            moment_at("2026-11-02 09:00"),
            moment_at("2026-11-03 09:00"),
            moment_at("2026-11-03 09:00"),
        ]
        assert amendments.amendments(change, other)[0].told_at is None


def test_telling_says_how_many_changes_were_news(journal: Path) -> None:
    """Told twice, there is nothing left to tell."""
    with writing(journal) as change:
        item = give(change, "x", DUE)
        for _ in range(2):
            amendments.amend(change, item, "renegotiated", why="ill", told=False, to=LATER)
        assert [amendments.mark_told(change, item) for _ in range(2)] == [2, 0]


def test_only_an_open_commitment_can_be_changed(journal: Path) -> None:
    """The error says what became of it and when, and how it is opened again."""
    with writing(journal) as change:
        item = give(change, "x", kind="action")
        amendments.require_open(item)
        assert amendments.ref_of(item) == "a1"
        assert amendments.ref_of(give(change, "y")) == "p1"
        item.state, item.settled_on = "done", date(2026, 11, 1)
        with pytest.raises(UsageError, match="a1 was done on 2026-11-01") as caught:
            amendments.require_open(item)
    assert caught.value.hint == "to open it again: clientlog reopen a1"


@pytest.mark.parametrize("told", [(True, True), (False, True), (True, False), ()])
def test_what_nobody_was_told_of_is_refused_as_told_again(
    journal: Path, told: tuple[bool, ...]
) -> None:
    """Only of what is settled, and where one of its changes is still to be told."""
    with writing(journal) as change:
        item = give(change, "x", DUE)
        for known in told:
            amendments.amend(change, item, "renegotiated", why="ill", told=False)
            change.all(Amendment)[-1].told_at = change.clock.now if known else None
        amendments.refuse_told_again(change, item)
        item.state, item.settled_on = "kept", change.today
        if all(told):
            amendments.refuse_told_again(change, item)
        else:
            with pytest.raises(UsageError, match="p1 was kept on 2026-11-02") as caught:
                amendments.refuse_told_again(change, item)
            assert caught.value.hint == "if the client knows now: clientlog told p1"
