"""What TAB offers."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.queries import completion
from clientlog.refs import Ref
from clientlog.store.tables import Snooze
from clientlog.write import clients, close, commitments, conflicts, notes
from tests.looking import client, give, meet, moment_at, reading, writing


@pytest.fixture
def filled(journal: Path) -> Path:
    """A journal with an open and a settled record of each kind."""
    with writing(journal) as change:
        dana = client(change)
        sam = client(change, "Sam Li-Reyes")
        clients.archive(change, client(change, "Sam Old"))
        clients.add_alias(change, sam, "Boss")
        clients.tag(change, dana, ["vip", "Berlin"], [])
        clients.tag(change, sam, ["vip"], [])
        give(change, "undated")
        give(change, "dated", date(2026, 12, 1))
        give(change, "sooner", date(2026, 11, 30), kind="action", theirs=True)
        for kind in ("promise", "action"):
            commitments.finish(change, give(change, "over", kind=kind), change.today)
        notes.raise_topic(change, dana, "the plan")
        notes.settle_topic(change, notes.raise_topic(change, dana, "x"), "dropped", change.today)
        for kind in ("need", "news", "note"):
            notes.note(change, dana, f"a {kind}", kind=kind)
        notes.note(change, dana, "told", kind="news", told=True)
        conflicts.open_conflict(change, dana, "the roadmap")
        settled = conflicts.open_conflict(change, dana, "old")
        conflicts.agree(change, settled, "so be it", None)
        conflicts.holds(change, settled)
        meet(change, "2026-12-03 10:00", state="planned", title="Review")
        meet(change, "2026-11-01 10:00", summary="spoke")
        notes.touch(change, dana, moment_at("2026-11-01 10:00"))
    return journal


@pytest.mark.parametrize(
    ("key", "handles"),
    [
        ("", ["dana-reyes", "sam-li-reyes"]),
        ("sam", ["sam-li-reyes"]),
        ("reyes", ["dana-reyes", "sam-li-reyes"]),
        ("bos", ["sam-li-reyes"]),
        ("eyes", []),
    ],
)
def test_handles_come_first_then_names_with_such_a_word(
    filled: Path, key: str, handles: list[str]
) -> None:
    """Archived clients are not offered."""
    with reading(filled) as db:
        assert [handle for handle, _ in completion.handles(db, key)] == handles
        assert dict(completion.handles(db, "bos")) == {"sam-li-reyes": "Sam Li-Reyes"}


def test_open_records_come_most_urgent_first(filled: Path) -> None:
    """By due date, undated ones last, then topics, notes and conflicts."""
    with reading(filled) as db:
        assert completion.open_refs(db, "aptnc", "") == [
            ("a1", "sooner"), ("p2", "dated"), ("p1", "undated"), ("t1", "the plan"),
            ("n1", "a need"), ("c1", "the roadmap"),
        ]  # fmt: skip
        assert completion.open_refs(db, "um", "") == [("n2", "a news"), ("m1", "Review")]
        assert [ref for ref, _ in completion.open_refs(db, "ap", "p")] == ["p2", "p1"]
        assert completion.owed_by_them(db, "") == [("a1", "sooner")]


def test_settled_records_can_be_opened_again(filled: Path) -> None:
    """The latest of a kind first; what is open is not offered."""
    with reading(filled) as db:
        refs = [ref for ref, _ in completion.settled_refs(db, "")]
    assert sorted(refs) == ["a2", "n4", "p3", "t2"]


def test_every_record_of_a_kind_is_offered_the_latest_first(filled: Path) -> None:
    """A meeting with its title, else its summary."""
    with reading(filled) as db:
        assert completion.any_refs(db, "m", "") == [("m2", "spoke"), ("m1", "Review")]
        assert completion.any_refs(db, "k", "") == [("k1", "")]
        assert [ref for ref, _ in completion.any_refs(db, "n", "n")] == ["n4", "n3", "n2", "n1"]


def test_long_texts_and_long_lists_are_cut(journal: Path) -> None:
    """A shell shows sixty characters and a hundred records."""
    with writing(journal) as change:
        for _ in range(completion.MOST + 1):
            give(change, "x" * 61)
    with reading(journal) as db:
        offered = completion.open_refs(db, "p", "")
    assert len(offered) == completion.MOST == 100
    assert {len(text) for _, text in offered} == {60}


def test_tags_say_how_many_clients_have_them(filled: Path) -> None:
    """One client, two clients."""
    with reading(filled) as db:
        assert completion.tags(db) == [("Berlin", "1 client"), ("vip", "2 clients")]


def test_snoozes_are_offered_by_key_with_the_day_they_end(filled: Path) -> None:
    """Of a client by handle, of a record by REF."""
    with writing(filled) as change:
        for more in ({"subject": "p1"}, {"client_id": 1}, {"organization": "acme"}):
            change.add(Snooze(rule="late", until=date(2026, 12, 1), **more))
    with reading(filled) as db:
        assert completion.snoozes(db) == [
            ("late:dana-reyes", "2026-12-01"),
            ("late:p1", "2026-12-01"),
        ]


def test_what_is_read_back_is_offered_until_it_was(filled: Path) -> None:
    """A held meeting first, then needs and goals; never a planned meeting."""
    with reading(filled) as db:
        offered = [ref for ref, _ in completion.open_refs(db, "hv", "")]
    assert offered == ["m2", "n1"]
    with writing(filled) as change:
        close.confirm(change, Ref("m", 2))
        close.confirm(change, Ref("n", 1))
    with reading(filled) as db:
        assert completion.open_refs(db, "hv", "") == []


def test_organizations_say_how_many_active_clients_they_have(filled: Path) -> None:
    """By name; one whose clients are all archived is not offered, nor is no organization."""
    with writing(filled) as change:
        for name in ("Uma Zorg", "Eva Acme", "Max Acme", "Old Gone"):
            client(change, name, organization=name.split()[1])
        clients.archive(change, client(change, "Old Gone"))
    with reading(filled) as db:
        assert completion.organizations(db) == [("Acme", "2 clients"), ("Zorg", "1 client")]


def test_handles_come_by_name_and_never_by_the_alias_of_an_archived_client(filled: Path) -> None:
    """Whoever was entered last; an alias finds its own client alone."""
    with writing(filled) as change:
        client(change, "Abe Reyes")
        clients.add_alias(change, client(change, "Sam Old"), "Chief")
    with reading(filled) as db:
        offered = [handle for handle, _ in completion.handles(db, "")]
        assert offered == ["abe-reyes", "dana-reyes", "sam-li-reyes"]
        assert completion.handles(db, "chi") == []


def test_a_need_that_was_dropped_is_not_offered_to_be_read_back(filled: Path) -> None:
    """Nobody confirms what is over."""
    with writing(filled) as change:
        close.drop(change, Ref("n", 1), "no", told=True)
    with reading(filled) as db:
        assert completion.open_refs(db, "v", "") == []


def test_where_a_handle_begins_so_the_names_are_not_looked_at(journal: Path) -> None:
    """They are for those whose handle is something else."""
    with writing(journal) as change:
        client(change, "Ann Lee", handle="boss")
        client(change, "Big Boss")
    with reading(journal) as db:
        assert completion.handles(db, "boss") == [("boss", "Ann Lee")]
        assert completion.handles(db, "big") == [("big-boss", "Big Boss")]
