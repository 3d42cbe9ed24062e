"""When the meetings of a series take place."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from clientlog.clock import Clock
from clientlog.dates import next_after, parse_every

MISSED_AFTER = timedelta(hours=24)
"""So long after its end an occurrence that was not recorded counts as missed."""


def occurrences(
    every: str, anchor_at: datetime, zone: str, clock: Clock, after: date
) -> Iterator[tuple[datetime, str]]:
    """Yield the start of each occurrence from a day on, and a notice if clocks skip or repeat it.

    The occurrences keep the local time of the first one, `anchor_at`, in the zone of the series.
    """
    clock = clock.in_zone(zone)
    anchor = clock.local(anchor_at)
    step, day = parse_every(every), after - timedelta(days=1)
    while True:
        day = next_after(anchor.date(), step, day)
        yield clock.at(day, anchor.time())


def following_day(starts_at: datetime, zone: str, clock: Clock) -> date:
    """Return the day after a meeting, from which the later occurrences of its series are.

    A day has one occurrence at most: what was moved to an earlier hour is not due again that day.
    """
    return clock.in_zone(zone).day(starts_at) + timedelta(days=1)


def goes_on(ends_at: datetime, following: datetime | None, now: datetime) -> bool:
    """Return whether an occurrence counts as missed, or the one after it is less than a day off."""
    is_missed = ends_at + MISSED_AFTER < now
    return is_missed or (following is not None and following < now + MISSED_AFTER)
