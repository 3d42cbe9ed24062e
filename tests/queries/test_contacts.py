"""When a client was met, and when next."""

from contextlib import closing
from datetime import date
from pathlib import Path

from clientlog.queries import clients
from clientlog.queries.contacts import held_days
from clientlog.store.journal_file import open_to_look
from tests.looking import clock_at, meet, writing


def test_a_year_of_held_meetings_is_counted_in_local_days(journal: Path) -> None:
    """The day a year ago is the first that counts, from its midnight where the user is."""
    with writing(journal) as change:
        for when in ("2025-11-19 23:59", "2025-11-20 00:00", "2026-11-20 00:30"):
            meet(change, when)
        meet(change, "2026-11-24 10:00", state="planned")
    with closing(open_to_look(journal)) as db:
        found = held_days(db, clock_at("2026-11-20 12:00"), clients.find_client(db, "dana"))
    assert found == (date(2025, 11, 20), date(2026, 11, 20))
