"""Statistics as JSON."""

from typing import Any

from clientlog.queries.stats import ENDINGS, Stats, WeekAhead


def stats_document(stats: Stats) -> dict[str, Any]:
    """Return the numbers that the text and the page show, in their order."""
    return {
        "client": stats.client.handle if stats.client else None,
        "since": stats.since.isoformat(),
        "as_of": stats.today.isoformat(),
        "longest_silence_days": stats.longest_silence,
        "contacts": [
            {"date": day.isoformat(), "count": number} for day, number in stats.contacts.items()
        ],
        "directions": [
            {
                "direction": rhythm.direction,
                "clients": rhythm.clients,
                "contacts": rhythm.contacts,
                "days_between": rhythm.days_between,
                "meetings": rhythm.meetings,
                "hours": rhythm.hours,
            }
            for rhythm in stats.rhythms
        ],
        "promises": [
            {
                "month": f"{month.month:%Y-%m}",
                "by": "them" if month.theirs else "me",
                **{name: month.counts.get(name, 0) for name in ENDINGS},
            }
            for month in stats.promises
        ],
        "overdue": {"mine": stats.overdue_mine, "theirs": stats.overdue_theirs},
        "weeks": [_week(week) for week in stats.weeks],
    }


def _week(week: WeekAhead) -> dict[str, Any]:
    return {
        "week": week.monday.isoformat(),
        "meetings": week.meetings,
        "hours": week.hours,
        "due_mine": week.mine,
        "due_theirs": week.theirs,
    }
