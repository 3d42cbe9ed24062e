"""Dates as people type them: `fri`, `+2w`, `24 dec`, read strictly, given today; and said again.

Days are calendar days. Months step without drift: 31 January plus one month is 28 February,
plus two is 31 March (dateutil's relativedelta does the arithmetic).
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, NoReturn

from clientlog.errors import WrongUsage, shorten
from clientlog.texts import visible

WallTime = time
"""A field called `time` hides the type of that name from the class it stands in."""

FIRST_YEAR, LAST_YEAR = 1900, 2200
LONGEST = 100
"""No date has more characters; what has is refused unread."""

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

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

EXAMPLES = "try fri, +2w, 24 dec or 2026-12-24"


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a date depends on beside its words."""

    today: date
    week_ends_on: int = 6
    """The week's last day; Monday is 0."""
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    """How 3/4 is read; without it such a date is refused."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, and the time if one was said; in UTC the moment itself where an offset was.

    Day and time are as typed: with an offset they need not be those of the user's zone.
    """

    day: date
    time: WallTime | None = None
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class Every:
    """A step of a schedule."""

    unit: Unit
    count: int

    def __str__(self) -> str:
        """As it is stored: `2w`."""
        return f"{self.count}{self.unit[0]}"


class _NoDateError(Exception):
    """The words are not a date of this form; another form may read them."""


# Days


def read_day(text: str, calendar: Calendar, *, past: bool = False) -> date:
    """Read a day; with `past` the last such day is meant, today included, else the next one.

    Raises WrongUsage for what is no date, and outside the years 1900 to 2200.
    """
    try:
        found = _read(_joined(text), calendar, past)
    except OverflowError:
        _refuse_year(text)
    except (_NoDateError, ValueError):
        _refuse(text, "a date", EXAMPLES)
    if not _is_in_range(found):
        _refuse_year(text)
    return found


def _joined(text: str) -> str:
    """The words in small letters with one blank between; of what is too long, none."""
    return " ".join(text.lower().split()) if len(text) <= LONGEST else ""


