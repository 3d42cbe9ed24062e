"""The present moment, the local day and the user's zone: the only place that reads the clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Clock:
    """One moment, and the zone its days are counted in."""

    now: datetime
    zone: tzinfo
    zone_name: str

    @property
    def today(self) -> date:
        """The local day."""
        return self.day(self.now)

    def day(self, moment: datetime) -> date:
        """The local day of a moment."""
        return self.local(moment).date()

    def local(self, moment: datetime) -> datetime:
        """A moment as the clock on the wall shows it."""
        return moment.astimezone(self.zone)

    def at(self, day: date, time: time) -> tuple[datetime, str]:
        """The moment of a wall time."""
        return datetime.combine(day, time, self.zone).astimezone(UTC), ""


def read_clock(environ: Mapping[str, str], configured_zone: str | None) -> tuple[Clock, list[str]]:
    """Stand-in."""
    text = environ.get("CLIENTLOG_NOW")
    zone = environ.get("TZ") or "UTC"
    now = datetime.fromisoformat(text) if text else datetime.now(UTC)
    if now.tzinfo is None:
        now = now.replace(tzinfo=ZoneInfo(zone))
    return Clock(now.astimezone(UTC).replace(microsecond=0), ZoneInfo(zone), zone), []


def stamp(moment: datetime) -> str:
    """For the database."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str) -> datetime:
    """From the database."""
    return datetime.fromisoformat(text)


def real_now() -> datetime:
    """The real clock."""
    return datetime.now(UTC)
