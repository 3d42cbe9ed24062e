"""Topics, each with the number of longer meetings held with its client since."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from clientlog.queries import topics as queries
from clientlog.queries.clients import exact_client
from clientlog.queries.meetings import find_meeting
from clientlog.queries.values import Topic
from clientlog.write import notes
from tests.looking import DANA, client, meet, moment_at, reading, writing


def refs(found: Iterable[Topic]) -> list[str]:
    return [topic.ref for topic in found]


@pytest.fixture
def raised(journal: Path) -> Path:
    """Three open topics of Dana, a settled one, and one of Sam."""
    with writing(journal, "2026-11-02 09:00") as change:
        dana = client(change)
        meeting = meet(change, "2026-11-24 10:00", state="planned")
        notes.raise_topic(change, dana, "one")
        notes.raise_topic(change, dana, "two", ask=True, why="it is late", meeting=meeting)
        notes.settle_topic(
            change, notes.raise_topic(change, dana, "over", ask=True, meeting=meeting),
            "discussed", date(2026, 11, 1),
        )  # fmt: skip
        notes.raise_topic(change, client(change, "Sam Li"), "of Sam", ask=True)
    with writing(journal, "2026-11-01 09:00") as change:
        notes.raise_topic(change, client(change), "older", ask=True)
    return journal


def test_a_topic_has_everything_that_was_written_of_it(raised: Path) -> None:
    """An ask has a reason, a settled one the day."""
    with reading(raised) as db:
        one, two, over = (queries.find_topic(db, number) for number in (1, 2, 3))
        assert queries.find_topic(db, 9) is None
    assert one and two and over
    assert (one.text, one.ask, one.why, one.meeting) == ("one", False, None, None)
    assert (two.ask, two.why, two.meeting, two.client.handle) == (
        True,
        "it is late",
        1,
        "dana-reyes",
    )
    assert (over.state, over.settled_on) == ("discussed", date(2026, 11, 1))
    assert one.raised_at == moment_at("2026-11-02 09:00")


def test_lists_hold_the_open_topics_in_order_of_number(raised: Path) -> None:
    """With the settled ones on demand, and of one client."""
    with reading(raised) as db:
        assert refs(queries.list_topics(db)) == ["t1", "t2", "t4", "t5"]
        assert refs(queries.list_topics(db, settled=True)) == ["t1", "t2", "t3", "t4", "t5"]
        assert refs(queries.list_topics(db, client=1)) == ["t1", "t2", "t5"]
        assert sorted(refs(queries.open_topics(db))) == ["t1", "t2", "t4", "t5"]
        assert refs(queries.open_asks(db, DANA)) == ["t2", "t5"]
        assert refs(queries.topics_of_meeting(db, 1)) == ["t2", "t3"]


def test_a_page_begins_with_the_topics_of_its_meeting_then_the_oldest(raised: Path) -> None:
    """Without a meeting the oldest comes first."""
    with reading(raised) as db:
        meeting = find_meeting(db, 1)
        assert refs(queries.open_topics_for(db, DANA, meeting)) == ["t2", "t5", "t1"]
        assert refs(queries.open_topics_for(db, DANA, None)) == ["t5", "t1", "t2"]


def test_only_longer_meetings_held_since_with_the_client_are_counted(raised: Path) -> None:
    """From half an hour on; touches, earlier meetings and those with others do not count."""
    with writing(raised) as change:
        dana = client(change)
        for when, minutes in (
            ("10:00", 30), ("11:00", 29), ("12:00", 60), ("08:59", 60), ("09:00", 60),
        ):  # fmt: skip
            meet(change, f"2026-11-02 {when}", minutes=minutes)
        meet(change, "2026-11-03 10:00", client(change, "Sam Li"))
        meet(change, "2026-11-03 10:00", state="cancelled")
        notes.touch(change, dana, moment_at("2026-11-03 10:00"))
        notes.touch(change, dana, moment_at("2026-11-03 10:00"))
    with reading(raised) as db:
        counts = {topic.ref: topic.meetings_since for topic in queries.list_topics(db)}
    assert counts == {"t1": 2, "t2": 2, "t4": 1, "t5": 4}


def test_topics_are_shared_that_were_raised_for_a_meeting_of_all(raised: Path) -> None:
    """Not those for a meeting with one of them, nor for none."""
    with writing(raised) as change:
        dana, sam, eve = (client(change, name) for name in ("Dana Reyes", "Sam Li", "Eve"))
        for whom in ((dana, sam), (dana, sam, eve), (dana, eve)):
            meeting = meet(change, "2026-11-25 10:00", *whom, state="planned")
            notes.raise_topic(change, dana, "shared", meeting=meeting)
    with reading(raised) as db:
        both = [DANA, exact_client(db, "sam-li")]
        assert refs(queries.shared_topics(db, DANA, both, None)) == ["t6", "t7"]
        meeting_of_all = find_meeting(db, 3)
        assert refs(queries.shared_topics(db, DANA, both, meeting_of_all)) == ["t7", "t6"]
