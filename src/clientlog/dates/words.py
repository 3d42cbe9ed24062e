"""The words that all readers of dates share, and the errors for a text that none of them reads."""

import re
from calendar import monthrange
from datetime import date
from typing import NoReturn

from clientlog.errors import UsageError, quote
from clientlog.text import escape_controls

FIRST_YEAR, LAST_YEAR = 1900, 2200

LONGEST = 100
"""The most characters of a date; a longer text is refused unread."""

HALF_A_YEAR = 183
"""The most days between today and a date that is printed without its year."""

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

NUMBERS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip
NUMBER = rf"[0-9]{{1,5}}|an?|{'|'.join(NUMBERS)}"
"""A regular expression for a count: `3`, `three`, `a`."""

DAY_FORMS = "try fri, +2w, 24 dec or 2026-12-24"
PAST_DAY_FORMS = "try yesterday, last fri, 24 dec or 2026-10-24"
MOMENT_FORMS = "try fri 10:00, tomorrow at 9:30, +2h or 2026-12-24T10:00"
PAST_MOMENT_FORMS = "try 20min ago, yesterday 15:00, fri 10:00 or 2026-10-24T10:00"


def normalize(text: str) -> str:
    """Return the text in lower case with single spaces; an empty text if it is too long."""
    return " ".join(text.lower().split()) if len(text) <= LONGEST else ""


def read_number(word: str) -> int:
    """Return the count that a word matching NUMBER names."""
    if word.isdigit():
        return int(word)
    return NUMBERS.index(word) + 1 if word in NUMBERS else 1


def find_name(prefix: str, names: tuple[str, ...]) -> int | None:
    """Return the index of the one name that begins with these three or more letters."""
    places = [place for place, name in enumerate(names) if name.startswith(prefix)]
    return places[0] if len(places) == 1 and len(prefix) >= 3 else None


def is_in_years(day: date) -> bool:
    """Return whether a day lies in the years 1900 to 2200."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def reject(text: str, what: str, hint: str = DAY_FORMS) -> NoReturn:
    """Raise UsageError for a text that is not `what`."""
    raise UsageError(f"{quote(escape_controls(text))} is not {what}", hint)


def reject_year(text: str) -> NoReturn:
    """Raise UsageError for a date outside the years 1900 to 2200."""
    raise UsageError(
        f"{quote(escape_controls(text))} is outside the years {FIRST_YEAR} to {LAST_YEAR}",
        DAY_FORMS,
    )


def reject_bare_m(text: str) -> None:
    """Raise UsageError for a step such as `20m ago`, which can be minutes or months."""
    if match := re.fullmatch(rf"(in |\+ ?|- ?)?({NUMBER}) ?m( ago| from now)?", text):
        before, number, after = (match[1] or ""), match[2], (match[3] or "")
        raise UsageError(
            f"{quote(text)} can be minutes or months",
            f"write {before}{number}min{after} or {before}{number} months{after}",
        )


def reject_missing_day(day: int, month: int, year: int | None) -> None:
    """Raise UsageError for a day that its month does not have, such as 31 November."""
    if not 1 <= month <= 12 or day > 31:
        return
    # Without a year it is that of a leap day.
    last = monthrange(year or 2000, month)[1]
    name, in_year = MONTHS[month - 1], f" {year}" if year else ""
    if day > last:
        raise UsageError(
            f"there is no {day} {name.title()}{in_year}", f"write {last} {name[:3]}{in_year}"
        )
