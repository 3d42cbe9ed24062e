"""Moments as people type them: a day with a time, or an ISO moment."""

import re
from datetime import UTC, date, datetime, time
from typing import NamedTuple, NoReturn

from clientlog.dates.days import DateContext, parse_day
from clientlog.dates.words import is_in_years, normalize, reject, reject_year
from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls

WallTime = time
"""A field called `time` hides the type of that name from the class it stands in."""


class When(NamedTuple):
    """A day, and the time if one was said; in UTC the moment itself where an offset was.

    Day and time are as typed: with an offset they need not be those of the user's zone.
    """

    day: date
    time: WallTime | None = None
    moment: datetime | None = None


def parse_moment_text(text: str, calendar: DateContext, *, past: bool = False) -> When:
    """Read a day with or without a time: `fri 10:00`, `10:00`, `2026-11-24T10:00+01:00`.

    A time alone is today's. Raises UsageError like `read_day`, and for no such time.
    """
    words = normalize(text)
    if re.fullmatch(_ISO_SHAPE, words):
        return _exact(text)
    day_text, said = _split_time(words)
    if said is None:
        return When(parse_day(text, calendar, past=past))
    return When(parse_day(day_text, calendar, past=past) if day_text else calendar.today, said)


_ISO_SHAPE = "[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}[0-9:.]*(z|[+-][0-9:]+)?"


def _exact(text: str) -> When:
    try:
        found = datetime.fromisoformat(normalize(text).upper()).replace(microsecond=0)
    except ValueError:
        reject(text, "a moment", "try fri 10:00 or 2026-12-24T10:00")
    if not is_in_years(found):
        reject_year(text)
    moment = found.astimezone(UTC) if found.tzinfo else None
    if moment and not is_in_years(moment):
        reject_year(text)
    return When(found.date(), found.time(), moment)


_TIME = r"(?:at )?(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2}))? ?(?P<half>am|pm)?"
_TIME_LAST = rf"(?P<rest>.*?)(?:^| ){_TIME}"
_TIME_FIRST = rf"{_TIME}(?: (?:on )?(?P<rest>.+))?"


def _split_time(text: str) -> tuple[str, time | None]:
    """The words without their time, and the time."""
    for form in (_TIME_LAST, _TIME_FIRST):
        found = re.fullmatch(form, text)
        if found and (found["minute"] or found["half"]):
            return found["rest"] or "", _time_of(found, text)
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
    raise UsageError(
        f"{quote(escape_controls(text))} has no such time", "times are HH:MM, as in fri 14:30"
    )
