"""Moments as people type them: a day with a time, `20min ago`, or an ISO moment."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple, NoReturn

from clientlog.dates.days import DateContext, find_day
from clientlog.dates.schedules import read_minutes
from clientlog.dates.words import (
    MOMENT_FORMS,
    NUMBERS,
    PAST_MOMENT_FORMS,
    WEEKDAYS,
    find_name,
    is_in_years,
    normalize,
    reject,
    reject_bare_m,
    reject_year,
)
from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls

WallTime = time
"""A field called `time` hides the type of that name from the class it stands in."""


class When(NamedTuple):
    """A day, its time if one was typed, and the moment in UTC if the text names one exactly.

    Day and time are as typed: with an offset they need not be those of the user's zone.
    """

    day: date
    time: WallTime | None = None
    moment: datetime | None = None


def parse_moment_text(text: str, calendar: DateContext, *, past: bool = False) -> When:
    """Return the moment that a text names: `fri 10:00`, `2h ago`, `2026-11-24T10:00+01:00`.

    A time alone is today's. Raises UsageError like `parse_day`, and for a time that no day has.
    """
    words = normalize(text)
    if re.fullmatch(_ISO_SHAPE, words):
        return _read_iso(text, past)
    reject_bare_m(words)
    _reject_dotted_time(words)
    if relative := _read_relative(words, calendar):
        return relative
    day_text, wall_time = _split_time(words)
    if not day_text and wall_time is not None:
        return When(calendar.today, wall_time)
    day = find_day(day_text, calendar, past=past)
    if day is None:
        _reject(text, past)
    return When(day, wall_time)


def parse_span_text(
    text: str, calendar: DateContext, *, past: bool = False
) -> tuple[When, int | None]:
    """Return the moment and the length in minutes of `fri 10:00-11:30`; None without an end."""
    words = normalize(text)
    match = re.fullmatch(_SPAN, words)
    # 10:00-11:30 is a time with an offset only in `2026-11-24T10:00-11:30`.
    if not match or re.match("[0-9-]{10}t", words):
        return parse_moment_text(text, calendar, past=past), None
    start_text = match["start"]
    if match["half"] and not re.search("(am|pm)$|:", start_text):
        start_text += match["half"]
    start = parse_moment_text(start_text + (match["rest"] or ""), calendar, past=past)
    if start.time is None:
        _reject(text, past)
    end = _time_of(match, words)
    minutes = (end.hour - start.time.hour) * 60 + end.minute - start.time.minute
    if minutes <= 0:
        ends = "ends before it begins" if minutes else "ends when it begins"
        raise UsageError(f"{quote(escape_controls(text))} {ends}", "try fri 10:00-11:30")
    return start, minutes


def _reject(text: str, past: bool) -> NoReturn:
    reject(text, "a date or time", PAST_MOMENT_FORMS if past else MOMENT_FORMS)


_ISO_SHAPE = "[0-9]{4}-[0-9]{2}-[0-9]{2}[t ][0-9]{2}:[0-9]{2}[0-9:.]*(z|[+-][0-9:]+)?"


def _reject_dotted_time(text: str) -> None:
    """Refuse `10.30` or `fri 10.30`, which is a time to some and a day to others."""
    match = re.fullmatch(
        "(?P<before>(?!at )(?P<day>[a-z]+),? )?(?:at )?(?P<hour>[01]?[0-9]|2[0-3])[.]([0-5][0-9])",
        text,
    )
    if match and (not match["day"] or find_name(match["day"], WEEKDAYS) is not None):
        written = f"{match['before'] or ''}{match['hour']}:{match[4]}"
        raise UsageError(
            f"{quote(text)} can be read in two ways, as a time and as a day",
            f"write {written} for the time; for the day, name its month",
        )


def _read_iso(text: str, past: bool) -> When:
    """Read `2026-11-24T10:00` or `2026-11-24T10:00+01:00`."""
    try:
        stated = datetime.fromisoformat(normalize(text).upper()).replace(microsecond=0)
    except ValueError:
        _reject(text, past)
    if not is_in_years(stated):
        reject_year(text)
    moment = stated.astimezone(UTC) if stated.tzinfo else None
    if moment and not is_in_years(moment):
        reject_year(text)
    return When(stated.date(), stated.time(), moment)


_RELATIVE = re.compile(
    r"(?P<sign>in |\+ ?|- ?)?(?P<length>[0-9. ]+(?:h|min).*?)(?P<after> ago| from now)?"
)


def _read_relative(text: str, calendar: DateContext) -> When | None:
    """Read `now`, `20min ago`, `an hour ago`, `+2h`, `in 1h30`, counted from the present."""
    if not calendar.now:
        return None
    if text == "now":
        return _when(calendar.now)
    match = _RELATIVE.fullmatch(_with_figures(text))
    if not match or bool(match["sign"]) is bool(match["after"]):
        return None
    minutes = read_minutes(match["length"].strip())
    if not minutes:
        return None
    back = (match["sign"] or "").startswith("-") or match["after"] == " ago"
    # In UTC, because the clock on the wall may be changed in between.
    moment = calendar.now.astimezone(UTC) + timedelta(minutes=-minutes if back else minutes)
    return _when(moment.astimezone(calendar.now.tzinfo))


def _with_figures(text: str) -> str:
    """Return the text with its numbers in figures: `1 hour` for `an hour`."""
    text = re.sub(r"\bhalf an hour\b", "30 min", text)
    text = re.sub(r"\ban? (?=hour|min)", "1 ", text)
    for number, word in enumerate(NUMBERS, 1):
        text = re.sub(rf"\b{word} (?=h|min)", f"{number} ", text)
    return text


def _when(moment: datetime) -> When:
    if not is_in_years(moment):
        reject_year(str(moment))
    return When(moment.date(), moment.time(), moment.astimezone(UTC))


_TIME = r"(?:at )?(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2}))? ?(?P<half>am|pm)?"
_SPAN = rf"(?P<start>.*?[0-9apm]) ?(?:-|–|to) ?(?=[0-9]+(?::| ?[ap]m)){_TIME}(?P<rest> .+)?"
_TIME_LAST = rf"(?P<rest>.*?)(?:^|[ ,]+){_TIME}"
_TIME_FIRST = rf"{_TIME}(?:,? (?:on )?(?P<rest>.+))?"


def _split_time(text: str) -> tuple[str, time | None]:
    """Return the words without their time, and the time."""
    text = re.sub(r"\bnoon\b", "12:00", text)
    for form in (_TIME_LAST, _TIME_FIRST):
        match = re.fullmatch(form, text)
        if match and (match["minute"] or match["half"]):
            return match["rest"] or "", _time_of(match, text)
    return text, None


def _time_of(match: re.Match[str], text: str) -> time:
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            _reject_time(text)
        hour = hour % 12 + (12 if match["half"] == "pm" else 0)
    if hour > 23 or minute > 59:
        _reject_time(text)
    return time(hour, minute)


def _reject_time(text: str) -> NoReturn:
    raise UsageError(
        f"{quote(escape_controls(text))}: no such time of day", "a time is HH:MM, as in fri 14:30"
    )
