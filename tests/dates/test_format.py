"""Days as they are said."""

import locale
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.dates import (
    DateContext,
    ago,
    format_absence,
    format_day,
    format_lateness,
    format_moment_text,
    parse_day,
    parse_moment_text,
)

FRIDAY = date(2026, 11, 20)
LIVES = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("shown_day", "expected"),
    [
        ("2026-11-20", "Fri 20 Nov"),
        ("2026-12-01", "Tue 1 Dec"),
        ("2027-05-22", "Sat 22 May"),
        ("2027-05-23", "Sun 23 May 2027"),
        ("2026-05-21", "Thu 21 May"),
        ("2026-05-20", "Wed 20 May 2026"),
    ],
)
def test_show_day(shown_day: str, expected: str) -> None:
    """A day is shown with its weekday, and with its year from more than half a year away."""
    assert format_day(date.fromisoformat(shown_day), FRIDAY) == expected


def test_show_moment() -> None:
    """A moment is shown as its day and the time."""
    assert format_moment_text(datetime(2026, 11, 27, 9, 5), FRIDAY) == "Fri 27 Nov 09:05"


@pytest.mark.parametrize(("days", "expected"), [(1, "1 day late"), (2, "2 days late")])
def test_show_late(days: int, expected: str) -> None:
    """Lateness is said in days."""
    assert format_lateness(days) == expected


@pytest.mark.parametrize(
    ("days", "expected"), [(-1, "today"), (0, "today"), (1, "yesterday"), (2, "2 days ago")]
)
def test_ago(days: int, expected: str) -> None:
    """How long ago a day was, in words."""
    assert ago(days) == expected
    if days >= 0:
        assert parse_day(expected, DateContext(FRIDAY)) == FRIDAY - timedelta(days=days)


@given(LIVES, LIVES | st.none(), st.integers(-200, 200), st.booleans())
def test_printed_day_is_read_back(day: date, today: date | None, near: int, past: bool) -> None:
    """Whatever today is, and whichever way one looks, a printed day means itself."""
    today = today or date.fromordinal(
        min(
            max(day.toordinal() + near, date(1900, 1, 1).toordinal()),
            date(2200, 12, 31).toordinal(),
        )
    )
    assert parse_day(format_day(day, today), DateContext(today), past=past) == day
    moment = datetime(day.year, day.month, day.day, 9, 5)
    when = parse_moment_text(format_moment_text(moment, today), DateContext(today), past=past)
    assert (when.day, when.time) == (day, moment.time())


@pytest.mark.parametrize("name", ["C", "de_DE.UTF-8", "ja_JP.UTF-8"])
def test_shown_in_english(name: str) -> None:
    """Days are said in English under every locale."""
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        pytest.skip(f"no {name} here")
    try:
        assert format_moment_text(datetime(2026, 12, 4, 9, 5), FRIDAY) == "Fri 4 Dec 09:05"
    finally:
        locale.setlocale(locale.LC_TIME, before)


@pytest.mark.parametrize(
    ("first", "back", "text"),
    [
        (None, None, ""),
        (None, 0, ""),
        (None, 1, "until Sat 21 Nov"),
        (0, 3, "until Mon 23 Nov"),
        (-1, 3, "until Mon 23 Nov"),
        (1, 3, "from Sat 21 Nov until Mon 23 Nov"),
        (1, None, ""),
    ],
)
def test_an_absence_is_told_until_it_is_over(
    first: int | None, back: int | None, text: str
) -> None:
    """With its first day only as long as it has not begun."""
    days = [None if n is None else FRIDAY + timedelta(days=n) for n in (first, back)]
    assert format_absence(days[0], days[1], FRIDAY) == text
