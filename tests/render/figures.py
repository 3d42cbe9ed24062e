"""Statistics in a few words."""

from datetime import date
from typing import Any

from clientlog.queries.stats import PromiseMonth, Rhythm, Stats, WeekAhead


def stats(**known: Any) -> Stats:
    """The figures of a year in which nothing happened but this."""
    nothing: dict[str, Any] = {
        "client": None, "since": date(2025, 11, 17), "today": date(2026, 11, 20), "contacts": {},
        "rhythms": (), "promises": (), "weeks": (), "overdue_mine": 0, "overdue_theirs": 0,
    }  # fmt: skip
    return Stats(**nothing | known)


def rhythm(direction: str = "up", **known: Any) -> Rhythm:
    """One client met once for an hour."""
    usual = {"clients": 1, "contacts": 1, "days_between": None, "meetings": 1, "hours": 1.0}
    return Rhythm(direction=direction, **usual | known)


def month(number: int = 10, *, theirs: bool = False, **counts: int) -> PromiseMonth:
    """A month of 2026, and how many promises ended in which way."""
    return PromiseMonth(date(2026, number, 1), theirs, counts)  # type: ignore[arg-type]  # endings


def week(monday: date = date(2026, 11, 16), **known: Any) -> WeekAhead:
    """A week with nothing in it but this."""
    return WeekAhead(monday, **{"meetings": 0, "hours": 0.0, "mine": 0, "theirs": 0} | known)
