"""The sentences of statistics, the same in every format."""

from collections.abc import Iterable
from datetime import date

from clientlog.dates import ago, format_day
from clientlog.queries.stats import ENDINGS, PromiseMonth, Rhythm, Stats
from clientlog.text import counted, escape_controls

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

TOP = 4
"""The darkest shade of a heat map."""


def title_of(stats: Stats) -> str:
    """Return whose year it is."""
    return f"A year with {escape_controls(stats.client.name)}" if stats.client else "A year"


def contacts_in_words(stats: Stats) -> str:
    """Return how many contacts there were, the last one, and the longest silence."""
    if not stats.contacts:
        return "No contacts in the last 12 months."
    last = max(stats.contacts)
    total = sum(stats.contacts.values())
    days = len(stats.contacts)
    return (
        f"{counted(total, 'contact')} on {counted(days, 'day')} in the last 12 months."
        f" Last: {_when(last, stats.today)}. Busiest weekday: {_busiest(stats)}."
        f" Longest time without one: {counted(stats.longest_silence, 'day')}."
    )


def _when(day: date, today: date) -> str:
    words = ago((today - day).days)
    return words if words in {"today", "yesterday"} else f"{words} ({format_day(day, today)})"


def _busiest(stats: Stats) -> str:
    totals = [0] * 7
    for day, number in stats.contacts.items():
        totals[day.weekday()] += number
    return WEEKDAYS[totals.index(max(totals))]


def every(rhythm: Rhythm) -> str:
    """Return how many days pass between two contacts with one client of this direction."""
    if rhythm.days_between is None:
        return "-"
    return counted(round(rhythm.days_between), "day")


def promises_in_words(months: Iterable[PromiseMonth], *, theirs: bool) -> str:
    """Return the endings of a side's promises in the year."""
    mine = [month for month in months if month.theirs == theirs]
    totals = {name: sum(month.counts.get(name, 0) for month in mine) for name in ENDINGS}
    settled = sum(totals.values())
    side = "Theirs" if theirs else "Mine"
    if not settled:
        return f"{side}: none kept or broken"
    words = ", ".join(f"{number} {WORDS[name]}" for name, number in totals.items() if number)
    return f"{side}: {settled} kept or broken; {words}"


WORDS = {"kept": "kept on time", "moved": "kept after moving the date in time",
         "late": "kept late", "broken": "broken"}  # fmt: skip


def overdue_in_words(stats: Stats) -> str:
    """Return how much is overdue."""
    return f"Overdue now: {stats.overdue_mine} mine, {stats.overdue_theirs} theirs."


def month_name(day: date) -> str:
    """Return `Nov 2026`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def shade(number: int, most: int) -> int:
    """Return how dark a day is: 0 for none, to TOP for the busiest."""
    return 0 if not number else min(TOP, 1 + (number - 1) * TOP // max(most, TOP))
