"""The minutes of a meeting, from what the journal holds."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.dates import parse_every
from clientlog.minutes import Entry
from clientlog.queries import minutes as queries
from clientlog.queries.clients import exact_client
from clientlog.queries.meetings import find_meeting
from clientlog.store.tables import Attendance
from clientlog.write import commitments, notes
from tests.looking import client, clock_at, give, meet, reading, writing

NOON = clock_at("2026-11-20 12:00")


def lines(entries: tuple[Entry, ...]) -> list[str]:
    return [f"{entry.ref} {entry.mark} {entry.item.text}" for entry in entries]


@pytest.fixture
def filled(journal: Path) -> Path:
    """A journal with a planned and a held meeting, and what is open with two clients."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        meet(change, "2026-11-20 14:00", dana, sam, state="planned", title="Review")
        held = meet(change, "2026-11-19 10:00", sam, dana, title="Talk", summary="spoke")
        give(change, "my action", kind="action", priority="must")
        give(
            change, "their action", date(2026, 12, 1), kind="action", theirs=True,
            every=parse_every("week"),
        )  # fmt: skip
        give(change, "my promise", whom=sam, owner="Jo")
        give(change, "their promise", whom=sam, theirs=True)
        give(change, "in Sam's hands", owner="sam-li")
        commitments.finish(change, give(change, "over", meeting=held), change.today)
        item = give(change, "unwanted", whom=sam, meeting=held)
        commitments.settle(change, item, "released", "no wish", told=True)
        item = give(change, "made", whom=sam, kind="action", meeting=held)
        commitments.finish(change, item, change.today)
        need = notes.note(change, sam, "quick answers", kind="need")
        for kind in ("action", "promise"):
            text = f"his {kind}"
            item = give(change, text, whom=sam, kind=kind, theirs=True, meeting=held, need=need.id)
            commitments.finish(change, item, change.today)
        notes.raise_topic(change, dana, "the\nplan")
        notes.raise_topic(change, sam, "the weather")
        for kind in ("decision", "note", "personal"):
            notes.note(change, dana, f"a {kind}", kind=kind, meeting=held)
    return journal


def test_before_a_meeting_the_minutes_hold_what_is_open_to_be_ticked_off(filled: Path) -> None:
    """Each item once, under the heading of its kind and side, of another client with a name."""
    with reading(filled) as db:
        both = [exact_client(db, "dana-reyes"), exact_client(db, "sam-li")]
        minutes = queries.prefilled_minutes(db, NOON, both, find_meeting(db, 1))
    assert (minutes.client, minutes.others) == ("dana-reyes", ("sam-li",))
    assert (minutes.when, minutes.title) == ("2026-11-20 14:00", "Review")
    assert [(line.ref, line.text) for line in minutes.topics] == [
        ("t1", "the plan"),
        ("t2", "the weather"),
    ]
    assert lines(minutes.my_actions) == ["a1 open my action"]
    assert lines(minutes.their_actions) == ["a2 open their action"]
    assert lines(minutes.my_promises) == ["p3 open in Sam's hands", "p1 open my promise"]
    assert lines(minutes.their_promises) == ["p2 open their promise"]
    hers, his = minutes.my_promises
    assert (hers.item.who, hers.item.owner) == (None, "sam-li")
    assert (his.item.who, his.item.owner) == ("sam-li", "Jo")
    assert minutes.my_actions[0].item.priority == "must"
    assert minutes.their_actions[0].item.due == date(2026, 12, 1)
    assert minutes.their_actions[0].item.every == parse_every("week")
    assert (hers.item.every, hers.item.need, hers.item.due) == (None, None, None)


def test_without_a_meeting_the_minutes_are_of_now(filled: Path) -> None:
    """The time is the local one; the only client has no others."""
    with reading(filled) as db:
        minutes = queries.prefilled_minutes(db, NOON, [exact_client(db, "sam-li")], None)
    assert (minutes.when, minutes.title, minutes.others) == ("2026-11-20 12:00", None, ())
    assert lines(minutes.my_promises) == ["p1 open my promise", "p3 open in Sam's hands"]


def test_after_a_meeting_the_minutes_hold_what_came_out_of_it(filled: Path) -> None:
    """Settled items are ticked or struck out; only its own decisions and plain notes stand."""
    with reading(filled) as db:
        meeting = find_meeting(db, 2)
        assert meeting
        minutes = queries.recorded_minutes(db, NOON, meeting)
    assert (minutes.client, minutes.others) == ("sam-li", ("dana-reyes",))
    assert (minutes.when, minutes.title) == ("2026-11-19 10:00", "Talk")
    assert minutes.summary == "spoke"
    assert lines(minutes.my_promises) == ["p4 done over", "p5 dropped unwanted"]
    assert lines(minutes.my_actions) == ["a3 done made"]
    assert lines(minutes.their_actions) == ["a4 done his action"]
    assert lines(minutes.their_promises) == ["p6 done his promise"]
    assert (minutes.their_promises[0].item.need, minutes.my_promises[0].item.need) == (1, None)
    assert [entry.item.who for entry in minutes.my_promises] == ["dana-reyes", None]
    assert [(line.ref, line.text) for line in minutes.decisions] == [("n2", "a decision")]
    assert [(line.ref, line.text) for line in minutes.notes] == [("n3", "a note")]


def test_minutes_that_were_opened_before_show_the_open_items_also_when_it_was_held(
    filled: Path,
) -> None:
    """Those of a meeting that was held then show what came out of it, and none show a summary."""
    with reading(filled) as db:
        dana = [exact_client(db, "dana-reyes")]
        planned, held = find_meeting(db, 1), find_meeting(db, 2)
        assert queries.current_minutes(db, NOON, dana, None).summary == ""
        assert lines(queries.current_minutes(db, NOON, dana, held).my_actions) == ["a3 done made"]
    with writing(filled) as change:
        meeting = change.all(type(meet(change, "2026-11-01 10:00")), id=1)[0]
        meeting.state, meeting.summary = "held", "since"
    with reading(filled) as db:
        minutes = queries.current_minutes(db, NOON, dana, planned)
    assert minutes.summary == "since"
    assert lines(minutes.my_actions) == ["a1 open my action"]


def test_a_meeting_that_nobody_attends_any_more_has_minutes_without_a_client(filled: Path) -> None:
    """What came out of it names whom it is with."""
    with writing(filled) as change:
        for attendance in change.all(Attendance, meeting_id=2):
            change.remove(attendance)
    with reading(filled) as db:
        meeting = find_meeting(db, 2)
        assert meeting
        minutes = queries.recorded_minutes(db, NOON, meeting)
    assert (minutes.client, minutes.others) == (None, ())
    assert [entry.item.who for entry in minutes.my_promises] == ["dana-reyes", "sam-li"]
