"""Lists of records by kind."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clientlog.kinds import LIST_BY_WORD
from clientlog.queries.lists import Filter, list_items, states_of
from clientlog.store.journal_file import open_to_look
from clientlog.write import clients, commitments, notes
from tests.looking import client, give, moment_at, writing


def refs(journal: Path, kind: str | None, **narrow: object) -> list[str]:
    with closing(open_to_look(journal)) as db:
        return [one.ref for one in list_items(db, kind, Filter(**narrow))]  # type: ignore[arg-type]


def test_commitments_come_by_due_date_then_by_kind_and_number(journal: Path) -> None:
    """Dated ones first, the earliest first; undated ones last."""
    with writing(journal) as change:
        give(change, "undated")
        give(change, "later", date(2026, 12, 1))
        give(change, "sooner", date(2026, 11, 20))
        give(change, "as soon", date(2026, 11, 20), kind="action")
    assert refs(journal, None) == ["a1", "p3", "p2", "p1"]
    assert refs(journal, "promises") == ["p3", "p2", "p1"]


def test_only_what_is_open_is_listed_unless_all_is_asked_for(journal: Path) -> None:
    """Each kind leaves its settled records out."""
    with writing(journal) as change:
        dana = client(change)
        give(change, "open")
        commitments.finish(change, give(change, "kept"), change.today)
        notes.raise_topic(change, dana, "open")
        notes.settle_topic(
            change, notes.raise_topic(change, dana, "old"), "discussed", change.today
        )
        notes.note(change, dana, "told", kind="news", told=True)
        notes.note(change, dana, "untold", kind="news")
        notes.note(change, dana, "given", kind="feedback", direction="given")
        notes.note(change, dana, "asked", kind="feedback", direction="asked")
        notes.note(change, dana, "received", kind="feedback")
    assert refs(journal, "promises") == ["p1"]
    assert refs(journal, "promises", settled=True) == ["p1", "p2"]
    assert refs(journal, "topics") == ["t1"]
    assert refs(journal, "topics", settled=True) == ["t1", "t2"]
    assert refs(journal, "news") == ["n2"]
    assert refs(journal, "news", settled=True) == ["n1", "n2"]
    assert refs(journal, "feedback") == ["n4", "n5"]


@pytest.mark.parametrize(
    ("kind", "narrow", "expected"),
    [
        ("promises", {"theirs": False}, ["p1"]),
        ("promises", {"theirs": True}, ["p2"]),
        ("actions", {"theirs": False}, ["a1"]),
        (None, {"due_before": date(2026, 11, 21)}, ["p1"]),
        (None, {"due_before": date(2026, 11, 20)}, []),
    ],
)
def test_a_list_of_commitments_can_be_narrowed(
    journal: Path, kind: str | None, narrow: dict[str, object], expected: list[str]
) -> None:
    """Mine holds what is delegated; due before a day leaves that day out."""
    with writing(journal) as change:
        give(change, "mine", date(2026, 11, 20))
        give(change, "theirs", theirs=True)
        give(change, "delegated", kind="action", owner="Ann Lee")
    assert refs(journal, kind, **narrow) == expected


@pytest.mark.parametrize("kind", [None, *LIST_BY_WORD])
def test_every_list_can_be_of_one_client(journal: Path, kind: str | None) -> None:
    """A client who has nothing has an empty list of every kind."""
    with writing(journal) as change:
        number = client(change, "Sam Li").id
        dana = client(change)
        give(change, "one")
        give(change, "two", kind="action")
        notes.raise_topic(change, dana, "three")
        notes.touch(change, dana, change.clock.now)
        for written in ("note", "need", "goal", "feedback", "news", "offer", "recognition",
                        "agreement", "decision"):  # fmt: skip
            notes.note(change, dana, "four", kind=written)
        owner = dana.id
    assert refs(journal, kind, client=number) == []
    assert refs(journal, kind, client=owner) == refs(journal, kind)
    assert refs(journal, kind) or kind == "conflicts"


def test_plain_notes_and_personal_ones_are_one_list(journal: Path) -> None:
    """What is remembered of a person is a note like any other."""
    with writing(journal) as change:
        notes.note(change, client(change), "two children", kind="personal")
        notes.note(change, client(change), "likes mornings")
        notes.note(change, client(change), "decided", kind="decision")
    assert refs(journal, "notes") == ["n1", "n2"]


def test_touches_come_by_their_moment(journal: Path) -> None:
    """A touch that was recorded late stands where it happened."""
    with writing(journal) as change:
        notes.touch(change, client(change), moment_at("2026-11-02 08:00"))
        notes.touch(change, client(change), moment_at("2026-11-01 08:00"))
    assert refs(journal, "touches") == ["k2", "k1"]


def test_a_list_can_be_of_one_state(journal: Path) -> None:
    """A touch has no state, and so is in no such list."""
    with writing(journal) as change:
        give(change, "open")
        commitments.finish(change, give(change, "kept"), change.today)
        notes.touch(change, client(change), change.clock.now)
    assert refs(journal, "promises", settled=True, state="kept") == ["p2"]
    assert refs(journal, "promises", settled=True, state="open") == ["p1"]
    assert refs(journal, "touches", state="open") == []


def test_overdue_is_what_is_open_and_was_due_before_today(journal: Path) -> None:
    """What is due today or undated, or is settled, is not overdue, nor is a topic."""
    with writing(journal) as change:
        give(change, "yesterday", date(2026, 11, 19))
        give(change, "today", date(2026, 11, 20))
        give(change, "undated")
        commitments.finish(change, give(change, "kept", date(2026, 11, 19)), change.today)
        notes.raise_topic(change, client(change), "budget")
    assert refs(journal, None, settled=True, overdue_on=date(2026, 11, 20)) == ["p1"]
    assert refs(journal, "topics", overdue_on=date(2026, 11, 20)) == []


def test_a_list_can_begin_with_a_moment(journal: Path) -> None:
    """What was recorded at that very moment is in it."""
    for day in (2, 3, 4):
        with writing(journal, f"2026-11-{day:02} 09:00") as change:
            give(change, "send the draft")
    assert refs(journal, "promises", recorded_since=moment_at("2026-11-03 09:00")) == ["p2", "p3"]


def test_a_list_can_be_of_clients_with_all_of_some_tags(journal: Path) -> None:
    """Whatever their case."""
    with writing(journal) as change:
        for name, tags in (("Dana Reyes", ["vip", "Berlin"]), ("Sam Li", ["vip"]), ("Eve", [])):
            clients.tag(change, client(change, name), tags, [])
            give(change, "x", whom=client(change, name))
    assert refs(journal, "promises", tags=("VIP",)) == ["p1", "p2"]
    assert refs(journal, None, tags=("vip", "berlin")) == ["p1"]
    assert refs(journal, None, tags=("munich",)) == []


def test_the_states_of_a_list_are_those_of_its_kind() -> None:
    """Without a kind those of both kinds of commitment, each once."""
    assert states_of("topics") == ("open", "discussed", "dropped")
    assert states_of(None) == ("open", "done", "dropped", "kept", "broken", "released")
    assert states_of("touches") == ()
