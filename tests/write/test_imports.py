"""What an import planned, written down."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.dates import parse_every
from clientlog.interchange.plan import values as plan
from clientlog.interchange.plan.people import Person
from clientlog.store.tables import (
    ActionItem,
    Alias,
    Client,
    ExternalKey,
    Meeting,
    Note,
    Promise,
    Record,
    Tag,
    Touch,
)
from clientlog.write import clients
from clientlog.write.change import Change
from clientlog.write.imports import apply
from clientlog.write.meetings import attendees
from tests.looking import client, meet, moment_at, reading, writing

START, END = moment_at("2026-11-24 10:00"), moment_at("2026-11-24 11:00")


def known(change: Change, name: str = "Dana Reyes") -> Person:
    """Somebody who is in the journal."""
    there = client(change, name)
    return Person(id=there.id, handle=there.handle, name=name)


def last(change: Change, table: type[Any]) -> Any:
    return change.all(table)[-1]


def test_a_new_client_has_everything_that_was_read_of_them(journal: Path) -> None:
    """They are not entered by hand, and are known from then on."""
    person = Person(
        name="Ann Lee", aliases=("Anna Lee",), emails=["b@x.org", "a@x.org"], phones=["+49 30 1"],
        tags=["vip"], values={"organization": "Acme", "cadence_days": 7},
    )  # fmt: skip
    with writing(journal) as change:
        operation = plan.NewClient(person=person, handle="ann", is_archived=True)
        assert apply(change, "vcard", [operation]) == (["ann"], [])
        ann = last(change, Client)
        assert (ann.handle, ann.organization, ann.cadence_days) == ("ann", "Acme", 7)
        assert (ann.by_hand, ann.archived_at) == (False, change.clock.now)
        assert [alias.name for alias in change.all(Alias)] == ["Anna Lee"]
        assert [tag.name for tag in change.all(Tag)] == ["vip"]
        assert (person.id, person.handle) == (ann.id, "ann")
    with reading(journal) as db:
        rows = db.execute("SELECT kind, value FROM address ORDER BY kind, position").fetchall()
    assert rows == [("email", "b@x.org"), ("email", "a@x.org"), ("phone", "+49 30 1")]


def test_a_handle_that_is_taken_is_made_from_the_name(journal: Path) -> None:
    """As it is where none is wanted."""
    with writing(journal) as change:
        clients.edit(change, client(change), handle="ann")
        for handle in ("ann", ""):
            operation = plan.NewClient(person=Person(name="Bob Day"), handle=handle)
            apply(change, "vcard", [operation])
            assert last(change, Client).archived_at is None
        assert [there.handle for there in change.all(Client)] == ["ann", "bob-day", "bob-day-2"]


def test_a_known_client_gets_more_and_loses_nothing(journal: Path) -> None:
    """New addresses stand after those there are; what is said twice is there once."""
    with writing(journal) as change:
        dana = client(change, emails=["z@x.org", "a@x.org"], phones=["1234567"], role="CTO")
        client(change, "Sam Li", phones=["7654321"])
        clients.tag(change, dana, ["vip"], [])
        update = plan.ClientUpdate(
            person=known(change), emails=("a@x.org", "b@x.org"), phones=("222",),
            tags=("vip", "berlin"),
            aliases=("Dany",), values=(("organization", "Acme"),),
        )  # fmt: skip
        assert apply(change, "vcard", [update]) == ([], ["dana-reyes"])
        assert [tag.name for tag in change.all(Tag)] == ["vip", "berlin"]
        assert last(change, Alias).name == "Dany"
        assert (dana.organization, dana.role) == ("Acme", "CTO")
    with reading(journal) as db:
        rows = db.execute(
            "SELECT value FROM address WHERE client_id = 1 ORDER BY kind, position"
        ).fetchall()
    assert rows == [("z@x.org",), ("a@x.org",), ("b@x.org",), ("1234567",), ("222",)]


def test_a_new_meeting_has_its_people_its_times_and_its_state(journal: Path) -> None:
    """The day its end was set is today."""
    with writing(journal) as change:
        people = (known(change, "Sam Li"), known(change))
        operation = plan.NewMeeting(
            people=people, starts_at=START, ends_at=END, title="Review", place="Room 1",
            state="held", summary="spoke",
        )  # fmt: skip
        assert apply(change, "ical", [operation]) == (["m1"], [])
        meeting = last(change, Meeting)
        assert (meeting.starts_at, meeting.ends_at) == (START, END)
        assert (meeting.title, meeting.place, meeting.state) == ("Review", "Room 1", "held")
        assert (meeting.summary, meeting.ends_set_at) == ("spoke", change.clock.now)
        assert [who.name for who in attendees(change, meeting)] == ["Sam Li", "Dana Reyes"]


def test_a_meeting_that_changed_keeps_what_the_source_does_not_say(journal: Path) -> None:
    """Some come and others leave; the moment is kept when its end was set."""
    with writing(journal, "2026-11-02 09:00") as change:
        meet(change, "2026-11-24 10:00", state="planned", title="Review", place="Room 1")
        meet(change, "2026-11-24 10:00", state="planned")
    with writing(journal, "2026-11-03 09:00") as change:

        def update(**values: Any) -> Meeting:
            assert apply(change, "ical", [plan.MeetingUpdate(id=1, **values)]) == ([], ["m1"])
            return change.get(Meeting, 1)

        meeting = update(title="Talk", coming=(known(change, "Sam Li"),), leaving=(known(change),))
        assert (meeting.title, meeting.place, meeting.state) == ("Talk", "Room 1", "planned")
        assert [who.name for who in attendees(change, meeting)] == ["Sam Li"]
        assert len(attendees(change, change.get(Meeting, 2))) == 1
        earlier = moment_at("2026-11-24 09:00")
        meeting = update(starts_at=earlier, ends_at=END)
        assert (meeting.starts_at, meeting.ends_set_at) == (earlier, moment_at("2026-11-02 09:00"))
        later = moment_at("2026-11-24 12:00")
        meeting = update(starts_at=START, ends_at=later)
        assert (meeting.starts_at, meeting.ends_at) == (START, later)
        assert meeting.ends_set_at == moment_at("2026-11-03 09:00")
        for half in ({"starts_at": earlier}, {"ends_at": earlier}):
            meeting = update(**half)
            assert (meeting.starts_at, meeting.ends_at) == (START, later)
        assert update(state="cancelled", place="Room 2").state == "cancelled"
        assert change.get(Meeting, 1).place == "Room 2"


def test_a_summary_that_was_read_is_something_to_note(journal: Path) -> None:
    """Without one the meeting still has nothing to note."""
    with writing(journal) as change:
        meet(change, "2026-11-01 10:00").nothing_to_note = True
        apply(change, "md", [plan.MeetingUpdate(id=1, title="Talk")])
        assert change.get(Meeting, 1).nothing_to_note
        apply(change, "md", [plan.MeetingUpdate(id=1, summary="spoke")])
        assert (change.get(Meeting, 1).summary, change.get(Meeting, 1).nothing_to_note) == (
            "spoke", False
        )  # fmt: skip


@pytest.mark.parametrize(("state", "meetings"), [("held", 2), ("cancelled", 1)])
def test_a_meeting_of_a_series_that_was_held_plans_the_next(
    journal: Path, state: Any, meetings: int
) -> None:
    """Held once, it plans no other; one that is only corrected plans none."""
    with writing(journal) as change:
        meet(change, "2026-11-24 10:00", state="planned", every="1w")
        apply(change, "ical", [plan.MeetingUpdate(id=1, title="Weekly")])
        assert len(change.all(Meeting)) == 1
        for _ in range(2):
            apply(change, "ical", [plan.MeetingUpdate(id=1, state=state)])
        assert len(change.all(Meeting)) == meetings
        assert change.get(Meeting, 1).state == state


def test_a_touch_is_one_by_mail(journal: Path) -> None:
    """It says where it comes from."""
    with writing(journal) as change:
        operation = plan.NewTouch(person=known(change), at=START, text="Re: plan")
        assert apply(change, "mail", [operation]) == (["k1"], [])
        touch = last(change, Touch)
        assert (touch.at, touch.text, touch.channel, touch.source) == (
            START, "Re: plan", "email", "mail"
        )  # fmt: skip


def test_commitments_and_notes_are_written_as_they_were_read(journal: Path) -> None:
    """What is over is settled today."""
    due = date(2026, 12, 1)
    with writing(journal) as change:
        dana = known(change)
        operations: list[plan.Operation] = [
            plan.NewCommitment(kind="promise", person=dana, text="x", owner="Jo", due=due),
            plan.NewCommitment(kind="action", person=dana, text="y", theirs=True, is_must=True),
            plan.NewCommitment(
                kind="action",
                person=dana,
                text="z",
                state="done",
                every=parse_every("week"),
                try_until=due,
            ),
            plan.NewNote(person=dana, kind="decision", text="go"),
        ]
        assert apply(change, "md", operations) == (["p1", "a1", "a2", "n1"], [])
        promise, note = last(change, Promise), last(change, Note)
        first, second = change.all(ActionItem)
        assert (promise.text, promise.owner, promise.due) == ("x", "Jo", due)
        assert (promise.state, promise.priority, promise.theirs) == ("open", "good", False)
        assert (first.theirs, first.priority, first.settled_on) == (True, "must", None)
        assert (second.state, second.settled_on) == ("done", change.today)
        assert (second.every, second.try_until) == ("1w", due)
        assert (note.kind, note.text, note.client_id) == ("decision", "go", 1)


def test_what_the_source_calls_a_record_is_remembered_with_its_digest(journal: Path) -> None:
    """A key belongs to its source; read again, it leads to the record of now."""
    with writing(journal) as change:
        person = known(change)
        note = plan.NewNote(person=person, kind="note", text="x", key="a", digest="1")
        apply(change, "md", [note, replace(note, key="", text="y")])
        apply(change, "csv", [note, replace(note, key="b")])
        apply(change, "md", [replace(note, text="z", digest="")])
        notes: list[Record] = list(change.all(Note))
        assert [
            (key.source, key.key, key.record_table, key.record_uuid, key.digest)
            for key in change.all(ExternalKey)
        ] == [
            ("md", "a", "note", notes[4].uuid, None),
            ("csv", "a", "note", notes[2].uuid, "1"),
            ("csv", "b", "note", notes[3].uuid, "1"),
        ]


def test_a_new_key_replaces_the_old_one_of_a_meeting(journal: Path) -> None:
    """An occurrence of a series that moved to another day is remembered once."""
    with writing(journal) as change:
        people = (known(change),)
        new = plan.NewMeeting(people=people, starts_at=START, ends_at=END, key="a")
        apply(change, "ical", [new])
        meeting = last(change, Meeting)
        apply(change, "ical", [plan.MeetingUpdate(id=meeting.id, key="b", old_key="a")])
        assert [(key.key, key.record_uuid) for key in change.all(ExternalKey)] == [
            ("b", meeting.uuid)
        ]


def test_what_was_created_here_is_not_among_what_was_changed(journal: Path) -> None:
    """A client who is entered and then given an address is new."""
    person = Person(name="Ann Lee")
    with writing(journal) as change:
        operations: list[plan.Operation] = [
            plan.NewClient(person=person),
            plan.ClientUpdate(person=person, emails=("a@x.org",)),
            plan.ClientUpdate(person=known(change), emails=("b@x.org",)),
        ]
        assert apply(change, "vcard", operations) == (["ann-lee"], ["dana-reyes"])
