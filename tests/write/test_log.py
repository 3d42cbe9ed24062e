"""Recording a meeting whole."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from clientlog.errors import UsageError
from clientlog.items import Item
from clientlog.minutes.diff import NewCommitment, NewNote, RecordUpdate
from clientlog.refs import parse_ref
from clientlog.store.tables import ActionItem, Amendment, Client, Meeting, Note, Promise, Topic
from clientlog.write import notes
from clientlog.write.change import Change
from clientlog.write.log import MeetingLog, NextMeeting, log_meeting
from clientlog.write.meetings import attendees, cancel
from tests.looking import client, give, meet, moment_at, writing

NOW = "2026-11-20 12:00"
AT = moment_at("2026-11-20 10:00")


def log(change: Change, meeting: Meeting | None = None, **said: Any) -> Meeting:
    """Record a meeting with Dana."""
    whom = said.pop("clients", None) or (client(change).id,)
    return log_meeting(change, MeetingLog(clients=whom, **said), meeting)


def test_a_new_meeting_is_held_with_everything_that_was_said_of_it(journal: Path) -> None:
    """It began when it was said to, else now, and lasted an hour unless said."""
    with writing(journal, NOW) as change:
        plain = log(change)
        assert (plain.state, plain.starts_at) == ("held", moment_at(NOW))
        assert plain.ends_at == moment_at("2026-11-20 13:00")
        meeting = log(
            change, at=AT, minutes=45, title="Review", channel="call", summary="spoke",
            confirmed=True,
        )  # fmt: skip
        assert (meeting.starts_at, meeting.ends_at) == (AT, moment_at("2026-11-20 10:45"))
        assert (meeting.title, meeting.channel, meeting.summary) == ("Review", "call", "spoke")
        assert (meeting.confirmed_at, plain.confirmed_at) == (change.clock.now, None)
        assert log(change, nothing=True).nothing_to_note


def test_the_planned_meeting_is_closed_and_keeps_what_was_not_said(journal: Path) -> None:
    """Its time moves only when another was said; who else came is added."""
    with writing(journal, NOW) as change:
        planned = meet(change, "2026-11-20 11:00", state="planned", title="Plan", channel="chat")
        assert log(change, planned, summary="one", newcomers=("Ann Lee",)) is planned
        assert (planned.state, planned.moves) == ("held", 0)
        assert (planned.title, planned.channel) == ("Plan", "chat")
        assert planned.starts_at == moment_at("2026-11-20 11:00")
        assert [who.name for who in attendees(change, planned)] == ["Dana Reyes", "Ann Lee"]
        log(change, planned, at=AT, title="Review", channel="call", summary="two")
        assert (planned.starts_at, planned.ends_at) == (AT, moment_at("2026-11-20 11:00"))
        assert (planned.title, planned.channel) == ("Review", "call")
        assert planned.summary == "one\n\ntwo"
        log(change, planned, minutes=30, summary="three", replaces_summary=True)
        assert (planned.ends_at, planned.summary) == (moment_at("2026-11-20 10:30"), "three")
        assert planned.starts_at == AT
        log(change, planned, replaces_summary=True)
        assert planned.summary == "three"


def test_a_cancelled_meeting_is_not_closed(journal: Path) -> None:
    """The hint says how to record it all the same."""
    with writing(journal, NOW) as change:
        planned = meet(change, "2026-11-20 11:00", state="planned")
        cancel(change, planned)
        with pytest.raises(UsageError, match="m1 was cancelled") as caught:
            log(change, planned)
    assert caught.value.hint == "record it as a new one with --new"


@pytest.mark.parametrize(
    "said",
    [
        {"summary": "spoke"},
        {"nothing": True},
        {"commitments": (NewCommitment(kind="promise", item=Item("x")),)},
        {"notes": (NewNote(kind="note", text="x"),)},
        {"next": (NextMeeting(starts_at=AT),)},
    ],
)
def test_nothing_is_recorded_of_a_meeting_to_which_nobody_came(
    journal: Path, said: dict[str, Any]
) -> None:
    """Alone it is a no-show, planned or not."""
    with writing(journal, NOW) as change:
        planned = meet(change, "2026-11-20 11:00", state="planned")
        with pytest.raises(UsageError, match="nobody came"):
            log(change, no_show=True, **said)
        assert log(change, planned, no_show=True).state == "no-show"
        assert log(change, no_show=True, separate=True).state == "no-show"


@pytest.mark.parametrize(
    ("kind", "mark", "state"),
    [
        ("action", "open", "open"),
        ("action", "done", "done"),
        ("action", "dropped", "dropped"),
        ("promise", "open", "open"),
        ("promise", "done", "kept"),
        ("promise", "dropped", "released"),
    ],
)
def test_commitments_come_out_of_the_meeting_in_their_state(
    journal: Path, kind: Any, mark: Any, state: str
) -> None:
    """What was struck out at the table is told."""
    with writing(journal, NOW) as change:
        new = NewCommitment(kind=kind, theirs=True, item=Item("x", date(2026, 12, 1)), mark=mark)
        meeting = log(change, commitments=(new,))
        (item,) = change.all(Promise if kind == "promise" else ActionItem)
        assert (item.state, item.theirs, item.meeting_id) == (state, True, meeting.id)
        assert (item.text, item.due) == ("x", date(2026, 12, 1))
        told = [(found.why, found.told_at) for found in change.all(Amendment)]
        assert told == ([("dropped in the minutes", change.clock.now)] if mark == "dropped" else [])


def test_a_closed_meeting_ends_when_it_was_planned_to_unless_another_time_is_said(
    journal: Path,
) -> None:
    """Only a new time or length sets its end anew."""
    planned_at = moment_at("2026-11-02 09:00")
    with writing(journal, "2026-11-02 09:00") as change:
        for _ in range(3):
            meet(change, "2026-11-20 10:00", state="planned")
    with writing(journal, NOW) as change:
        for number, said, ends_set_at in (
            (1, {}, planned_at),
            (2, {"at": AT}, planned_at),
            (3, {"minutes": 60}, change.clock.now),
        ):
            meeting = log(change, change.get(Meeting, number), **said)
            assert (meeting.ends_set_at, meeting.starts_at) == (ends_set_at, AT)


@pytest.mark.parametrize(("day", "settled_on"), [(19, 19), (20, 20), (21, 20)])
def test_what_a_meeting_settles_is_settled_on_its_day(
    journal: Path, day: int, settled_on: int
) -> None:
    """But not later than today."""
    with writing(journal, NOW) as change:
        new = NewCommitment(kind="promise", item=Item("x"), mark="done")
        log(change, at=moment_at(f"2026-11-{day} 10:00"), commitments=(new,))
        assert change.all(Promise)[0].settled_on == date(2026, 11, settled_on)


@pytest.mark.parametrize("confirmed", [False, True])
def test_work_passed_on_in_a_confirmed_meeting_is_known_to_the_client(
    journal: Path, confirmed: bool
) -> None:
    """Else they should hear who does it."""
    with writing(journal, NOW) as change:
        new = NewCommitment(kind="promise", item=Item("x", owner="Jo"))
        log(change, commitments=(new,), confirmed=confirmed)
        (delegation,) = change.all(Amendment)
        assert delegation.told_at == (change.clock.now if confirmed else None)


def test_a_commitment_belongs_to_whom_it_names_else_to_the_first(journal: Path) -> None:
    """By number, by the name of somebody who came for the first time, or nobody."""
    with writing(journal, NOW) as change:
        dana, sam = client(change), client(change, "Sam Li")
        new = [
            NewCommitment(kind="promise", item=Item("x"), client=who)
            for who in (sam.id, "Ann Lee", None)
        ]
        log(change, clients=(dana.id, sam.id), newcomers=("Ann Lee",), commitments=tuple(new))
        ann = change.all(Client, name="Ann Lee")[0]
        assert [item.client_id for item in change.all(Promise)] == [sam.id, ann.id, dana.id]


def test_notes_come_out_of_the_meeting_and_topics_for_the_next(journal: Path) -> None:
    """Topics that were talked about belong to this one."""
    with writing(journal, NOW) as change:
        new = [NewNote(kind="decision", text="go"), NewNote(kind="topic", text="open")]
        new += [NewNote(kind="topic", text=mark, mark=mark) for mark in ("done", "dropped")]
        meeting = log(
            change, clients=(client(change).id, client(change, "Sam").id), notes=tuple(new)
        )
        (note,) = change.all(Note)
        assert (note.kind, note.text, note.meeting_id, note.client_id) == ("decision", "go", 1, 1)
        assert [(topic.text, topic.state, topic.meeting_id) for topic in change.all(Topic)] == [
            ("open", "open", None),
            ("done", "discussed", meeting.id),
            ("dropped", "dropped", meeting.id),
        ]
        assert change.all(Topic)[1].settled_on == change.today


def test_records_are_settled_told_and_corrected(journal: Path) -> None:
    """What was struck out at the table is known to the client."""
    with writing(journal, NOW) as change:
        done, dropped, corrected = (give(change, "x") for _ in range(3))
        news = notes.note(change, client(change), "x", kind="news")
        updates = (
            RecordUpdate(ref=parse_ref("p1"), how="done"),
            RecordUpdate(ref=parse_ref("p2"), how="dropped"),
            RecordUpdate(ref=parse_ref("p3"), how="corrected", values={"text": "y"}),
            RecordUpdate(ref=parse_ref("n1"), how="told"),
        )
        log(change, updates=updates)
        assert (done.state, done.settled_on) == ("kept", change.today)
        assert (dropped.state, corrected.text, news.state) == ("released", "y", "told")
        (amendment,) = change.all(Amendment)
        assert (amendment.why, amendment.told_at) == ("dropped in the minutes", change.clock.now)


def test_the_next_meeting_is_planned_with_all_who_came(journal: Path) -> None:
    """Newcomers included."""
    with writing(journal, NOW) as change:
        start = moment_at("2026-11-27 10:00")
        log(change, newcomers=("Ann Lee",), next=(NextMeeting(starts_at=start, title="Again"),))
        following = change.get(Meeting, 2)
        assert (following.state, following.starts_at, following.title) == (
            "planned", start, "Again"
        )  # fmt: skip
        assert [who.name for who in attendees(change, following)] == ["Dana Reyes", "Ann Lee"]


@pytest.mark.parametrize("separate", [False, True])
def test_a_missed_occurrence_is_the_one_that_was_logged_unless_it_is_a_meeting_of_its_own(
    journal: Path, separate: bool
) -> None:
    """Of last week's series today's occurrence is held, and the next is planned."""
    with writing(journal, NOW) as change:
        meet(change, "2026-11-13 12:00", state="planned", every="1w", title="Weekly")
        held = log(change, separate=separate)
        assert (held.title == "Weekly") != separate
        planned = sorted(found.starts_at for found in change.all(Meeting, state="planned"))
        assert planned[-1] == moment_at("2026-11-27 12:00")


def test_what_was_said_later_goes_before_and_lists_are_joined() -> None:
    """What was said once only stays."""

    def said(text: str, at: datetime) -> dict[str, Any]:
        return {
            "at": at, "title": text, "summary": text, "next": (NextMeeting(starts_at=at),),
            "commitments": (NewCommitment(kind="promise", item=Item(text)),),
            "notes": (NewNote(kind="note", text=text),),
            "updates": (RecordUpdate(ref=parse_ref("p1"), how="corrected", values={"text": text}),),
        }  # fmt: skip

    later = datetime.fromisoformat("2026-11-21T10:00:00+01:00")
    first = MeetingLog(
        clients=(1,), newcomers=("Ann", "Bob"), minutes=30, channel="call", nothing=True,
        **said("one", AT),
    )  # fmt: skip
    second = MeetingLog(
        clients=(2,), newcomers=("Bob", "Cid"), minutes=45, channel="chat", no_show=True,
        replaces_summary=True, confirmed=True, separate=True, **said("two", later),
    )  # fmt: skip
    both = first.combined(second)
    assert (both.clients, both.newcomers) == ((1,), ("Ann", "Bob", "Cid"))
    assert (both.at, both.minutes, both.title, both.channel) == (later, 45, "two", "chat")
    assert both.summary == "two"
    assert [new.item.text for new in both.commitments] == ["one", "two"]
    assert [new.text for new in both.notes] == ["one", "two"]
    assert [update.values["text"] for update in both.updates] == ["one", "two"]
    assert [following.starts_at for following in both.next] == [AT, later]
    assert both.nothing and both.no_show and both.replaces_summary
    assert both.confirmed and both.separate
    assert second.combined(first).nothing
    for newcomer_first in (replace(first, newcomer_first=True), first):
        both = newcomer_first.combined(replace(second, newcomer_first=newcomer_first is first))
        assert both.newcomer_first
    nothing = MeetingLog(clients=(2,))
    assert first.combined(nothing) == first
    assert second.combined(nothing) == second
    assert not (nothing.has_content or nothing.separate)
