"""Dates as people type them: `fri`, `+2w`, `24 dec`, read strictly, and printed.

Days are calendar days. Months step without drift: 31 January plus one month is 28 February,
plus two is 31 March.
"""

from clientlog.dates.days import DateContext, find_day, parse_day
from clientlog.dates.format import (
    ago,
    format_absence,
    format_day,
    format_lateness,
    format_moment_text,
)
from clientlog.dates.moments import When, parse_moment_text, parse_span_text
from clientlog.dates.schedules import (
    Every,
    Unit,
    next_after,
    parse_cadence,
    parse_every,
    parse_length,
    step,
)
from clientlog.dates.words import FIRST_YEAR, LAST_YEAR, MONTHS, WEEKDAYS

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "MONTHS",
    "WEEKDAYS",
    "DateContext",
    "Every",
    "Unit",
    "When",
    "ago",
    "find_day",
    "format_absence",
    "format_day",
    "format_lateness",
    "format_moment_text",
    "next_after",
    "parse_cadence",
    "parse_day",
    "parse_every",
    "parse_length",
    "parse_moment_text",
    "parse_span_text",
    "step",
]
