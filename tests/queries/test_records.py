"""Any record, by its REF."""

from pathlib import Path

import pytest

from clientlog.errors import NotFoundError
from clientlog.queries import records as queries
from clientlog.refs import Ref, parse_ref
from clientlog.write import commitments, conflicts, notes
from tests.looking import client, give, meet, moment_at, reading, writing


@pytest.fixture
def filled(journal: Path) -> Path:
    """A journal with a record of every kind, each of which speaks of its kind."""
    with writing(journal) as change:
        dana = client(change)
        client(change, "Sam Li")
        meet(change, "2026-11-01 10:00", title="the lunch", summary="the meeting words")
        give(change, "the action words", kind="action")
        give(change, "the promise words")
        give(change, "the promise words again")
        notes.raise_topic(change, dana, "the topic words")
        notes.note(change, dana, "the note words")
        notes.touch(change, dana, moment_at("2026-11-01 10:00"), text="the touch words")
        conflicts.open_conflict(change, dana, "the conflict words")
    return journal


@pytest.mark.parametrize("ref", ["m1", "a1", "p2", "t1", "n1", "k1", "c1"])
def test_a_record_of_every_kind_is_found_by_its_ref(filled: Path, ref: str) -> None:
    """What is not there is None, or an error that names it."""
    with reading(filled) as db:
        assert queries.get_record(db, parse_ref(ref)).ref == ref
        assert queries.find_record(db, Ref(ref[0], 9)) is None
        with pytest.raises(NotFoundError, match=f"{ref[0]}9"):
            queries.get_record(db, Ref(ref[0], 9))


def test_a_meeting_and_a_conflict_can_be_asked_for_as_such(filled: Path) -> None:
    """Their REF is known to be of that kind."""
    with reading(filled) as db:
        assert queries.get_meeting(db, Ref("m", 1)).title == "the lunch"
        assert queries.get_conflict(db, Ref("c", 1)).text == "the conflict words"
        with pytest.raises(NotFoundError, match="m2"):
            queries.get_meeting(db, Ref("m", 2))
        with pytest.raises(NotFoundError, match="c2"):
            queries.get_conflict(db, Ref("c", 2))


def test_topics_conflicts_and_touches_are_listed_settled_ones_on_demand(filled: Path) -> None:
    """Of everybody, or of one client."""
    with writing(filled) as change:
        topic = notes.raise_topic(change, client(change), "over")
        notes.settle_topic(change, topic, "dropped", change.today)
        settled = conflicts.open_conflict(change, client(change), "over")
        conflicts.agree(change, settled, "so be it", None)
        conflicts.holds(change, settled)
    with reading(filled) as db:

        def listed(letter: str, settled: bool, client: int | None) -> list[str]:
            return [record.ref for record in queries.LISTERS[letter](db, settled, client)]

        assert [listed(letter, False, None) for letter in "tck"] == [["t1"], ["c1"], ["k1"]]
        assert [listed(letter, True, 1) for letter in "tc"] == [["t1", "t2"], ["c1", "c2"]]
        assert [listed(letter, True, 2) for letter in "tck"] == [[], [], []]


def test_records_are_counted_by_table_and_named_in_order(filled: Path) -> None:
    """Clients first, then every kind, each in the order of entry."""
    with writing(filled) as change:
        client(change, "Abe")
        for name in ("Sam Li", "Dana Reyes"):
            commitments.finish(change, give(change, "x", whom=client(change, name)), change.today)
    with reading(filled) as db:
        assert queries.record_counts(db) == {
            "client": 3, "meeting": 1, "action_item": 1, "promise": 4, "topic": 1, "note": 1,
            "touch": 1, "conflict": 1,
        }  # fmt: skip
        assert queries.all_names(db) == [
            "dana-reyes", "sam-li", "abe", "m1", "a1", "p1", "p2", "p3", "p4", "t1", "n1", "k1",
            "c1",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "ref"),
    [
        ("words", "p2"),
        ("promise words", "p2"),
        ("action words", "a1"),
        ("topic words", "t1"),
        ("note words", "n1"),
        ("conflict words", "c1"),
        ("meeting words", "m1"),
        ("the lunch", "m1"),
        ("WORDS", None),
    ],
)
def test_words_lead_to_the_newest_record_that_has_them(
    filled: Path, words: str, ref: str | None
) -> None:
    """Promises before action items, topics, notes, conflicts and meetings."""
    with reading(filled) as db:
        found = queries.newest_with_words(db, words)
    assert (str(found) if found else None) == ref
