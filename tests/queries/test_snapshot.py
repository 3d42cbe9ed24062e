"""What the rules look at: each client's own history, and what is open."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.queries.snapshot import load_snapshot
from clientlog.queries.snapshot_values import Relationship, Snapshot
from clientlog.store import tables
from clientlog.workdays import WorkCalendar
from clientlog.write import clients, commitments, conflicts, meetings, notes, organizations
from tests.looking import client, clock_at, finish, give, meet, moment_at, reading, writing


def load(journal: Path, when: str = "2026-11-20 12:00") -> Snapshot:
    with reading(journal) as db:
        return load_snapshot(db, clock_at(when))


def known(snapshot: Snapshot) -> dict[str, Relationship]:
    return {known.client.handle: known for known in snapshot.relationships}


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_what_i_finished_last_for_an_outside_client_is_known_while_one_inside_waits(
    people: Path, kind: str
) -> None:
    """Neither what a client finished nor what is open counts, nor what was done for others."""
    other = "action" if kind == "promise" else "promise"
    with writing(people) as change:
        sam, ann = client(change, "Sam Li"), client(change, "Ann Lee")
        sam.direction = "sideways"
        finish(change, kind, date(2026, 11, 12))
        finish(change, kind, date(2026, 11, 10))
        finish(change, other, date(2026, 11, 11))
        finish(change, kind, date(2026, 11, 13), theirs=True)
        for whom in (sam, ann):
            finish(change, kind, date(2026, 11, 14), whom=whom)
        give(change, "open", kind=kind)
        released = give(change, "released", kind=kind)
        released.state = "released" if kind == "promise" else "dropped"
        released.settled_on = date(2026, 11, 15)
    assert load(people).finished_outside is None
    with writing(people) as change:
        give(change, "late", date(2026, 11, 1), kind=kind, whom=client(change, "Sam Li"))
    assert load(people).finished_outside == date(2026, 11, 12)


def test_of_an_archived_client_only_what_i_owe_is_read(people: Path) -> None:
    """Everything else that is open with one is left out."""
    with writing(people) as change:
        ann = client(change, "Ann Lee")
        give(change, "mine", whom=ann)
        give(change, "theirs", whom=ann, theirs=True)
        released = give(change, "untold", whom=ann)
        commitments.settle(change, released, "released", "no", told=False)
        meet(change, "2026-11-24 10:00", ann, state="planned")
        meet(change, "2026-11-24 11:00", ann, client(change), state="planned")
        notes.raise_topic(change, ann, "x")
        notes.note(change, ann, "x", kind="need")
        notes.note(change, ann, "x", kind="personal", on_day=date(2026, 11, 20))
        conflicts.open_conflict(change, ann, "x")
    snapshot = load(people)
    assert set(known(snapshot)) == {"dana-reyes", "sam-li"}
    assert [commitment.ref for commitment in snapshot.commitments] == ["p1"]
    (meeting,) = snapshot.meetings
    assert (meeting.ref, [who.handle for who in meeting.clients]) == ("m2", ["dana-reyes"])
    assert (snapshot.topics, snapshot.notes, snapshot.conflicts) == ((), (), ())


def test_what_is_open_or_untold_with_active_clients_is_read(people: Path) -> None:
    """Settled commitments whose change nobody was told of as well; told ones not."""
    with writing(people) as change:
        dana = client(change)
        give(change, "mine")
        give(change, "theirs", theirs=True)
        for told in (False, True):
            item = give(change, "x")
            commitments.settle(change, item, "released", "no", told=told)
        notes.raise_topic(change, dana, "x")
        notes.settle_topic(change, notes.raise_topic(change, dana, "x"), "dropped", change.today)
        notes.note(change, dana, "x", kind="need")
        conflicts.open_conflict(change, dana, "x")
    snapshot = load(people)
    assert [commitment.ref for commitment in snapshot.commitments] == ["p1", "p2", "p3"]
    assert [topic.ref for topic in snapshot.topics] == ["t1"]
    assert [need.ref for need in snapshot.notes] == ["n1"]
    assert [conflict.ref for conflict in snapshot.conflicts] == ["c1"]


def test_personal_days_are_read_for_a_month(people: Path) -> None:
    """The day itself is the last, a month before the first."""
    with writing(people) as change:
        for day in (
            date(2026, 11, 21), date(2026, 11, 20), date(2026, 10, 20), date(2026, 10, 19)
        ):  # fmt: skip
            notes.note(change, client(change), "x", kind="personal", on_day=day)
    assert sorted(note.ref for note in load(people).notes) == ["n2", "n3"]


def test_moves_count_for_a_meeting_that_is_still_ahead(people: Path) -> None:
    """Of one that has begun they say nothing any more."""
    with writing(people) as change:
        for when in ("2026-11-24 10:00", "2026-11-20 12:00"):
            meeting = meet(change, "2026-12-24 10:00", state="planned")
            meetings.move(change, meeting, moment_at(when))
    assert {meeting.ref: meeting.moves for meeting in load(people).meetings} == {"m1": 1, "m2": 0}


def test_absences_are_read_until_a_year_after_their_end(people: Path) -> None:
    """Those of the user and of clients."""
    with writing(people) as change:
        for who, back in (
            (None, date(2025, 11, 20)),
            (None, date(2025, 11, 21)),
            (1, date(2027, 1, 1)),
        ):
            first = date(2025, 1, 1)
            change.add(tables.Absence(client_id=who, from_day=first, until_day=back))
    absences = load(people).absences
    assert sorted((absence.client_id or 0, absence.until_day) for absence in absences) == [
        (0, date(2025, 11, 21)),
        (1, date(2027, 1, 1)),
    ]
    assert absences[0].from_day == date(2025, 1, 1)


def test_organizations_have_their_active_clients_and_the_day_they_end(people: Path) -> None:
    """The day is found whatever case and accents; who belongs to none is in none."""
    with writing(people) as change:
        for name, organization in (
            ("Eva", "Acmé"), ("Max", "Acmé"), ("Una", "Zorg"), ("Old", "Acmé")
        ):  # fmt: skip
            client(change, name, organization=organization)
        clients.archive(change, client(change, "Old"))
        organizations.set_end(change, "ACME", date(2026, 12, 24))
        organizations.set_end(change, "Zorg", None)
    acme, zorg = load(people).organizations
    assert (acme.name, acme.ends_on) == ("Acmé", date(2026, 12, 24))
    assert [member.handle for member in acme.clients] == ["eva", "max"]
    assert (zorg.name, zorg.ends_on) == ("Zorg", None)


def test_a_snapshot_carries_the_clock_the_calendar_and_the_settings(people: Path) -> None:
    """Rules take these from the snapshot and from nowhere else."""
    clock, calendar = clock_at("2026-11-20 12:00"), WorkCalendar(weekdays=frozenset({0}))
    with reading(people) as db:
        snapshot = load_snapshot(db, clock, {"audience": 8}, calendar=calendar)
        plain = load_snapshot(db, clock)
    assert (snapshot.clock, snapshot.calendar) == (clock, calendar)
    assert (snapshot.settings, plain.settings) == ({"audience": 8}, {})


def test_as_many_exchanges_are_read_as_are_wanted(people: Path) -> None:
    """Two asks are an exchange of two, and none of five."""
    with writing(people) as change:
        for _ in range(5):
            give(change, "send figures", theirs=True, whom=client(change, "Sam Li"))
        for _ in range(2):
            give(change, "send figures", theirs=True)
    with reading(people) as db:
        two = load_snapshot(db, clock_at("2026-11-20 12:00"), exchanges=2)
        five = load_snapshot(db, clock_at("2026-11-20 12:00"))
    assert known(two)["dana-reyes"].exchange == ("ask", "ask")
    assert known(five)["dana-reyes"].exchange == ()
    assert known(five)["sam-li"].exchange == ("ask",) * 5


@pytest.mark.parametrize(
    ("whom", "due", "theirs", "finished"),
    [
        ("Sam Li", date(2026, 11, 12), False, date(2026, 11, 12)),
        ("Sam Li", date(2026, 11, 13), False, None),
        ("Sam Li", date(2026, 11, 12), True, None),
        ("Sam Li", None, False, None),
        ("Dana Reyes", date(2026, 11, 1), False, None),
    ],
)
def test_work_for_clients_outside_is_compared_with_what_is_late_inside(
    people: Path, whom: str, due: date | None, theirs: bool, finished: date | None
) -> None:
    """From the due date of what I owe the longest, on."""
    with writing(people) as change:
        client(change, "Sam Li").direction = "sideways"
        finish(change, "promise", date(2026, 11, 12))
        give(change, "x", due, whom=client(change, whom), theirs=theirs)
        give(change, "x", date(2026, 11, 19), whom=client(change, "Sam Li"))
    assert load(people).finished_outside == finished


def test_steps_that_were_tried_are_read_for_a_month(people: Path) -> None:
    """Their last day, and a month later, are in it; not those of the archived."""
    with writing(people) as change:
        for day in (date(2026, 11, 21), date(2026, 11, 20), date(2026, 10, 20), date(2026, 10, 19)):
            give(change, "x", try_until=day)
        give(change, "x", try_until=date(2026, 11, 20), whom=client(change, "Ann Lee"))
    assert {step.ref for step in load(people).tried} == {"p2", "p3"}
