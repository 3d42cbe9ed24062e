"""Where a series goes on, before a change has planned it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.queries.clients import exact_client
from clientlog.queries.series import (
    day_with_series,
    first_after_today,
    held_today,
    is_skipped,
    last_and_over,
    next_start_with,
    next_to_prepare,
    next_with,
    to_prepare_today,
    upcoming_occurrences,
)
from clientlog.queries.values import Absence
from tests.looking import DANA, client, clock_at, meet, moment_at, reading, writing

Cli = Callable[..., Any]


def starts(journal: Path, now: str) -> list[str]:
    """Return the REF and the start of each coming occurrence."""
    clock = clock_at(now)
    with reading(journal) as db:
        upcoming = upcoming_occurrences(db, clock)
        return [f"{each.ref} {clock.local(each.starts_at):%a %d %H:%M}" for each in upcoming]


@pytest.fixture
def standup(cli: Cli, journal: Path) -> Path:
    """A journal with a routine meeting on every working day from Monday 23 November on."""
    cli("client", "add", "Dana Reyes")
    cli("plan", "dana", "mon 09:00", "--every", "weekday", "--routine", "--for", "15m")
    return journal


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23 09:10", []),
        ("2026-11-23 10:00", ["m1 Tue 24 09:00"]),
        ("2026-11-25 08:00", ["m1 Wed 25 09:00"]),
        ("2026-11-25 09:10", ["m1 Wed 25 09:00"]),
        ("2026-11-25 09:15", ["m1 Thu 26 09:00"]),
        ("2026-11-27 18:00", ["m1 Mon 30 09:00"]),
    ],
)
def test_a_routine_series_goes_on_without_a_change(
    standup: Path, now: str, expected: list[str]
) -> None:
    """The occurrence in progress counts; while the planned one is not over there is no other."""
    assert starts(standup, now) == expected


def test_days_of_absence_are_skipped(cli: Cli, standup: Path) -> None:
    """Nobody stands up while I am away."""
    cli("away", "me", "--from", "2026-11-24", "--until", "2026-11-27")
    assert starts(standup, "2026-11-24 08:00") == ["m1 Fri 27 09:00"]


def test_a_missed_weekly_series_waits_a_day(cli: Cli, journal: Path) -> None:
    """As long as it can still be recorded, it does not go on; nor is the next one told of twice."""
    cli("client", "add", "Dana Reyes")
    cli("plan", "dana", "mon 13:00", "--every", "week")
    assert starts(journal, "2026-11-23 18:00") == []
    assert starts(journal, "2026-11-24 18:00") == ["m1 Mon 30 13:00"]
    cli("touch", "dana", CLIENTLOG_NOW="2026-11-24T18:00")
    assert starts(journal, "2026-11-24 18:01") == []


def test_the_next_meeting_with_a_client_may_be_one_of_a_series(cli: Cli, standup: Path) -> None:
    """Whichever comes first, planned or not yet."""
    cli("plan", "dana", "thu 14:00")
    for now, expected in (("2026-11-25 10:00", "Thu 26 09:00"), ("2026-11-26 10:00", "Thu 26 14")):
        clock = clock_at(now)
        with reading(standup) as db:
            meeting = next_with(db, clock, DANA)
        assert meeting
        assert f"{clock.local(meeting.starts_at):%a %d %H:%M}".startswith(expected)


def test_what_is_over_or_routine_needs_no_page(journal: Path) -> None:
    """A routine meeting with a standing agenda does."""
    with writing(journal) as change:
        meet(change, "2026-11-20 09:00", state="planned")
        meet(change, "2026-11-20 13:00", state="planned", routine=True)
        meet(change, "2026-11-20 14:00", state="planned", routine=True, standing="numbers")
        meet(change, "2026-11-20 11:30", state="planned")
        meet(change, "2026-11-20 11:00", state="planned")
    with reading(journal) as db:
        prepared = to_prepare_today(db, clock_at("2026-11-20 12:00"))
    assert [meeting.ref for meeting in prepared] == ["m4", "m3"]


def test_an_unplanned_stand_up_gives_way_to_a_talk(cli: Cli, standup: Path) -> None:
    """Of the next meetings with a client the one that is not routine is prepared."""
    cli("plan", "dana", "thu 14:00")
    with reading(standup) as db:
        meeting = next_to_prepare(db, clock_at("2026-11-25 10:00"), DANA)
        assert meeting and meeting.ref == "m2"
        meeting = next_to_prepare(db, clock_at("2026-11-27 08:00"), DANA)
        assert meeting and meeting.ref == "m1"


def test_the_next_start_with_a_client_may_be_one_of_a_series(cli: Cli, standup: Path) -> None:
    """One in progress has started already: it is the one after that."""
    with reading(standup) as db:
        for now, start in [("2026-11-20 12:00", "23"), ("2026-11-23 10:00", "24")]:
            clock = clock_at(now)
            meeting = next_start_with(db, clock, DANA)
            assert meeting
            assert f"{clock.local(meeting.starts_at):%d}" == start
        for now in ("2026-11-24 09:00", "2026-11-24 09:05"):
            assert next_start_with(db, clock_at(now), DANA) is None


def test_only_a_planned_series_goes_on(journal: Path) -> None:
    """Neither one that was cancelled nor a meeting that does not recur."""
    with writing(journal) as change:
        meet(change, "2026-11-02 09:00", state="planned", every="1w")
        meet(change, "2026-11-02 10:00", state="cancelled", every="1w")
        meet(change, "2026-11-02 11:00", state="planned")
        meet(change, "2026-11-02 12:00", state="planned", every="1w").anchor_at = None
        meet(change, "2026-11-02 13:00", state="planned", every="1w").every = None
    with reading(journal) as db:
        assert [row[0] for row in last_and_over(db, clock_at("2026-11-20 12:00"))] == [1]


def test_a_series_is_over_from_the_moment_its_last_meeting_ends(journal: Path) -> None:
    """Until then it is in progress."""
    with writing(journal) as change:
        meet(change, "2026-11-20 09:00", state="planned", every="1w", minutes=30)
    with reading(journal) as db:
        for time, over in (("09:29", []), ("09:30", [1])):
            clock = clock_at(f"2026-11-20 {time}")
            assert [row[0] for row in last_and_over(db, clock)] == over


@pytest.mark.parametrize(
    ("values", "over"),
    [
        ({}, [2]),
        ({"anchor_at": moment_at("2026-11-03 10:00")}, [1, 2]),
        ({"every": "2w"}, [1, 2]),
        ({"starts_at": moment_at("2026-10-26 09:00")}, [1]),
    ],
)
def test_an_old_meeting_is_of_the_same_series_by_rhythm_and_first_start(
    journal: Path, values: dict[str, Any], over: list[int]
) -> None:
    """Before series had a number of their own; only a later meeting follows."""
    with writing(journal) as change:
        for day in (2, 9):
            meeting = meet(change, f"2026-11-{day:02} 09:00", state="planned", every="1w")
            meeting.series, meeting.anchor_at = None, moment_at("2026-11-02 09:00")
        for name, value in values.items():
            setattr(meeting, name, value)
    with reading(journal) as db:
        rows = last_and_over(db, clock_at("2026-11-20 12:00"))
    assert [row[0] for row in rows] == over


def test_the_next_meeting_with_a_client_is_of_a_series_with_that_client(journal: Path) -> None:
    """Another client's series is another's."""
    with writing(journal) as change:
        dana = client(change)
        meet(change, "2026-11-13 09:00", dana, state="planned", every="1w")
        meet(change, "2026-11-13 08:00", client(change, "Sam Li"), state="planned", every="1w")
    clock = clock_at("2026-11-18 12:00")
    with reading(journal) as db:
        for find in (next_with, next_start_with, next_to_prepare):
            meeting = find(db, clock, DANA)
            assert meeting and meeting.ref == "m1"


def test_the_first_meeting_after_today_starts_at_midnight_at_the_earliest(journal: Path) -> None:
    """Of a series as of a planned meeting; today's is in today's list."""
    with writing(journal) as change:
        meet(change, "2026-11-14 00:00", state="planned", every="1w", minutes=30)
        meet(change, "2026-11-13 23:59", state="planned", every="1w", minutes=30)
    clock = clock_at("2026-11-20 12:00")
    with reading(journal) as db:
        meeting = first_after_today(db, clock)
        assert meeting and meeting.ref == "m1"
        assert [today.ref for today in day_with_series(db, clock)] == ["m2"]


def test_meetings_held_today_are_those_of_the_local_day_that_took_place(journal: Path) -> None:
    """Or to which nobody came; from midnight to before the next."""
    with writing(journal) as change:
        for when, state in (
            ("2026-11-19 23:59", "held"), ("2026-11-20 00:00", "held"),
            ("2026-11-20 10:00", "cancelled"), ("2026-11-20 11:00", "no-show"),
            ("2026-11-20 18:00", "planned"), ("2026-11-21 00:00", "held"),
        ):  # fmt: skip
            meet(change, when, state=state)
    with reading(journal) as db:
        held = held_today(db, clock_at("2026-11-20 12:00"))
    assert [meeting.ref for meeting in held] == ["m2", "m4"]


@pytest.mark.parametrize(
    ("every", "expected"), [("1w", "Mon 30 16:00"), ("weekday", "Tue 24 16:00")]
)
def test_what_was_moved_to_an_earlier_hour_is_not_offered_again_that_day(
    journal: Path, every: str, expected: str
) -> None:
    """The series goes on with the day after; in the zone of the series, wherever the user is."""
    with writing(journal) as change:
        meet(
            change, "2026-11-23 09:00", state="planned", every=every, routine=True
        ).anchor_at = moment_at("2026-11-16 16:00")
    assert starts(journal, "2026-11-23 10:30") == [f"m1 {expected}"]


def test_occurrences_come_by_start_with_the_length_of_the_series(journal: Path) -> None:
    """Whichever series was planned first; each client who attends has it."""
    with writing(journal) as change:
        both = (client(change), client(change, "Sam Li"))
        meet(change, "2026-11-13 14:00", *both, state="planned", every="1w", minutes=20)
        meet(change, "2026-11-13 13:00", state="planned", every="1w")
    clock = clock_at("2026-11-18 12:00")
    with reading(journal) as db:
        first, second = upcoming_occurrences(db, clock)
        for who in ("dana-reyes", "sam-li"):
            meeting = next_with(db, clock, exact_client(db, who))
            assert meeting and meeting.ref == ("m2" if who == "dana-reyes" else "m1")
    assert (first.ref, second.ref) == ("m2", "m1")
    assert (second.starts_at, second.ends_at) == (
        moment_at("2026-11-20 14:00"), moment_at("2026-11-20 14:20"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("away", "attending", "skipped"),
    [
        ([None], [1], True),
        ([1], [1], True),
        ([1], [1, 2], False),
        ([1, 2], [1, 2], True),
        ([3], [1], False),
        ([1], [], False),
    ],
)
def test_a_day_is_skipped_where_i_am_away_or_everybody_is(
    away: list[int | None], attending: list[int], skipped: bool
) -> None:
    """From the first day of an absence to the one before the day back."""
    first, back = date(2026, 11, 20), date(2026, 11, 23)
    absences = [Absence(number, first, back) for number in away]
    assert is_skipped(first, attending, absences) == skipped
    assert is_skipped(date(2026, 11, 22), attending, absences) == skipped
    for day in (date(2026, 11, 19), back):
        assert not is_skipped(day, attending, absences)
