"""Days as they are said, in English under every locale."""

from datetime import date, datetime

from clientlog.dates.words import MONTHS, WEEKDAYS


def format_day(day: date, today: date) -> str:
    """`Fri 27 Nov`; with the year where it is more than half a year away."""
    shown = f"{WEEKDAYS[day.weekday()][:3].title()} {day.day} {MONTHS[day.month - 1][:3].title()}"
    return shown if abs((day - today).days) <= 183 else f"{shown} {day.year}"


def format_moment_text(moment: datetime, today: date) -> str:
    """`Fri 27 Nov 10:00`, of a local moment."""
    return f"{format_day(moment.date(), today)} {moment:%H:%M}"


def format_lateness(days: int) -> str:
    """`2 days late`."""
    return f"{days} day{'' if days == 1 else 's'} late"


def ago(days: int) -> str:
    """`today`, `yesterday`, `3 days ago`."""
    if days < 2:
        return "today" if days <= 0 else "yesterday"
    return f"{days} days ago"
