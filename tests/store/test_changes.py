"""The log of changes: what every command did to every row."""

import sqlite3
from pathlib import Path

import pytest

from clientlog.errors import JournalError
from clientlog.store import changes
from clientlog.store.changes import ChangeEntry, Row
from clientlog.write import commitments, notes
from tests.looking import client, clock_at, give, moment_at, reading, writing


@pytest.fixture
def logged(journal: Path) -> Path:
    """A journal of three commands."""
    with writing(journal, "2026-11-01 09:00") as change:
        client(change)
    with writing(journal, "2026-11-02 09:00") as change:
        give(change, "x")
        notes.raise_topic(change, client(change), "y")
    with writing(journal, "2026-11-03 09:00") as change:
        promise = change.all(type(give(change, "z")), id=1)[0]
        commitments.settle(change, promise, "released", "no", told=True)
    return journal


def test_rows_come_in_the_order_in_which_they_were_changed(logged: Path) -> None:
    """Or the newest first; those of one change alone."""
    with reading(logged) as db:
        rows = list(changes.rows_of(db, 3))
        assert [(row.table, row.number) for row in rows] == [
            ("promise", 2), ("promise", 1), ("amendment", 1),
        ]  # fmt: skip
        assert list(changes.rows_of(db, 3, newest_first=True)) == rows[::-1]
    assert rows[0].before is None
    assert rows[1].before and rows[1].after
    assert (rows[1].before["state"], rows[1].after["state"]) == ("open", "released")
    assert "text" not in rows[1].before
    assert [row.what for row in rows] == ["created", "changed", "created"]


def test_the_newest_change_is_found_by_a_condition(logged: Path) -> None:
    """None where none is so; the moment before is that of the change before."""
    with reading(logged) as db:
        newest = changes.newest(db, "id < ?", 3)
        assert newest == ChangeEntry(2, moment_at("2026-11-02 09:00"), "test", "do", None, False)
        assert changes.newest(db, "kind = 'undo'") is None
        assert changes.clock_before(db, 3) == (moment_at("2026-11-02 09:00"), "Europe/Berlin")
        assert changes.clock_before(db, 1) is None


def test_what_came_is_told_from_what_was_touched_or_went(logged: Path) -> None:
    """A part counts as its record, and what came and went counts as gone."""
    with reading(logged) as db:
        assert changes.summarize(db, changes.rows_of(db, 1)) == (["dana-reyes"], [])
        assert changes.summarize(db, changes.rows_of(db, 2)) == (["p1", "t1"], [])
        assert changes.summarize(db, changes.rows_of(db, 3)) == (["p2"], ["p1"])
        came, went = Row("topic", 9, None, {"id": 9}), Row("topic", 9, {"id": 9}, None)
        assert changes.summarize(db, [came, went]) == ([], ["t9"])
        assert changes.summarize(db, [went, came]) == (["t9"], [])


def test_a_row_is_named_after_its_record_or_its_client(logged: Path) -> None:
    """A client who is gone by the last handle."""
    with reading(logged) as db:

        def name(table: str, **image: object) -> str | None:
            return changes.name_of(db, Row(table, 7, image, None))

        assert name("promise") == "p7"
        assert name("amendment", promise_id=3) == "p3"
        assert name("chase", action_item_id=4) == "a4"
        assert name("attendance", meeting_id=5, client_id=1) == "m5"
        assert name("tag", client_id=1) == "dana-reyes"
        assert name("tag", client_id=9) is None
        assert name("client", handle="gone") == "gone"


@pytest.mark.parametrize(
    "text", ["{", "[]", "1", "[" * 100_000, '{"id": {}}', '{"id": 1.5}', f'{{"id": {2**63}}}']
)
def test_a_damaged_log_is_refused(text: str) -> None:
    """It names the way out."""
    with pytest.raises(JournalError, match="the log of changes is damaged") as caught:
        changes.parse_image(text)
    assert "clientlog restore" in caught.value.hint
    with pytest.raises(JournalError):
        changes.checked_table("sqlite_schema")
    assert changes.checked_table("note") == "note"
    assert changes.parse_image(None) is None
    assert changes.parse_image('{"id": 1}') == {"id": 1}


def test_an_error_takes_the_change_back(logged: Path) -> None:
    """Its entry as well."""
    with pytest.raises(sqlite3.OperationalError), changes.raw_change(logged) as db:
        changes.start(db, clock_at("2026-11-04 09:00"), "test")
        raise sqlite3.OperationalError
    with reading(logged) as db:
        assert db.execute("SELECT max(id) FROM change").fetchone() == (3,)


def test_a_change_that_is_its_own_target_is_final() -> None:
    """A purge is; an undo is not."""
    at = moment_at("2026-11-02 09:00")
    assert ChangeEntry(3, at, "purge", "do", 3, False).final
    assert not ChangeEntry(3, at, "undo", "undo", 2, False).final
