"""What statistics say in words."""

from datetime import date

import pytest

from clientlog.render.stats_words import (
    TOP,
    contacts_in_words,
    every,
    month_name,
    overdue_in_words,
    promises_in_words,
    shade,
    title_of,
)  # fmt: skip
from tests.render.figures import month, rhythm, stats
from tests.rules.build import client


def test_whose_year_it_is() -> None:
    """A client's name is escaped."""
    assert title_of(stats()) == "A year"
    assert title_of(stats(client=client(name="Da\x1bna"))) == "A year with Da^[na"


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 11, 20), "Last: today."),
        (date(2026, 11, 19), "Last: yesterday."),
        (date(2026, 11, 18), "Last: 2 days ago (Wed 18 Nov)."),
    ],
)
def test_the_last_contact_is_a_day_and_how_long_ago(last: date, words: str) -> None:
    """A day that has a word is said by it."""
    assert words in contacts_in_words(stats(contacts={date(2026, 10, 5): 1, last: 1}))


def test_contacts_are_counted_and_the_busiest_weekday_is_named() -> None:
    """By contacts, not by days; the longest silence is in days."""
    contacts = {
        date(2026, 11, 3): 1, date(2026, 11, 10): 1, date(2026, 11, 12): 3, date(2026, 11, 20): 1,
    }  # fmt: skip
    assert contacts_in_words(stats(contacts=contacts)) == (
        "6 contacts on 4 days in the last 12 months. Last: today. Busiest weekday: Thu."
        " Longest time without one: 8 days."
    )
    assert contacts_in_words(stats()) == "No contacts in the last 12 months."


@pytest.mark.parametrize(
    ("between", "words"), [(None, "-"), (1.2, "1 day"), (1.6, "2 days"), (10.4, "10 days")]
)
def test_a_rhythm_is_whole_days(between: float | None, words: str) -> None:
    """A hyphen where nobody was met twice."""
    assert every(rhythm(days_between=between)) == words


def test_promises_are_summed_up_by_how_they_ended() -> None:
    """Each side for itself; what did not happen is left out."""
    months = [
        month(9, kept=1, broken=1), month(10, kept=2, moved=1), month(10, theirs=True, late=1),
    ]  # fmt: skip
    assert promises_in_words(months, theirs=False) == (
        "Mine: 5 kept or broken; 3 kept on time, 1 kept after moving the date in time, 1 broken"
    )
    assert promises_in_words(months, theirs=True) == "Theirs: 1 kept or broken; 1 kept late"
    assert promises_in_words(months[:2], theirs=True) == "Theirs: none kept or broken"
    assert promises_in_words([], theirs=False) == "Mine: none kept or broken"


def test_what_is_overdue_is_counted_on_both_sides() -> None:
    """Mine first."""
    known = stats(overdue_mine=1, overdue_theirs=2)
    assert overdue_in_words(known) == "Overdue now: 1 mine, 2 theirs."


@pytest.mark.parametrize(
    ("number", "name"), [(1, "Jan 2026"), (2, "Feb 2026"), (11, "Nov 2026"), (12, "Dec 2026")]
)
def test_a_month_has_three_letters_and_a_year(number: int, name: str) -> None:
    """January is the first."""
    assert month_name(date(2026, number, 1)) == name


@pytest.mark.parametrize(
    ("number", "most", "dark"),
    [
        (0, 9, 0), (1, 1, 1), (2, 2, 2), (4, 4, TOP), (1, 8, 1), (2, 8, 1), (3, 8, 2), (8, 8, TOP),
        (9, 8, TOP),
    ],
)  # fmt: skip
def test_a_busier_day_is_darker(number: int, most: int, dark: int) -> None:
    """Up to four contacts each one is a shade; above, the shades are shared out."""
    assert shade(number, most) == dark
