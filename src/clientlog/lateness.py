"""Due, overdue and by how much: the only definition, which every view asks.

A date that had passed when it was recorded makes a commitment overdue like any other, but it
raises no alarm: it is history, written down later.
"""

from datetime import date, datetime
from typing import Literal, Protocol

from clientlog.clock import Clock
from clientlog.dates import next_after, parse_every

Standing = Literal["settled", "undated", "ahead", "today", "overdue"]


class Dated(Protocol):
    """What lateness looks at: a commitment, or anything with a due date and a state."""

    @property
    def state(self) -> str:
        """Return `open`, or how it was settled."""

    @property
    def due(self) -> date | None:
        """Return the last agreed date."""

    @property
    def due_set_at(self) -> datetime | None:
        """Return the moment that date was recorded."""

    @property
    def every(self) -> str | None:
        """Return the step of its schedule."""


def standing(commitment: Dated, today: date) -> Standing:
    """Return the standing of a commitment; it is overdue from the day after its due date."""
    if commitment.state != "open":
        return "settled"
    if commitment.due is None:
        return "undated"
    if commitment.due == today:
        return "today"
    return "overdue" if commitment.due < today else "ahead"


def days_late(commitment: Dated, today: date) -> int:
    """Return the days since the due date of an open commitment, 0 if it is not overdue."""
    if commitment.due is None or standing(commitment, today) != "overdue":
        return 0
    return (today - commitment.due).days


def raises_alarm(commitment: Dated, clock: Clock) -> bool:
    """Return whether it is overdue and its date was still ahead when it was recorded."""
    return bool(days_late(commitment, clock.today)) and not was_past(commitment, clock)


def was_past(commitment: Dated, clock: Clock) -> bool:
    """Return whether its due date had passed when that date was recorded."""
    due, set_at = commitment.due, commitment.due_set_at
    return due is not None and set_at is not None and clock.day(set_at) > due


def missed_dates(commitment: Dated, today: date) -> int:
    """Return how many dates of its schedule have passed: 1 for an overdue one without schedule."""
    if commitment.due is None or not days_late(commitment, today):
        return 0
    return dates_before(commitment.due, commitment.every, today)


def dates_before(due: date, every: str | None, day: date) -> int:
    """Return how many dates of a schedule, its first one `due`, lie before a day."""
    if due >= day:
        return 0
    if not every:
        return 1
    step, current, count = parse_every(every), due, 0
    while current < day:
        count += 1
        current = next_after(due, step, current)
    return count
