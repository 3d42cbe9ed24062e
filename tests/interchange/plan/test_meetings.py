"""The meetings of a journal, found by when and with whom."""

from datetime import timedelta

import pytest

from clientlog.interchange.plan.meetings import KnownMeeting, MeetingKey, Meetings
from clientlog.interchange.plan.people import Person
from tests.looking import moment_at

HOUR = timedelta(hours=1)
START = moment_at("2026-11-24 10:00")
ANN, BOB = Person(id=1, name="Ann"), Person(id=2, name="Bob")
SECOND = timedelta(seconds=1)


def meeting(number: int, offset: timedelta, state: str = "planned", who: int = 1) -> KnownMeeting:
    starts_at = START + offset
    return KnownMeeting(
        id=number, starts_at=starts_at, ends_at=starts_at + HOUR, state=state, clients=[who]
    )


@pytest.mark.parametrize(
    ("offset", "near"),
    [(HOUR, False), (HOUR - SECOND, True), (-HOUR, False), (SECOND - HOUR, True)],
)
def test_less_than_an_hour_apart_is_near(offset: timedelta, near: bool) -> None:
    """Before or after."""
    known = Meetings([meeting(1, offset)], {})
    assert bool(known.near(START, [ANN])) is near


def test_the_nearest_comes_first_and_others_are_not_found() -> None:
    """Cancelled ones, those with others, and with somebody who is not in the journal yet."""
    known = Meetings(
        [
            meeting(1, timedelta(minutes=30)),
            meeting(2, -timedelta(minutes=10), "held"),
            meeting(3, timedelta(), "cancelled"),
            meeting(4, timedelta(), who=2),
        ],
        {},
    )
    assert [found.id for found in known.near(START, [ANN])] == [2, 1]
    assert [found.id for found in known.near(START, [BOB])] == [4]
    assert known.near(START, [Person(name="New")]) == []


def test_a_time_holds_its_start_and_not_its_end() -> None:
    """In the order of the hours."""
    meetings = [meeting(number, timedelta(hours=number)) for number in range(4)]
    known = Meetings(meetings, {})
    found = known.between(START + HOUR, START + 3 * HOUR, [ANN])
    assert [there.id for there in found] == [1, 2]


def test_a_meeting_that_a_source_knows_was_not_entered_by_hand() -> None:
    """What is remembered is known from then on."""
    keyed, free = meeting(1, timedelta()), meeting(2, timedelta(minutes=30))
    known = Meetings([keyed, free], {"a": MeetingKey(keyed, "1"), "gone": MeetingKey(None, "2")})
    assert known.planned_with(START, [ANN]) is free
    known.remember("b", free, "3")
    assert known.planned_with(START, [ANN]) is None
    assert known.keys["b"] == MeetingKey(free, "3")