def _is_in_range(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _refuse(text: str, what: str, hint: str) -> NoReturn:
    raise WrongUsage(f"{shorten(visible(text))} is not {what}", hint)


def _refuse_year(text: str) -> NoReturn:
    raise WrongUsage(
        f"{shorten(visible(text))} is outside the years {FIRST_YEAR} to {LAST_YEAR}", EXAMPLES
    )


def _read(text: str, calendar: Calendar, past: bool) -> date:
    for form in (_named, _weekday, _step, _iso, _month_and_day, _numbers):
        try:
            return form(text, calendar, past)
        except _NoDateError:
            continue
    raise _NoDateError


def _named(text: str, calendar: Calendar, past: bool) -> date:
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
    if text not in named:
        raise _NoDateError
    return named[text]


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _weekday(text: str, calendar: Calendar, past: bool) -> date:
    found = re.fullmatch(r"(?:(next|last|this)[ -])?([a-z]{3,9})", text)
    if not found:
        raise _NoDateError
    which, name = found.groups()
    day, today = _one_with_prefix(name, WEEKDAYS), calendar.today
    if which == "next":
        # The one in the following week, and weeks run from Monday to Sunday.
        return today + timedelta(days=7 - today.weekday() + day)
    if which == "last":
        return today - timedelta(days=(today.weekday() - day - 1) % 7 + 1)
    if past:
        return today - timedelta(days=(today.weekday() - day) % 7)
    return today + timedelta(days=(day - today.weekday() - 1) % 7 + 1)


def _one_with_prefix(prefix: str, names: tuple[str, ...]) -> int:
    if len(prefix) < 3:
        raise _NoDateError
    found = [place for place, name in enumerate(names) if name.startswith(prefix)]
    if len(found) != 1:
        raise _NoDateError
    return found[0]


_COUNTED = r"([0-9]{1,4}) ?([a-z]+)"


def _step(text: str, calendar: Calendar, past: bool) -> date:
    ahead = re.fullmatch(r"(?:in |\+ ?)" + _COUNTED, text, re.ASCII)
    ago = re.fullmatch(_COUNTED + " ago", text, re.ASCII) or re.fullmatch(
        "- ?" + _COUNTED, text, re.ASCII
    )
    found = ahead or ago
    if not found or found[2] not in UNITS:
        raise _NoDateError
    unit, size = UNITS[found[2]]
    try:
        return step(calendar.today, Every(unit, size), int(found[1]) * (1 if ahead else -1))
    except WrongUsage:
        raise OverflowError from None


def _iso(text: str, calendar: Calendar, past: bool) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise _NoDateError
    return date.fromisoformat(text)


def _month_and_day(text: str, calendar: Calendar, past: bool) -> date:
    day, month = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?", "(?P<month>[a-z]{3,9})"
    year = "(?P<year>[0-9]{4})"
    day_first = rf"{day}[ .-]{{0,2}}{month}(?:[ ,.-]{{0,2}}{year})?"
    month_first = rf"{month}[ .-]{{0,2}}{day}(?:[ ,.-]{{1,2}}{year})?"
    for form in (day_first, month_first):
        if found := re.fullmatch(form, text, re.ASCII):
            number = _one_with_prefix(found["month"], MONTHS) + 1
            return _dated(int(found["day"]), number, found["year"], calendar.today, past)
    raise _NoDateError


def _dated(day: int, month: int, year: str | None, today: date, past: bool) -> date:
    """The day of that year, else the nearest year in which it exists: 29 February waits."""
    if year:
        return date(int(year), month, day)
    date(2000, month, day)
    for distance in range(9):
        candidate = today.year + (-distance if past else distance)
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if (found <= today) if past else (found >= today):
            return found
    raise _NoDateError


def _numbers(text: str, calendar: Calendar, past: bool) -> date:
    found = re.fullmatch(r"([0-9]{1,4})[/.]([0-9]{1,4})(?:[/.]([0-9]{1,4})?)?", text, re.ASCII)
    if not found:
        raise _NoDateError
    if not calendar.date_order:
        raise WrongUsage(
            f"{shorten(text)} can be read in two ways",
            f"{EXAMPLES}; or say once: clientlog config set date_order dmy",
        )
    numbers = [part for part in found.groups() if part]
    order = calendar.date_order if len(numbers) == 3 else calendar.date_order.replace("y", "")
    parts = dict(zip(order, numbers, strict=True))
    if len(parts.get("y", "2000")) != 4:
        raise _NoDateError
    return _dated(int(parts["d"]), int(parts["m"]), parts.get("y"), calendar.today, past)


# Moments


def read_when(text: str, calendar: Calendar, *, past: bool = False) -> When:
    """Read a day with or without a time: `fri 10:00`, `10:00`, `2026-11-24T10:00+01:00`.

    A time alone is today's. Raises WrongUsage like `read_day`, and for no such time.
    """
    joined = _joined(text)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}\S*", joined, re.ASCII):
        return _exact(text)
    day_text, said = _split_time(joined)
    if said is None:
        return When(read_day(text, calendar, past=past))
    return When(read_day(day_text, calendar, past=past) if day_text else calendar.today, said)


def _exact(text: str) -> When:
    try:
        found = datetime.fromisoformat(_joined(text).upper()).replace(microsecond=0)
    except ValueError:
        _refuse(text, "a moment", "try fri 10:00 or 2026-12-24T10:00")
    if not _is_in_range(found):
        _refuse_year(text)
    moment = found.astimezone(UTC) if found.tzinfo else None
    if moment and not _is_in_range(moment):
        _refuse_year(text)
    return When(found.date(), found.time(), moment)


_TIME = r"(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2}))? ?(?P<half>am|pm)?"


def _split_time(text: str) -> tuple[str, time | None]:
    """The words without their time, and the time."""
    for form in (
        rf"(?P<rest>.*?)(?:^| )(?:at )?{_TIME}",
        rf"(?:at )?{_TIME}(?: (?:on )?(?P<rest>.+))?",
    ):
        found = re.fullmatch(form, text, re.ASCII)
        if found and (found["minute"] or found["half"]):
            return (found["rest"] or "").strip(), _time_of(found, text)
    return text, None


def _time_of(found: re.Match[str], text: str) -> time:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"]:
        if not 1 <= hour <= 12:
            _refuse_time(text)
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    if hour > 23 or minute > 59:
        _refuse_time(text)
    return time(hour, minute)


def _refuse_time(text: str) -> NoReturn:
    raise WrongUsage(
        f"{shorten(visible(text))} has no such time", "times are HH:MM, as in fri 14:30"
    )


