"""Questions that several rules ask of a snapshot."""

import pytest

from clientlog.rules import helpers

from .build import DANA, absence, action, at, client, day, known, note, promise, snapshot

SAM = client("sam")


def test_days_are_counted_from_local_day_to_local_day() -> None:
    """Half past midnight is the day it is in Berlin; parts of a day are cut off."""
    assert helpers.days_since(snapshot(), at(-2, "00:30")) == 2
    assert helpers.days_since(snapshot(), at(0, "23:30")) == 0
    assert helpers.days_after(day(0), 2.9) == day(2)


@pytest.mark.parametrize(("hour", "older"), [("11:59", True), ("12:00", False), ("12:01", False)])
def test_older_means_more_than_so_many_hours(hour: str, older: bool) -> None:
    """To the minute."""
    assert helpers.older_than(snapshot(), at(-1, hour), 24) is older


def test_only_the_absence_of_the_client_makes_the_client_away() -> None:
    """On the day of return nobody is away."""
    assert helpers.is_away(snapshot(absence(0, 1, DANA)), DANA)
    assert not helpers.is_away(snapshot(absence(-3, 0, DANA)), DANA)
    assert not helpers.is_away(snapshot(absence(-3, 3, SAM), absence(-3, 3)), DANA)


def test_who_is_away_is_back_on_the_first_day_that_no_absence_covers() -> None:
    """One absence may follow on another, whatever their order."""
    seen = snapshot(absence(3, 6, DANA), absence(0, 3, DANA), absence(6, 9, SAM), absence(0, 9))
    assert helpers.back_since(seen, DANA, day(1)) == day(6)
    assert helpers.back_since(seen, DANA, day(-1)) == day(-1)
    assert helpers.back_since(seen, DANA, day(6)) == day(6)


def test_silence_pauses_while_one_of_both_is_away() -> None:
    """The first day does not count, today does; others may be away."""
    assert helpers.silent_days(snapshot(), DANA, day(-3)) == [day(-2), day(-1), day(0)]
    assert helpers.silent_days(snapshot(), DANA, day(0)) == []
    seen = snapshot(absence(-2, -1, DANA), absence(-4, -3), absence(-9, 9, SAM))
    assert helpers.silent_days(seen, DANA, day(-5)) == [day(-3), day(-1), day(0)]


def test_what_is_open_is_mine_or_theirs() -> None:
    """Mine are of one kind, theirs of both; what is settled is nobody's."""
    seen = snapshot(
        promise(number=1), promise(number=2, theirs=True), action(number=3),
        action(number=4, theirs=True), promise(number=5, state="kept"),
        promise(number=6, state="kept", theirs=True), promise(number=7, owner="Tom"),
    )  # fmt: skip
    assert [found.ref for found in helpers.my_commitments(seen, "promise")] == ["p1", "p7"]
    assert [found.ref for found in helpers.my_commitments(seen, "action")] == ["a3"]
    assert [found.ref for found in helpers.their_commitments(seen)] == ["p2", "a4"]


def test_what_was_late_when_it_was_recorded_raises_no_alarm() -> None:
    """Else the days it is late are counted."""
    assert helpers.alarming_days(snapshot(), promise(due=-3)) == 3
    assert helpers.alarming_days(snapshot(), promise(due=0)) == 0
    assert helpers.alarming_days(snapshot(), promise(due=-3, due_set_at=at(-1))) == 0


def test_relationships_and_notes_are_found_by_handle_kind_and_state() -> None:
    """Each by its own."""
    dana, sam = known(-1), known(-1, SAM)
    assert snapshot(dana, sam).by_handle == {"dana": dana, "sam": sam}
    seen = snapshot(
        note("need", "open", -1, number=1), note("need", "met", -1, number=2),
        note("goal", "open", -1, number=3), note("need", "open", -1, number=4, client=SAM),
    )  # fmt: skip
    assert [found.ref for found in helpers.notes_of_kind(seen, "need", "open")] == ["n1", "n4"]
    assert helpers.commands_for(seen, "done", DANA, "need") == ("clientlog done n1",)
    assert helpers.commands_for(seen, "done", SAM, "goal") == ()
