"""Dates as people type them: `fri`, `+2w`, `24 dec`, read strictly, given today; and said again.

Days are calendar days. Months step without drift: 31 January plus one month is 28 February,
plus two is 31 March.
"""

from clientlog.dates.days import Calendar, read_day
from clientlog.dates.format import ago, show_day, show_late, show_moment
from clientlog.dates.moments import When, read_when
from clientlog.dates.schedules import (
    Every,
    Unit,
    next_after,
    read_cadence,
    read_every,
    read_length,
    step,
)
from clientlog.dates.words import FIRST_YEAR, LAST_YEAR, MONTHS, WEEKDAYS

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MONTHS",
    "WEEKDAYS",
    "Calendar",
    "Every",
    "Unit",
    "When",
    "ago",
    "next_after",
    "read_cadence",
    "read_day",
    "read_every",
    "read_length",
    "read_when",
    "show_day",
    "show_late",
    "show_moment",
    "step",
]