# Lengths and schedules


def step(day: date, every: Every, count: int = 1) -> date:
    """`count` steps from a day; raises WrongUsage outside the years 1900 to 2200."""
    try:
        found = _stepped(day, every.unit, every.count * count)
    except (ValueError, OverflowError):
        found = date.max
    if not _is_in_range(found):
        raise WrongUsage(
            f"{count} times {every} from {day} leads outside the years {FIRST_YEAR} to {LAST_YEAR}"
        )
    return found


def _stepped(day: date, unit: Unit, number: int) -> date:
    if unit in {"day", "week"}:
        return day + timedelta(days=number * DAYS[unit])
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=number * (12 if unit == "year" else 1))


def next_after(anchor: date, every: Every, after: date) -> date:
    """The first day of the schedule that is later than `after`, counted from the anchor.

    Raises WrongUsage where the schedule has left the years 1900 to 2200.
    """
    if anchor > after:
        return anchor
    longest = {"day": 1, "week": 7, "month": 31, "year": 366}[every.unit] * every.count
    count = (after - anchor).days // longest
    while (found := step(anchor, every, count)) <= after:
        count += 1
    return found


def read_every(text: str) -> Every:
    """Read a step of a schedule: `week`, `2w`, `monthly`, `every 3 months`; ten years at most."""
    every = _every(_joined(text))
    if not every or not 1 <= every.count * DAYS[every.unit] <= LONGEST_STEP:
        _refuse(text, "a rhythm", "try day, week, 2w, month or quarter")
    return every


def _every(text: str) -> Every | None:
    words = text.removeprefix("every ")
    if words in ADVERBS:
        return Every(*ADVERBS[words])
    found = re.fullmatch(r"([0-9]{1,4})? ?([a-z]+)", words, re.ASCII)
    if not found or found[2] not in UNITS:
        return None
    unit, size = UNITS[found[2]]
    return Every(unit, int(found[1] or 1) * size)


def read_length(text: str) -> int:
    """Read how long something takes, in minutes: `45m`, `1h30`, `1.5h`, `1:30`, `90`; to 7 days."""
    minutes = _minutes(_joined(text))
    if not 1 <= minutes <= 7 * 24 * 60:
        _refuse(text, "a length", "try 45m, 1h or 1h30; from a minute to seven days")
    return minutes


def _minutes(text: str) -> int:
    """The minutes said; 0 where none are."""
    if found := re.fullmatch(r"([0-9]{1,5}) ?(?:m|mins?|minutes?)?", text, re.ASCII):
        return int(found[1])
    hours_and_minutes = r"([0-9]{1,3})(?: ?h ?([0-5]?[0-9]) ?m?|:([0-5][0-9]))"
    if found := re.fullmatch(hours_and_minutes, text, re.ASCII):
        return int(found[1]) * 60 + int(found[2] or found[3])
    if found := re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?(?:h|hours?)", text, re.ASCII):
        return round(float(found[1]) * 60)
    return 0


def read_cadence(text: str) -> int:
    """Read how many days may pass between contacts: `14`, `2w`, `month` (30); 1 to 3650."""
    joined = _joined(text)
    bare = re.fullmatch("[0-9]{1,5}", joined, re.ASCII)
    every = Every("day", int(joined)) if bare else _every(joined)
    days = every.count * DAYS[every.unit] if every else 0
    if not 1 <= days <= LONGEST_STEP:
        _refuse(text, "a cadence", "try 14, 2w or month; from a day to ten years")
    return days


# Saying days


def show_day(day: date, today: date) -> str:
    """`Fri 27 Nov`; with the year where it is more than half a year away."""
    shown = f"{WEEKDAYS[day.weekday()][:3].title()} {day.day} {MONTHS[day.month - 1][:3].title()}"
    return shown if abs((day - today).days) <= 183 else f"{shown} {day.year}"


def show_moment(moment: datetime, today: date) -> str:
    """`Fri 27 Nov 10:00`, of a local moment."""
    return f"{show_day(moment.date(), today)} {moment:%H:%M}"


def show_late(days: int) -> str:
    """`2 days late`."""
    return f"{days} day{'' if days == 1 else 's'} late"


def ago(days: int) -> str:
    """`today`, `yesterday`, `3 days ago`."""
    if days < 2:
        return "today" if days <= 0 else "yesterday"
    return f"{days} days ago"
