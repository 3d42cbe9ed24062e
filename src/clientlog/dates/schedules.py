"""Steps from day to day: schedules, cadences and lengths."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from clientlog.dates.words import (
    FIRST_YEAR,
    LAST_YEAR,
    NUMBER,
    is_in_years,
    normalize,
    read_number,
    reject,
)
from clientlog.errors import UsageError

Unit = Literal["day", "weekday", "week", "month", "year"]
UNITS: dict[str, tuple[Unit, int]] = {
    "d": ("day", 1), "day": ("day", 1), "days": ("day", 1),
    "weekday": ("weekday", 1), "weekdays": ("weekday", 1), "workday": ("weekday", 1),
    "w": ("week", 1), "wk": ("week", 1), "wks": ("week", 1), "week": ("week", 1),
    "weeks": ("week", 1), "fortnight": ("week", 2), "fortnights": ("week", 2),
    "m": ("month", 1), "mo": ("month", 1), "month": ("month", 1), "months": ("month", 1),
    "q": ("month", 3), "quarter": ("month", 3), "quarters": ("month", 3),
    "y": ("year", 1), "yr": ("year", 1), "yrs": ("year", 1), "year": ("year", 1),
    "years": ("year", 1),
}  # fmt: skip
ADVERBS: dict[str, tuple[Unit, int]] = {
    "daily": ("day", 1), "weekly": ("week", 1), "biweekly": ("week", 2), "fortnightly": ("week", 2),
    "monthly": ("month", 1), "quarterly": ("month", 3), "yearly": ("year", 1),
    "annually": ("year", 1),
}  # fmt: skip

DAYS: dict[Unit, int] = {"day": 1, "weekday": 1, "week": 7, "month": 30, "year": 365}
"""The length of a unit in days, where no calendar gives it exactly."""

LONGEST_STEP = 3650
"""The most days between two contacts, or two dates of a schedule."""


@dataclass(frozen=True, slots=True)
class Every:
    """A step of a schedule; `weekday` is from Monday to Friday, and its count is 1."""

    unit: Unit
    count: int

    def __str__(self) -> str:
        """Return the step as it is stored: `2w`, `weekday`."""
        return "weekday" if self.unit == "weekday" else f"{self.count}{self.unit[0]}"


def step(day: date, every: Every, count: int = 1) -> date:
    """Return the day `count` steps later; raises UsageError outside the years 1900 to 2200."""
    later = stepped(day, every.unit, every.count * count)
    if not later:
        raise UsageError(
            f"{count} times {every} from {day} leads outside the years {FIRST_YEAR} to {LAST_YEAR}"
        )
    return later


def stepped(day: date, unit: Unit, count: int) -> date | None:
    """Return the day that many units later; None outside the years 1900 to 2200."""
    try:
        later = _later(day, unit, count)
    except (ValueError, OverflowError):
        return None
    return later if is_in_years(later) else None


def _later(day: date, unit: Unit, count: int) -> date:
    if unit == "weekday":
        return _weekdays_later(day, count)
    if unit in {"day", "week"}:
        return day + timedelta(days=count * DAYS[unit])
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=count * (12 if unit == "year" else 1))


def _weekdays_later(day: date, count: int) -> date:
    """Return the day that many weekdays later, or earlier for a negative count."""
    weeks, rest = divmod(abs(count), 5)
    direction = 1 if count >= 0 else -1
    day += timedelta(days=7 * weeks * direction)
    # Saturday and Sunday count as the Friday before them, backwards as the Monday after.
    while day.weekday() > 4 and count:
        day -= timedelta(days=direction)
    for _ in range(rest):
        day += timedelta(days=direction)
        while day.weekday() > 4:
            day += timedelta(days=direction)
    return day


def next_after(anchor: date, every: Every, after: date) -> date:
    """Return the first day of the schedule later than `after`, counted from the anchor.

    Raises UsageError where the schedule has left the years 1900 to 2200.
    """
    if anchor > after:
        return anchor
    if every.unit == "weekday":
        return step(after, every)
    # No unit is longer than this, so the count is slightly too small.
    longest = {"day": 1, "week": 7, "month": 31, "year": 366}[every.unit] * every.count
    count = (after - anchor).days // longest
    while (day := step(anchor, every, count)) <= after:
        count += 1
    return day


def parse_every(text: str) -> Every:
    """Return the step of a schedule: `week`, `2w`, `weekday`, `monthly`; ten years at most."""
    every = _read_every(normalize(text))
    if not every or not 1 <= _days_of(every) <= LONGEST_STEP:
        reject(text, "a rhythm", "try day, weekday, week, 2w, month or quarter")
    return every


def _read_every(text: str) -> Every | None:
    words = re.sub("(?<=[a-z0-9])-(?=[a-z])", " ", text).removeprefix("every ")
    if words in ADVERBS:
        return Every(*ADVERBS[words])
    match = re.fullmatch(rf"(?:({NUMBER}|other) ?)?([a-z]+)", words)
    if not match or match[2] not in UNITS:
        return None
    unit, size = UNITS[match[2]]
    count = 2 if match[1] == "other" else read_number(match[1] or "1")
    return None if unit == "weekday" and count != 1 else Every(unit, count * size)


def _days_of(every: Every) -> int:
    return every.count * DAYS[every.unit]


def parse_cadence(text: str) -> int:
    """Return how many days may pass between contacts: `14`, `2w`, `month` (30); 1 to 3650."""
    words = normalize(text)
    every = Every("day", int(words)) if re.fullmatch("[0-9]{1,5}", words) else _read_every(words)
    if not every or every.unit == "weekday" or not 1 <= _days_of(every) <= LONGEST_STEP:
        reject(text, "a cadence", "try 14, 2w or month; from a day to ten years")
    return _days_of(every)


def parse_length(text: str) -> int:
    """Return how long something takes, in minutes: `45m`, `1h30`, `1.5h`, `90`; to 7 days."""
    minutes = read_minutes(normalize(text))
    if not 1 <= minutes <= 7 * 24 * 60:
        reject(text, "a length", "try 45m, 1h or 1h30; from 1m to 168h")
    return minutes


def read_minutes(text: str) -> int:
    """Return the minutes of a normalized length, 0 for a text that is not one."""
    if match := re.fullmatch("([0-9]{1,5}) ?(?:m|mins?|minutes?)?", text):
        return int(match[1])
    if match := re.fullmatch(
        "([0-9]{1,3})(?: ?h(?:rs?|ours?)? ?([0-5]?[0-9]) ?(?:m|mins?|minutes?)?|:([0-5][0-9]))",
        text,
    ):
        return int(match[1]) * 60 + int(match[2] or match[3])
    if match := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?:h|hrs?|hours?)", text):
        return round(float(match[1]) * 60)
    return 0
