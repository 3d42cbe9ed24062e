"""Working days and holidays."""

from datetime import date

import pytest

from clientlog.workdays import WorkCalendar

FRIDAY, SATURDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 23)
PLAIN = WorkCalendar()
CHRISTMAS = WorkCalendar(holidays=frozenset({date(2026, 12, 25), date(2026, 12, 28)}))


@pytest.mark.parametrize(
    ("calendar", "day", "expected"),
    [
        (PLAIN, FRIDAY, MONDAY),
        (PLAIN, SATURDAY, MONDAY),
        (PLAIN, MONDAY, date(2026, 11, 24)),
        (CHRISTMAS, date(2026, 12, 24), date(2026, 12, 29)),
        (WorkCalendar(frozenset({6, 0, 1, 2, 3})), date(2026, 11, 19), date(2026, 11, 22)),
        (WorkCalendar(frozenset()), FRIDAY, SATURDAY),
    ],
)
def test_next_working_day_skips_free_days(
    calendar: WorkCalendar, day: date, expected: date
) -> None:
    """Weekends and holidays are skipped; a calendar without working days counts days."""
    assert calendar.next_working_day(day) == expected


def test_days_are_added_as_working_days() -> None:
    """Two working days after Thursday is Monday, none is the day itself."""
    assert PLAIN.add(date(2026, 11, 19), 2) == MONDAY
    assert PLAIN.add(SATURDAY, 0) == SATURDAY


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (MONDAY, 2, date(2026, 11, 19)),
        (SATURDAY, 2, date(2026, 11, 19)),
        (date(2026, 11, 25), 2, MONDAY),
        (date(2026, 11, 24), 1, MONDAY),
        (MONDAY, 1, FRIDAY),
    ],
)
def test_the_first_day_within(day: date, count: int, expected: date) -> None:
    """From that day on, so many working days ahead reach the day; the day before they do not."""
    first = PLAIN.first_day_within(day, count)
    assert first == expected
    assert PLAIN.add(first, count) >= day
    assert PLAIN.add(date.fromordinal(first.toordinal() - 1), count) < day


def test_working_days_passed_leave_out_the_first_day_and_free_days() -> None:
    """From Friday to Tuesday two working days have passed."""
    assert PLAIN.passed_since(FRIDAY, date(2026, 11, 24)) == 2
    assert PLAIN.passed_since(FRIDAY, FRIDAY) == 0
    assert PLAIN.passed_since(MONDAY, MONDAY) == 0
    assert PLAIN.passed_since(date(2026, 11, 19), FRIDAY) == 1


@pytest.mark.parametrize(
    ("weekdays", "week_ends_on", "first"),
    [
        ({0, 1, 2, 3, 4}, 6, "2026-11-23"),
        ({1, 2, 3}, 6, "2026-11-24"),
        ({6, 0, 1, 2, 3}, 5, "2026-11-22"),  # Sunday to Thursday, in weeks that begin on Sunday
        ({6, 0, 1, 2, 3}, 6, "2026-11-23"),
        ({0, 1, 2, 3, 4}, 4, "2026-11-23"),  # a week may be said to end on Friday
        (set(), 6, "2026-11-23"),
    ],
)
def test_the_first_working_day_of_the_next_week(
    weekdays: set[int], week_ends_on: int, first: str
) -> None:
    """Seen from Friday; a holiday is passed over."""
    calendar = WorkCalendar(frozenset(weekdays))
    assert calendar.first_of_next_week(FRIDAY, week_ends_on) == date.fromisoformat(first)
    free = WorkCalendar(frozenset(range(5)), frozenset({MONDAY}))
    assert free.first_of_next_week(FRIDAY, 6) == date(2026, 11, 24)


def test_the_working_day_before_a_monday_is_a_friday() -> None:
    """Free days in between are left out."""
    monday = date(2026, 11, 23)
    assert WorkCalendar().previous_working_day(monday) == date(2026, 11, 20)
    assert WorkCalendar().previous_working_day(date(2026, 11, 24)) == monday


def test_a_week_off_begins_on_its_first_day() -> None:
    """The working days of the week after it are not those of the next week."""
    off = frozenset(date(2026, 11, day) for day in range(23, 30))
    assert WorkCalendar(holidays=off).first_of_next_week(FRIDAY, 6) == MONDAY
    sunday = date(2026, 11, 22)
    from_sunday = WorkCalendar(frozenset({6, 0, 1, 2, 3}), off | {sunday})
    assert from_sunday.first_of_next_week(FRIDAY, 5) == sunday
