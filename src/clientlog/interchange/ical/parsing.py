"""The literals of iCalendar: dates, times, durations and offsets."""

import re
from datetime import timedelta

YEARS = range(1900, 2200)
"""The years in which an event may lie."""

_OFFSET = re.compile(r"([+-])([01]\d|2[0-3])([0-5]\d)([0-5]\d)?\Z", re.ASCII)


class MomentError(ValueError):
    """Something that is no date, or none that an event can have."""


def parse_value(text: str) -> object:
    """Return a date, datetime, timedelta or period; raise MomentError for anything else."""
    from icalendar.prop import vDDDTypes

    text = text.strip().upper()
    if len(text) > 100:
        raise MomentError(f"'{text[:40]}…' is not a date")
    try:
        value: object = vDDDTypes.from_ical(text)
    except (ValueError, OverflowError) as error:
        raise MomentError(f"'{text[:40]}' is not a date") from error
    return value


def parse_duration(text: str) -> timedelta:
    """Return the length that a DURATION names."""
    value = parse_value(text)
    if not isinstance(value, timedelta):
        raise MomentError(f"'{text[:40]}' is not a duration")
    return value


def parse_offset(text: str) -> timedelta:
    """Return the distance from UTC that TZOFFSETTO or TZOFFSETFROM names."""
    match = _OFFSET.match(text.strip())
    if match is None:
        raise MomentError(f"'{text[:40]}' is not an offset from UTC")
    hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    offset = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -offset if match[1] == "-" else offset
