"""A time zone that a calendar defines itself (VTIMEZONE).

All its changes are worked out once, so that a lookup is fast; dateutil's `tzical` goes through the
rules at every lookup, from 1601 on where Outlook wrote them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile
from typing import NamedTuple

from clientlog.interchange.content_lines import Component, decode
from clientlog.interchange.ical.parsing import YEARS, MomentError, parse_offset, parse_value

SIZE_LIMIT = 50_000
"""The largest definition that is read, in bytes."""

RULE_LIMIT = 20
"""How many rules a definition may have."""

# Only rules that give a date in most years: dateutil would look for another one for ever.
_RULE = re.compile(
    r"(?:(?:FREQ=YEARLY|INTERVAL=1|WKST=\w\w|COUNT=\d{1,4}|UNTIL=\d{8}(?:T\d{6}Z?)?"
    r"|BYMONTH=(?:[1-9]|1[0-2])|BYDAY=(?:[+-]?[1-4])?[A-Z]{2}|BYDAY=-?5[A-Z]{2}"
    r"|BYMONTHDAY=-?(?:1?[1-9]|[12]0|2[1-8])(?:,-?(?:1?[1-9]|[12]0|2[1-8]))*);?)+\Z"
)

_UNTIL_DAY = re.compile(r"(UNTIL=\d{8})(?=;|\Z)")
_UNTIL_IN_UTC = re.compile(r"UNTIL=(\d{8}T\d{6})Z")


class Change(NamedTuple):
    """When the offset from UTC changes: in UTC, without a zone."""

    instant: datetime
    before: timedelta
    after: timedelta


class DefinedZone(tzinfo):
    """A zone by the changes of its offset."""

    def __init__(self, name: str, changes: list[Change]) -> None:
        """Work out what lookups need; there is at least one change."""
        changes = sorted(changes)
        self._name = name
        self._offsets = [changes[0].before, *(change.after for change in changes)]
        self._instants = [change.instant for change in changes]
        # Clocks that are put back show an hour twice, those put forward leave one out (PEP 495).
        self._first_walls = [at + max(before, after) for at, before, after in changes]
        self._second_walls = [at + min(before, after) for at, before, after in changes]

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return the offset that holds when clocks show a moment."""
        if moment is None:
            return None
        walls = self._second_walls if moment.fold else self._first_walls
        return self._offsets[bisect_right(walls, moment.replace(tzinfo=None))]

    def fromutc(self, moment: datetime) -> datetime:
        """Return a moment, given in UTC, as clocks show it."""
        instant = moment.replace(tzinfo=None)
        index = bisect_right(self._instants, instant)
        offset = self._offsets[index]
        put_back = self._offsets[index - 1] - offset if index else timedelta()
        is_second = index > 0 and instant < self._instants[index - 1] + put_back
        return (moment + offset).replace(fold=int(is_second))

    def dst(self, _moment: datetime | None) -> timedelta | None:
        """Return None: which part of an offset is summer time makes no difference here."""
        return None

    def tzname(self, _moment: datetime | None) -> str:
        """Return the name that the calendar gives the zone."""
        return self._name


def read_zone(component: Component, name: str) -> DefinedZone | None:
    """Return the zone that a VTIMEZONE describes; None where it makes no sense."""
    rules = [line for part in component.children for line in part.lines if _is_rule(line)]
    if component.size > SIZE_LIMIT or len(rules) > RULE_LIMIT:
        return None
    try:
        changes = [change for part in component.children for change in _changes(part)]
    except (ValueError, KeyError, OverflowError):
        return None
    return DefinedZone(name, changes) if changes else None


def read_property(component: Component, name: str) -> str:
    """Return the first value of a property; empty without one."""
    return next((value for key, value in _properties(component) if key == name), "")


def _properties(component: Component) -> Iterator[tuple[str, str]]:
    for line in map(decode, component.lines):
        head, _, value = line.partition(":")
        yield head.partition(";")[0].strip().upper(), value.strip()


def _is_rule(line: bytes) -> bool:
    return line[:5].upper() == b"RRULE"


def _changes(part: Component) -> Iterator[Change]:
    """Yield the changes that a STANDARD or DAYLIGHT part describes."""
    properties = list(_properties(part))
    values = dict(properties)
    before, after = parse_offset(values["TZOFFSETFROM"]), parse_offset(values["TZOFFSETTO"])
    start = _read_wall(values["DTSTART"])
    walls = {start}
    for name, value in properties:
        if name == "RDATE":
            walls.update(_read_wall(text) for text in value.split(",") if text)
        elif name == "RRULE":
            walls.update(_repeat(value, start, before))
    for wall in walls:
        if wall.year > 1:
            yield Change(wall - before, before, after)


def _repeat(rule: str, start: datetime, before: timedelta) -> Iterator[datetime]:
    from dateutil.rrule import rrulestr

    rule = _UNTIL_DAY.sub(r"\1T235959", rule.upper())
    rule = _UNTIL_IN_UTC.sub(
        lambda match: f"UNTIL={_read_wall(match[1]) + before:%Y%m%dT%H%M%S}", rule
    )
    if not _RULE.match(rule):
        raise MomentError(f"the rule {rule[:40]} is not one of a time zone")
    dates: Iterator[datetime] = iter(rrulestr(rule, dtstart=start))
    return takewhile(lambda wall: wall.year <= YEARS[-1], islice(dates, YEARS[-1]))


def _read_wall(text: str) -> datetime:
    value = parse_value(text)
    if isinstance(value, tuple):
        value = value[0]
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime.combine(value, time())
    raise MomentError(f"'{text[:40]}' is not a date")
