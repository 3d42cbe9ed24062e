"""What minutes change, compared with the meetings that are known."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.interchange.plan.meetings import KnownMeeting, MeetingKey, Meetings
from clientlog.interchange.plan.minutes import MinutesFile, MinutesPlanner
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.values import MeetingUpdate, NewMeeting, Plan
from clientlog.minutes.metadata import Attendee, Metadata

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
        ({"day": None}, "no date stands in it or in its name"),
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
