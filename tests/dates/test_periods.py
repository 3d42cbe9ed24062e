"""The ends of weeks, months, quarters and years."""

from datetime import date

import pytest

from clientlog.dates.periods import month_end, quarter_end, read_end

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("eod", FRIDAY), ("end of the day", FRIDAY), ("eow", date(2026, 11, 22)),
        ("end of month", date(2026, 11, 30)), ("eoq", date(2026, 12, 31)),
        ("end of year", date(2026, 12, 31)), ("end", None), ("end of century", None),
    ],
)  # fmt: skip
def test_an_end_is_the_last_day(text: str, day: date | None) -> None:
    """In short or in words."""
    assert read_end(text, FRIDAY, 6) == day
    assert read_end("eow", date(2026, 11, 21), 4) == date(2026, 11, 27)


def test_february_and_december_end_where_they_do() -> None:
    """In leap years too."""
    assert month_end(date(2028, 2, 3)) == date(2028, 2, 29)
    assert month_end(date(2026, 12, 31)) == date(2026, 12, 31)
    for day in (date(2027, 1, 31), date(2027, 3, 1)):
        assert quarter_end(day) == date(2027, 3, 31)
    assert quarter_end(date(2027, 5, 31)) == date(2027, 6, 30)
