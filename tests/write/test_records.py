"""Single records: corrected, handed over, removed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.dates import parse_every
from clientlog.errors import NotFoundError, UsageError
from clientlog.refs import parse_ref
from clientlog.store.tables import Snooze
from clientlog.write import conflicts, notes, records
from tests.looking import client, give, meet, moment_at, writing

DUE = date(2026, 12, 1)


def test_what_a_kind_has_is_corrected_and_nothing_else(journal: Path) -> None:
    """The error says what the kind has."""
    with writing(journal) as change:
        topic = notes.raise_topic(change, client(change), "x")
        records.edit(change, parse_ref("t1"), text="y", ask=True, why="late")
        assert (topic.text, topic.ask, topic.why) == ("y", True, "late")
        with pytest.raises(UsageError, match="a topic has no due") as caught:
            records.edit(change, parse_ref("t1"), due=DUE)
        assert caught.value.hint == "what it has: ask, text, why"
        with pytest.raises(NotFoundError, match="t9"):
            records.edit(change, parse_ref("t9"), text="y")


@pytest.mark.parametrize(("kind", "state"), [("feedback", "received"), ("news", "untold")])
def test_the_tone_of_feedback_that_was_asked_for_is_its_answer(
    journal: Path, kind: str, state: str
) -> None:
    """A correction of the text alone is none."""
    with writing(journal) as change:
        direction = "asked" if kind == "feedback" else None
        note = notes.note(change, client(change), "x", kind=kind, direction=direction)
        before = note.state
        records.edit(change, parse_ref("n1"), text="y")
        assert note.state == before
        records.edit(change, parse_ref("n1"), tone="good")
        assert (note.state, note.tone) == (state, "good")


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_a_commitment_gets_a_first_date_an_owner_a_rhythm_and_a_need(
    journal: Path, kind: str
) -> None:
    """A date that is set is moved in the open."""
    with writing(journal) as change:
        item = give(change, "x", kind=kind)
        notes.note(change, client(change), "figures", kind="need")
        ref = parse_ref(f"{kind[0]}1")
        records.edit(change, ref, due=DUE, owner="Jo", every=parse_every("week"), need=1)
        assert (item.due, item.due_set_at) == (DUE, change.clock.now)
        assert (item.owner, item.every, item.anchor, item.need_id) == ("Jo", "1w", DUE, 1)
        with pytest.raises(UsageError, match=f"{ref} is due Tue 1 Dec") as caught:
            records.edit(change, ref, due=date(2026, 12, 2))
        assert caught.value.hint == f"clientlog renegotiate {ref} --to DATE --why TEXT"
        records.edit(change, ref, owner=None, every=None, need=None, priority="must", text="y")
        assert (item.owner, item.every, item.need_id) == (None, None, None)
        assert (item.priority, item.text) == ("must", "y")


@pytest.mark.parametrize(
    ("theirs", "every", "is_taken"),
    [(False, "week", True), (False, None, False), (True, "week", False)],
)
def test_only_a_promise_of_mine_that_recurs_is_an_update(
    journal: Path, theirs: bool, every: str | None, is_taken: bool
) -> None:
    """The hint makes it one."""
    with writing(journal) as change:
        item = give(change, "x", theirs=theirs, every=parse_every(every) if every else None)
        if is_taken:
            records.edit(change, parse_ref("p1"), is_update=True)
        else:
            with pytest.raises(UsageError, match="p1 is no promise of yours that recurs") as caught:
                records.edit(change, parse_ref("p1"), is_update=True)
            assert caught.value.hint == "clientlog edit p1 --every week --update"
        assert item.is_update is is_taken
        records.edit(change, parse_ref("p1"), is_update=False)
        assert not item.is_update


def test_no_date_has_no_moment_and_a_settled_commitment_gets_none(journal: Path) -> None:
    """It is opened again first."""
    with writing(journal) as change:
        item = give(change, "x")
        records.edit(change, parse_ref("p1"), due=None)
        assert (item.due, item.due_set_at) == (None, None)
        item.state, item.settled_on = "kept", change.today
        with pytest.raises(UsageError, match="p1 was kept"):
            records.edit(change, parse_ref("p1"), due=DUE)


@pytest.mark.parametrize("ref", ["a1", "p1", "t1", "n1", "k1", "c1"])
def test_a_record_is_handed_to_another_client(journal: Path, ref: str) -> None:
    """A meeting is not: it has attendees."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        for kind in ("promise", "action"):
            give(change, "x", kind=kind)
        notes.raise_topic(change, dana, "x")
        notes.note(change, dana, "x")
        notes.touch(change, dana, moment_at("2026-11-01 10:00"))
        conflicts.open_conflict(change, dana, "x")
        meet(change, "2026-11-01 10:00")
        records.edit(change, parse_ref(ref), client=sam.id or 0)
        record: Any = change.record(parse_ref(ref))
        assert record.client_id == sam.id
        with pytest.raises(UsageError, match="a meeting has attendees"):
            records.edit(change, parse_ref("m1"), client=sam.id or 0)


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_what_is_handed_over_leaves_the_need_and_the_hands_of_the_new_client(
    journal: Path, kind: str
) -> None:
    """In somebody else's hands it stays."""
    with writing(journal) as change:
        dana, sam, ann = (client(change, name) for name in ("Dana Reyes", "Sam Li", "Ann Lee"))
        notes.note(change, dana, "figures", kind="need")
        item = give(change, "x", kind=kind, need=1, owner="sam-li")
        ref = parse_ref(f"{kind[0]}1")
        records.edit(change, ref, client=ann.id or 0)
        assert (item.need_id, item.owner, item.owner_client_id) == (None, "Sam Li", sam.id)
        records.edit(change, ref, client=sam.id or 0)
        assert (item.owner, item.owner_client_id) == (None, None)


def test_what_belongs_to_a_record_goes_with_it(journal: Path) -> None:
    """The snoozes of another record stay."""
    with writing(journal) as change:
        for text in ("x", "y"):
            give(change, text)
        for ref in ("p1", "p2"):
            change.add(Snooze(rule="late", subject=ref, until=DUE))
        records.remove(change, parse_ref("p1"))
        assert [snooze.subject for snooze in change.all(Snooze)] == ["p2"]
        with pytest.raises(NotFoundError):
            change.record(parse_ref("p1"))
        assert change.record(parse_ref("p2"))
