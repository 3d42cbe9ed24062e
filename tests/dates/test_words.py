"""The words that all readers of dates share."""

from datetime import date, timedelta

import pytest

from clientlog.dates import format_day, words
from clientlog.errors import UsageError


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  Next   FRI\t", "next fri"), ("x" * 100, "x" * 100), ("x" * 101, ""), ("", "")],
)
def test_words_are_in_lower_case_with_one_blank_between(text: str, expected: str) -> None:
    """A text that is too long for a date is not read at all."""
    assert words.normalize(text) == expected


@pytest.mark.parametrize(
    ("word", "number"), [("3", 3), ("012", 12), ("one", 1), ("twelve", 12), ("a", 1), ("an", 1)]
)
def test_a_count_is_a_figure_or_a_word(word: str, number: int) -> None:
    """`a week` is one week."""
    assert words.read_number(word) == number


@pytest.mark.parametrize(
    ("prefix", "month"),
    [("jan", 0), ("june", 5), ("jun", 5), ("dec", 11), ("december", 11), ("ju", None), ("j", None)],
)
def test_a_name_is_known_by_three_letters_of_its_start(prefix: str, month: int | None) -> None:
    """Fewer, or none that begins so, name nothing."""
    assert words.find_name(prefix, words.MONTHS) == month
    assert words.find_name("xyz", words.MONTHS) is None
    assert words.find_name("mon", words.WEEKDAYS) == 0
    assert words.find_name("sunday", words.WEEKDAYS) == 6
    assert words.find_name("se", words.WEEKDAYS) is None


@pytest.mark.parametrize("days", [-184, -183, 183, 184])
def test_a_date_has_its_year_from_half_a_year_away(days: int) -> None:
    """On either side of today."""
    today = date(2026, 11, 20)
    shown = format_day(today + timedelta(days=days), today)
    assert shown[-4:].isdigit() is (abs(days) > 183)


@pytest.mark.parametrize(
    ("year", "known"), [(1899, False), (1900, True), (2200, True), (2201, False)]
)
def test_dates_lie_in_three_hundred_years(year: int, known: bool) -> None:
    """Both ends belong to them."""
    assert words.is_in_years(date(year, 6, 1)) is known


def test_a_refusal_quotes_what_was_typed_and_shows_what_is_taken() -> None:
    """Control characters become visible."""
    with pytest.raises(UsageError) as caught:
        words.reject("so\x1bon", "a date")
    assert caught.value.message == "'so^[on' is not a date"
    assert caught.value.hint == words.DAY_FORMS
    with pytest.raises(UsageError) as caught:
        words.reject("x", "a moment", words.MOMENT_FORMS)
    assert caught.value.hint == words.MOMENT_FORMS
    with pytest.raises(UsageError, match="'9999' is outside the years 1900 to 2200"):
        words.reject_year("9999")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("20m", "write 20min or 20 months"),
        ("in 20m", "write in 20min or in 20 months"),
        ("20m ago", "write 20min ago or 20 months ago"),
    ],
)
def test_minutes_and_months_are_not_confused(text: str, hint: str) -> None:
    """Both are shown as they were typed; another text passes."""
    with pytest.raises(UsageError, match=f"'{text}' can be minutes or months") as caught:
        words.reject_bare_m(text)
    assert caught.value.hint == hint
    words.reject_bare_m("20min")


@pytest.mark.parametrize(
    ("day", "month", "year", "message", "hint"),
    [
        (31, 11, None, "there is no 31 November", "write 30 nov"),
        (30, 2, None, "there is no 30 February", "write 29 feb"),
        (29, 2, 2027, "there is no 29 February 2027", "write 28 feb 2027"),
    ],
)
def test_a_day_that_its_month_does_not_have_is_refused(
    day: int, month: int, year: int | None, message: str, hint: str
) -> None:
    """With the last that it has."""
    with pytest.raises(UsageError) as caught:
        words.reject_missing_day(day, month, year)
    assert (caught.value.message, caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    ("day", "month", "year"),
    [
        (29, 2, None),
        (29, 2, 2028),
        (0, 2, None),
        (32, 1, None),
        (31, 13, None),
        (31, 0, None),
        (30, 11, None),
    ],
)
def test_a_day_that_there_is_or_that_no_month_has_passes(
    day: int, month: int, year: int | None
) -> None:
    """What is no day of any month is refused elsewhere."""
    words.reject_missing_day(day, month, year)
