"""What all readers of dates share: the words, the years, and how a text is refused."""

from datetime import date
from typing import NoReturn

from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls

FIRST_YEAR, LAST_YEAR = 1900, 2200

LONGEST = 100
"""No date has more characters; what has is refused unread."""

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

EXAMPLES = "try fri, +2w, 24 dec or 2026-12-24"


def normalize(text: str) -> str:
    """The words in small letters with one blank between; of what is too long, none."""
    return " ".join(text.lower().split()) if len(text) <= LONGEST else ""


def is_in_years(day: date) -> bool:
    """Whether a day is one of the years 1900 to 2200."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def reject(text: str, what: str, hint: str = EXAMPLES) -> NoReturn:
    """Raise UsageError for a text that is not `what`."""
    raise UsageError(f"{quote(escape_controls(text))} is not {what}", hint)


def reject_year(text: str) -> NoReturn:
    """Raise UsageError for a date that is one, but too far away."""
    raise UsageError(
        f"{quote(escape_controls(text))} is outside the years {FIRST_YEAR} to {LAST_YEAR}", EXAMPLES
    )
