"""Working days: which days of the week are worked, and which days are holidays."""

from dataclasses import dataclass
from datetime import date, timedelta

LONGEST_BREAK = 366
"""The most days that are searched for a working day: a calendar may have none."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of the user."""

    weekdays: frozenset[int] = frozenset(range(5))
    """Monday is 0."""
    holidays: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Return whether this day is worked."""
        return day.weekday() in self.weekdays and day not in self.holidays

    def next_working_day(self, day: date) -> date:
        """Return the first working day after this day."""
        return self._step(day, 1)

    def previous_working_day(self, day: date) -> date:
        """Return the last working day before this day."""
        return self._step(day, -1)

    def first_of_next_week(self, day: date, week_ends_on: int) -> date:
        """Return the first working day of the next week; its first day for a week off.

        A week begins on Monday, or after its configured last day where that is worked.
        """
        after_last = (week_ends_on + 1) % 7
        begins = after_last if after_last in self.weekdays else 0
        first = day + timedelta(days=7 - (day.weekday() - begins) % 7)
        week = (first + timedelta(days=number) for number in range(7))
        return next(filter(self.is_working_day, week), first)

    def _step(self, day: date, direction: int) -> date:
        for distance in range(1, LONGEST_BREAK):
            candidate = day + timedelta(days=direction * distance)
            if self.is_working_day(candidate):
                return candidate
        return day + timedelta(days=direction)

    def add(self, day: date, count: int) -> date:
        """Return the day that many working days later; the day itself for 0."""
        for _ in range(count):
            day = self.next_working_day(day)
        return day

    def first_day_within(self, day: date, count: int) -> date:
        """Return the earliest day from which `day` is at most that many working days ahead."""
        first = day
        for _ in range(LONGEST_BREAK):
            earlier = first - timedelta(days=1)
            if self.add(earlier, count) < day:
                break
            first = earlier
        return first

    def passed_since(self, day: date, today: date) -> int:
        """Return how many working days lie after `day`, today included."""
        span = range(1, (today - day).days + 1)
        return sum(self.is_working_day(day + timedelta(days=distance)) for distance in span)


MONDAY_TO_FRIDAY = WorkCalendar()
"""The working days where none are configured."""
