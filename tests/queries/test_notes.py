"""Notes of every kind, as lists, pages and rules read them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.queries import notes as queries
from clientlog.queries.values import Client, Note
from clientlog.store import tables
from clientlog.write import clients, commitments, notes
from tests.looking import DANA, client, give, meet, moment_at, reading, writing

SAM = Client(id=2, handle="sam-li", name="Sam Li")


def refs(found: Iterable[Note]) -> list[str]:
    return [note.ref for note in found]


def write(journal: Path, *written: dict[str, Any], when: str = "2026-11-02 09:00") -> None:
    """Write notes about Dana, or about `whom`, in this order, with these values."""
    with writing(journal, when) as change:
        dana, sam = client(change), client(change, SAM.name)
        for values in written:
            whom = sam if values.get("whom") == SAM else dana
            more = {name: value for name, value in values.items() if name != "whom"}
            if more.get("state") in {"met", "reached", "acted", "dropped"}:
                more["settled_on"] = change.today
            change.add(tables.Note(**{"client_id": whom.id, "text": "x", "kind": "note"} | more))


def test_a_note_has_everything_that_was_written_of_it(journal: Path) -> None:
    """The moments and days of its life, and what it follows from."""
    with writing(journal) as change:
        figures = notes.note(change, client(change), "figures", kind="need", must=True)
        notes.confirm_note(change, figures)
        meeting = meet(change, "2026-11-01 10:00")
        birthday = date(1980, 12, 1)
        notes.note(
            change, client(change), "born", kind="personal", on_day=birthday, meeting=meeting
        )
        bad = notes.note(change, client(change), "slow", kind="feedback", tone="bad")
        notes.finish_note(change, bad, date(2026, 11, 1))
        notes.note(change, client(change), "told", kind="news", told=True)
    with reading(journal) as db:
        found = [note for number in range(1, 6) if (note := queries.find_note(db, number))]
        assert queries.find_note(db, 6) is None
    need, born, slow, news, told = found
    now = moment_at("2026-11-02 09:00")
    assert (need.kind, need.state, need.priority, need.confirmed_at) == (
        "need",
        "open",
        "must",
        now,
    )
    assert (born.on_day, born.meeting, born.state) == (birthday, 1, None)
    assert (slow.tone, slow.state, slow.settled_on) == ("bad", "acted", date(2026, 11, 1))
    assert (news.because, news.kind, news.state) == (3, "news", "untold")
    assert (told.told_at, told.recorded_at, told.confirmed_at) == (now, now, None)


@pytest.mark.parametrize(
    ("kind", "settled", "served"),
    [
        ("promise", None, (True, True, None)),
        ("action", None, (True, True, None)),
        ("promise", "finished", (True, False, date(2026, 11, 10))),
        ("action", "finished", (True, False, date(2026, 11, 10))),
        ("promise", "released", (False, False, None)),
        ("action", "released", (False, False, None)),
    ],
)
def test_a_need_is_served_by_what_is_open_and_by_what_was_finished(
    journal: Path, kind: str, settled: str | None, served: tuple[object, ...]
) -> None:
    """What was dropped serves nothing, and neither does what serves another need."""
    write(journal, {"kind": "need", "state": "open"}, {"kind": "need", "state": "open"})
    with writing(journal) as change:
        item = give(change, "a table", kind=kind, need=1)
        if settled == "finished":
            commitments.finish(change, item, date(2026, 11, 10))
            earlier = give(change, "a chair", kind=kind, need=1)
            commitments.finish(change, earlier, date(2026, 11, 9))
        elif settled:
            commitments.settle(change, item, "released", "no", told=True)
        give(change, "another", kind=kind)
    with reading(journal) as db:
        need, other = queries.find_note(db, 1), queries.find_note(db, 2)
    assert need and other
    assert (need.served, need.served_open, need.last_served_on) == served
    assert (other.served, other.served_open, other.last_served_on) == (False, False, None)


@pytest.fixture
def states(journal: Path) -> Path:
    """Notes of Dana in every state, and one of Sam."""
    write(
        journal,
        {"kind": "need", "state": "met"},
        {"kind": "need", "state": "open"},
        {"kind": "feedback", "state": "asked"},
        {"kind": "feedback", "state": "received", "tone": "bad"},
        {"kind": "feedback", "state": "received", "tone": "good"},
        {"kind": "news", "state": "untold"},
        {"kind": "news", "state": "told"},
        {"kind": "note"},
        {"kind": "personal"},
        {"kind": "goal", "state": "open"},
        {"kind": "feedback", "state": "acted"},
        {"kind": "feedback", "state": "given"},
        {"kind": "need", "state": "open", "whom": SAM},
        {"kind": "goal", "state": "reached"},
    )
    return journal


def test_lists_hold_the_open_notes_of_their_kinds(states: Path) -> None:
    """With the settled ones on demand, of kinds without a state, and of one client."""
    with reading(states) as db:
        assert refs(queries.list_notes(db, ["need"])) == ["n2", "n13"]
        assert refs(queries.list_notes(db, ["need"], settled=True)) == ["n1", "n2", "n13"]
        assert refs(queries.list_notes(db, ["need"], client=2)) == ["n13"]
        assert refs(queries.list_notes(db, ["news"])) == ["n6"]
        assert refs(queries.list_notes(db, ["feedback"])) == ["n3", "n4", "n5"]
        assert refs(queries.list_notes(db, ["note", "personal"], stateless=True)) == ["n8", "n9"]
        assert refs(queries.list_notes(db, ["personal"], stateless=True)) == ["n9"]
        assert queries.list_notes(db, ["note"]) == []


def test_a_page_shows_the_notes_that_stand(states: Path) -> None:
    """What is open in order, what has no state newest first, and both together."""
    with reading(states) as db:
        assert refs(queries.open_notes(db, DANA)) == ["n2", "n3", "n4", "n5", "n6", "n10"]
        assert refs(queries.latest_stateless(db, DANA, 9)) == ["n9", "n8"]
        assert refs(queries.latest_stateless(db, DANA, 1)) == ["n9"]
        assert queries.latest_stateless(db, SAM, 9) == []
        assert refs(queries.standing_notes(db, DANA)) == [
            "n10", "n9", "n8", "n6", "n5", "n4", "n3", "n2",
        ]  # fmt: skip
        assert refs(queries.untold_news(db, DANA)) == ["n6"]
        assert queries.untold_news(db, SAM) == []
        assert refs(queries.aims_and_feedback(db, DANA)) == ["n2", "n4", "n5", "n10", "n11"]
        assert refs(queries.aims_and_feedback(db, SAM)) == ["n13"]


def test_the_rules_read_the_notes_that_need_something(states: Path) -> None:
    """Good feedback needs nothing."""
    with reading(states) as db:
        found = sorted(queries.unsettled_notes(db), key=lambda note: note.number)
    assert refs(found) == ["n2", "n3", "n4", "n6", "n10", "n13"]


def test_the_notes_of_a_meeting_come_in_order(journal: Path) -> None:
    """Those of another meeting are not among them."""
    with writing(journal) as change:
        for when in ("2026-11-01 10:00", "2026-11-01 11:00"):
            meet(change, when)
    write(journal, {"meeting_id": 1}, {"meeting_id": 2}, {}, {"meeting_id": 1, "kind": "decision"})
    with reading(journal) as db:
        assert refs(queries.notes_of_meeting(db, 1)) == ["n1", "n4"]


def test_news_and_feedback_are_found_by_organization_and_side(journal: Path) -> None:
    """Archived clients have no news to hear; feedback counts from outside and from the moment."""
    with writing(journal) as change:
        dana = client(change, organization="Acme")
        client(change, SAM.name, organization="Zorg", direction="up")
        client(change, "Abe", organization="Zorg")
        clients.archive(change, client(change, "Old Hand", organization="Acme"))
        notes.note(change, client(change, "Old Hand"), "x", kind="news")
        for told in (False, True):
            notes.note(change, dana, "x", kind="news", told=told)
    write(journal, {"kind": "news", "state": "untold", "whom": SAM})
    write(
        journal,
        {"kind": "feedback", "state": "received"},
        {"kind": "feedback", "state": "asked"},
        {"kind": "feedback", "state": "acted"},
        {"kind": "feedback", "state": "received", "whom": SAM},
        {"kind": "news", "state": "untold"},
        when="2026-11-03 09:00",
    )
    with reading(journal) as db:
        assert refs(queries.untold_news_in_organizations(db, ["Acme"])) == ["n2", "n9"]
        assert refs(queries.untold_news_in_organizations(db, ["Zorg"])) == ["n4"]
        since = moment_at("2026-11-03 09:00")
        assert refs(queries.feedback_from_outside(db, since)) == ["n5", "n7"]
        assert queries.feedback_from_outside(db, moment_at("2026-11-03 09:01")) == []
    with writing(journal, "2026-11-03 10:00") as change:
        for name in ("Abe", "Dana Reyes"):
            notes.note(change, client(change, name), "x", kind="feedback")
    with reading(journal) as db:
        assert refs(queries.feedback_from_outside(db, since)) == ["n5", "n7", "n10", "n11"]


def test_the_latest_feedback_of_each_client_is_the_one_received_last(journal: Path) -> None:
    """Feedback that was asked for first came when it was answered."""
    with writing(journal) as change:
        client(change, organization="Acme")
        client(change, SAM.name)
    late, early = moment_at("2026-11-08 09:00"), moment_at("2026-11-01 09:00")
    write(
        journal,
        {"kind": "feedback", "state": "received", "told_at": late},
        {"kind": "feedback", "state": "acted", "told_at": late},
        {"kind": "feedback", "state": "received"},
        {"kind": "feedback", "state": "received", "told_at": early},
        {"kind": "feedback", "state": "given", "told_at": moment_at("2026-11-09 09:00")},
        {"kind": "news", "state": "told", "told_at": moment_at("2026-11-09 09:00")},
        {"kind": "feedback", "state": "received", "whom": SAM},
    )
    with reading(journal) as db:
        latest = queries.latest_feedback(db)
    assert {number: note.ref for number, note in latest.items()} == {1: "n2"}


def test_personal_days_are_found_from_the_first_to_the_last(journal: Path) -> None:
    """Both belong to it; a day on a note of another kind is none."""
    days = [{"kind": "personal", "on_day": date(2026, 11, day)} for day in (9, 10, 12, 13)]
    write(journal, *days)
    with reading(journal) as db:
        found = queries.personal_notes_between(db, date(2026, 11, 10), date(2026, 11, 12))
    assert refs(found) == ["n2", "n3"]


def test_the_latest_feedback_is_each_clients_own(journal: Path) -> None:
    """Another's feedback, however new, says nothing of what a client thinks."""
    with writing(journal) as change:
        for name in ("Dana Reyes", SAM.name):
            client(change, name, organization="Acme")
    write(
        journal,
        {"kind": "feedback", "state": "received"},
        {"kind": "feedback", "state": "received", "whom": SAM},
    )
    with reading(journal) as db:
        latest = queries.latest_feedback(db)
    assert {number: note.ref for number, note in latest.items()} == {1: "n1", 2: "n2"}
