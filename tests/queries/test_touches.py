"""Contacts that were no meetings."""

from pathlib import Path

import pytest

from clientlog.queries import touches as queries
from clientlog.write import notes
from tests.looking import DANA, client, moment_at, reading, writing


@pytest.fixture
def touched(journal: Path) -> Path:
    """Three touches with Dana, recorded out of order, and one with Sam."""
    with writing(journal) as change:
        dana = client(change)
        for day in (2, 1, 2):
            notes.touch(change, dana, moment_at(f"2026-11-0{day} 10:00"))
        sam = client(change, "Sam Li")
        touch = notes.touch(
            change, sam, moment_at("2026-11-03 10:00"), text="rang", channel="call", by="Jo"
        )
        touch.source = "mail"
    return journal


def test_a_touch_has_everything_that_was_written_of_it(touched: Path) -> None:
    """Its channel, who of my team it was, and where it comes from."""
    with reading(touched) as db:
        touch, plain = queries.find_touch(db, 4), queries.find_touch(db, 1)
        assert queries.find_touch(db, 9) is None
    assert touch and plain
    assert (touch.text, touch.channel, touch.by, touch.source) == ("rang", "call", "Jo", "mail")
    assert (touch.at, touch.client.handle) == (moment_at("2026-11-03 10:00"), "sam-li")
    assert (plain.text, plain.channel, plain.by, plain.source) == (None, None, None, "hand")


def test_touches_come_oldest_first_and_of_one_client(touched: Path) -> None:
    """Of those at the same moment the first recorded comes first."""
    with reading(touched) as db:
        assert [touch.ref for touch in queries.list_touches(db)] == ["k2", "k1", "k3", "k4"]
        assert [touch.ref for touch in queries.list_touches(db, client=2)] == ["k4"]


def test_the_latest_touches_of_a_client_come_newest_first(touched: Path) -> None:
    """No more than are wanted."""
    with reading(touched) as db:
        assert [touch.ref for touch in queries.latest_touches(db, DANA, 9)] == ["k3", "k1", "k2"]
        assert [touch.ref for touch in queries.latest_touches(db, DANA, 2)] == ["k3", "k1"]
