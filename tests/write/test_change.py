"""One change: what is written of the records that it reads, and what is not."""

from pathlib import Path

import pytest

from clientlog.errors import ClientlogError, NotFoundError
from clientlog.refs import Ref
from clientlog.store.tables import Client, Note, Promise, Tag, Topic
from clientlog.write import clients, notes
from clientlog.write.change import ROWS, transaction
from tests.looking import client, clock_at, give, moment_at, reading, writing


def test_assigning_to_a_record_changes_it_and_the_moment_of_its_change(journal: Path) -> None:
    """What was only read keeps the moment it was last changed."""
    with writing(journal, "2026-11-02 09:00") as change:
        for text in ("one", "two"):
            give(change, text)
    with writing(journal, "2026-11-03 09:00") as change:
        first, _ = change.all(Promise)
        first.text = "other"
    with reading(journal) as db:
        rows = db.execute(
            "SELECT text, changed_at, recorded_at FROM promise ORDER BY id"
        ).fetchall()
    assert rows == [
        ("other", "2026-11-03T08:00:00Z", "2026-11-02T08:00:00Z"),
        ("two", "2026-11-02T08:00:00Z", "2026-11-02T08:00:00Z"),
    ]


def test_a_new_record_has_a_number_an_identity_a_moment_and_a_zone(journal: Path) -> None:
    """A moment that was given is kept: what is imported was written down elsewhere."""
    with writing(journal) as change:
        dana = client(change)
        note = change.add(Note(client_id=dana.id, text="x"))
        earlier = moment_at("2026-10-01 09:00")
        old = change.add(Note(client_id=dana.id, text="x", recorded_at=earlier, uuid="u" * 36))
        assert (note.id, old.id, len(note.uuid), old.uuid) == (1, 2, 36, "u" * 36)
        assert (note.recorded_at, note.changed_at) == (change.clock.now, change.clock.now)
        assert (old.recorded_at, old.changed_at) == (earlier, change.clock.now)
        assert note.zone == "Europe/Berlin"


def test_a_record_is_the_same_object_however_it_is_found(journal: Path) -> None:
    """By number, by REF or by its columns, in order of number."""
    with writing(journal) as change:
        note = notes.note(change, client(change), "x")
        assert change.get(Note, 1) is change.find(Note, 1) is change.record(Ref("n", 1)) is note
        other = notes.note(change, client(change), "y")
        assert change.all(Note) == [note, other]
        assert change.all(Note, text="y") == [other]
        assert change.find(Note, 9) is None
        with pytest.raises(NotFoundError, match="n9"):
            change.record(Ref("n", 9))
        with pytest.raises(NotFoundError, match="Note 9 was removed meanwhile"):
            change.get(Note, 9)


def test_what_was_assigned_is_found_by_the_next_question(journal: Path) -> None:
    """Nothing waits for the end of the change."""
    with writing(journal) as change:
        note = notes.note(change, client(change), "x")
        note.text = "y"
        assert change.all(Note, text="y") == [note]
        change.remove(note)
        assert change.all(Note) == []


def test_an_error_takes_the_whole_change_back(journal: Path) -> None:
    """Neither its records nor its entry in the log stay."""
    with writing(journal) as change:
        client(change)
    with pytest.raises(ZeroDivisionError), writing(journal) as change:
        client(change, "Sam Li")
        raise ZeroDivisionError
    with reading(journal) as db:
        assert db.execute("SELECT name FROM client").fetchall() == [("Dana Reyes",)]
        assert db.execute("SELECT count(*) FROM change").fetchone() == (1,)


def test_what_is_found_in_a_text_is_kept_folded_beside_it(journal: Path) -> None:
    """Also when the text is corrected."""
    with writing(journal) as change:
        note = notes.note(change, client(change), "Łukasz in Zürich")
        assert note.folded and "lukasz" in note.folded.lower()
        note.text = "Čapek"
        change.flush()
        assert note.folded and "capek" in note.folded.lower()


