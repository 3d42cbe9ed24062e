"""The ends of weeks, months, quarters and years."""

import re
from datetime import date, timedelta


def read_end(text: str, today: date, week_ends_on: int) -> date | None:
    """Read `eow`, `eom`, `end of month`: the last day of this day, week, month, quarter, year."""
    match = re.fullmatch("eo([dwmqy])|end of (?:the )?(day|week|month|quarter|year)", text)
    if not match:
        return None
    match (match[1] or match[2])[0]:
        case "d":
            return today
        case "w":
            return today + timedelta(days=(week_ends_on - today.weekday()) % 7)
        case "m":
            return month_end(today)
        case "q":
            return quarter_end(today)
    return date(today.year, 12, 31)


def month_end(day: date) -> date:
    """Return the last day of the month of a day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def quarter_end(day: date) -> date:
    """Return the last day of the quarter of a day."""
    return month_end(day.replace(month=(day.month + 2) // 3 * 3, day=1))
