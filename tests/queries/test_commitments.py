"""What is owed, read for lists, pages and the status."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.dates import parse_every
from clientlog.queries import commitments as queries
from clientlog.queries.values import Client, Commitment
from clientlog.store import tables
from clientlog.write import clients, commitments, notes
from tests.looking import client, give, meet, moment_at, promise, reading, writing

ANA = Client(id=1, handle="ana-acme", name="Ana Acme", organization="Acme")
OLD = Client(id=2, handle="old-hand", name="Old Hand", organization="Acme")
SAM = Client(id=3, handle="sam-li", name="Sam Li")


def refs(found: Iterable[Commitment]) -> list[str]:
    return [commitment.ref for commitment in found]


@pytest.fixture
def people(journal: Path) -> Path:
    """A journal that knows an active and an archived client of Acme, and another."""
    with writing(journal) as change:
        for known in (ANA, OLD, SAM):
            client(change, known.name, organization=known.organization)
        clients.archive(change, client(change, OLD.name))
    return journal


def test_a_commitment_has_everything_that_was_written_of_it(people: Path) -> None:
    """Its delegate, its need, its meeting, its changes and chases in the order of time."""
    with writing(people) as change:
        ana = client(change, ANA.name)
        need = notes.note(change, ana, "weekly figures", kind="need")
        give(change, "another", whom=ana)
        item = give(
            change, "a table", date(2026, 12, 1), whom=ana, owner="sam-li", need=need.id,
            priority="must", every=parse_every("week"), meeting=meet(change, "2026-11-01 10:00"),
            try_until=date(2026, 11, 30), is_update=True,
        )  # fmt: skip
        commitments.renegotiate(change, item, date(2026, 12, 8), "more time", told=True)
        owed = give(change, "the budget", whom=ana, theirs=True)
        for day in (12, 11):
            commitments.chase(change, owed, moment_at(f"2026-11-{day} 10:00"))
        commitments.settle(change, give(change, "gone", whom=ana), "released", "late", told=False)
    with reading(people) as db:
        table = queries.find_commitment(db, "promise", 2)
        budget = queries.find_commitment(db, "promise", 3)
        gone = queries.find_commitment(db, "promise", 4)
        assert queries.find_commitment(db, "promise", 9) is None
        assert queries.find_commitment(db, "action", 1) is None
    assert table and budget and gone
    assert (table.client.handle, table.owner, table.delegate) == ("ana-acme", "Sam Li", "sam-li")
    assert (table.need, table.meeting, table.priority, table.every) == (1, 1, "must", "1w")
    assert (table.try_until, table.is_update) == (date(2026, 11, 30), True)
    assert (gone.try_until, gone.is_update) == (None, False)
    assert (table.due, table.due_set_at) == (date(2026, 12, 8), moment_at("2026-11-02 09:00"))
    assert [amendment.kind for amendment in table.amendments] == ["delegated", "renegotiated"]
    moved = table.renegotiations[0]
    assert (moved.from_due, moved.to_due) == (date(2026, 12, 1), date(2026, 12, 8))
    assert (moved.why, moved.told_at) == ("more time", moment_at("2026-11-02 09:00"))
    assert budget.theirs
    assert budget.chases == (moment_at("2026-11-11 10:00"), moment_at("2026-11-12 10:00"))
    assert budget.amendments == ()
    assert (gone.state, gone.settled_on) == ("released", date(2026, 11, 2))


def test_lists_hold_what_is_open_of_a_kind(people: Path) -> None:
    """Settled ones on demand; of one client, one side, and due before a day."""
    with writing(people) as change:
        ana, sam = client(change, ANA.name), client(change, SAM.name)
        give(change, "one", date(2026, 11, 20), whom=ana)
        give(change, "two", date(2026, 11, 21), whom=sam, theirs=True)
        commitments.finish(change, give(change, "three", whom=sam), change.today)
        give(change, "four", kind="action", whom=ana)
    with reading(people) as db:
        assert refs(queries.list_commitments(db, "promise")) == ["p1", "p2"]
        assert refs(queries.list_commitments(db, "promise", settled=True)) == ["p1", "p2", "p3"]
        assert refs(queries.list_commitments(db, "promise", client=SAM.id)) == ["p2"]
        assert refs(queries.list_commitments(db, "promise", theirs=False)) == ["p1"]
        assert refs(queries.list_commitments(db, "promise", theirs=True)) == ["p2"]
        before = queries.list_commitments(db, "promise", due_before=date(2026, 11, 21))
        assert refs(before) == ["p1"]
        assert refs(queries.list_commitments(db, "action")) == ["a1"]
        assert refs(queries.open_commitments(db)) == ["a1", "p1", "p2"]


def test_what_is_open_with_somebody_comes_by_due_date(people: Path) -> None:
    """Undated ones last; of an organization, that of its active clients."""
    with writing(people) as change:
        ana = client(change, ANA.name)
        give(change, "undated", whom=ana)
        give(change, "later", date(2026, 12, 2), whom=ana)
        give(change, "sooner", date(2026, 12, 1), whom=ana, kind="action", theirs=True)
        commitments.finish(change, give(change, "kept", whom=ana), change.today)
        give(change, "of another", whom=client(change, SAM.name))
        give(change, "of an archived one", whom=client(change, OLD.name))
    with reading(people) as db:
        assert refs(queries.open_with_client(db, ANA)) == ["a1", "p2", "p1"]
        assert refs(queries.open_in_organizations(db, ["Acme"])) == ["a1", "p2", "p1"]
        assert queries.open_in_organizations(db, ["Zorg"]) == []


def test_due_dates_sort_before_none_and_then_kinds_and_numbers() -> None:
    """An action item comes before a promise of the same day, a low number before a high one."""
    day = date(2026, 12, 1)
    ordered = [
        promise(12, due=day)._replace(kind="action"),
        promise(1, due=day),
        promise(2, due=day),
        promise(1, due=date(2026, 12, 2)),
        promise(3)._replace(kind="action"),
        promise(4),
    ]
    shuffled = ordered[3:] + ordered[:3]
    shuffled.reverse()
    assert sorted(shuffled, key=queries.by_due) == ordered


@pytest.mark.parametrize(
    ("later", "forgiven"),
    [
        ({}, True),
        ({"kind": "action"}, True),
        ({"theirs": True}, False),
        ({"kind": "action", "theirs": True}, False),
        ({"other": True}, False),
    ],
)
def test_a_broken_promise_is_told_until_a_new_word_is_given_to_the_client(
    people: Path, later: dict[str, Any], forgiven: bool
) -> None:
    """What the client promises, or what another one is given, takes nothing back."""
    with writing(people, "2026-11-09 09:00") as change:
        give(change, "earlier", whom=client(change, ANA.name), kind="action")
    with writing(people, "2026-11-10 09:00") as change:
        ana = client(change, ANA.name)
        broken = give(change, "a table", whom=ana)
        commitments.settle(change, broken, "broken", "no wood", told=True)
        commitments.settle(
            change, give(change, "x", whom=ana, theirs=True), "broken", "no", told=True
        )
    with reading(people) as db:
        assert refs(queries.broken_promises(db, date(2026, 11, 10), ANA)) == ["p1"]
        assert refs(queries.broken_in_organizations(db, date(2026, 11, 10), ["Acme"])) == ["p1"]
        assert queries.broken_promises(db, date(2026, 11, 11), ANA) == []
        assert queries.broken_promises(db, date(2026, 11, 1), SAM) == []
        assert queries.broken_in_organizations(db, date(2026, 11, 1), ["Zorg"]) == []
    with writing(people, "2026-11-12 09:00") as change:
        whom = client(change, SAM.name if later.get("other") else ANA.name)
        more = {name: value for name, value in later.items() if name != "other"}
        give(change, "a chair", whom=whom, **more)
    with reading(people) as db:
        found = refs(queries.broken_promises(db, date(2026, 11, 10), ANA))
    assert found == ([] if forgiven else ["p1"])


def test_a_word_given_before_the_promise_was_broken_takes_nothing_back(people: Path) -> None:
    """An older promise, or an action item from before the day it was broken, is no new word."""
    with writing(people, "2026-11-01 09:00") as change:
        ana = client(change, ANA.name)
        give(change, "older", whom=ana)
        broken = give(change, "a table", whom=ana)
        give(change, "younger, but from before", whom=ana)
        released = give(change, "a chair", whom=ana)
        give(change, "before", whom=ana, kind="action")
    with writing(people, "2026-11-10 09:00") as change:
        promises = {found.id: found for found in change.all(type(broken))}
        commitments.settle(change, promises[broken.id], "broken", "no wood", told=True)
        commitments.settle(change, promises[released.id], "released", "no wish", told=True)
        theirs = client(change, OLD.name)
        commitments.settle(change, give(change, "x", whom=theirs), "broken", "no", told=True)
    with reading(people) as db:
        assert refs(queries.broken_promises(db, date(2026, 11, 1), ANA)) == ["p2"]
        assert refs(queries.broken_in_organizations(db, date(2026, 11, 1), ["Acme"])) == ["p2"]


def test_what_was_passed_on_is_found_by_who_does_it(people: Path) -> None:
    """A client's hands hold what is open; a name that is nobody's is reported with its REF."""
    with writing(people) as change:
        ana = client(change, ANA.name)
        give(change, "later", date(2026, 12, 2), whom=ana, owner="Sam Li", kind="action")
        give(change, "sooner", date(2026, 12, 1), whom=ana, owner="Sam Li")
        give(change, "free", whom=ana, owner="Jo")
        give(change, "not passed on", whom=ana)
        for owner in ("Sam Li", "Jo"):
            item = give(change, "done", whom=ana, owner=owner)
            commitments.finish(change, item, change.today)
    with reading(people) as db:
        assert refs(queries.open_in_hands(db, SAM)) == ["p1", "a1"]
        assert queries.open_in_hands(db, ANA) == []
        assert queries.unlinked_owners(db) == [("p2", "Jo")]


def test_what_was_agreed_with_all_present_is_shared(people: Path) -> None:
    """A meeting at which one of them was missing shares nothing."""
    with writing(people) as change:
        ana, sam = client(change, ANA.name), client(change, SAM.name)
        both, alone = meet(change, "2026-11-01 10:00", ana, sam), meet(change, "2026-11-02 10:00")
        give(change, "with both", whom=ana, meeting=both)
        give(change, "of the other", whom=sam, meeting=both)
        give(change, "alone", whom=ana, meeting=alone)
        give(change, "in passing", whom=ana)
        commitments.finish(change, give(change, "kept", whom=ana, meeting=both), change.today)
        give(change, "also with both", whom=ana, meeting=both, kind="action")
    with reading(people) as db:
        assert queries.open_shared(db, ANA, [ANA, SAM]) == {"p1", "a1"}
        assert refs(queries.commitments_of_meeting(db, 1)) == ["a1", "p1", "p2", "p5"]


def test_what_serves_a_need_is_listed_settled_or_not(people: Path) -> None:
    """Action items first, each in order of number."""
    with writing(people) as change:
        ana = client(change, ANA.name)
        for text in ("figures", "answers"):
            notes.note(change, ana, text, kind="need")
        give(change, "b", whom=ana, need=1)
        commitments.finish(change, give(change, "a", whom=ana, need=1, kind="action"), change.today)
        give(change, "c", whom=ana, need=2)
    with reading(people) as db:
        assert refs(queries.commitments_for_need(db, 1)) == ["a1", "p1"]


def test_kept_and_broken_promises_are_judged_and_no_others(people: Path) -> None:
    """Open and released ones say nothing of reliability; those settled since a day are read."""
    with writing(people) as change:
        ana = client(change, ANA.name)
        for day in (9, 10):
            commitments.finish(change, give(change, "kept", whom=ana), date(2026, 11, day))
        give(change, "open", whom=ana)
        commitments.settle(change, give(change, "no", whom=ana), "released", "no", told=True)
        commitments.settle(change, give(change, "x", whom=ana), "broken", "no", told=True)
        commitments.finish(
            change, give(change, "y", whom=client(change, SAM.name)), date(2026, 11, 10)
        )
    with reading(people) as db:
        assert refs(queries.judged_promises(db, ANA)) == ["p1", "p2", "p5"]
        assert refs(queries.promises_settled_since(db, date(2026, 11, 10))) == ["p2", "p6"]
        since = queries.promises_settled_since(db, date(2026, 11, 2), client=ANA.id)
        assert refs(since) == ["p1", "p2", "p5"]


def test_untold_changes_are_those_of_mine_to_the_client(people: Path) -> None:
    """Told ones, theirs, and for the status what was finished after all, are left out."""
    with writing(people) as change:
        ana = client(change, ANA.name)

        def moved(text: str, *, told: bool = False, **more: Any) -> Any:
            item = give(change, text, date(2026, 12, 1), whom=ana, **more)
            commitments.renegotiate(change, item, date(2026, 12, 8), "why", told=told)
            return item

        moved("untold")
        moved("told", told=True)
        moved("theirs", theirs=True)
        commitments.finish(change, moved("kept"), change.today)
        moved("an action", kind="action")
        commitments.settle(change, give(change, "x", whom=ana), "broken", "no", told=False)
        sam = client(change, SAM.name)
        commitments.settle(change, give(change, "y", whom=sam), "broken", "no", told=False)
    with reading(people) as db:
        assert refs(queries.untold_promises(db, ANA)) == ["p1", "p4", "p5"]
        assert refs(queries.untold_commitments(db, ANA)) == ["a1", "p1", "p5"]
        assert refs(queries.settled_untold(db)) == ["p4", "p5", "p6"]


def test_what_was_finished_since_they_were_told_comes_by_day(people: Path) -> None:
    """From the day on, and changed after the moment; whoever finished it."""
    with writing(people, "2026-11-09 09:00") as change:
        ana = client(change, ANA.name)
        commitments.finish(change, give(change, "told of", whom=ana), date(2026, 11, 9))
    with writing(people, "2026-11-10 09:00") as change:
        for text, day, kind in (
            ("second", 10, "promise"),
            ("first", 9, "promise"),
            ("too long ago", 8, "promise"),
            ("an action", 10, "action"),
        ):
            item = give(change, text, whom=ana, kind=kind, theirs=text == "second")
            commitments.finish(change, item, date(2026, 11, day))
        give(change, "open", whom=ana)
        commitments.finish(change, give(change, "z", whom=client(change, SAM.name)), change.today)
        commitments.settle(change, give(change, "x", whom=ana), "broken", "no", told=True)
    with reading(people) as db:
        since = date(2026, 11, 9)
        assert refs(queries.finished_since(db, ANA, since, None)) == ["a1", "p1", "p3", "p2"]
        later = queries.finished_since(db, ANA, since, moment_at("2026-11-09 09:00"))
        assert refs(later) == ["a1", "p3", "p2"]


def test_a_promise_broken_again_is_told_until_a_word_after_the_last_time(people: Path) -> None:
    """Neither a word between nor another client's broken promise counts."""
    with writing(people, "2026-11-03 09:00") as change:
        item = give(change, "x", whom=client(change, ANA.name))
        commitments.settle(change, item, "broken", "no", told=True)
    with writing(people, "2026-11-04 09:00") as change:
        give(change, "a word between", whom=client(change, ANA.name))
    with writing(people, "2026-11-05 09:00") as change:
        give(change, "x", whom=client(change, SAM.name))
        item = change.get(tables.Promise, 1)
        commitments.reopen(change, item)
    with writing(people, "2026-11-06 09:00") as change:
        commitments.settle(change, change.get(tables.Promise, 1), "broken", "no", told=True)
        sams = change.get(tables.Promise, 3)
        commitments.settle(change, sams, "broken", "no", told=True)
    with reading(people) as db:
        assert refs(queries.broken_promises(db, date(2026, 11, 1), ANA)) == ["p1"]
    with writing(people, "2026-11-08 09:00") as change:
        give(change, "a new word", whom=client(change, ANA.name))
    with writing(people, "2026-11-09 09:00") as change:
        commitments.settle(
            change, give(change, "y", whom=client(change, SAM.name)), "broken", "no", told=True
        )
    with reading(people) as db:
        assert queries.broken_promises(db, date(2026, 11, 1), ANA) == []


