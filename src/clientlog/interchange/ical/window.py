"""The time within which events are taken, and the zone of whoever reads the calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from clientlog.interchange.ical.parsing import YEARS

_FIRST, _LAST = date(YEARS[0], 1, 2), date(YEARS[-1], 12, 30)


@dataclass(frozen=True, slots=True)
class Window:
    """From `since` until just before `until`; both with an offset."""

    since: datetime
    until: datetime
    local: tzinfo

    def holds(self, moment: datetime | date) -> bool:
        """Return whether something that begins at a moment, or on a day, lies in the window."""
        return self.since <= self.instant(moment) < self.until

    def instant(self, moment: datetime | date) -> datetime:
        """Return a moment itself, or the start of a day where the reader is."""
        if isinstance(moment, datetime):
            return moment
        return datetime.combine(moment, time(), self.local)

    @classmethod
    def of_days(cls, since: date, until: date, local: tzinfo) -> "Window":
        """Return the window from one day to the end of another, within the years of events."""
        since, until = (min(max(day, _FIRST), _LAST) for day in (since, until))
        return cls(
            datetime.combine(since, time(), local),
            datetime.combine(until + timedelta(days=1), time(), local),
            local,
        )
