"""Steps from day to day, rhythms, lengths and cadences."""

from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.dates import (
    Every,
    Unit,
    next_after,
    parse_cadence,
    parse_every,
    parse_length,
    step,
)
from clientlog.errors import UsageError
from clientlog.text import escape_controls
from tests.dates.hostile import ANY_TEXT

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
RHYTHMS = st.one_of(
    st.builds(Every, st.just("day"), st.integers(1, 3650)),
    st.builds(Every, st.just("week"), st.integers(1, 500)),
    st.builds(Every, st.just("month"), st.integers(1, 120)),
    st.builds(Every, st.just("year"), st.integers(1, 10)),
)


@pytest.mark.parametrize(
    ("start", "every", "count", "expected"),
    [
        ("2026-01-31", Every("month", 1), 1, "2026-02-28"),
        ("2026-01-31", Every("month", 1), 2, "2026-03-31"),
        ("2026-01-31", Every("month", 1), 13, "2027-02-28"),
        ("2028-02-29", Every("year", 1), 1, "2029-02-28"),
        ("2028-02-29", Every("year", 1), 4, "2032-02-29"),
        ("2026-11-20", Every("week", 2), 3, "2027-01-01"),
        ("2026-11-20", Every("day", 1), -20, "2026-10-31"),
        ("2026-11-20", Every("month", 3), 0, "2026-11-20"),
    ],
)
def test_step(start: str, every: Every, count: int, expected: str) -> None:
    """Steps are counted from the start, so that no short month shortens the later ones."""
    assert step(date.fromisoformat(start), every, count) == date.fromisoformat(expected)
    assert step(FRIDAY, every) == step(FRIDAY, every, 1)


@pytest.mark.parametrize("unit", get_args(Unit))
@pytest.mark.parametrize("count", [10**4, -(10**4), 10**12, 10**30])
def test_step_out_of_all_years(unit: Unit, count: int) -> None:
    """A step out of the years 1900 to 2200 is wrong usage, however far."""
    with pytest.raises(UsageError, match="1900 to 2200"):
        step(FRIDAY, Every(unit, 100), count)


@pytest.mark.parametrize(
    ("anchor", "every", "after", "expected"),
    [
        ("2026-11-20", Every("week", 1), "2026-11-19", "2026-11-20"),
        ("2026-11-20", Every("week", 1), "2026-11-20", "2026-11-27"),
        ("2026-11-20", Every("week", 1), "2026-11-26", "2026-11-27"),
        ("2026-11-20", Every("week", 1), "2026-11-27", "2026-12-04"),
        ("2026-01-31", Every("month", 1), "2026-02-27", "2026-02-28"),
        ("2026-01-31", Every("month", 1), "2026-02-28", "2026-03-31"),
        ("2026-01-31", Every("month", 1), "2026-04-01", "2026-04-30"),
        ("2028-02-29", Every("year", 1), "2031-12-31", "2032-02-29"),
        ("1900-01-01", Every("day", 1), "2200-12-30", "2200-12-31"),
        ("1900-01-31", Every("month", 1), "2200-11-29", "2200-11-30"),
    ],
)
def test_next_after(anchor: str, every: Every, after: str, expected: str) -> None:
    """The next date of a schedule keeps to its anchor; one that lies ahead is the next."""
    found = next_after(date.fromisoformat(anchor), every, date.fromisoformat(after))
    assert found == date.fromisoformat(expected)


@given(DAYS, RHYTHMS, st.dates(date(1900, 1, 1), date(2190, 12, 31)))
def test_next_after_is_the_first_on_schedule(anchor: date, every: Every, after: date) -> None:
    """The next date is later than asked, on the schedule, and the first such one."""
    found = next_after(anchor, every, after)
    assert found > after
    count = 0 if found == anchor else steps_between(anchor, found, every)
    assert found == step(anchor, every, count)
    assert count == 0 or step(anchor, every, count - 1) <= after


def steps_between(anchor: date, found: date, every: Every) -> int:
    if every.unit in {"day", "week"}:
        return (found - anchor).days // (every.count * {"day": 1, "week": 7}[every.unit])
    months = (found.year - anchor.year) * 12 + found.month - anchor.month
    return months // (every.count * {"month": 1, "year": 12}[every.unit])