@pytest.mark.parametrize(
    ("kind", "theirs", "told"),
    [
        ("promise", False, False),
        ("action", False, False),
        ("promise", True, True),
        (None, False, True),
    ],
)
def test_a_broken_promise_is_told_until_i_give_the_client_another(
    people: Path, kind: str | None, theirs: bool, told: bool
) -> None:
    """What was given in the same minute counts; what they give, or was given before, does not."""
    with writing(people, "2026-11-03 09:00") as change:
        ana = client(change, ANA.name)
        item = give(change, "x", date(2026, 11, 20), whom=ana)
        commitments.renegotiate(change, item, date(2026, 11, 21), "later", told=True)
        give(change, "with it", whom=ana, kind="action")
    with writing(people, "2026-11-04 09:00") as change:
        give(change, "between", whom=client(change, ANA.name))
    with writing(people, "2026-11-05 09:00") as change:
        commitments.settle(change, change.get(tables.Promise, 1), "broken", "no", told=True)
        give(change, "to another", whom=client(change, SAM.name))
        give(change, "to another", whom=client(change, SAM.name), kind="action")
        if kind:
            give(change, "another", whom=client(change, ANA.name), kind=kind, theirs=theirs)
    with reading(people) as db:
        assert bool(queries.broken_promises(db, date(2026, 11, 5), ANA)) == told
        assert queries.broken_promises(db, date(2026, 11, 6), ANA) == []
