"""The occurrences of a series, as pure arithmetic."""

from datetime import date, datetime, timedelta
from itertools import islice

import pytest

from clientlog.series import following_day, goes_on, occurrences
from tests.looking import clock_at, moment_at

ANCHOR = moment_at("2026-10-23 09:00")


def test_occurrences_keep_the_local_time_across_a_change_of_clocks() -> None:
    """Friday before and Monday after the end of summer time; no weekend."""
    clock = clock_at("2026-10-20 12:00")
    starts = occurrences("weekday", ANCHOR, clock.zone_name, clock, date(2026, 10, 23))
    assert [f"{clock.local(start):%a %H:%M}" for start, _ in islice(starts, 3)] == [
        "Fri 09:00", "Mon 09:00", "Tue 09:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hours_since", "hours_until", "answer"),
    [
        (1, 30, False),
        (1, 24, False),
        (1, 23, True),
        (24, 140, False),
        (25, 140, True),
        (1, None, False),
        (25, None, True),
    ],
)
def test_a_series_goes_on_after_a_missed_occurrence_or_before_a_near_one(
    hours_since: int, hours_until: int | None, answer: bool
) -> None:
    """Missed is what was not recorded within a day; near is what is less than a day off."""
    now: datetime = ANCHOR
    following = None if hours_until is None else now + timedelta(hours=hours_until)
    assert goes_on(now - timedelta(hours=hours_since), following, now) is answer


def test_a_series_has_the_occurrence_of_the_day_it_is_asked_from() -> None:
    """Not that of the day before."""
    clock = clock_at("2026-10-20 12:00")
    (start, _) = next(occurrences("1d", ANCHOR, clock.zone_name, clock, date(2026, 10, 27)))
    assert f"{clock.local(start):%d}" == "27"


def test_the_following_day_is_that_of_the_zone_of_the_series() -> None:
    """Late in Berlin it is the next day in Tokyo."""
    clock = clock_at("2026-11-20 12:00")
    late = moment_at("2026-11-20 23:00")
    assert following_day(late, "Europe/Berlin", clock) == date(2026, 11, 21)
    assert following_day(late, "Asia/Tokyo", clock) == date(2026, 11, 22)
