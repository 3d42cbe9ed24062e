"""Dates and times as a calendar writes them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo

from clientlog.interchange.ical.parsing import YEARS, MomentError, parse_value
from clientlog.interchange.ical.zones import Zones


@dataclass(frozen=True, slots=True)
class Moment:
    """A time on the clock of a place, or a whole day."""

    wall: datetime
    """Without a zone; midnight for a whole day."""
    zone: tzinfo | None
    """None for a whole day."""
    is_floating: bool = False
    """Whether the calendar names no zone, so that the zone is the reader's own."""

    @property
    def value(self) -> datetime | date:
        """The moment with its zone, or the date."""
        return self.wall.date() if self.zone is None else self.wall.replace(tzinfo=self.zone)

    @property
    def instant(self) -> datetime:
        """The moment in UTC, for comparing; midnight UTC for a whole day."""
        return self.wall.replace(tzinfo=self.zone or UTC).astimezone(UTC)

    @property
    def key(self) -> str:
        """The moment in a form that does not depend on where it is read."""
        if self.zone is None:
            return self.wall.strftime("%Y%m%d")
        if self.is_floating:
            return self.wall.strftime("%Y%m%dT%H%M%S")
        return self.instant.strftime("%Y%m%dT%H%M%SZ")

    def at(self, wall: datetime) -> "Moment":
        """Return another moment of the same place."""
        return Moment(wall, self.zone, self.is_floating)

    def wall_of(self, instant: datetime) -> datetime:
        """Return what the clock of this place shows at an instant."""
        return instant.astimezone(self.zone or UTC).replace(tzinfo=None)


class Clock:
    """Reads the times of one calendar."""

    def __init__(self, zones: Zones, local: tzinfo) -> None:
        """Read with the zones of a calendar, and `local` for what names none."""
        self.zones = zones
        self.local = local

    def read(self, text: str, zone_name: str = "") -> Moment:
        """Return the moment that a DATE or DATE-TIME names; of a period its start.

        A zone that nobody knows is read as the local one: ask `knows` first.
        """
        value = parse_value(text)
        if isinstance(value, tuple):
            value = value[0]
        if not isinstance(value, date):
            raise MomentError(f"'{text.strip()[:40]}' is not a date")
        if value.year not in YEARS:
            raise MomentError(f"the year {value.year} is not between {YEARS[0]} and {YEARS[-1]}")
        if not isinstance(value, datetime):
            return Moment(datetime.combine(value, time()), None)
        if value.tzinfo is not None:
            return Moment(value.replace(tzinfo=None), UTC)
        zone = self.zones.find(zone_name) if zone_name else None
        return Moment(value, zone or self.local, is_floating=zone is None)

    def knows(self, zone_name: str) -> bool:
        """Return whether a zone can be found."""
        return not zone_name or self.zones.find(zone_name) is not None
