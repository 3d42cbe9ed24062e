"""What is read of each client: only what a rule asks about such a client."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.queries.relationships import load_relationships
from clientlog.queries.snapshot import load_snapshot
from clientlog.queries.snapshot_values import Relationship
from clientlog.store import tables
from clientlog.write import commitments, meetings, notes
from clientlog.write.change import Change
from tests.looking import client, clock_at, finish, give, meet, moment_at, reading, writing

NOW = clock_at("2026-11-20 12:00")

EARLY, LATE = "2026-11-10 00:30", "2026-11-12 09:00"
"""The first moment is still the day before in London, which is where days are stored."""


def load(journal: Path) -> dict[str, Relationship]:
    """Return what a snapshot knows about each active client, by handle."""
    with reading(journal) as db:
        return {known.client.handle: known for known in load_snapshot(db, NOW).relationships}


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
    found = load(people)
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
    found = load(people)
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
    dana = load(people)["dana-reyes"]
    assert (dana.last_feedback_in, dana.last_goal) == (date(2026, 11, 12),) * 2


def test_an_offer_that_was_given_is_no_feedback(people: Path) -> None:
    """It is settled in the same word."""
    lead(people)
    with writing(people) as change:
        offer = notes.note(change, client(change), "help", kind="offer")
        notes.finish_note(change, offer, change.today)
    dana = load(people)["dana-reyes"]
    assert (dana.last_feedback_out, dana.last_feedback_in) == (None, None)
    assert (dana.last_recognition, dana.last_goal) == (None, None)


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
    found = load(people)
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
    dana = load(people)["dana-reyes"]
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
    assert len(load(people)["dana-reyes"].held_days) == days


def test_a_year_of_meetings_is_read_in_local_days(people: Path) -> None:
    """The day a year ago is the first that counts, from its midnight where the user is."""
    with writing(people) as change:
        for when in ("2025-11-19 23:59", "2025-11-20 00:00", "2026-11-20 00:30"):
            meet(change, when)
        notes.raise_topic(change, client(change), "x")
    dana = load(people)["dana-reyes"]
    assert dana.held_days == (date(2025, 11, 20), date(2026, 11, 20))


def test_the_last_kept_promise_and_the_latest_exchange_are_each_clients_own(people: Path) -> None:
    """Of five asks and no give the day of the last is known."""
    with writing(people) as change:
        finish(change, "promise", date(2026, 11, 12))
    for day in range(13, 18):
        with writing(people, f"2026-11-{day} 09:00") as change:
            give(change, "send figures", theirs=True)
    found = load(people)
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
    found = load(people)
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
    found = load(people)
    assert (found["dana-reyes"].in_routine, found["sam-li"].in_routine) == (belongs, False)


def test_active_clients_are_read_in_the_order_they_were_entered(people: Path) -> None:
    """Flags that weigh the same stay in that order; the archived are left out."""
    with writing(people) as change:
        client(change, "Abe Early")
    assert list(load(people)) == ["dana-reyes", "sam-li", "abe-early"]


@pytest.mark.parametrize(
    ("direction", "organization", "first"),
    [("outside", "Acme", True), ("outside", None, False), ("up", "Acme", False)],
)
def test_the_first_contact_is_read_of_outside_clients_in_an_organization(
    people: Path, direction: str, organization: str | None, first: bool
) -> None:
    """Only of them a rule asks how young the engagement is."""
    with writing(people) as change:
        dana = client(change)
        dana.direction, dana.organization = direction, organization
        notes.touch(change, dana, moment_at("2026-11-04 10:00"))
    assert (load(people)["dana-reyes"].first_contact is not None) == first


@pytest.mark.parametrize(
    ("stake", "read"), [("executive", True), ("manager", False), (None, False)]
)
def test_the_last_conversation_is_read_of_executives(
    people: Path, stake: str | None, read: bool
) -> None:
    """It is that client's own, whenever another was spoken to."""
    with writing(people) as change:
        dana, sam = client(change), client(change, "Sam Li")
        dana.organization, dana.stake = "Acme", stake
        notes.touch(change, dana, moment_at("2026-11-04 10:00"))
        notes.touch(change, sam, moment_at("2026-11-05 10:00"))
    expected = moment_at("2026-11-04 10:00") if read else None
    assert load(people)["dana-reyes"].last_conversation == expected


