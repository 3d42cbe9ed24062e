"""Steps from day to day, rhythms, lengths and cadences."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from clientlog.dates.words import FIRST_YEAR, LAST_YEAR, is_in_years, normalize, reject
from clientlog.errors import UsageError

Unit = Literal["day", "week", "month", "year"]
UNITS: dict[str, tuple[Unit, int]] = {
    "d": ("day", 1), "day": ("day", 1), "days": ("day", 1),
    "w": ("week", 1), "week": ("week", 1), "weeks": ("week", 1),
    "m": ("month", 1), "month": ("month", 1), "months": ("month", 1),
    "q": ("month", 3), "quarter": ("month", 3), "quarters": ("month", 3),
    "y": ("year", 1), "year": ("year", 1), "years": ("year", 1),
}  # fmt: skip
ADVERBS: dict[str, tuple[Unit, int]] = {
    "daily": ("day", 1), "weekly": ("week", 1), "biweekly": ("week", 2), "fortnightly": ("week", 2),
    "fortnight": ("week", 2), "monthly": ("month", 1), "quarterly": ("month", 3),
    "yearly": ("year", 1), "annually": ("year", 1),
}  # fmt: skip

DAYS: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "year": 365}
"""How long a unit is where no calendar is at hand."""

LONGEST_STEP = 3650
"""The most days between two contacts, or two dates of a schedule."""


@dataclass(frozen=True, slots=True)
class Every:
    """A step of a schedule."""

    unit: Unit
    count: int

    def __str__(self) -> str:
        """As it is stored: `2w`."""
        return f"{self.count}{self.unit[0]}"


def step(day: date, every: Every, count: int = 1) -> date:
    """`count` steps from a day; raises UsageError outside the years 1900 to 2200."""
    found = stepped(day, every.unit, every.count * count)
    if not found:
        raise UsageError(
            f"{count} times {every} from {day} leads outside the years {FIRST_YEAR} to {LAST_YEAR}"
        )
    return found


def stepped(day: date, unit: Unit, count: int) -> date | None:
    """The day so many units later; None outside the years 1900 to 2200."""
    try:
        found = _later(day, unit, count)
    except (ValueError, OverflowError):
        return None
    return found if is_in_years(found) else None


def _later(day: date, unit: Unit, count: int) -> date:
    if unit in {"day", "week"}:
        return day + timedelta(days=count * DAYS[unit])
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=count * (12 if unit == "year" else 1))


def next_after(anchor: date, every: Every, after: date) -> date:
    """The first day of the schedule that is later than `after`, counted from the anchor.

    Raises UsageError where the schedule has left the years 1900 to 2200.
    """
    if anchor > after:
        return anchor
    # No unit is longer than this, so that the count falls short, and by little.
    longest = {"day": 1, "week": 7, "month": 31, "year": 366}[every.unit] * every.count
    count = (after - anchor).days // longest
    while (found := step(anchor, every, count)) <= after:
        count += 1
    return found


def parse_every(text: str) -> Every:
    """Read a step of a schedule: `week`, `2w`, `monthly`, `every 3 months`; ten years at most."""
    every = _every(normalize(text))
    if not every or not 1 <= _days_of(every) <= LONGEST_STEP:
        reject(text, "a rhythm", "try day, week, 2w, month or quarter")
    return every


def _every(text: str) -> Every | None:
    words = text.removeprefix("every ")
    if words in ADVERBS:
        return Every(*ADVERBS[words])
    found = re.fullmatch("([0-9]{1,4})? ?([a-z]+)", words)
    if not found or found[2] not in UNITS:
        return None
    unit, size = UNITS[found[2]]
    return Every(unit, int(found[1] or 1) * size)


def _days_of(every: Every) -> int:
    return every.count * DAYS[every.unit]


def parse_cadence(text: str) -> int:
    """Read how many days may pass between contacts: `14`, `2w`, `month` (30); 1 to 3650."""
    words = normalize(text)
    every = Every("day", int(words)) if re.fullmatch("[0-9]{1,5}", words) else _every(words)
    if not every or not 1 <= _days_of(every) <= LONGEST_STEP:
        reject(text, "a cadence", "try 14, 2w or month; from a day to ten years")
    return _days_of(every)


def parse_length(text: str) -> int:
    """Read how long something takes, in minutes: `45m`, `1h30`, `1.5h`, `1:30`, `90`; to 7 days."""
    minutes = _minutes(normalize(text))
    if not 1 <= minutes <= 7 * 24 * 60:
        reject(text, "a length", "try 45m, 1h or 1h30; from a minute to seven days")
    return minutes


def _minutes(text: str) -> int:
    """The minutes said; 0 where none are."""
    if found := re.fullmatch("([0-9]{1,5}) ?(?:m|mins?|minutes?)?", text):
        return int(found[1])
    if found := re.fullmatch("([0-9]{1,3})(?: ?h ?([0-5]?[0-9]) ?m?|:([0-5][0-9]))", text):
        return int(found[1]) * 60 + int(found[2] or found[3])
    if found := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?:h|hours?)", text):
        return round(float(found[1]) * 60)
    return 0
