"""The log of changes: what every command did to every row."""

import json
import sqlite3
from pathlib import Path

import pytest

from clientlog.errors import JournalError
from clientlog.store import changes
from clientlog.store.changes import ChangeEntry, Row
from clientlog.store.tables import Client as Stored
from clientlog.store.tables import Tag
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


@pytest.fixture
def gone(journal: Path) -> Path:
    """Sam, who was removed, entered again under another handle, removed; and then Ann."""
    for number, handle in ((1, "sam"), (1, "sammy"), (2, "ann")):
        with writing(journal) as change:
            change.add(Stored(id=number, handle=handle, name=handle, name_key=handle))
        with writing(journal) as change:
            change.remove(change.get(Stored, number))
    return journal


def test_a_record_that_is_gone_is_known_by_its_last_image(gone: Path) -> None:
    """Not by that of another, nor of another table; of none there is nothing."""
    with reading(gone) as db:
        assert changes.last_image(db, "client", 1)["handle"] == "sammy"
        assert changes.last_image(db, "client", 2)["handle"] == "ann"
        assert changes.last_image(db, "client", 3) == {}
        assert changes.last_image(db, "note", 1) == {}
        assert changes.current_image(db, "client", 1) is None
        assert changes.name_of(db, Row("client", 1, None, None)) == "sammy"
        assert changes.handle_of(db, 1) is None


def test_a_record_that_is_there_is_known_by_what_it_is(logged: Path) -> None:
    """Each by its own number."""
    with writing(logged) as change:
        client(change, "Sam Li")
    with reading(logged) as db:
        assert changes.handle_of(db, 1) == "dana-reyes"
        assert changes.handle_of(db, 2) == "sam-li"
        assert changes.handle_of(db, None) is None
        image = changes.current_image(db, "promise", 2)
        assert image and (image["id"], image["text"]) == (2, "z")
        assert changes.name_of(db, Row("client", 2, {"handle": "sam"}, {"handle": "x"})) == "sam-li"


def test_what_belongs_to_a_new_record_is_no_change_of_it(logged: Path) -> None:
    """What belongs to another is, once."""
    rows = [
        Row("promise", 9, None, None), Row("amendment", 7, {"promise_id": 9}, None),
        Row("amendment", 8, {"promise_id": 1}, None), Row("amendment", 9, {"promise_id": 1}, None),
        Row("tag", 7, {"client_id": 99}, None),
    ]  # fmt: skip
    with reading(logged) as db:
        assert changes.summarize(db, rows) == (["p9"], ["p1"])


def test_a_change_that_somebody_else_made_meanwhile_is_in_the_way(logged: Path) -> None:
    """The last one known is not; nothing is written."""
    with reading(logged) as db:
        assert changes.last_change(db) == 3
    with changes.raw_change(logged, seen=3) as db:
        changes.start(db, clock_at("2026-11-04 09:00"), "undo", "undo", 3)
    with pytest.raises(changes.ChangedMeanwhileError) as raised, changes.raw_change(logged, seen=3):
        raise AssertionError("it was opened")
    assert raised.value.message == "the journal was changed meanwhile; nothing was done"
    assert "clientlog history" in raised.value.hint
    with reading(logged) as db:
        entry = changes.newest(db, "kind = 'undo'")
        assert entry and (entry.id, entry.target, entry.undone) == (4, 3, False)
        assert changes.last_change(db) == 4


def test_only_the_change_that_is_in_progress_is_renamed(logged: Path) -> None:
    """By its number."""
    with changes.raw_change(logged) as db:
        changes.rename(db, 2, "better")
        commands = db.execute("SELECT command FROM change ORDER BY id").fetchall()
        assert commands == [("test",), ("better",), ("test",)]


@pytest.mark.parametrize("cascades", [False, True])
def test_what_belongs_to_a_record_goes_with_it_only_where_that_is_asked_for(
    logged: Path, cascades: bool
) -> None:
    """An undo puts back every row by itself."""
    with changes.raw_change(logged, foreign_keys=cascades) as db:
        db.execute("DELETE FROM promise WHERE id = 1")
        (left,) = db.execute("SELECT count(*) FROM amendment").fetchone()
        assert left == (0 if cascades else 1)


def test_a_column_holds_whole_numbers_that_sqlite_can() -> None:
    """And texts, and nothing."""
    numbers = [-(2**63), 0, 2**63 - 1]
    for value in [*numbers, "x", None]:
        assert changes.parse_image(json.dumps({"id": value})) == {"id": value}
    with pytest.raises(JournalError):
        changes.parse_image(json.dumps({"id": -(2**63) - 1}))
    with pytest.raises(JournalError, match="the log of changes is damaged"):
        changes.logged_moment("yesterday")


def test_a_row_of_the_log_leads_to_the_client_as_they_are_called_now(logged: Path) -> None:
    """Also one that removed them, where that was undone; and to what belonged to who is gone."""
    with writing(logged) as change:
        tag = change.add(Tag(client_id=1, name="vip"))
    with writing(logged) as change:
        change.remove(change.get(Tag, tag.id or 0))
    with reading(logged) as db:
        assert changes.name_of(db, Row("client", 1, {"handle": "dd"}, None)) == "dana-reyes"
        assert changes.name_of(db, Row("tag", 1, None, None)) == "dana-reyes"
        assert changes.name_of(db, Row("tag", 2, None, None)) is None


def test_the_first_error_is_told_where_sqlite_has_ended_the_transaction(logged: Path) -> None:
    """A full disk may make it."""
    with pytest.raises(ZeroDivisionError), changes.raw_change(logged) as db:
        db.execute("ROLLBACK")
        raise ZeroDivisionError


@pytest.mark.parametrize(("options", "spills", "cascades"), [({}, 0, 0), ({"spills": True}, 1, 0)])
def test_a_change_keeps_what_it_writes_in_memory_unless_it_may_be_large(
    logged: Path, options: dict[str, bool], spills: int, cascades: int
) -> None:
    """A cache that spills locks out who looks; and nothing cascades unless that is asked for."""
    with changes.raw_change(logged, **options) as db:
        assert bool(db.execute("PRAGMA cache_spill").fetchone()[0]) == spills
        assert db.execute("PRAGMA foreign_keys").fetchone() == (cascades,)


def test_every_column_of_an_image_is_checked() -> None:
    """One that is well does not vouch for the others."""
    with pytest.raises(JournalError):
        changes.parse_image('{"id": 1, "text": {}}')
