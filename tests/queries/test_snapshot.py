"""What the rules look at: each client's own history, and what is open."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.queries.snapshot import load_snapshot
from clientlog.queries.snapshot_values import Relationship, Snapshot
from clientlog.store import tables
from clientlog.workdays import WorkCalendar
from clientlog.write import clients, commitments, conflicts, meetings, notes, organizations
from clientlog.write.change import Change
from tests.looking import client, clock_at, give, meet, moment_at, reading, writing

EARLY, LATE = "2026-11-10 00:30", "2026-11-12 09:00"
"""The first moment is still the day before in London, which is where days are stored."""


def load(journal: Path, when: str = "2026-11-20 12:00") -> Snapshot:
    with reading(journal) as db:
        return load_snapshot(db, clock_at(when))


def known(snapshot: Snapshot) -> dict[str, Relationship]:
    return {known.client.handle: known for known in snapshot.relationships}


@pytest.fixture
def people(journal: Path) -> Path:
    """A journal that knows Dana and Sam, and Ann, who is archived."""
    with writing(journal, "2026-10-01 09:00") as change:
        for name in ("Dana Reyes", "Sam Li", "Ann Lee"):
            client(change, name)
        clients.archive(change, client(change, "Ann Lee"))
    return journal


def finish(change: Change, kind: str, on: date, **more: Any) -> Any:
    item = give(change, f"a {kind}", kind=kind, **more)
    commitments.finish(change, item, on)
    return item


Act = Callable[[Change, tables.Client], Any]


def feedback(direction: str | None) -> Act:
    return lambda change, whom: notes.note(change, whom, "x", kind="feedback", direction=direction)


def note(kind: str) -> Act:
    return lambda change, whom: notes.note(change, whom, "x", kind=kind)


def lead(journal: Path) -> None:
    """Make everybody somebody whom the user leads, since of others not all is read."""
    with writing(journal) as change:
        for each in change.all(tables.Client):
            each.direction = "down"


LAST: dict[str, tuple[str, Act]] = {
    "feedback received": ("last_feedback_in", feedback(None)),
    "feedback asked": ("last_feedback_in", feedback("asked")),
    "feedback given": ("last_feedback_out", feedback("given")),
    "recognition": ("last_recognition", note("recognition")),
    "goal": ("last_goal", note("goal")),
}
"""What is noted of a client, and where the day of the last of its kind is read."""


@pytest.mark.parametrize("what", LAST)
def test_what_was_noted_of_one_client_is_the_last_of_that_client_alone(
    people: Path, what: str
) -> None:
    """One client's goal says nothing of another's, and no other kind counts."""
    field, act = LAST[what]
    lead(people)
    for moment in (LATE, EARLY):
        with writing(people, moment) as change:
            act(change, client(change))
    with writing(people, "2026-11-15 09:00") as change:
        act(change, client(change, "Sam Li"))
        for elsewhere, write in LAST.values():
            if elsewhere != field:
                write(change, client(change))
    found = known(load(people))
    assert getattr(found["dana-reyes"], field) == date(2026, 11, 12)
    assert getattr(found["sam-li"], field) == date(2026, 11, 15)


@pytest.mark.parametrize("what", LAST)
def test_the_day_of_a_note_is_the_local_one_and_none_without_a_note(
    people: Path, what: str
) -> None:
    """Half past midnight in Berlin is the day before in UTC."""
    field, act = LAST[what]
    lead(people)
    with writing(people, EARLY) as change:
        act(change, client(change))
    found = known(load(people))
    assert getattr(found["dana-reyes"], field) == date(2026, 11, 10)
    assert getattr(found["sam-li"], field) is None


def test_feedback_that_was_answered_and_a_goal_that_was_confirmed_count_from_then(
    people: Path,
) -> None:
    """Received later than it was asked for; revisited later than it was set."""
    lead(people)
    with writing(people, EARLY) as change:
        notes.note(change, client(change), "x", kind="feedback", direction="asked")
        notes.note(change, client(change), "x", kind="goal")
    with writing(people, LATE) as change:
        asked, goal = change.all(tables.Note)
        notes.receive(change, asked)
        notes.confirm_note(change, goal)
    dana = known(load(people))["dana-reyes"]
    assert (dana.last_feedback_in, dana.last_goal) == (date(2026, 11, 12),) * 2


def test_contacts_are_the_first_the_last_the_last_met_and_the_last_of_my_own(
    people: Path,
) -> None:
    """A touch is no meeting, and one by my team no conversation of mine."""
    with writing(people) as change:
        dana, sam = client(change), client(change, "Sam Li")
        for each in (dana, sam):
            each.organization, each.stake = "Acme", "executive"
        meet(change, "2026-11-19 10:00", sam, state="no-show")
        meet(change, "2026-11-03 10:00")
        give(change, "x", kind="action", meeting=meet(change, "2026-11-01 10:00"))
        notes.touch(change, dana, moment_at("2026-11-04 10:00"))
        notes.touch(change, dana, moment_at("2026-10-31 10:00"))
        notes.touch(change, dana, moment_at("2026-11-05 10:00"), by="Jo")
        notes.touch(change, sam, moment_at("2026-11-06 10:00"), by="Jo")
        meet(change, "2026-11-24 10:00", state="planned")
    found = known(load(people))
    dana, sam = found["dana-reyes"], found["sam-li"]
    assert dana.first_contact == moment_at("2026-10-31 10:00")
    assert dana.last_contact == moment_at("2026-11-05 10:00")
    assert dana.last_met == moment_at("2026-11-03 10:00")
    assert dana.last_conversation == moment_at("2026-11-04 10:00")
    assert (sam.first_contact, sam.last_contact) == (moment_at("2026-11-06 10:00"),) * 2
    assert (sam.last_met, sam.last_conversation) == (None, None)


def test_a_fact_is_read_of_those_only_whom_a_rule_asks_about(people: Path) -> None:
    """Dana is an outside client without an organization, met a few times and not led."""
    with writing(people) as change:
        meet(change, "2026-11-03 10:00")
        for _, act in LAST.values():
            act(change, client(change))
    dana = known(load(people))["dana-reyes"]
    assert dana.last_contact
    assert dana.last_feedback_in
    asked = (
        dana.first_contact, dana.last_conversation, dana.last_met, dana.held_days, dana.last_goal,
        dana.last_feedback_out, dana.last_recognition,
    )  # fmt: skip
    assert not any(asked)


@pytest.mark.parametrize(("times", "days"), [(3, 0), (4, 4)])
def test_the_days_of_meetings_are_read_of_regular_clients(
    people: Path, times: int, days: int
) -> None:
    """Below four meetings in a year no rule asks for them."""
    with writing(people) as change:
        for day in range(1, times + 1):
            meet(change, f"2026-11-{day:02} 10:00")
    assert len(known(load(people))["dana-reyes"].held_days) == days


def test_a_year_of_meetings_is_read_in_local_days(people: Path) -> None:
    """The day a year ago is the first that counts, from its midnight where the user is."""
    with writing(people) as change:
        for when in ("2025-11-19 23:59", "2025-11-20 00:00", "2026-11-20 00:30"):
            meet(change, when)
        notes.raise_topic(change, client(change), "x")
    dana = known(load(people))["dana-reyes"]
    assert dana.held_days == (date(2025, 11, 20), date(2026, 11, 20))


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


def test_the_last_kept_promise_and_the_latest_exchange_are_each_clients_own(people: Path) -> None:
    """Of five asks and no give the day of the last is known."""
    with writing(people) as change:
        finish(change, "promise", date(2026, 11, 12))
    for day in range(13, 18):
        with writing(people, f"2026-11-{day} 09:00") as change:
            give(change, "send figures", theirs=True)
    found = known(load(people))
    assert found["dana-reyes"].last_kept == ("a promise", date(2026, 11, 12))
    assert found["dana-reyes"].exchange == ("ask",) * 5
    assert found["dana-reyes"].exchange_since == date(2026, 11, 17)
    assert (found["sam-li"].last_kept, found["sam-li"].exchange) == (None, ())


def test_planned_meetings_ahead_come_soonest_first(people: Path) -> None:
    """One that has begun, was held or is with others is not ahead."""
    with writing(people) as change:
        for when in ("2026-11-26 10:00", "2026-11-24 10:00", "2026-11-20 12:00"):
            meet(change, when, state="planned")
        meet(change, "2026-11-25 10:00", state="cancelled")
        meet(change, "2026-11-25 10:00", client(change, "Sam Li"), state="planned")
    found = known(load(people))
    assert found["dana-reyes"].planned == (
        moment_at("2026-11-24 10:00"),
        moment_at("2026-11-26 10:00"),
    )
    assert found["sam-li"].planned == (moment_at("2026-11-25 10:00"),)


@pytest.mark.parametrize(
    ("state", "routine", "belongs"),
    [("planned", True, True), ("planned", False, False), ("held", True, False)],
)
def test_who_belongs_to_a_routine_series_that_goes_on(
    people: Path, state: str, routine: bool, belongs: bool
) -> None:
    """It goes on as long as an occurrence is planned."""
    with writing(people) as change:
        meet(change, "2026-11-24 10:00", state=state, routine=routine, every="1w")
    found = known(load(people))
    assert (found["dana-reyes"].in_routine, found["sam-li"].in_routine) == (belongs, False)


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
        for _ in range(2):
            give(change, "send figures", theirs=True)
    with reading(people) as db:
        two = load_snapshot(db, clock_at("2026-11-20 12:00"), exchanges=2)
        five = load_snapshot(db, clock_at("2026-11-20 12:00"))
    assert known(two)["dana-reyes"].exchange == ("ask", "ask")
    assert known(five)["dana-reyes"].exchange == ()
