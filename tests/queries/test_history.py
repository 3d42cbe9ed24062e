"""What was changed when: the latest changes, and the life of one record."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.queries import history
from clientlog.store.tables import Alias, Promise
from clientlog.store.undo import undo
from clientlog.write import clients, commitments, notes
from tests.looking import client, clock_at, give, moment_at, reading, writing


@pytest.fixture
def changed(journal: Path) -> Path:
    """A journal of four commands, the third of which moved the promise p1."""
    with writing(journal, "2026-11-01 09:00") as change:
        client(change)
        notes.note(change, client(change, "Sam Li"), "answers", kind="need")
    with writing(journal, "2026-11-02 09:00") as change:
        give(change, "send the draft", date(2026, 12, 1), kind="promise")
        give(change, "another")
    with writing(journal, "2026-11-03 09:00") as change:
        promise = change.get(Promise, 1)
        commitments.renegotiate(change, promise, date(2026, 12, 8), "ill", told=False)
    with writing(journal, "2026-11-04 09:00") as change:
        change.get(Promise, 2).text = "something else"
    return journal


def test_the_latest_commands_come_first(changed: Path) -> None:
    """What undid another is no command of its own here, and only what stands can be undone."""
    with reading(changed) as db:
        assert [entry.id for entry in history.latest_changes(db, 3)] == [4, 3, 2]
        assert history.count_undoable(db) == 4
    undo(changed, clock_at("2026-11-05 09:00"), 1)
    with reading(changed) as db:
        latest = history.latest_changes(db, 9)
        assert [(entry.id, entry.undone) for entry in latest] == [
            (4, True), (3, False), (2, False), (1, False),
        ]  # fmt: skip
        assert history.count_undoable(db) == 3


def test_the_history_of_a_record_holds_it_and_its_parts_newest_first(changed: Path) -> None:
    """Columns before and after; what only the program needs is left out."""
    with reading(changed) as db:
        moved, amended, created = history.record_history(db, "promise", 1, 9)
        assert len(history.record_history(db, "promise", 1, 2)) == 2
        assert [event.what for event in history.record_history(db, "promise", 2, 9)] == [
            "changed", "created",
        ]  # fmt: skip
    assert (moved.what, moved.part, moved.change) == ("changed", "promise", 3)
    assert moved.at == moment_at("2026-11-03 09:00")
    (due,) = moved.differences
    assert (due.field, due.before, due.after) == ("due", "2026-12-01", "2026-12-08")
    assert (amended.what, amended.part) == ("created", "amendment")
    assert (created.what, created.change) == ("created", 2)
    fields = {difference.field: difference.after for difference in created.differences}
    assert fields["client"] == "dana-reyes"
    assert fields.keys() == {"client", "text", "priority", "due", "state"}


def test_pointers_are_named_as_a_person_writes_them(changed: Path) -> None:
    """A need by its REF, a client by handle, and one who is gone as such."""
    with writing(changed) as change:
        sam = client(change, "Sam Li")
        item = give(change, "a table", whom=sam, need=1, kind="action")
        change.remove(item)
        clients.remove(change, sam)
    with reading(changed) as db:
        removed, created = history.record_history(db, "action_item", 1, 9)
    after = {difference.field: difference.after for difference in created.differences}
    assert (after["need"], after["client"]) == ("n1", "a client who is gone")
    assert removed.what == "removed"
    assert {difference.after for difference in removed.differences} == {None}


def test_a_client_who_is_gone_is_found_by_the_last_handle(changed: Path) -> None:
    """Of two who had it the one who left last; somebody who is there is not gone."""
    for _ in range(2):
        with writing(changed) as change:
            client(change, "Ann Lee")
        with writing(changed) as change:
            ann = client(change, "Ann Lee")
            clients.edit(change, ann, handle="anna")
            clients.remove(change, ann)
            gone = ann.id
    with reading(changed) as db:
        assert history.removed_client(db, "anna") == gone
        assert history.removed_client(db, "ann-lee") is None
        assert history.removed_client(db, "dana-reyes") is None


def test_the_parts_of_a_client_and_of_records_are_known() -> None:
    """Every table whose rows belong to one record alone is shown with it."""
    assert history.PARTS_OF["promise"] == ("amendment", "chase")
    assert history.PARTS_OF["meeting"] == ("attendance",)
    assert history.PARTS_OF["conflict"] == ("conflict_step",)
    assert set(history.PARTS_OF["client"]) == {
        "alias", "tag", "affiliation", "self_check", "address", "absence", "mute",
    }  # fmt: skip


def test_parts_are_shown_with_the_record_they_belonged_to(changed: Path) -> None:
    """An address that went over to another client in a merge is in the history of both."""
    with writing(changed) as change:
        clients.add_alias(change, client(change), "Boss")
        clients.add_alias(change, client(change, "Sam Li"), "Chief")
    with writing(changed) as change:
        for alias in change.all(Alias, name="Boss"):
            alias.client_id = client(change, "Sam Li").id
    with writing(changed) as change:
        for alias in change.all(Alias, name="Boss"):
            change.remove(alias)
    with reading(changed) as db:
        events = {
            who: [
                (event.change, event.what)
                for event in history.record_history(db, "client", number, 9)
                if event.part == "alias"
            ]
            for who, number in (("dana", 1), ("sam", 2))
        }
    assert events == {
        "dana": [(5, "created")],
        "sam": [(7, "removed"), (6, "changed"), (5, "created")],
    }
