"""Time zones of a calendar: by name, by a Windows name, or as the calendar defines them."""

from datetime import tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from clientlog.interchange.content_lines import Component
from clientlog.interchange.files import CutOffError
from clientlog.interchange.ical.defined_zone import read_property, read_zone
from clientlog.interchange.ical.recurrence import Budget

ZONE_PROPERTIES = {
    "VTIMEZONE": frozenset({"TZID", "X-LIC-LOCATION"}),
    "STANDARD": frozenset({"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}),
    "DAYLIGHT": frozenset({"DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO"}),
}
"""What is read of a definition."""

ZONE_LIMIT = 50
"""How many different zones of its own a file may use; each takes milliseconds to work out."""

_UTC = frozenset({"utc", "tzone://microsoft/utc"})


class Zones:
    """The zones that one calendar may name."""

    def __init__(self, budget: Budget) -> None:
        """Begin without definitions; `budget` has those of the whole file."""
        self._budget = budget
        self._definitions: dict[str, Component] = {}
        self._known: dict[str, tzinfo | None] = {}

    def define(self, component: Component) -> None:
        """Take in a VTIMEZONE; it is looked at when something names it."""
        name = read_property(component, "TZID")
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
        if zone := named_zone(read_property(definition, "X-LIC-LOCATION")):
            return zone
        content = (name, b"\n".join(line for part in definition.children for line in part.lines))
        if content not in self._budget.zones:
            if len(self._budget.zones) >= ZONE_LIMIT:
                raise CutOffError(f"defines more than {ZONE_LIMIT} time zones of its own")
            self._budget.zones[content] = read_zone(definition, name)
        return self._budget.zones[content]


@lru_cache(maxsize=1_000)
def named_zone(name: str) -> tzinfo | None:
    """Return the zone of an IANA or Windows name, or of a path that ends in one."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = "UTC" if name.casefold() in _UTC else WINDOWS_TO_OLSON.get(name, name)
    parts = name.split("/")
    if len(parts) > 8:
        return None
    # Some programs put their own name before it: /freeassociation.sourceforge.net/Europe/Berlin.
    for start in range(len(parts)):
        try:
            return ZoneInfo("/".join(parts[start:]))
        except (ValueError, OSError, LookupError):
            continue
    return None


def _clean(name: str) -> str:
    return name.strip().strip('"').strip("/")
