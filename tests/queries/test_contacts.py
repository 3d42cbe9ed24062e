"""When a client was met, and when next."""

from contextlib import closing
from datetime import date
from pathlib import Path

from clientlog.queries import clients
from clientlog.queries.contacts import held_days
from clientlog.queries.meetings import next_meeting
from clientlog.store.journal_file import open_to_look
from tests.looking import clock_at, meet, writing


def test_the_next_meeting_is_the_one_under_way(journal: Path) -> None:
    """A meeting counts as the next one until it has ended; cancelled and held ones never do."""
    with writing(journal) as change:
        meet(change, "2026-11-20 11:30", state="planned")
        meet(change, "2026-11-20 14:00", state="planned")
        meet(change, "2026-11-20 13:00", state="cancelled")
    with closing(open_to_look(journal)) as db:
        dana = clients.find_client(db, "dana")
        found = [
            next_meeting(db, clock_at(f"2026-11-20 {time}"), dana)
            for time in ("12:00", "12:30", "15:00")
        ]
    assert [one and one.ref for one in found] == ["m1", "m2", None]


def test_a_year_of_held_meetings_is_counted_in_local_days(journal: Path) -> None:
    """The day a year ago is the first that counts, from its midnight where the user is."""
    with writing(journal) as change:
        for when in ("2025-11-19 23:59", "2025-11-20 00:00", "2026-11-20 00:30"):
            meet(change, when)
        meet(change, "2026-11-24 10:00", state="planned")
    with closing(open_to_look(journal)) as db:
        found = held_days(db, clock_at("2026-11-20 12:00"), clients.find_client(db, "dana"))
    assert found == (date(2025, 11, 20), date(2026, 11, 20))