@pytest.mark.parametrize(
    ("direction", "fields"),
    [
        ("down", {"last_goal", "last_feedback_out", "last_recognition"}),
        ("up", {"last_goal"}),
        ("sideways", set()),
        ("outside", set()),
    ],
)
def test_goals_are_read_up_and_down_and_what_was_told_only_down(
    people: Path, direction: str, fields: set[str]
) -> None:
    """Of others no rule asks for them."""
    with writing(people) as change:
        dana = client(change)
        dana.direction = direction
        for _, act in LAST.values():
            act(change, dana)
    dana = load(people)["dana-reyes"]
    asked = ("last_goal", "last_feedback_out", "last_recognition")
    assert {field for field in asked if getattr(dana, field)} == fields


def test_touches_do_not_make_a_regular_client(people: Path) -> None:
    """Three meetings and three touches are three meetings, of whoever they are."""
    with writing(people) as change:
        for day in range(1, 4):
            meet(change, f"2026-11-{day:02} 10:00")
            meet(change, f"2026-11-{day:02} 11:00", client(change, "Sam Li"))
            notes.touch(change, client(change), moment_at(f"2026-11-{day:02} 15:00"))
    found = load(people)
    assert (found["dana-reyes"].held_days, found["sam-li"].held_days) == ((), ())


@pytest.mark.parametrize("end", ["2026-11-20 12:00", "2025-11-20 12:00"])
def test_the_days_of_meetings_are_counted_at_either_end_of_the_year(people: Path, end: str) -> None:
    """The meeting of exactly a year ago still counts for who is regular; touches never."""
    with writing(people) as change:
        for when in ("2026-11-01 10:00", "2026-11-02 10:00", "2026-11-03 10:00", end):
            meet(change, when)
        notes.touch(change, client(change), moment_at("2026-11-05 10:00"))
    days = load(people)["dana-reyes"].held_days
    assert len(days) == 4
    assert list(days) == sorted(days)
    assert date(2026, 11, 5) not in days


@pytest.mark.parametrize(
    ("state", "actions", "confirmed", "read"),
    [
        ("held", 1, False, True),
        ("held", 1, True, False),
        ("held", 0, False, False),
        ("no-show", 0, False, True),
    ],
)
def test_the_last_meeting_is_read_of_those_whose_actions_wait_for_a_word(
    people: Path, state: str, actions: int, confirmed: bool, read: bool
) -> None:
    """A rule asks for it after a no-show and after actions that nobody confirmed."""
    with writing(people) as change:
        meet(change, "2026-11-02 10:00")
        meeting = meet(change, "2026-11-03 10:00", state=state)
        for _ in range(actions):
            give(change, "x", kind="action", meeting=meeting)
        if confirmed:
            meetings.confirm(change, meeting)
    last_day = 2 if state == "no-show" else 3
    expected = moment_at(f"2026-11-0{last_day} 10:00") if read else None
    assert load(people)["dana-reyes"].last_met == expected


def test_a_meeting_of_a_series_that_no_change_planned_is_ahead(people: Path) -> None:
    """It stands among the planned ones by its start, unless it has begun."""
    with writing(people, "2026-11-18 08:00") as change:
        meet(change, "2026-11-24 10:00", state="planned")
        for hour in ("12:00", "13:00"):
            meet(change, f"2026-11-19 {hour}", state="planned", every="1d")
    assert load(people)["dana-reyes"].planned == (
        moment_at("2026-11-20 13:00"),
        moment_at("2026-11-24 10:00"),
    )


def steps(journal: Path) -> int:
    """Return how many instructions SQLite's machine works off to read all clients."""
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    with reading(journal) as db:
        db.set_progress_handler(count, 1)
        load_relationships(db, NOW, (), (), exchanges=5)
    return counted[0]


def add(journal: Path, numbers: range) -> None:
    """Add clients, each of whom was met and got what was promised."""
    with writing(journal) as change:
        for number in numbers:
            whom = client(change, f"Client {number}")
            meet(change, "2026-11-03 10:00", whom)
            kept = give(change, "send the draft", whom=whom)
            commitments.finish(change, kept, date(2026, 11, 2))


def test_a_client_takes_few_steps(journal: Path) -> None:
    """Of somebody outside nothing is looked for that is only asked about people one leads."""
    add(journal, range(10))
    ten = steps(journal)
    add(journal, range(10, 60))
    assert (steps(journal) - ten) / 50 < 280


def test_of_those_one_leads_more_is_read(journal: Path) -> None:
    """Their goals, the recognition and the feedback that they got."""
    add(journal, range(20))
    outside = steps(journal)
    with writing(journal) as change:
        for whom in change.all(tables.Client):
            whom.direction = "down"
    assert steps(journal) > outside


def test_the_day_of_entry_is_the_local_one(people: Path) -> None:
    """Half past midnight in Berlin is the day before in UTC."""
    with writing(people, EARLY) as change:
        client(change, "Abe Early")
    assert load(people)["abe-early"].entered_on == date(2026, 11, 10)
