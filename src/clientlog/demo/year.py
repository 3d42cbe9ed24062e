"""The year as a list of events, and a journal filled with them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from clientlog.clock import Clock
from clientlog.dates import FIRST_YEAR, LAST_YEAR
from clientlog.demo import house, kestrel, lindenhof, outside, team
from clientlog.demo.typed import Line
from clientlog.demo.words import Scribe, Year
from clientlog.errors import UsageError
from clientlog.shell import history_line
from clientlog.write.change import Change, transaction

LINES: tuple[Line, ...] = (
    *house.LINES,
    *team.LINES,
    *kestrel.LINES,
    *lindenhof.LINES,
    *outside.LINES,
)
"""Every command of the year, by whom it is about."""

A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Event:
    """One command, at the moment it was typed."""

    at: datetime
    line: Line
    year: Year

    def command(self, change: Change) -> str:
        """As it was typed; which numbers its records have is known only in the journal."""
        return history_line(self._scribe(change).said(self.line.words))

    def do(self, change: Change) -> None:
        """Write what it wrote."""
        self.line.do(self._scribe(change))

    def _scribe(self, change: Change) -> Scribe:
        return Scribe(change, self.year, self.year.clock.day(self.at))


def events(clock: Clock) -> tuple[Event, ...]:
    """Return the year that ends now, in order; no two commands at one moment.

    Raises UsageError where it would not lie within the years that a journal can hold.
    """
    if not FIRST_YEAR + 1 < clock.today.year < LAST_YEAR:
        raise UsageError(
            f"a sample year cannot end in {clock.today.year}",
            f"set the clock between {FIRST_YEAR + 2} and {LAST_YEAR - 1}",
        )
    return tuple(_in_order(Year(clock)))


def _in_order(year: Year) -> Iterator[Event]:
    last = None
    for line in sorted(LINES, key=lambda one: (one.day, one.at)):
        # Saturday's and Sunday's words come after Friday's, on which they were moved back.
        moment = year.clock.at(year.day(line.day), line.at)[0]
        last = max(moment, last + A_MINUTE) if last else moment
        yield Event(last, line, year)


def fill(path: Path, clock: Clock, until: datetime | None = None) -> int:
    """Write the year, or what of it came before a moment, into a journal; return how many events.

    It is one transaction, so that it takes a second or two and not minutes, but each event
    is a change of its own in the history, at its own moment.
    """
    told = [event for event in events(clock) if until is None or event.at < until]
    if not told:
        return 0
    with transaction(path, replace(clock, now=told[0].at), "demo") as change:
        for event in told:
            change.next_command(replace(clock, now=event.at), event.command(change))
            event.do(change)
    return len(told)
