"""Rules of repetition, expanded within a window and never without end."""

from datetime import datetime, timedelta

import pytest

from clientlog.interchange.ical import recurrence
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
        ("FREQ=MONTHLY;BYMONTHDAY=30", 3, 30, ["11-30"]),
        ("FREQ=MONTHLY;BYDAY=2TU,-1MO", 1, 30, ["11-10", "11-30"]),
        ("FREQ=WEEKLY", 2, 2, ["11-02"]),
        ("FREQ=WEEKLY", 9, 9, ["11-09"]),
        ("FREQ=WEEKLY;BYDAY=MO,FR", 12, 16, ["11-13", "11-16"]),
        ("FREQ=WEEKLY", 10, 9, []),
        ("FREQ=DAILY", 4, 5, ["11-04", "11-05"]),
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
    budget = Budget()
    budget.add_series()
    assert budget.steps == 100_000 + 60


def test_a_rule_that_begins_after_the_window_is_not_worked_out() -> None:
    """Be it one that never gives a date, which costs nothing then."""
    budget = Budget()
    never = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    assert expand(never, START - timedelta(days=9), START - timedelta(days=1), budget) == []
    assert budget.empty_rules == 20
    with pytest.raises(RecurrenceError, match="never gives a date"):
        expand(never, START, START, budget)
    assert budget.empty_rules == 19


@pytest.mark.parametrize("rule", ["FREQ=HOURLY", "FREQ=HOURLY;INTERVAL=4"])
def test_a_rule_that_began_long_ago_costs_no_more_than_its_window(rule: str) -> None:
    """It is followed from shortly before the window on, not from its start."""
    first = START + timedelta(days=36_500)
    assert len(expand(rule, first, first + timedelta(hours=4), Budget(steps=8))) in {2, 5}


def test_steps_and_rules_without_a_date_are_spent_to_the_last() -> None:
    """One more is refused."""
    for budget in (Budget(steps=1), Budget(steps=9, empty_rules=0)):
        budget.spend()
    for budget in (Budget(steps=0), Budget(steps=9, empty_rules=-1)):
        with pytest.raises(RecurrenceError, match="take too long"):
            budget.spend()


@pytest.mark.parametrize(
    ("limit", "reason"),
    [("OCCURRENCE_LIMIT", "more than 3 times$"), ("STEP_LIMIT", "more than 3 times before")],
)
def test_an_event_occurs_as_often_as_the_limit(
    monkeypatch: pytest.MonkeyPatch, limit: str, reason: str
) -> None:
    """In the window, and counted from its start."""
    assert getattr(recurrence, limit) == {"OCCURRENCE_LIMIT": 2_000, "STEP_LIMIT": 50_000}[limit]
    monkeypatch.setattr(recurrence, limit, 3)
    last = START + timedelta(days=9)
    assert len(expand("FREQ=DAILY;COUNT=3", START, last)) == 3
    with pytest.raises(RecurrenceError, match=reason):
        expand("FREQ=DAILY;COUNT=4", START, last)


@pytest.mark.parametrize(
    ("rule", "count", "reason"),
    [
        ("FREQ=DAILY;BYMINUTE={}", 48, "repeats 49 times a day"),
        ("FREQ=YEARLY;BYYEARDAY={}", 366, "is too long"),
        ("FREQ=YEARLY;BYMONTHDAY=2;BYSETPOS={}", 31, "is too long"),
    ],
)
def test_a_rule_is_as_long_as_its_limit(rule: str, count: int, reason: str) -> None:
    """One value more is refused."""
    numbers = [str(number) for number in range(1, count + 1)]
    expand(rule.format(",".join(numbers)), START, START)
    with pytest.raises(RecurrenceError, match=reason):
        expand(rule.format(",".join([*numbers, "1"])), START, START)