def test_what_was_created_and_what_was_changed_is_told_apart(journal: Path) -> None:
    """By REF or handle, in the order it was done."""
    with writing(journal) as change:
        notes.note(change, client(change), "x")
    with writing(journal) as change:
        change.get(Note, 1).text = "y"
        notes.raise_topic(change, client(change, "Sam Li"), "plan")
        assert change.touched_refs() == (["sam-li", "t1"], ["n1"])


def test_another_command_in_the_same_transaction_is_undone_by_itself(journal: Path) -> None:
    """Each has its own moment and its own entry in the log."""
    with writing(journal, "2026-11-02 09:00") as change:
        client(change)
        first = change.id
        change.next_command(clock_at("2026-11-03 09:00"), "next")
        assert change.today.day == 3
        notes.note(change, client(change), "x")
        assert change.touched_refs() == (["n1"], [])
        assert change.id == first + 1
    with reading(journal) as db:
        assert db.execute("SELECT command, at FROM change ORDER BY id").fetchall() == [
            ("test", "2026-11-02T08:00:00Z"),
            ("next", "2026-11-03T08:00:00Z"),
        ]


def test_records_that_are_let_go_of_were_written_before(journal: Path) -> None:
    """Found again they are other objects with the same values."""
    with writing(journal) as change:
        note = notes.note(change, client(change), "x")
        note.text = "y"
        change.forget()
        again = change.get(Note, 1)
        assert again is not note
        assert again.text == "y"


def test_what_the_database_removed_with_another_record_is_let_go_of(journal: Path) -> None:
    """What it changed is read anew."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        topic = notes.raise_topic(change, dana, "plan")
        need = notes.note(change, sam, "figures", kind="need")
        promise = give(change, "x", whom=sam, need=need.id)
        change.connection.execute("DELETE FROM note")
        change.connection.execute("DELETE FROM client WHERE id = ?", (dana.id,))
        change.reload()
        assert promise.need_id is None
        topic.text = "is written nowhere"
        assert change.all(Topic) == []
        clients.edit(change, change.get(Client, sam.id), role="CTO")


def test_what_one_record_was_changed_to_is_read_into_that_record_alone(journal: Path) -> None:
    """Of several of a kind, each keeps its own values."""
    with writing(journal) as change:
        first, second = (notes.note(change, client(change), text) for text in ("x", "y"))
        change.connection.execute("UPDATE note SET text = 'z' WHERE id = ?", (second.id,))
        change.reload()
        assert (first.text, second.text) == ("x", "z")


def test_nothing_is_written_over_what_came_in_between(journal: Path) -> None:
    """A change that began from an earlier look is refused."""
    with writing(journal) as change:
        seen = change.id
        client(change)
    with writing(journal) as change:
        client(change, "Sam Li")
    now = clock_at("2026-11-02 09:00")
    with pytest.raises(ClientlogError), transaction(journal, now, "test", seen=seen):
        pass


def test_a_large_change_may_leave_memory_before_it_is_committed(journal: Path) -> None:
    """Only where that is asked for: readers are locked out meanwhile."""
    now = clock_at("2026-11-02 09:00")
    for spills in (False, True):
        with transaction(journal, now, "test", spills=spills) as change:
            (pages,) = change.connection.execute("PRAGMA cache_spill").fetchone()
            assert bool(pages) is spills
    with writing(journal) as change:
        assert change.connection.execute("PRAGMA cache_spill").fetchone() == (0,)


def test_a_record_that_is_not_searched_has_no_folded_text(journal: Path) -> None:
    """A tag is found by its name alone."""
    with writing(journal) as change:
        tag = change.add(Tag(client_id=client(change).id, name="vip"))
        assert "folded" not in tag.values()


def test_each_letter_of_a_ref_has_its_table() -> None:
    """By which the record is read."""
    assert {letter: row.__tablename__ for letter, row in ROWS.items()} == {
        "m": "meeting", "a": "action_item", "p": "promise", "t": "topic", "n": "note",
        "k": "touch", "c": "conflict",
    }  # fmt: skip
