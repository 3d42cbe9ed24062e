"""Single lines of the page, in words."""

from datetime import date
from typing import Any

import pytest

from clientlog.agenda.lines import commitment, delegated, ordinal, person, summary, topic, when
from clientlog.queries.agenda import Attendee, Private
from tests.rules import build
from tests.rules.build import action, at, client, day, days, held, meeting, noon, promise

CLOCK = noon()
PRIVATE = Private(notes=(), conflicts=(), untold=(), my_word=None, their_word=None)


def remarks(
    private: Private | None = None, held_days: tuple[date, ...] = (), **known: Any
) -> list[str]:
    """What is remarked about a client of whom this is known."""
    attendee = Attendee(
        client=client(**known), held_days=held_days, private=private,
        mine=(), theirs=(), in_hands=(), topics=(),
    )  # fmt: skip
    line = person(attendee, CLOCK)
    assert line.text == "Dana"
    return [*line.remarks]


def test_a_person_is_a_role_a_rhythm_and_the_last_contact() -> None:
    """What is not known is not there."""
    assert remarks() == ["no contact yet"]
    regular = days(-22, -15, -8, -1)
    assert remarks(
        held_days=regular, role="CTO", organization="Acme", last_contact=at(-1), stake="executive",
        stage="partnership", channel="call", away_until=day(3),
    ) == ["CTO", "Acme", "every 7 days", "last contact Thu 19 Nov, yesterday"]  # fmt: skip


def test_a_rhythm_of_half_a_day_is_said_as_it_is() -> None:
    """`every 7.5 days`."""
    assert remarks(held_days=days(-22, -15, -8, -1))[0] == "every 7 days"
    assert remarks(held_days=days(-23, -16, -8, -1, 0))[0] == "every 7 days"
    assert remarks(held_days=days(-24, -16, -8, -1, 0))[0] == "every 7.5 days"


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ("email", "best by email"),
        ("call", "best by call"),
        ("chat", "best by chat"),
        ("in-person", "best in person"),
    ],
)
def test_a_private_page_says_how_somebody_likes_to_be_reached(channel: str, words: str) -> None:
    """After the stake and the stage."""
    found = remarks(PRIVATE, stake="executive", stage="partnership", channel=channel)
    assert found == ["no contact yet", "executive", "partnership", words]


@pytest.mark.parametrize(("until", "words"), [(-1, []), (0, []), (1, ["away until Sat 21 Nov"])])
def test_who_is_back_is_not_away(until: int, words: list[str]) -> None:
    """The day on which an absence ends is the first one back."""
    assert remarks(PRIVATE, away_until=day(until)) == ["no contact yet", *words]


def test_an_absence_to_come_says_when_it_begins() -> None:
    """Nobody is taken for away before."""
    found = remarks(PRIVATE, away_from=day(3), away_until=day(10))
    assert found == ["no contact yet", "away from Mon 23 Nov until Mon 30 Nov"]


def test_a_meeting_is_a_time_a_place_and_what_is_special() -> None:
    """A plain planned meeting is only its time."""
    assert when(None, CLOCK).text == "not planned yet"
    plain = when(meeting(1, "10:00"), CLOCK)
    assert (plain.text, plain.remarks, plain.ref) == ("Sat 21 Nov 10:00 to 11:00", (), "m3")
    formal = held(-1, place="Room 4", channel="call", review=True)
    assert when(formal, CLOCK).remarks == ("Room 4", "call", "a formal review", "held")


def test_a_meeting_over_midnight_says_the_day_it_ends() -> None:
    """One that ends on its day says only the time."""
    assert when(meeting(0, "22:30"), CLOCK).text == "Fri 20 Nov 22:30 to 23:30"
    assert when(meeting(0, "23:30"), CLOCK).text == "Fri 20 Nov 23:30 to Sat 21 Nov 00:30"


@pytest.mark.parametrize(
    ("owed", "remarks", "box", "late"),
    [
        (promise(), ("no date", "promise"), "open", False),
        (action(-1), ("Thu 19 Nov, 1 day late",), "open", True),
        (action(-2), ("Wed 18 Nov, 2 days late",), "open", True),
        (action(0), ("Fri 20 Nov, today",), "open", False),
        (action(1), ("Sat 21 Nov",), "open", False),
        (action(1, priority="must"), ("Sat 21 Nov", "must"), "open", False),
        (action(1, owner="Ann"), ("Sat 21 Nov", "through Ann"), "open", False),
        (action(1, every="week"), ("Sat 21 Nov", "every week"), "open", False),
        (action(-1, state="done", settled_on=day(0)), ("done Fri 20 Nov",), "done", False),
        (promise(-1, state="kept"), ("kept", "promise"), "done", False),
        (promise(-1, state="broken"), ("broken", "promise"), "dropped", False),
        (promise(-1, state="released"), ("released", "promise"), "dropped", False),
        (action(-1, state="dropped"), ("dropped",), "dropped", False),
    ],
)
def test_a_commitment_says_its_date_in_words(
    owed: Any, remarks: tuple[str, ...], box: str, late: bool
) -> None:
    """Then what else is known; a settled one says how and when, and is never late."""
    line = commitment(owed, CLOCK)
    assert (line.remarks, line.box, line.late) == (remarks, box, late)
    assert (line.text, line.label, line.ref) == ("send the draft", "", owed.ref)


def test_a_commitment_names_who_owes_it_where_the_title_does_not() -> None:
    """Me, or the client by name."""
    assert commitment(action(), CLOCK, names_who=True).label == "me"
    assert commitment(action(theirs=True), CLOCK, names_who=True).label == "Dana Reyes"


def test_what_was_passed_on_says_for_whom_it_is() -> None:
    """The owner is the one whose page it is, and is not named again."""
    line = delegated(action(1, owner="Sam"), CLOCK)
    assert (line.label, line.remarks) == ("for Dana Reyes", ("Sat 21 Nov",))


@pytest.mark.parametrize(
    ("rest", "label", "remarks", "blank"),
    [
        ({}, "", (), False),
        ({"why": "we lose May"}, "", ("because we lose May",), False),
        ({"ask": True}, "I recommend", ("because",), True),
        ({"ask": True, "why": "we lose May"}, "I recommend", ("because we lose May",), False),
        ({"meetings_since": 1}, "", ("2nd time, first raised 21 Sep",), False),
        (
            {"meetings_since": 2, "ask": True},
            "I recommend", ("3rd time, first raised 21 Sep", "because"), True,
        ),
    ],
)  # fmt: skip
def test_an_ask_has_its_reason_or_room_for_one(
    rest: dict[str, Any], label: str, remarks: tuple[str, ...], blank: bool
) -> None:
    """A topic that was carried over says how often."""
    line = topic(build.topic(**rest), CLOCK)
    assert (line.label, line.remarks, line.blank) == (label, remarks, blank)
    assert (line.text, line.ref, line.box) == ("the budget", "t9", "open")


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (10, "10th"), (11, "11th"), (12, "12th"),
        (13, "13th"), (21, "21st"), (22, "22nd"), (23, "23rd"), (101, "101st"), (111, "111th"),
        (112, "112th"), (113, "113th"),
    ],
)  # fmt: skip
def test_ordinals(number: int, words: str) -> None:
    """Eleven to thirteen end in th in every hundred."""
    assert ordinal(number) == words


def test_a_summary_stands_beside_its_day() -> None:
    """A meeting without one has an empty line."""
    line = summary(held(-3, summary="Paused the move"), CLOCK)
    assert (line.text, line.label, line.ref) == ("Paused the move", "Tue 17 Nov", "m3")
    assert summary(held(-3), CLOCK).text == ""
