"""Rules of repetition, expanded within a window and never without end."""

from datetime import datetime, timedelta

import pytest

from clientlog.interchange.ical.recurrence import (
    OCCURRENCE_LIMIT,
    Budget,
    RecurrenceError,
    expand_rule,
    split_rule,
)

START = datetime(2026, 11, 2, 10)


def expand(rule: str, first: datetime, last: datetime, budget: Budget | None = None) -> list[str]:
    dates = expand_rule(split_rule(rule), START, first, last, budget or Budget())
    return [f"{date:%m-%d}" for date in dates]


def test_a_rule_is_split_into_its_parts() -> None:
    """In capitals; what is no part is named."""
    assert split_rule(" freq=weekly; byday=mo,we;") == {"FREQ": "WEEKLY", "BYDAY": "MO,WE"}
    with pytest.raises(RecurrenceError, match="'WEEKLY' is not a part"):
        split_rule("WEEKLY")


@pytest.mark.parametrize(
    ("rule", "first", "last", "dates"),
    [
        ("FREQ=WEEKLY", 2, 16, ["11-02", "11-09", "11-16"]),
        ("FREQ=WEEKLY", 3, 15, ["11-09"]),
        ("FREQ=WEEKLY;INTERVAL=2", 10, 30, ["11-16", "11-30"]),
        ("FREQ=DAILY;COUNT=3", 1, 30, ["11-02", "11-03", "11-04"]),
        ("FREQ=DAILY;COUNT=3", 4, 30, ["11-04"]),
        ("FREQ=MONTHLY;BYMONTHDAY=30", 1, 30, ["11-30"]),
        ("FREQ=WEEKLY", 10, 9, []),
    ],
)
def test_occurrences_lie_in_the_window_both_ends_included(
    rule: str, first: int, last: int, dates: list[str]
) -> None:
    """Counted from the first of the series."""
    window = (datetime(2026, 11, first, 10), datetime(2026, 11, last, 10))
    assert expand(rule, *window) == dates


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY", "repeats every second"),
        ("FREQ=MINUTELY", "repeats every minute"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is not between 1 and 10,000"),
        ("FREQ=DAILY;INTERVAL=10001", "is not between 1 and 10,000"),
        ("FREQ=DAILY;INTERVAL=x", "is not between"),
        ("FREQ=DAILY;BYEASTER=1", "'BYEASTER' is not known"),
        ("FREQ=SOMETIMES", "is not understood"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "never gives a date"),
        ("FREQ=DAILY;BYHOUR=" + ",".join(["1"] * 49), "repeats 49 times a day"),
        ("FREQ=YEARLY;BYYEARDAY=" + ",".join(["1"] * 367), "is too long"),
        ("FREQ=HOURLY", f"repeats more than {OCCURRENCE_LIMIT:,} times"),
    ],
)
def test_a_rule_that_makes_no_sense_or_gives_too_much_is_refused(rule: str, reason: str) -> None:
    """With the reason."""
    with pytest.raises(RecurrenceError, match=reason):
        expand(rule, START, START + timedelta(days=365))


def test_a_file_may_spend_so_much_and_no_more() -> None:
    """Every series allows for a year of weeks."""
    budget = Budget(steps=4)
    assert len(expand("FREQ=DAILY;COUNT=3", START, START + timedelta(days=9), budget)) == 3
    with pytest.raises(RecurrenceError, match="take too long"):
        expand("FREQ=DAILY;COUNT=3", START, START + timedelta(days=9), budget)
    budget = Budget(steps=0)
    budget.add_series()
    assert budget.steps == 60
