"""Recurring commitments: the next occurrence, opened and found again."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.dates import parse_every
from clientlog.write import notes, recurring
from tests.looking import client, give, moment_at, writing

WEEKLY = parse_every("week")


def day(number: int) -> date:
    return date(2026, 11, number)


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_the_next_occurrence_keeps_everything_but_the_date(journal: Path, kind: str) -> None:
    """It is open, of no meeting, and due by the schedule."""
    with writing(journal, "2026-11-02 09:00") as change:
        sam = client(change, "Sam Li")
        notes.note(change, client(change), "figures", kind="need")
        last = give(
            change,
            "x",
            day(6),
            kind=kind,
            every=WEEKLY,
            need=1,
            owner="sam-li",
            priority="must",
            is_update=True,
        )
        following = recurring.open_next(change, last)
        assert following
        assert (following.due, following.anchor, following.state) == (day(13), day(6), "open")
        assert following.due_set_at == moment_at("2026-11-02 09:00")
        for column in ("client_id", "need_id", "text", "theirs", "owner", "priority", "every",
                       "is_update"):  # fmt: skip
            assert getattr(following, column) == getattr(last, column)
        assert following.owner_client_id == sam.id


@pytest.mark.parametrize(("today", "due"), [("06", 13), ("12", 13), ("13", 20), ("14", 20)])
def test_the_next_occurrence_is_due_after_today_and_after_the_last(
    journal: Path, today: str, due: int
) -> None:
    """Dates that passed meanwhile are left out."""
    with writing(journal, f"2026-11-{today} 09:00") as change:
        following = recurring.open_next(change, give(change, "x", day(6), every=WEEKLY))
        assert following and following.due == day(due)


def test_a_rhythm_is_counted_from_where_it_began(journal: Path) -> None:
    """A date that was moved once does not move the later ones."""
    with writing(journal, "2026-11-02 09:00") as change:
        last = give(change, "x", day(6), every=WEEKLY)
        last.due = day(9)
        following = recurring.open_next(change, last)
        assert following and following.due == day(13)


def test_what_does_not_recur_has_no_next(journal: Path) -> None:
    """Neither to open nor to find."""
    with writing(journal) as change:
        for due in (None, day(6)):
            single = give(change, "x", due)
            give(change, "x", day(20))
            assert recurring.open_next(change, single) is None
            assert recurring.find_next(change, single) is None


def test_the_next_one_is_found_among_its_like(journal: Path) -> None:
    """Open, later, of the same series; one with another text or client is none."""
    with writing(journal, "2026-11-02 09:00") as change:
        last = give(change, "x", day(6), every=WEEKLY, theirs=True)
        give(change, "y", day(6), every=WEEKLY)
        give(change, "x", day(6), every=WEEKLY, whom=client(change, "Sam Li"))
        give(change, "x", day(20), every=parse_every("month")).anchor = last.anchor
        assert recurring.find_next(change, last) is None
        following = recurring.open_next(change, last)
        assert following and following.theirs
        assert recurring.find_next(change, last) is following
        assert recurring.find_next(change, following) is None
        following.anchor = day(7)
        assert recurring.find_next(change, last) is None
        following.anchor = last.anchor
        following.state, following.settled_on = "kept", day(2)
        assert recurring.find_next(change, last) is None
