"""Time zones of a calendar: by name, by a Windows name, or as the calendar defines them."""

import re
from datetime import tzinfo
from io import StringIO
from zoneinfo import ZoneInfo

from clientlog.interchange.content_lines import Component, decode

ZONE_PROPERTIES = {
    "VTIMEZONE": frozenset({"TZID", "X-LIC-LOCATION"}),
    "STANDARD": frozenset({"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}),
    "DAYLIGHT": frozenset({"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}),
}
"""What is read of a definition."""

LINE_LIMIT = 1_000
"""How many lines a definition may have."""

# Only rules that give a date in most years: dateutil would look for another one for ever.
_RULE = re.compile(
    r"RRULE:(?:(?:FREQ=YEARLY|INTERVAL=1|WKST=\w\w|COUNT=\d{1,4}|UNTIL=\d{8}(?:T\d{6}Z?)?"
    r"|BYMONTH=(?:[1-9]|1[0-2])|BYDAY=(?:[+-]?[1-4])?[A-Z]{2}|BYDAY=-?5[A-Z]{2}"
    r"|BYMONTHDAY=-?(?:1?[1-9]|[12]0|2[1-8])(?:,-?(?:1?[1-9]|[12]0|2[1-8]))*);?)+\Z"
)


_UTC = frozenset({"utc", "tzone://microsoft/utc"})


class Zones:
    """The zones that one calendar may name."""

    def __init__(self) -> None:
        self._definitions: dict[str, Component] = {}
        self._known: dict[str, tzinfo | None] = {}

    def define(self, component: Component) -> None:
        """Take in a VTIMEZONE; it is looked at when something names it."""
        name = _property(component, "TZID")
        if name and not component.fault:
            self._definitions.setdefault(_clean(name), component)
            self._known.pop(_clean(name), None)

    def find(self, name: str) -> tzinfo | None:
        """Return the zone of a TZID; None where nobody knows it."""
        name = _clean(name)
        if name not in self._known:
            self._known[name] = self._look_up(name)
        return self._known[name]

    def _look_up(self, name: str) -> tzinfo | None:
        if zone := named_zone(name):
            return zone
        definition = self._definitions.get(name)
        if definition is None:
            return None
        return named_zone(_property(definition, "X-LIC-LOCATION")) or _defined_zone(definition)


def named_zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA or Windows name, or of a path that ends in one."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = "UTC" if name.casefold() in _UTC else WINDOWS_TO_OLSON.get(name, name)
    parts = name.split("/")
    # Some programs put their own name before it: /freeassociation.sourceforge.net/Europe/Berlin.
    for start in range(len(parts) if len(parts) <= 8 else 0):
        try:
            return ZoneInfo("/".join(parts[start:]))
        except (ValueError, OSError, LookupError):
            continue
    return None


def _defined_zone(component: Component) -> tzinfo | None:
    """Return the zone that a VTIMEZONE describes; None where it makes no sense."""
    from dateutil.tz import tzical

    lines = ["BEGIN:VTIMEZONE", f"TZID:{_property(component, 'TZID')}"]
    for part in component.children:
        lines += [f"BEGIN:{part.name}", *map(decode, part.lines), f"END:{part.name}"]
    rules = [line for line in lines if line.upper().startswith("RRULE")]
    if len(lines) > LINE_LIMIT or not all(map(_RULE.match, rules)):
        return None
    try:
        zone: tzinfo | None = tzical(StringIO("\n".join([*lines, "END:VTIMEZONE", ""]))).get()
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return None
    return zone


def _property(component: Component, name: str) -> str:
    for line in map(decode, component.lines):
        head, _, value = line.partition(":")
        if head.partition(";")[0].strip().upper() == name:
            return value.strip()
    return ""


def _clean(name: str) -> str:
    return name.strip().strip('"').strip("/")[:200]
