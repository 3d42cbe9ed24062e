"""The story of the year: which command was typed when, counted back from the present."""

import re
import shlex
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from clientlog.clock import Clock
from clientlog.dates import FIRST_YEAR, LAST_YEAR, WEEKDAYS
from clientlog.errors import UsageError
from clientlog.queries.records import newest_with_words

STORY = Path(__file__).with_name("story.txt")

_LINE = re.compile(r"D([+-]\d+) (\d\d:\d\d) \| (.+)")

_PLACEHOLDER = re.compile(r"\{([^}]+)\}")

_LAST_HOUR_FOR_TODAY = 14
"""From this hour on, the next meeting is tomorrow morning."""

_A_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Event:
    """One command of the story, at the moment it was typed; `clock` shows the story's end."""

    at: datetime
    command: str
    clock: Clock

    def words(self, db: sqlite3.Connection) -> list[str]:
        """Return the command as it was typed; REFs are known only in the journal."""
        return shlex.split(
            _PLACEHOLDER.sub(lambda match: self._fill_in(db, match[1]), self.command)
        )

    def _fill_in(self, db: sqlite3.Connection, placeholder: str) -> str:
        today = self.clock.day(self.at)
        if match := re.fullmatch(r"D([+-]\d+)", placeholder):
            return _typed_day(_working_day(self.clock.today, int(match[1])), today)
        if match := re.fullmatch(r"soon(?:\+(\d+))?", placeholder):
            start = self.clock.local(_next_good_hour(self.clock, int(match[1] or 0)))
            return f"{_typed_day(start.date(), today)} {start:%H:%M}"
        ref = newest_with_words(db, placeholder)
        if ref is None:
            raise LookupError(placeholder)
        return str(ref)


def read_events(clock: Clock) -> tuple[Event, ...]:
    """Return the year that ends now, in order; no two commands at one moment.

    Raises UsageError where it would not lie within the years that a journal can hold.
    """
    if not FIRST_YEAR + 1 < clock.today.year < LAST_YEAR:
        raise UsageError(
            f"a sample year cannot end in {clock.today.year}",
            f"set the clock between {FIRST_YEAR + 2} and {LAST_YEAR - 1}",
        )
    return tuple(_events(clock))


def _events(clock: Clock) -> Iterator[Event]:
    last = None
    for offset, wall_time, command in _LINE.findall(STORY.read_text("utf-8")):
        # A weekend's commands come after those of the Friday to which they were moved back.
        day = _working_day(clock.today, int(offset))
        moment, _ = clock.at(day, time.fromisoformat(wall_time))
        last = max(moment, last + _A_MINUTE) if last else moment
        yield Event(last, command, clock)


def _working_day(today: date, offset: int) -> date:
    """Return the day, or the Friday before; what is ahead is never moved into the past."""
    day = today + timedelta(days=offset)
    working = day - timedelta(days=max(0, day.weekday() - 4))
    return working if offset < 0 else max(working, today)


def _next_good_hour(clock: Clock, minutes: int) -> datetime:
    """Return the next good hour for a meeting and so many minutes: always within 24 hours."""
    now = clock.local(clock.now)
    is_today = now.hour < _LAST_HOUR_FOR_TODAY
    day = clock.today + timedelta(days=0 if is_today else 1)
    start, _ = clock.at(day, time(max(9, now.hour + 2) if is_today else 9))
    return start + timedelta(minutes=minutes)


def _typed_day(day: date, today: date) -> str:
    """Return a day to come as people type it: `fri`, `+2w`, `+18d`."""
    days = (day - today).days
    if days < 1:
        return "today"
    if days <= 7:
        return WEEKDAYS[day.weekday()][:3]
    return f"+{days}d" if days % 7 else f"+{days // 7}w"
