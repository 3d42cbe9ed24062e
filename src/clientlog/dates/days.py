"""Days as people type them. Each form of a date has one small reader; the first that fits wins."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from typing import Literal, NamedTuple

from clientlog.dates.periods import month_end, quarter_end, read_end
from clientlog.dates.schedules import UNITS, stepped
from clientlog.dates.words import (
    DAY_FORMS,
    HALF_A_YEAR,
    MONTHS,
    NUMBER,
    PAST_DAY_FORMS,
    WEEKDAYS,
    find_name,
    is_in_years,
    normalize,
    read_number,
    reject,
    reject_bare_m,
    reject_missing_day,
    reject_year,
)
from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls
from clientlog.workdays import MONDAY_TO_FRIDAY, WorkCalendar


class DateContext(NamedTuple):
    """What the meaning of a date depends on, besides its words."""

    today: date
    week_ends_on: int = 6
    """The last day of the week; Monday is 0."""
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    """The order in which 3/4 is read; such a date is refused if it is None."""
    now: datetime | None = None
    """The present moment in the user's zone, for `now` and `2h ago`."""
    work: WorkCalendar = MONDAY_TO_FRIDAY
    is_name: Callable[[str], bool] | None = None
    """Whether words are the whole name of a client, for `owner:tom berg`; None for no clients."""


def parse_day(text: str, calendar: DateContext, *, past: bool = False) -> date:
    """Return the day that a text names: the next such day, or with `past` the last or today.

    Raises UsageError for a text that is no date, has two readings or contradicts itself, and
    for a day outside the years 1900 to 2200.
    """
    day = find_day(text, calendar, past=past)
    if day is None:
        reject(text, "a date", PAST_DAY_FORMS if past else DAY_FORMS)
    return day


def find_day(text: str, calendar: DateContext, *, past: bool) -> date | None:
    """Return the day that a text names, None for a text that is no date.

    Raises UsageError like `parse_day` for everything else.
    """
    # A hyphen beside a letter is a blank, because due: takes no blank: `next-week`, `24-dec`.
    words = re.sub("(?<=[a-z])-|-(?=[a-z])", " ", normalize(text)).strip()
    forms = (
        partial(_read_name, words, calendar.today),
        partial(_read_period, words, calendar),
        partial(read_end, words, calendar.today, calendar.week_ends_on),
        partial(_read_weekday, words, calendar.today, past=past),
        partial(_read_step, words, calendar.today, past=past),
        partial(_read_step_from, words, calendar, past=past),
        partial(_read_date, words, calendar, past=past),
    )
    try:
        day = next(filter(None, (form() for form in forms)), None)
    except OverflowError:
        reject_year(text)
    if day and not is_in_years(day):
        reject_year(text)
    return day


def _read_name(text: str, today: date) -> date | None:
    """Read `today`, `tomorrow`, `day after tomorrow`."""
    distances = {
        "today": 0,
        "now": 0,
        "tomorrow": 1,
        "day after tomorrow": 2,
        "yesterday": -1,
        "day before yesterday": -2,
    }
    distance = distances.get(text.removeprefix("the "))
    return None if distance is None else today + timedelta(days=distance)


def _read_period(text: str, calendar: DateContext) -> date | None:
    """Read `next week` (its first working day), `next month` and the like (the first day)."""
    match text:
        case "next week":
            return calendar.work.first_of_next_week(calendar.today, calendar.week_ends_on)
        case "next month":
            return month_end(calendar.today) + timedelta(days=1)
        case "next quarter":
            return quarter_end(calendar.today) + timedelta(days=1)
        case "next year":
            return date(calendar.today.year + 1, 1, 1)
    return None


def _read_weekday(text: str, today: date, *, past: bool) -> date | None:
    """Read `fri`, `next friday`, `last fri`."""
    match = re.fullmatch(r"(?:(?P<which>next|last|this) )?(?P<name>[a-z]{3,9})", text)
    if not match or (weekday := find_name(match["name"], WEEKDAYS)) is None:
        return None
    this = today.weekday()
    if match["which"] == "next":
        # The one in the following week, and weeks run from Monday to Sunday.
        distance = 7 - this + weekday
    elif match["which"] == "last":
        distance = (weekday - this) % 7 - 7
    else:
        distance = -((this - weekday) % 7) if past else (weekday - this - 1) % 7 + 1
    return today + timedelta(days=distance)


_STEP = re.compile(
    rf"(?P<sign>in |\+ ?|- ?)?(?P<number>{NUMBER}) ?(?P<unit>[a-z]+)(?P<after> ago| from now)?"
)


def _read_step(text: str, today: date, *, past: bool) -> date | None:
    """Read `in 3 days`, `+2w`, `a week`, `2 weeks ago`."""
    match = _STEP.fullmatch(text)
    if not match or match["unit"] not in UNITS or (match["sign"] and match["after"]):
        return None
    if match["unit"] == "m" and (match["sign"] == "in " or match["after"]):
        reject_bare_m(text)
    sign, after = match["sign"] or "", match["after"]
    back = sign.startswith("-") or after == " ago" or (past and not sign and not after)
    unit, size = UNITS[match["unit"]]
    day = stepped(today, unit, read_number(match["number"]) * (-size if back else size))
    if not day:
        raise OverflowError
    return day


_STEP_FROM = re.compile(
    rf"(?P<number>{NUMBER}) ?(?P<unit>[a-z]+) (?P<side>from|after|before) (?P<day>.+)"
)