def test_schedule_that_has_ended() -> None:
    """A schedule that has left the years is wrong usage."""
    with pytest.raises(UsageError, match="1900 to 2200"):
        next_after(date(2200, 12, 1), Every("month", 1), date(2200, 12, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("day", Every("day", 1)),
        ("daily", Every("day", 1)),
        ("week", Every("week", 1)),
        ("Weekly", Every("week", 1)),
        ("2w", Every("week", 2)),
        ("2 weeks", Every("week", 2)),
        ("every 2 weeks", Every("week", 2)),
        ("every week", Every("week", 1)),
        ("fortnight", Every("week", 2)),
        ("biweekly", Every("week", 2)),
        ("month", Every("month", 1)),
        ("quarter", Every("month", 3)),
        ("2q", Every("month", 6)),
        ("year", Every("year", 1)),
        ("10y", Every("year", 10)),
        ("every other week", Every("week", 2)),
        ("weekday", Every("weekday", 1)),
        ("3650d", Every("day", 3650)),
    ],
)
def test_every(text: str, expected: Every) -> None:
    """A rhythm is a unit and how many of it."""
    assert parse_every(text) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("d day days daily", Every("day", 1)),
        ("weekday weekdays workday", Every("weekday", 1)),
        ("w wk wks week weeks weekly", Every("week", 1)),
        ("fortnight fortnights biweekly fortnightly", Every("week", 2)),
        ("m mo month months monthly", Every("month", 1)),
        ("q quarter quarters quarterly", Every("month", 3)),
        ("y yr yrs year years yearly annually", Every("year", 1)),
    ],
)
def test_every_word_for_a_step_is_known(words: str, expected: Every) -> None:
    """In the singular, the plural and short."""
    assert {parse_every(word) for word in words.split()} == {expected}


@pytest.mark.parametrize(
    "text",
    ["", "0w", "0", "2", "-1w", "11y", "3651d", "9999w", "1.5w", "fri", "mon", "every", "weeks2",
     "2 weekdays", "2 fortnightly", "٢w", "x" * 5000, "\udcff"],
)  # fmt: skip
def test_refused_every(text: str) -> None:
    """A rhythm is at least a day and at most ten years."""
    with pytest.raises(UsageError, match="rhythm"):
        parse_every(text)


@given(RHYTHMS)
def test_every_and_back(every: Every) -> None:
    """A rhythm as it is stored reads back as the same."""
    assert parse_every(str(every)) == every


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("45m", 45), ("45 min", 45), ("45 minutes", 45), ("90", 90), ("1", 1), ("1h", 60),
     ("1 hour", 60), ("2 hours", 120), ("1h30", 90), ("1h30m", 90), ("1:30", 90), ("1h05", 65),
     ("1.5h", 90), ("0.25h", 15), ("1 h 30 m", 90), ("1h5", 65), ("0:45", 45),
     ("168h", 10080), ("10080", 10080), (" 1H ", 60)],
)  # fmt: skip
def test_length(text: str, minutes: int) -> None:
    """A length is in minutes, unless hours are said."""
    assert parse_length(text) == minutes


@pytest.mark.parametrize(
    "text",
    ["", "0", "0m", "0h", "-5m", "169h", "10081", "99999", "1h60", "4 5", "1:5", "1:90", "1.5",
     "1h30m10s", "1:5:3", "1d", "an hour", "1h-5",
     "٤٥m", "4５m", "9" * 5000, "1e3", "nanh", "infh", "\udcff"],
)  # fmt: skip
def test_refused_length(text: str) -> None:
    """A length is from a minute to seven days."""
    with pytest.raises(UsageError, match="not a length"):
        parse_length(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [("14", 14), ("14d", 14), ("1", 1), (" 7 ", 7), ("2w", 14), ("week", 7), ("month", 30),
     ("quarter", 90), ("year", 365), ("3650", 3650), ("10y", 3650), ("every 2 weeks", 14)],
)  # fmt: skip
def test_cadence(text: str, days: int) -> None:
    """A cadence is in days, a month being 30 and a year 365 of them."""
    assert parse_cadence(text) == days


@pytest.mark.parametrize(
    "text", ["", "0", "00", "0w", "-1", "3651", "11y", "99999", "1.5", "١٤", "fri", "9" * 5000]
)
def test_refused_cadence(text: str) -> None:
    """A cadence is from a day to ten years."""
    with pytest.raises(UsageError, match="not a cadence"):
        parse_cadence(text)


@given(st.sampled_from([parse_every, parse_length, parse_cadence]), ANY_TEXT)
def test_any_text_as_a_length_of_time(read: Callable[[str], object], text: str) -> None:
    """Any text is read, or is wrong usage that a terminal can show."""
    try:
        read(text)
    except UsageError as refused:
        assert escape_controls(refused.message) == refused.message


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        ("2026-11-20", 1, "2026-11-23"),
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-11-20", 6, "2026-11-30"),
        ("2026-11-19", 1, "2026-11-20"),
        ("2026-11-16", 4, "2026-11-20"),
        ("2026-11-21", 1, "2026-11-23"),
        ("2026-11-22", 5, "2026-11-27"),
        ("2026-11-21", 0, "2026-11-21"),
        ("2026-11-23", -1, "2026-11-20"),
        ("2026-11-20", -5, "2026-11-13"),
        ("2026-11-22", -1, "2026-11-20"),
        ("2026-11-21", -5, "2026-11-16"),
    ],
)
def test_weekdays_are_counted_without_the_weekend(start: str, count: int, expected: str) -> None:
    """From a weekend on as from the Friday before, backwards as from the Monday after."""
    day = step(date.fromisoformat(start), Every("weekday", 1), count)
    assert day == date.fromisoformat(expected)
