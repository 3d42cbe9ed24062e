"""What the last seven days brought, in counts."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.queries.week import ContactCount, Week, read_week
from clientlog.write import clients, commitments, notes
from tests.looking import client, clock_at, give, meet, moment_at, reading, writing

FIRST, LAST = date(2026, 11, 14), date(2026, 11, 20)


def week(journal: Path) -> Week:
    with reading(journal) as db:
        return read_week(db, clock_at("2026-11-20 12:00"))


def test_the_week_is_today_and_the_six_days_before(journal: Path) -> None:
    """A journal in which nothing happened has noughts, for every direction."""
    with writing(journal):
        pass
    empty = week(journal)
    assert (empty.since, empty.until) == (FIRST, LAST)
    assert (empty.kept, empty.kept_late, empty.broken) == (0, 0, 0)
    assert (empty.renegotiated, empty.given, empty.asked) == (0, 0, 0)
    assert empty.met == {
        direction: ContactCount(met=0, known=0)
        for direction in ("up", "down", "sideways", "outside")
    }


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_what_i_finished_in_the_week_is_kept_by_its_date_or_late(journal: Path, kind: str) -> None:
    """On the due day itself it is by its date; what clients finished is no work of mine."""
    with writing(journal) as change:

        def finish(on: date, due: date | None = None, **more: Any) -> None:
            commitments.finish(change, give(change, "x", due, kind=kind, **more), on)

        finish(FIRST, FIRST)
        finish(LAST)
        finish(LAST, date(2026, 11, 19))
        finish(date(2026, 11, 13))
        finish(date(2026, 11, 21), FIRST)
        finish(LAST, theirs=True)
        finish(LAST, FIRST, theirs=True)
        give(change, "open", FIRST, kind=kind)
    with writing(journal, "2026-11-18 09:00") as change:
        commitments.settle(change, give(change, "x", kind=kind), "released", "no", told=True)
    found = week(journal)
    assert (found.kept, found.kept_late) == (2, 1)
    assert found.given == (3 if kind == "promise" else 0)


@pytest.mark.parametrize(
    ("when", "broken"),
    [("2026-11-13 12:00", 0), ("2026-11-14 12:00", 1), ("2026-11-20 12:00", 1)],
)
def test_a_promise_of_mine_that_was_broken_in_the_week_counts(
    journal: Path, when: str, broken: int
) -> None:
    """One of theirs, and one that was released, do not."""
    with writing(journal, when) as change:
        commitments.settle(change, give(change, "x"), "broken", "no", told=True)
        commitments.settle(change, give(change, "x"), "released", "no", told=True)
        commitments.settle(change, give(change, "x", theirs=True), "broken", "no", told=True)
    assert week(journal).broken == broken


@pytest.mark.parametrize(
    ("when", "counts"),
    [
        ("2026-11-13 23:59", False),
        ("2026-11-14 00:00", True),
        ("2026-11-20 23:59", True),
        ("2026-11-21 00:00", False),
    ],
)
def test_what_was_recorded_counts_from_midnight_to_midnight(
    journal: Path, when: str, counts: bool
) -> None:
    """Dates of mine that were moved; offers and recognition given; what was asked."""
    with writing(journal, "2026-10-01 09:00") as change:
        client(change)
        give(change, "x", FIRST)
        give(change, "x", FIRST, kind="action")
        give(change, "x", FIRST, theirs=True)
    with writing(journal, when) as change:
        dana = client(change)
        for item in (
            *change.all(type(give(change, "x", theirs=True))),
            *change.all(type(give(change, "x", theirs=True, kind="action"))),
        ):
            if item.due:
                commitments.renegotiate(change, item, LAST, "ill", told=True)
        commitments.settle(change, give(change, "x"), "released", "no", told=True)
        give(change, "x", kind="action")
        notes.raise_topic(change, dana, "x", ask=True)
        notes.raise_topic(change, dana, "x")
        for kind in ("recognition", "note"):
            notes.note(change, dana, "x", kind=kind)
        notes.touch(change, dana, change.clock.now)
    found = week(journal)
    assert found.renegotiated == 2 * counts
    assert found.asked == 3 * counts
    assert found.given == counts
    assert found.met["outside"].met == counts


def test_an_offer_counts_on_the_day_it_was_given(journal: Path) -> None:
    """One that is open or was dropped is not given, and neither is a need that was met."""
    with writing(journal) as change:
        dana = client(change)
        for day in (FIRST, LAST, date(2026, 11, 13), date(2026, 11, 21)):
            notes.finish_note(change, notes.note(change, dana, "x", kind="offer"), day)
        notes.note(change, dana, "x", kind="offer")
        dropped = notes.note(change, dana, "x", kind="offer")
        notes.drop_note(change, dropped)
        dropped.settled_on = LAST
        notes.finish_note(change, notes.note(change, dana, "x", kind="need"), LAST)
    assert week(journal).given == 2


def test_clients_of_a_direction_are_counted_once_and_archived_ones_not(journal: Path) -> None:
    """Those with a contact in the week, of all that are active."""
    with writing(journal) as change:
        for name, direction in (("Ann", "up"), ("Bob", "up"), ("Cid", "outside"), ("Old", "up")):
            client(change, name, direction=direction)
        clients.archive(change, client(change, "Old"))
        for name in ("Ann", "Ann", "Old"):
            notes.touch(change, client(change, name), moment_at("2026-11-15 10:00"))
        meet(change, "2026-11-13 10:00", client(change, "Bob"))
        meet(change, "2026-11-15 10:00", client(change, "Bob"), state="cancelled")
    met = week(journal).met
    assert (met["up"], met["outside"], met["down"]) == (
        ContactCount(met=1, known=2),
        ContactCount(met=0, known=1),
        ContactCount(met=0, known=0),
    )
