"""Undo, redo and undo of older changes, against a model of what must hold."""

import shutil
import sqlite3
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from clientlog.clock import read_clock
from clientlog.errors import ClientlogError, NotFoundError
from clientlog.store import undo
from clientlog.store.tables import Amendment, Attendance, Client, Meeting, Note, Promise, Tag, Touch
from clientlog.write.change import Change, transaction
from tests.journals import export, unwell

CLOCK = read_clock({"CLIENTLOG_NOW": "2026-11-20T12:00:00Z", "TZ": "Europe/Berlin"}, None)[0]

WHICH = st.integers(0, 5)


def pick(change: Change, model: type, which: int) -> Any:
    found: list[Any] = change.all(model)
    return found[which % len(found)] if found else None


def enter(change: Change, which: int) -> None:
    handle = f"friend-{which}"
    if not change.all(Client, handle=handle):
        change.add(Client(handle=handle, name=handle, name_key=handle))


def rename(change: Change, which: int) -> None:
    client = pick(change, Client, which)
    handle = f"friend-{(which + 3) % 8}"
    if client and not change.all(Client, handle=handle):
        client.handle = handle


def promise(change: Change, which: int) -> None:
    client = pick(change, Client, which)
    need = pick(change, Note, which)
    if client:
        change.add(Promise(client_id=client.id, need_id=need and need.id, text="a word"))


def renegotiate(change: Change, which: int) -> None:
    word = pick(change, Promise, which)
    if word:
        word.due, word.due_set_at = date(2026, 12, 1 + which), change.clock.now
        change.add(Amendment(promise_id=word.id, kind="renegotiated", to_due=word.due))


def write(change: Change, which: int) -> None:
    client = pick(change, Client, which)
    if client:
        change.add(Note(client_id=client.id, text=f"naïve {which}"))
        change.add(Touch(client_id=client.id, at=change.clock.now))


def meet(change: Change, which: int) -> None:
    clients = change.all(Client)[: which + 1]
    now = change.clock.now
    later = now.replace(hour=now.hour + 1)
    meeting = change.add(Meeting(starts_at=now, ends_at=later, ends_set_at=now, state="held"))
    for client in clients:
        change.add(Attendance(meeting_id=meeting.id or 0, client_id=client.id or 0))


def tag(change: Change, which: int) -> None:
    client = pick(change, Client, which)
    if client and not change.all(Tag, client_id=client.id):
        change.add(Tag(client_id=client.id, name="board"))


def remove(change: Change, which: int) -> None:
    model = (Client, Promise, Note, Meeting)[which % 4]
    record = pick(change, model, which)
    if record:
        change.reload()
        change.remove(record)


DEEDS = [enter, rename, promise, renegotiate, write, meet, tag, remove]


