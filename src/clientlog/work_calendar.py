"""The working days and holidays that the configuration names."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from clientlog.errors import UsageError, quote
from clientlog.settings import WEEK_DAYS
from clientlog.text import escape_controls
from clientlog.workdays import MONDAY_TO_FRIDAY, WorkCalendar

LARGEST_FILE = 5_000_000
"""Bytes of a calendar of holidays that are read."""

YEARS_AHEAD = 5
"""Years for which a holiday that recurs every year is written out."""


def work_calendar(values: Mapping[str, Any], config_path: Path, today: date) -> WorkCalendar:
    """Return the calendar that `workdays` and `holidays` describe, Monday to Friday by default.

    Raises UsageError for a word that is no weekday, and for a holiday that is neither a date nor
    a calendar file that can be read.
    """
    weekdays = MONDAY_TO_FRIDAY.weekdays
    if "workdays" in values:
        weekdays = frozenset(_weekday(word, config_path) for word in values["workdays"])
    days = (
        day
        for entry in values.get("holidays", ())
        for day in _days(entry, config_path, today.year + YEARS_AHEAD)
    )
    return WorkCalendar(weekdays, frozenset(days))


def _weekday(word: Any, config_path: Path) -> int:
    name = str(word).strip().lower()
    places = [
        place for place, day in enumerate(WEEK_DAYS) if len(name) > 2 and day.startswith(name)
    ]
    if not places:
        raise UsageError(
            f"{config_path}: workdays: {quote(escape_controls(str(word)))} is not a weekday",
            'an example: workdays = ["monday", "tuesday", "thursday"]',
        )
    return places[0]


def _days(entry: Any, config_path: Path, last_year: int) -> list[date]:
    """Return the days of one entry: a date, or those of an iCalendar file."""
    if isinstance(entry, date):
        return [entry]
    text = str(entry)
    try:
        return [date.fromisoformat(text)]
    except ValueError:
        pass
    path = config_path.parent / Path(text).expanduser()
    try:
        if not path.is_file():  # A pipe would be waited on for ever.
            raise FileNotFoundError(2, "no such file")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE).decode("utf-8", "replace")
    except OSError as error:
        raise UsageError(
            f"{config_path}: holidays: {quote(escape_controls(text))} is neither a date nor a"
            f" calendar file ({(error.strerror or 'unreadable').lower()})",
            'an example: holidays = ["2026-12-25", "~/holidays.ics"]',
        ) from None
    return list(calendar_days(content, last_year))


def calendar_days(content: str, last_year: int) -> Iterator[date]:
    """Yield the days of the events in an iCalendar text; one that recurs, every year.

    The large calendar reader takes a tenth of a second to load, and a report reads this each time.
    """
    event: dict[str, str] = {}
    for line in content.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "").split("\n"):
        name, _, value = line.partition(":")
        property_name = name.partition(";")[0].upper()
        if property_name == "BEGIN" and value.upper() == "VEVENT":
            event = {}
        elif property_name == "END" and value.upper() == "VEVENT":
            yield from _event_days(event, last_year)
        else:
            event.setdefault(property_name, value)


def _event_days(event: Mapping[str, str], last_year: int) -> Iterator[date]:
    try:
        first = _day(event["DTSTART"])
        last = _day(event["DTEND"]) - timedelta(days=1) if "DTEND" in event else first
    except (KeyError, ValueError, OverflowError):
        return
    length = min(max((last - first).days, 0), 31)
    yearly = "FREQ=YEARLY" in event.get("RRULE", "").upper()
    years = range(first.year, last_year) if yearly else (first.year,)
    for year in years:
        try:
            start = first.replace(year=year)
        except ValueError:  # 29 February
            continue
        yield from (start + timedelta(days=distance) for distance in range(length + 1))


def _day(text: str) -> date:
    return date.fromisoformat(text[:8])
