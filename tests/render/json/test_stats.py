"""Statistics as JSON."""

from datetime import date

from clientlog.render.json.stats import stats_document
from tests.render.figures import month, rhythm, stats, week
from tests.rules.build import DANA


def test_every_number_is_in_the_document() -> None:
    """With the keys that scripts rely on; endings that did not occur are 0."""
    made = stats_document(
        stats(
            client=DANA, contacts={date(2026, 11, 3): 2, date(2026, 11, 17): 1},
            rhythms=(rhythm(contacts=3, days_between=7.5, meetings=2, hours=1.5),),
            promises=(month(10, kept=1), month(10, theirs=True, broken=2)),
            weeks=(week(meetings=1, hours=0.5, mine=2, theirs=3),),
            overdue_mine=4, overdue_theirs=5,
        )
    )  # fmt: skip
    assert made == {
        "client": "dana", "since": "2025-11-17", "as_of": "2026-11-20",
        "longest_silence_days": 14,
        "contacts": [{"date": "2026-11-03", "count": 2}, {"date": "2026-11-17", "count": 1}],
        "directions": [
            {
                "direction": "up", "clients": 1, "contacts": 3, "days_between": 7.5,
                "meetings": 2, "hours": 1.5,
            }
        ],
        "promises": [
            {"month": "2026-10", "by": "me", "kept": 1, "moved": 0, "late": 0, "broken": 0},
            {"month": "2026-10", "by": "them", "kept": 0, "moved": 0, "late": 0, "broken": 2},
        ],
        "overdue": {"mine": 4, "theirs": 5},
        "weeks": [
            {"week": "2026-11-16", "meetings": 1, "hours": 0.5, "due_mine": 2, "due_theirs": 3}
        ],
    }  # fmt: skip


def test_a_year_of_all_clients_has_no_client() -> None:
    """Lists are there when empty."""
    made = stats_document(stats())
    assert made["client"] is None
    assert [made[name] for name in ("contacts", "directions", "promises", "weeks")] == [[]] * 4