class Undoing(RuleBasedStateMachine):
    """Any sequence of changes, undone, redone and undone out of order."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "journal.db"
        self.before: list[str] = []
        """The export before each change, while they can be undone one by one."""
        self.undone: list[str] = []
        """The export before each undo, while they can be done again."""
        self.in_order = True
        with transaction(self.path, CLOCK, "enter") as change:
            enter(change, 0)
        self.first = export(self.path)

    @rule(deed=st.sampled_from(DEEDS), which=WHICH)
    def change(self, deed, which: int) -> None:  # type: ignore[no-untyped-def]
        """Something is changed, or nothing, which is a change as well."""
        self.before.append(export(self.path))
        self.undone.clear()
        with transaction(self.path, CLOCK, deed.__name__) as change:
            deed(change, which)

    @precondition(lambda self: self.in_order and self.before)
    @rule()
    def undo(self) -> None:
        """The last change is gone without a trace."""
        self.undone.append(export(self.path))
        undo.undo(self.path, CLOCK)
        assert export(self.path) == self.before.pop()

    @precondition(lambda self: self.in_order and len(self.before) > 2)
    @rule()
    def undo_three(self) -> None:
        """Three at once are three one by one."""
        undo.undo(self.path, CLOCK, 3)
        del self.before[-2:]
        assert export(self.path) == self.before.pop()
        self.undone.clear()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        """What was undone last is back as it was."""
        self.before.append(export(self.path))
        undo.redo(self.path, CLOCK)
        assert export(self.path) == self.undone.pop()

    @rule(which=st.integers(1, 40))
    def undo_change(self, which: int) -> None:
        """One older change is taken back, or refused and nothing has happened."""
        before = export(self.path)
        try:
            undo.undo_change(self.path, CLOCK, which)
        except ClientlogError:
            assert export(self.path) == before
        else:
            undo.redo(self.path, CLOCK)
            assert export(self.path) == before
            undo.undo_change(self.path, CLOCK, which)
            self.in_order = False
            self.undone = [before]

    @precondition(lambda self: not self.in_order)
    @rule()
    def undo_after_all(self) -> None:
        """Out of order an undo works, or is refused and nothing has happened; redo reverts it."""
        before = export(self.path)
        try:
            undo.undo(self.path, CLOCK)
        except ClientlogError:
            assert export(self.path) == before
        else:
            undo.redo(self.path, CLOCK)
            assert export(self.path) == before

    @invariant()
    def well(self) -> None:
        """References, search index and contacts are in step."""
        assert unwell(self.path) == []

    def teardown(self) -> None:
        """Back to the beginning, where that is still possible one by one."""
        try:
            if self.in_order:
                undo.undo(self.path, CLOCK, len(self.before) or 1)
                assert not self.before or export(self.path) == self.first
        finally:
            shutil.rmtree(self.folder)


TestUndoing = pytest.mark.slow(Undoing.TestCase)
TestUndoing.settings = settings(max_examples=8, stateful_step_count=20, deadline=None)


def test_a_change_of_an_older_schema_is_put_back_or_refused(journal: Path) -> None:
    """A column the journal has lost since cannot be filled again; nothing is half undone."""
    with transaction(journal, CLOCK, "enter") as change:
        enter(change, 0)
    with sqlite3.connect(journal) as connection:
        connection.execute("UPDATE change_row SET before = json_object('id', 1, 'colour', 'red')")
    try:
        undo.undo(journal, CLOCK)
    except ClientlogError as error:
        assert "upgraded since" in error.message
    else:
        raise AssertionError("it was undone")
    assert '"friend-0"' in export(journal)


def renaming(journal: Path, *names: str) -> None:
    """Enter a client of the first name, and give the other names, a change each."""
    for number, name in enumerate(names):
        with transaction(journal, CLOCK, f"step {number + 1}") as change:
            if number:
                change.all(Client)[0].name = name
            else:
                change.add(Client(handle="dana", name=name, name_key=name.casefold()))


def names_in(journal: Path) -> list[str]:
    with sqlite3.connect(journal) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM client ORDER BY id")]


def test_the_newest_changes_are_undone_first_and_redone_last(journal: Path) -> None:
    """The result names them in the order in which they were taken back."""
    renaming(journal, "Ann", "Bea", "Cleo", "Dora")
    result = undo.undo(journal, CLOCK, 2)
    assert [logged.id for logged in result.changes] == [4, 3]
    assert result.changed == ["dana"]
    assert names_in(journal) == ["Bea"]
    assert [logged.id for logged in undo.undo(journal, CLOCK).changes] == [2]
    undo.redo(journal, CLOCK)
    assert names_in(journal) == ["Bea"]
    undo.redo(journal, CLOCK, 2)
    assert names_in(journal) == ["Dora"]


def test_a_record_that_one_change_wrote_several_times_is_as_it_was_before(journal: Path) -> None:
    """The steps of a change are taken back newest first, and redone in their own order."""
    renaming(journal, "Ann")
    with transaction(journal, CLOCK, "client edit") as change:
        (client,) = change.all(Client)
        for name in ("Bea", "Cleo"):
            client.name = name
            change.flush()
    undo.undo(journal, CLOCK)
    assert names_in(journal) == ["Ann"]
    undo.redo(journal, CLOCK)
    assert names_in(journal) == ["Cleo"]


def test_more_changes_than_stand_are_not_undone_or_redone_in_part(journal: Path) -> None:
    """Neither is anything where there was nothing, nor a redo after another change."""
    with pytest.raises(ClientlogError, match="nothing to undo"):
        undo.undo(journal, CLOCK)
    renaming(journal, "Ann", "Bea")
    with pytest.raises(ClientlogError, match="nothing to redo"):
        undo.redo(journal, CLOCK)
    with pytest.raises(ClientlogError, match="only 2 changes can be undone"):
        undo.undo(journal, CLOCK, 3)
    assert names_in(journal) == ["Bea"]
    undo.undo(journal, CLOCK)
    with pytest.raises(ClientlogError, match="only 1 change can be redone"):
        undo.redo(journal, CLOCK, 2)
    assert names_in(journal) == ["Ann"]
    with transaction(journal, CLOCK, "enter") as change:
        enter(change, 0)
    with pytest.raises(ClientlogError, match="something else was changed since"):
        undo.redo(journal, CLOCK)
    undo.undo(journal, CLOCK)
    undo.redo(journal, CLOCK)
    assert names_in(journal) == ["Ann", "friend-0"]


def test_an_older_change_is_undone_where_nothing_touched_it_since(journal: Path) -> None:
    """Later changes of other records stay; it can be undone once."""
    renaming(journal, "Ann", "Bea")
    with transaction(journal, CLOCK, "enter") as change:
        enter(change, 0)
    result = undo.undo_change(journal, CLOCK, 2)
    assert [logged.id for logged in result.changes] == [2]
    assert names_in(journal) == ["Ann", "friend-0"]
    with pytest.raises(ClientlogError, match="change 2 is undone already"):
        undo.undo_change(journal, CLOCK, 2)
    for number in (0, 4, 99):
        with pytest.raises(ClientlogError, match=f"there is no change {number}"):
            undo.undo_change(journal, CLOCK, number)
    undo.undo_change(journal, CLOCK, 1)
    assert names_in(journal) == ["friend-0"]


def test_an_older_change_is_refused_with_the_latest_that_touched_the_record(journal: Path) -> None:
    """With both versions; once the later ones are undone, it can be undone."""
    renaming(journal, "Ann", "Bea", "Cleo", "Dora")
    with pytest.raises(ClientlogError) as caught:
        undo.undo_change(journal, CLOCK, 2)
    assert "by change 4 ('step 4'): name was 'Bea', is 'Dora'" in caught.value.message
    assert caught.value.hint == "undo that one first: clientlog undo --change 4"
    undo.undo(journal, CLOCK)
    with pytest.raises(ClientlogError, match="by change 3"):
        undo.undo_change(journal, CLOCK, 2)
    undo.undo(journal, CLOCK)
    undo.undo_change(journal, CLOCK, 2)
    assert names_in(journal) == ["Ann"]


def test_a_client_is_not_undone_from_under_what_belongs_to_them(journal: Path) -> None:
    """The refusal leaves everything as it was."""
    renaming(journal, "Ann")
    with transaction(journal, CLOCK, "promise") as change:
        change.add(Promise(client_id=1, text="the draft"))
    before = export(journal)
    with pytest.raises(ClientlogError, match="other records belong to what would go"):
        undo.undo_change(journal, CLOCK, 1)
    assert export(journal) == before
    undo.undo(journal, CLOCK, 2)
    assert names_in(journal) == []


@pytest.mark.parametrize("bulk", [1, 2, 3, 500])
def test_many_insertions_of_one_change_are_undone_together(
    journal: Path, monkeypatch: pytest.MonkeyPatch, bulk: int
) -> None:
    """All of them, in portions of any size; what was there before stays."""
    monkeypatch.setattr(undo, "BULK", bulk)
    renaming(journal, "Ann")
    before = export(journal)
    with transaction(journal, CLOCK, "enter") as change:
        for which in range(5):
            enter(change, which)
            change.add(Promise(client_id=which + 2, text="the draft"))
        change.all(Client)[0].name = "Bea"
    after = export(journal)
    undo.undo(journal, CLOCK)
    assert export(journal) == before
    undo.redo(journal, CLOCK)
    assert export(journal) == after
    assert unwell(journal) == []


def test_without_a_journal_there_is_nothing_to_take_back(journal: Path) -> None:
    """A change that is named is one that is not there; no journal is made."""
    for take_back in (undo.undo, undo.redo):
        with pytest.raises(ClientlogError, match="there is nothing to") as raised:
            take_back(journal, CLOCK)
        assert not isinstance(raised.value, NotFoundError)
    with pytest.raises(NotFoundError, match="there is no change 1"):
        undo.undo_change(journal, CLOCK, 1)
    assert not journal.exists()


def test_a_change_that_came_while_somebody_was_asked_is_not_undone(journal: Path) -> None:
    """The last one that they knew of is."""
    renaming(journal, "Ann", "Bea")
    with pytest.raises(ClientlogError, match="was changed meanwhile"):
        undo.undo(journal, CLOCK, seen=1)
    assert names_in(journal) == ["Bea"]
    undo.undo(journal, CLOCK, seen=2)
    assert names_in(journal) == ["Ann"]


def test_nothing_is_undone_past_a_purge(journal: Path) -> None:
    """A purge is a change that is its own target."""
    renaming(journal, "Ann", "Bea", "Cleo")
    with sqlite3.connect(journal) as db:
        db.execute("UPDATE change SET target = 2 WHERE id = 2")
    with pytest.raises(ClientlogError, match="change 1 came before a purge, which is final"):
        undo.undo_change(journal, CLOCK, 1)
    undo.undo_change(journal, CLOCK, 3)
    with pytest.raises(ClientlogError, match="a purge cannot be undone"):
        undo.undo_change(journal, CLOCK, 2)
    with pytest.raises(ClientlogError, match="a purge cannot be undone, nor what came before it"):
        undo.undo(journal, CLOCK)
    assert names_in(journal) == ["Bea"]


def test_what_would_collide_with_a_later_change_is_not_undone(journal: Path) -> None:
    """A handle that somebody else has now; the refusal names the change and leaves it."""
    renaming(journal, "Ann")
    with transaction(journal, CLOCK, "rename") as change:
        change.all(Client)[0].handle = "other"
    with transaction(journal, CLOCK, "enter") as change:
        change.add(Client(handle="dana", name="Eve", name_key="eve"))
    with pytest.raises(ClientlogError, match="change 2 cannot be undone: it would collide") as met:
        undo.undo_change(journal, CLOCK, 2)
    assert met.value.hint == "see: clientlog history"
    assert names_in(journal) == ["Ann", "Eve"]


def test_a_redo_that_cannot_be_done_names_the_change_that_was_undone(journal: Path) -> None:
    """What cannot be redone is not said to be undone."""
    renaming(journal, "Ann", "Bea")
    undo.undo(journal, CLOCK)
    with sqlite3.connect(journal) as db:
        db.execute("UPDATE change_row SET before = json_object('id', 1, 'colour', 'red')")
    with pytest.raises(ClientlogError, match="change 2 cannot be"):
        undo.redo(journal, CLOCK)


def test_a_refusal_shows_both_versions_of_the_record(journal: Path) -> None:
    """Column by column, without those that only the program needs; or that one is none."""
    with transaction(journal, CLOCK, "first") as change:
        change.add(Client(handle="dana", name="Dana", name_key="dana"))
    with transaction(journal, CLOCK, "second") as change:
        change.all(Client)[0].role = "CTO"
    with transaction(journal, CLOCK, "third") as change:
        client = change.all(Client)[0]
        client.role, client.name, client.name_key = None, "Eve", "eve"
    with pytest.raises(ClientlogError) as met:
        undo.undo_change(journal, CLOCK, 2)
    assert met.value.message.endswith(": name was 'Dana', is 'Eve'; role was 'CTO', is nothing")
    with transaction(journal, CLOCK, "fourth") as change:
        client = change.all(Client)[0]
        client.role, client.name, client.name_key = "CTO", "Dana", "dana"
    with pytest.raises(ClientlogError) as met:
        undo.undo_change(journal, CLOCK, 2)
    assert met.value.message.endswith("by change 4 ('fourth'): the same content again")
    with transaction(journal, CLOCK, "fifth") as change:
        change.remove(change.all(Client)[0])
    with pytest.raises(ClientlogError) as met:
        undo.undo_change(journal, CLOCK, 2)
    assert met.value.message == (
        "dana was changed again since, by change 5 ('fifth'):"
        " this one left 'Dana', now there is nothing"
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": "call", "name": "x"}, "'call'"), ({"name": "Dana", "title": "x"}, "'Dana'"),
        ({"title": "Weekly"}, "'Weekly'"), ({"id": 1}, "'it'"), (None, "nothing"), (7, "'7'"),
    ],
)  # fmt: skip
def test_a_record_is_shown_by_its_text_its_name_or_its_title(values: object, words: str) -> None:
    """The first of these that it has."""
    assert undo._format_value(values) == words


def test_a_column_that_the_journal_has_lost_is_not_put_back_into_a_record(journal: Path) -> None:
    """Nor any other of what was changed with it."""
    renaming(journal, "Ann", "Bea")
    with sqlite3.connect(journal) as db:
        db.execute(
            "UPDATE change_row SET before = json_object('colour', 'red'),"
            " after = json_object('colour', 'blue') WHERE change_id = 2"
        )
    with pytest.raises(ClientlogError, match="the journal was upgraded since"):
        undo.undo(journal, CLOCK)
    assert names_in(journal) == ["Bea"]
