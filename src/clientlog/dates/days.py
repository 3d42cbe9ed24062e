"""Days as people type them."""

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal, NamedTuple

from clientlog.dates.schedules import UNITS, stepped
from clientlog.dates.words import (
    EXAMPLES,
    MONTHS,
    WEEKDAYS,
    is_in_years,
    normalize,
    reject,
    reject_year,
)
from clientlog.errors import UsageError, quote


class DateContext(NamedTuple):
    """What a date depends on beside its words."""

    today: date
    week_ends_on: int = 6
    """The week's last day; Monday is 0."""
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    """How 3/4 is read; without it such a date is refused."""


def parse_day(text: str, calendar: DateContext, *, past: bool = False) -> date:
    """Read a day; with `past` the last such day is meant, today included, else the next one.

    Raises UsageError for what is no date, and outside the years 1900 to 2200.
    """
    try:
        found = _read(normalize(text), calendar, past)
    except OverflowError:
        reject_year(text)
    except ValueError:
        found = None
    if not found:
        reject(text, "a date")
    if not is_in_years(found):
        reject_year(text)
    return found


def _read(text: str, calendar: DateContext, past: bool) -> date | None:
    """The day, by the first form that reads the text.

    ValueError is for a day that no calendar has, OverflowError for one out of all years.
    """
    forms = (_named, _weekday, _step, _iso, _month_and_day, _numbers)
    return next(filter(None, (form(text, calendar, past) for form in forms)), None)


def _named(text: str, calendar: DateContext, past: bool) -> date | None:
    today, a_day = calendar.today, timedelta(days=1)
    named = {
        "today": today,
        "now": today,
        "tomorrow": today + a_day,
        "yesterday": today - a_day,
        "eow": today + (calendar.week_ends_on - today.weekday()) % 7 * a_day,
        "eom": _end_of_month(today.year, today.month),
        "eoq": _end_of_month(today.year, (today.month + 2) // 3 * 3),
        "eoy": date(today.year, 12, 31),
    }
    return named.get(text)


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _weekday(text: str, calendar: DateContext, past: bool) -> date | None:
    found = re.fullmatch(r"(?:(?P<which>next|last|this)[ -])?(?P<name>[a-z]{3,9})", text)
    day = _place_of(found["name"], WEEKDAYS) if found else None
    if not found or day is None:
        return None
    this = calendar.today.weekday()
    if found["which"] == "next":
        # The one in the following week, and weeks run from Monday to Sunday.
        distance = 7 - this + day
    elif found["which"] == "last":
        distance = (day - this) % 7 - 7
    else:
        distance = -((this - day) % 7) if past else (day - this - 1) % 7 + 1
    return calendar.today + timedelta(days=distance)


def _place_of(prefix: str, names: tuple[str, ...]) -> int | None:
    """Where the one name stands that begins with at least three such letters."""
    places = [place for place, name in enumerate(names) if name.startswith(prefix)]
    return places[0] if len(places) == 1 and len(prefix) >= 3 else None


_STEP = r"(in |\+ ?|- ?)?([0-9]{1,5}) ?([a-z]+)( ago)?"


def _step(text: str, calendar: DateContext, past: bool) -> date | None:
    found = re.fullmatch(_STEP, text)
    if not found or bool(found[1]) is bool(found[4]) or found[3] not in UNITS:
        return None
    unit, size = UNITS[found[3]]
    back = found[4] or found[1].startswith("-")
    day = stepped(calendar.today, unit, int(found[2]) * (-size if back else size))
    if not day:
        raise OverflowError
    return day


def _iso(text: str, calendar: DateContext, past: bool) -> date | None:
    iso = re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
    return date.fromisoformat(text) if iso else None


_DAY, _MONTH = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", "(?P<month>[a-z]{3,9})"
_YEAR = "(?P<year>[0-9]{4})"
_DAY_FIRST = rf"{_DAY}[ .-]{{0,2}}{_MONTH}(?:[ ,.-]{{0,2}}{_YEAR})?"
_MONTH_FIRST = rf"{_MONTH}[ .-]{{0,2}}{_DAY}(?:[ ,.-]{{1,2}}{_YEAR})?"


def _month_and_day(text: str, calendar: DateContext, past: bool) -> date | None:
    found = re.fullmatch(_DAY_FIRST, text) or re.fullmatch(_MONTH_FIRST, text)
    place = _place_of(found["month"], MONTHS) if found else None
    if not found or place is None:
        return None
    return _dated(int(found["day"]), place + 1, found["year"], calendar.today, past)


def _dated(day: int, month: int, year: str | None, today: date, past: bool) -> date:
    """The day of that year, else of the nearest year that has it: 29 February waits."""
    if year:
        return date(int(year), month, day)
    # Around 1900, 2100 and 2200 there are eight years without a 29 February.
    for distance in range(9):
        with suppress(ValueError):
            found = date(today.year + (-distance if past else distance), month, day)
            if (found <= today) if past else (found >= today):
                return found
    raise ValueError


def _numbers(text: str, calendar: DateContext, past: bool) -> date | None:
    found = re.fullmatch("([0-9]{1,4})[/.]([0-9]{1,4})(?:[/.]([0-9]{1,4})?)?", text)
    if not found:
        return None
    if not calendar.date_order:
        raise UsageError(
            f"{quote(text)} can be read in two ways",
            f"{EXAMPLES}; or say once: clientlog config set date_order dmy",
        )
    numbers = [number for number in found.groups() if number]
    order = calendar.date_order if len(numbers) == 3 else calendar.date_order.replace("y", "")
    said = dict(zip(order, numbers, strict=True))
    if len(said.get("y", "2000")) != 4:
        return None
    return _dated(int(said["d"]), int(said["m"]), said.get("y"), calendar.today, past)
