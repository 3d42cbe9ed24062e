"""What minutes change, compared with the meetings that are known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.interchange.plan.meetings import KnownMeeting, MeetingKey, Meetings
from clientlog.interchange.plan.minutes import MinutesFile, MinutesPlanner
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.values import (
    MeetingUpdate,
    NewCommitment,
    NewMeeting,
    NewNote,
    Plan,
)
from clientlog.interchange.problems import Problem
from clientlog.minutes.metadata import Attendee, Metadata
from clientlog.minutes.offered import Offered

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = date(2026, 11, 19)
NINE = datetime(2026, 11, 19, 9, tzinfo=UTC)


def minutes(text: str = "We agreed.", **values: Any) -> MinutesFile:
    """Return minutes of a talk with Dana on Thursday."""
    known: dict[str, Any] = {"title": "Review", "day": DAY, "attendees": (Attendee("Dana Reyes"),)}
    return MinutesFile(source="m.md", key="m.md", text=text, metadata=Metadata(**known | values))


def plan(
    file: MinutesFile,
    *meetings: KnownMeeting,
    keys: dict[str, MeetingKey] | None = None,
    summary: str | None = None,
) -> Plan:
    """Plan one file in a journal that knows Dana; `summary` is that of every meeting."""
    directory = Directory([Person(id=1, handle="dana", name="Dana Reyes", emails=["d@x.example"])])
    known = Meetings(meetings, keys or {})
    planner = MinutesPlanner(Plan(), directory, known, Clock(NOW, UTC, "UTC"), lambda _: summary)
    planner.add(file)
    return planner.plan


def meeting(number: int = 1, starts_at: datetime = NINE) -> KnownMeeting:
    """Return a planned meeting with Dana."""
    return KnownMeeting(
        id=number,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        state="planned",
        clients=[1],
    )


def test_minutes_become_a_held_meeting_with_their_text_as_summary() -> None:
    """Word for word; at noon where they do not say when."""
    (operation,) = plan(minutes("# A\n\nWe *agreed*.\n")).operations
    assert isinstance(operation, NewMeeting)
    assert (operation.summary, operation.state) == ("# A\n\nWe *agreed*.\n", "held")
    assert operation.starts_at == datetime(2026, 11, 19, 12, tzinfo=UTC)


@pytest.mark.parametrize(("time", "number"), [(None, 1), ("09:30", 1), ("14:00", None)])
def test_minutes_are_of_the_meeting_of_their_day_or_hour(
    time: str | None, number: int | None
) -> None:
    """Of another hour they are of another meeting."""
    (operation,) = plan(minutes(time=time), meeting()).operations
    assert (operation.id if isinstance(operation, MeetingUpdate) else None) == number


def test_of_two_meetings_a_day_none_is_guessed() -> None:
    """Unless the hour is known."""
    both = (meeting(), meeting(2, NINE + timedelta(hours=5)))
    assert isinstance(plan(minutes(), *both).operations[0], NewMeeting)
    (operation,) = plan(minutes(time="14:00"), *both).operations
    assert isinstance(operation, MeetingUpdate)
    assert operation.id == 2


def test_a_summary_that_was_typed_is_never_overwritten() -> None:
    """Neither by new minutes nor by edited ones."""
    (step,) = plan(minutes(), meeting(), summary="typed").steps
    assert step.reason == "m1 has a summary already"
    known = meeting()
    (operation,) = plan(minutes()).operations
    keys = {"m.md": MeetingKey(known, operation.digest)}
    (step,) = plan(minutes("edited"), known, keys=keys, summary="typed").steps
    assert step.reason == "the summary of m1 was changed in the journal"
    (step,) = plan(minutes("edited"), known, keys=keys, summary="We agreed.").steps
    assert step.action == "change"
    assert plan(minutes(), known, keys=keys, summary="We agreed.").unchanged == 1


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"day": None}, "it has no date, nor has its name"),
        ({"day": date(2026, 11, 21)}, "its date is still to come"),
        ({"attendees": ()}, "it names no attendees"),
        ({"attendees": (Attendee("Eve"),)}, "nobody in it is a client: Eve"),
    ],
)
def test_what_is_left_out_says_why(values: dict[str, Any], reason: str) -> None:
    """Without a date, ahead of time, and without a client."""
    assert [(s.action, s.reason) for s in plan(minutes(**values)).steps] == [("skip", reason)]


@pytest.mark.parametrize(
    ("title", "what"), [("Review", "Review, Thu 19 Nov"), (None, "m.md, Thu 19 Nov")]
)
def test_minutes_are_called_by_their_title_else_by_their_file(title: str | None, what: str) -> None:
    """With the day they are of."""
    (step,) = plan(minutes(title=title, attendees=())).steps
    assert step.what == what


def offer(text: str, owner: str | None = None, **values: Any) -> Offered:
    """An item that minutes ask for; an action unless told."""
    known: dict[str, Any] = {"kind": "action", "due_text": None, "due": None, "line": 1}
    return Offered(text=text, owner=owner, **known | values)


def take(
    *items: Offered, people: tuple[str, ...] = ("Dana Reyes", "Sam Li"), **values: Any
) -> Plan:
    """Plan minutes of Dana and Sam with the items they offer, which are taken unless told not."""
    known = [
        Person(id=1, handle="dana", name="Dana Reyes"),
        Person(id=2, handle="sam", name="Sam Li"),
    ]
    planner = MinutesPlanner(
        Plan(), Directory(known), Meetings([], {}), Clock(NOW, UTC, "UTC"), lambda _: None,
        **({"take_items": True} | values),
    )  # fmt: skip
    file = minutes(attendees=tuple(map(Attendee, people)))
    planner.add(replace(file, offered=items))
    return planner.plan


@pytest.mark.parametrize(
    ("owner", "client", "is_theirs", "passed_on"),
    [
        ("Sam Li", "sam", True, None),
        ("sam", "sam", True, None),
        ("LI", "sam", True, None),
        ("", "dana", False, None),
        (None, "dana", False, None),
        ("me", "dana", False, None),
        ("I", "dana", False, None),
        ("boss", "dana", False, None),
        ("Tom", "dana", False, "Tom"),
    ],
)
def test_an_action_is_of_the_attendee_it_names(
    owner: str | None, client: str, is_theirs: bool, passed_on: str | None
) -> None:
    """By handle, name or one word of it; else mine, for somebody else or for me."""
    due = date(2026, 11, 27)
    item = offer("send it", owner, due=due)
    step = take(item, mine=frozenset({"boss"})).steps[1]
    assert (step.action, step.what, step.source) == ("create", "action: send it", "m.md")
    operation = step.operation
    assert isinstance(operation, NewCommitment)
    assert (operation.kind, operation.text, operation.due) == ("action", "send it", due)
    assert (operation.person.handle, operation.theirs, operation.owner) == (
        client, is_theirs, passed_on,
    )  # fmt: skip


def test_a_name_that_two_attendees_have_is_nobody_of_them() -> None:
    """The action is mine, passed on to that name."""
    planner = take(offer("x", "Reyes"), people=("Dana Reyes",))
    operation = planner.operations[1]
    assert isinstance(operation, NewCommitment)
    assert operation.theirs
    two = [Person(id=n, handle=f"{n}", name=f"{n} Reyes") for n in (1, 2)]
    other = MinutesPlanner(
        Plan(), Directory(two), Meetings([], {}), Clock(NOW, UTC, "UTC"), lambda _: None, True
    )
    people = tuple(Attendee(person.name) for person in two)
    offered = (offer("x", "Reyes"),)
    other.add(replace(minutes(attendees=people), offered=offered))
    operation = other.plan.operations[1]
    assert isinstance(operation, NewCommitment)
    assert (operation.theirs, operation.owner) == (False, "Reyes")


def test_a_decision_is_a_note_about_the_first_attendee() -> None:
    """What the journal has already is not taken again."""
    items = [offer(text, kind="decision") for text in ("no radios", "known")]
    step = take(*items, texts={"known"}).steps[1]
    assert (step.what, step.source) == ("decision: no radios", "m.md")
    assert isinstance(step.operation, NewNote)
    assert (step.operation.person.handle, step.operation.kind, step.operation.text) == (
        "dana", "decision", "no radios",
    )  # fmt: skip


def test_items_that_are_not_taken_are_counted() -> None:
    """With the option that takes them; minutes without any say nothing."""
    planned = take(offer("x"), offer("y"), take_items=False)
    assert planned.notices == [Problem("m.md", "2 items are offered: take them with --take-items")]
    assert len(planned.operations) == 1
    assert take(take_items=False).notices == []
    assert len(plan(replace(minutes(), offered=(offer("x"),))).notices) == 1


@pytest.mark.parametrize("take_items", [True, False])
def test_items_are_taken_from_minutes_that_were_imported_before(take_items: bool) -> None:
    """Where they are asked for now; the meeting stays as it is."""
    keys = {"m.md": MeetingKey(meeting(), first_digest())}
    directory = Directory([Person(id=1, handle="dana", name="Dana Reyes")])
    planner = MinutesPlanner(
        Plan(), directory, Meetings([meeting()], keys), Clock(NOW, UTC, "UTC"), lambda _: "",
        take_items=take_items,
    )  # fmt: skip
    planner.add(replace(minutes(), offered=(offer("x"),)))
    assert planner.plan.unchanged == 1
    assert [type(operation) for operation in planner.plan.operations] == [
        NewCommitment
    ] * take_items
    assert planner.plan.notices == []


def first_digest() -> str:
    """Return the digest of the usual minutes."""
    (operation,) = plan(minutes()).operations
    return operation.digest


def test_minutes_whose_meeting_was_removed_are_left_out() -> None:
    """They do not bring it back."""
    (step,) = plan(minutes(), keys={"m.md": MeetingKey(None, "")}).steps
    assert (step.action, step.reason) == ("skip", "its meeting was removed")


def test_a_new_meeting_has_all_that_minutes_say() -> None:
    """It lasts an hour, and is told of with whom it was."""
    (step,) = plan(minutes(time="09:30")).steps
    operation = step.operation
    assert isinstance(operation, NewMeeting)
    assert (step.action, step.what, step.source, step.reason) == (
        "create", "Review, Thu 19 Nov", "m.md", "with dana",
    )  # fmt: skip
    assert operation.starts_at == NINE + timedelta(minutes=30)
    assert operation.ends_at - operation.starts_at == timedelta(hours=1)
    assert (operation.key, operation.title) == ("m.md", "Review")
    assert [person.handle for person in operation.people] == ["dana"]
    (operation,) = plan(minutes(title=None)).operations
    assert isinstance(operation, NewMeeting)
    assert operation.title is None


def test_a_meeting_that_was_planned_gets_the_minutes() -> None:
    """As its summary; it took place."""
    (step,) = plan(minutes(), meeting()).steps
    operation = step.operation
    assert isinstance(operation, MeetingUpdate)
    assert (step.action, step.what, step.reason) == (
        "merge", "m1 Review, Thu 19 Nov", "its summary",
    )  # fmt: skip
    assert (operation.key, operation.digest) == ("m.md", first_digest())
    assert (operation.state, operation.summary) == ("held", "We agreed.")


def test_edited_minutes_change_the_summary_alone() -> None:
    """The step says that they were edited."""
    keys = {"m.md": MeetingKey(meeting(), first_digest())}
    (step,) = plan(minutes("edited"), keys=keys, summary="We agreed.").steps
    operation = step.operation
    assert isinstance(operation, MeetingUpdate)
    assert (step.what, step.reason) == ("m1 Review, Thu 19 Nov", "was edited")
    assert (operation.id, operation.key, operation.summary) == (1, "m.md", "edited")
    assert operation.state is None
    (edited,) = plan(minutes("edited")).operations
    assert operation.digest == edited.digest != first_digest()


def test_two_minutes_are_not_of_one_meeting() -> None:
    """The second file makes a meeting of its own."""
    directory = Directory([Person(id=1, handle="dana", name="Dana Reyes")])
    known = Meetings([meeting()], {})
    planner = MinutesPlanner(Plan(), directory, known, Clock(NOW, UTC, "UTC"), lambda _: None)
    for key in ("a.md", "b.md"):
        planner.add(replace(minutes(), key=key))
    assert [type(each) for each in planner.plan.operations] == [MeetingUpdate, NewMeeting]


def test_minutes_of_today_are_taken_and_an_attendee_is_found_by_address() -> None:
    """Each once, whatever the name says; one whom two are called is nobody."""
    attendees = (Attendee("D.", "d@x.example"), Attendee("Dana Reyes", "x@x.example"))
    (operation,) = plan(minutes(day=NOW.date(), attendees=attendees)).operations
    assert isinstance(operation, NewMeeting)
    assert [person.handle for person in operation.people] == ["dana"]


def test_the_address_of_an_attendee_comes_before_the_name() -> None:
    """Which may be that of another client."""
    directory = Directory(
        [
            Person(id=1, handle="dana", name="Dana Reyes", emails=["d@x.example"]),
            Person(id=2, handle="sam", name="Sam Li"),
        ]
    )
    planner = MinutesPlanner(
        Plan(), directory, Meetings([], {}), Clock(NOW, UTC, "UTC"), lambda _: None
    )
    planner.add(minutes(attendees=(Attendee("Sam Li", "d@x.example"),)))
    assert [step.reason for step in planner.plan.steps] == ["with dana"]


def test_an_action_of_nobody_is_mine_where_a_client_has_no_handle_yet() -> None:
    """Nobody is not the client without a handle."""
    planner = MinutesPlanner(
        Plan(), Directory([Person(name="Dana Reyes")]), Meetings([], {}),
        Clock(NOW, UTC, "UTC"), lambda _: None, take_items=True,
    )  # fmt: skip
    planner.add(replace(minutes(), offered=(offer("x"),)))
    operation = planner.plan.operations[1]
    assert isinstance(operation, NewCommitment)
    assert not operation.theirs


def test_the_digest_of_minutes_is_the_same_in_every_release() -> None:
    """Or all of them would count as edited."""
    assert first_digest() == "9d38155110976de2a048e836"
