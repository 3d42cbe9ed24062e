"""Format days, in English whatever the locale."""

from datetime import date, datetime

from clientlog.dates.words import HALF_A_YEAR, MONTHS, WEEKDAYS


def format_day(day: date, today: date) -> str:
    """Return `Fri 27 Nov`; with the year for a day more than half a year away."""
    text = f"{WEEKDAYS[day.weekday()][:3].title()} {day.day} {MONTHS[day.month - 1][:3].title()}"
    return text if abs((day - today).days) <= HALF_A_YEAR else f"{text} {day.year}"


def format_moment_text(moment: datetime, today: date) -> str:
    """Return `Fri 27 Nov 10:00` for a local moment."""
    return f"{format_day(moment.date(), today)} {moment:%H:%M}"


def format_lateness(days: int) -> str:
    """Return `2 days late`."""
    return f"{days} day{'' if days == 1 else 's'} late"


def format_absence(first: date | None, back: date | None, today: date) -> str:
    """Return `until Mon 5 Apr`, or `from Mon 29 Mar until Mon 5 Apr`; empty if it is over.

    `first` is None for an absence that has begun.
    """
    if back is None or back <= today:
        return ""
    start = f"from {format_day(first, today)} " if first and first > today else ""
    return f"{start}until {format_day(back, today)}"


def ago(days: int) -> str:
    """Return `today`, `yesterday` or `3 days ago`."""
    if days < 2:
        return "today" if days <= 0 else "yesterday"
    return f"{days} days ago"
