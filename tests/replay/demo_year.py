"""The year of `clientlog demo`, with the journal of each evening."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from clientlog.demo.player import playing
from clientlog.demo.story import read_events
from clientlog.queries.snapshot import load_snapshot
from clientlog.queries.snoozes import snoozed_keys
from clientlog.rules.runner import find_flags
from tests.demo.conftest import NOW, ZONE, clock_at

from .figures import Evening
from .life import at

EVENING = "18:40"


def evenings(folder: Path) -> Iterator[Evening]:
    """Live the year in a journal in this folder; yield the report of each evening."""
    end = clock_at(NOW, ZONE)
    events = list(read_events(end))
    day = end.day(events[0].at)
    with playing(folder / "year.db", replace(end, now=events[0].at)) as player:
        connection = player.change.connection
        while day <= end.today:
            clock = min(at(day, EVENING, end), end, key=lambda clock: clock.now)
            while events and events[0].at <= clock.now:
                player.play(events.pop(0))
            snapshot = load_snapshot(connection, clock)
            flags = find_flags(snapshot, snoozed=snoozed_keys(connection, day))
            yield Evening(
                snapshot, flags, copy=lambda path: path.write_bytes(connection.serialize())
            )
            day += timedelta(days=1)