def _read_step_from(text: str, calendar: DateContext, *, past: bool) -> date | None:
    """Read `a week from friday`, `2 days before 24 dec`."""
    match = _STEP_FROM.fullmatch(text)
    if not match or match["unit"] not in UNITS:
        return None
    start = find_day(match["day"], calendar, past=past)
    if start is None:
        return None
    unit, size = UNITS[match["unit"]]
    number = read_number(match["number"]) * size
    day = stepped(start, unit, -number if match["side"] == "before" else number)
    if not day:
        raise OverflowError
    return day


class _MonthDay(NamedTuple):
    """A day of a month as it was typed, in figures."""

    day: int
    month: int
    year: int | None = None


def _read_date(text: str, calendar: DateContext, *, past: bool) -> date | None:
    """Read a day of a month, its weekday before or after it: `24 dec`, `Fri 27 Nov`, `25.12.`."""
    weekday, rest = _split_weekday(text)
    readings = _read_words(rest) or _read_figures(rest, calendar)
    days = list(
        dict.fromkeys(day for reading in readings for day in _days(reading, calendar.today, past))
    )
    if readings and not days:
        reject_missing_day(*readings[0])
    if weekday is not None:
        days = _with_weekday(days, weekday, readings, calendar.today, text)
    if len(days) > 1:
        first, second = (f"{day.day} {MONTHS[day.month - 1][:3]}" for day in days)
        raise UsageError(
            f"{quote(text)} can be {first} or {second}",
            f"write {first} or {second}, or set the order:"
            f" clientlog config set date_order dmy for {first}, or mdy for {second}",
        )
    return days[0] if days else None


def _split_weekday(text: str) -> tuple[int | None, str]:
    """Return the weekday that a date begins or ends with, and the date without it."""
    for form in (
        r"(?P<name>[a-z]{3,9})[,.]? (?P<rest>.*[0-9].*)",
        r"(?P<rest>.*[0-9].*?)[ ,]+\(?(?P<name>[a-z]{3,9})\)?",
    ):
        match = re.fullmatch(form, text)
        if match and (weekday := find_name(match["name"], WEEKDAYS)) is not None:
            return weekday, match["rest"]
    return None, text


_DAY, _MONTH = r"(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?: of)?", "(?P<month>[a-z]{3,9})"
_YEAR = "(?P<year>[0-9]{4})"
_DAY_FIRST = rf"{_DAY}[ .-]{{0,2}}{_MONTH}(?:[ ,.-]{{0,2}}{_YEAR})?"
_MONTH_FIRST = rf"{_MONTH}[ .-]{{0,2}}{_DAY}(?:[ ,.-]{{1,2}}{_YEAR})?"


def _read_words(text: str) -> list[_MonthDay]:
    """Read `24 dec`, `dec 24`, `24dec2026`."""
    match = re.fullmatch(_DAY_FIRST, text) or re.fullmatch(_MONTH_FIRST, text)
    if not match or (month := find_name(match["month"], MONTHS)) is None:
        return []
    return [_MonthDay(int(match["day"]), month + 1, int(match["year"]) if match["year"] else None)]


_YEAR_FIRST = r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|([0-9]{2})([0-9]{2}))"
_YEAR_LAST = r"([0-9]{1,2})(?:[-/.]([0-9]{1,2})[-/.]([0-9]{4})|[/.]([0-9]{1,2})[/.]?)"


def _read_figures(text: str, calendar: DateContext) -> list[_MonthDay]:
    """Read `2026-12-24`, `20261224`, `24.12.`, `12/24/2026`; 3/4 in both ways, or as configured."""
    if match := re.fullmatch(_YEAR_FIRST, text):
        month, day = (match[3], match[4]) if match[2] else (match[5], match[6])
        return [_MonthDay(int(day), int(month), int(match[1]))]
    match = re.fullmatch(_YEAR_LAST, text)
    if not match:
        return []
    first, second = int(match[1]), int(match[2] or match[4])
    year = int(match[3]) if match[3] else None
    readings = [_MonthDay(first, second, year), _MonthDay(second, first, year)]
    possible = [reading for reading in readings if reading.month <= 12]
    if len(possible) == 2 and calendar.date_order and not (year and calendar.date_order == "ymd"):
        return [readings[0] if calendar.date_order == "dmy" else readings[1]]
    return possible


def _days(reading: _MonthDay, today: date, past: bool) -> Iterator[date]:
    """Yield the day in its year, else in the nearest year that has it, as for 29 February."""
    if reading.year is not None:
        with suppress(ValueError):
            yield date(reading.year, reading.month, reading.day)
        return
    # Around 1900, 2100 and 2200 there are eight years without a 29 February.
    for distance in range(9):
        with suppress(ValueError):
            year = today.year + (-distance if past else distance)
            day = date(year, reading.month, reading.day)
            if (day <= today) if past else (day >= today):
                yield day
                return


def _with_weekday(
    days: list[date], weekday: int, readings: list[_MonthDay], today: date, text: str
) -> list[date]:
    """Return the days that fall on the weekday, else the one within half a year that does so.

    The program prints a date without its year up to half a year away, on either side of today.
    """
    near = [
        day
        for reading in readings
        for past in (False, True)
        for day in _days(reading, today, past)
        if abs((day - today).days) <= HALF_A_YEAR
    ]
    fitting = [day for day in days if day.weekday() == weekday]
    fitting = fitting or list(dict.fromkeys(day for day in near if day.weekday() == weekday))
    if days and not fitting:
        right = WEEKDAYS[days[0].weekday()]
        raise UsageError(
            f"{quote(escape_controls(text))} is a {right.title()}",
            f"write {right[:3]}, or leave the weekday out",
        )
    return fitting
