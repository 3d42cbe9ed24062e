"""The words that all readers of dates share."""

from datetime import date

import pytest

from clientlog.dates import words
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
