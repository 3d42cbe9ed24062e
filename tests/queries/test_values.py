"""What the values that are seen of the journal say of themselves."""

from datetime import date, timedelta
from typing import Any

import pytest

from clientlog.queries.values import (
    Absence,
    Amendment,
    Client,
    Commitment,
    Conflict,
    Meeting,
    Note,
    Topic,
    Touch,
)
from tests.looking import DANA, moment_at, promise

NOW = moment_at("2026-11-20 12:00")
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("value", "ref"),
    [
        (promise(42), "p42"),
        (promise(41)._replace(kind="action"), "a41"),
        (Meeting(number=15, starts_at=NOW, ends_at=NOW, ends_set_at=NOW), "m15"),
        (Topic(9, "x", DANA, NOW), "t9"),
        (Note(7, "need", "x", DANA, NOW), "n7"),
        (Conflict(3, "x", DANA, NOW), "c3"),
    ],
)
def test_a_record_has_a_ref_by_which_flags_name_it(value: Any, ref: str) -> None:
    """The letter of its kind and its number."""
    assert (value.ref, value.key) == (ref, ref)


def test_a_client_is_named_by_handle() -> None:
    """A touch is not flagged, and has a REF."""
    assert DANA.key == "dana-reyes"
    assert Touch(8, DANA, NOW).ref == "k8"


@pytest.mark.parametrize(
    ("direction", "internal"),
    [("up", True), ("down", True), ("sideways", True), ("outside", False)],
)
def test_everybody_but_those_outside_is_internal(direction: Any, internal: bool) -> None:
    """Leaders, those I lead and those beside me belong to my own organization."""
    assert DANA._replace(direction=direction).internal == internal


@pytest.mark.parametrize(("offset", "away"), [(-1, False), (0, True), (2, True), (3, False)])
def test_an_absence_covers_its_first_day_and_not_the_first_day_back(
    offset: int, away: bool
) -> None:
    """From the one to before the other."""
    absence = Absence(None, DAY, DAY + timedelta(days=3))
    assert absence.covers(DAY + timedelta(days=offset)) == away


def test_a_commitment_says_who_owes_it() -> None:
    """Me, or the client by handle."""
    assert promise().by == "me"
    assert promise(theirs=True).by == "dana-reyes"


def test_only_moved_dates_are_renegotiations() -> None:
    """In the order they were made."""
    first, second = (Amendment("renegotiated", NOW, why=why) for why in ("ill", "late"))
    amendments = (Amendment("delegated", NOW), first, Amendment("broken", NOW), second)
    assert promise(amendments=amendments).renegotiations == (first, second)


@pytest.mark.parametrize(
    ("due", "settled_on", "on_time"),
    [
        (DAY, DAY, True),
        (DAY, DAY + timedelta(days=1), False),
        (None, DAY, True),
        (DAY, None, False),
        (None, None, False),
    ],
)
def test_a_word_is_kept_on_time_by_the_last_agreed_day(
    due: date | None, settled_on: date | None, on_time: bool
) -> None:
    """One without a date always is, once it is kept."""
    assert promise(due=due, settled_on=settled_on).kept_on_time == on_time


def test_feedback_that_was_asked_for_was_received_when_it_came() -> None:
    """Else when it was recorded."""
    later = NOW + timedelta(days=1)
    assert Note(1, "feedback", "x", DANA, NOW).received_at == NOW
    assert Note(1, "feedback", "x", DANA, NOW, told_at=later).received_at == later


def test_a_topic_is_open_and_no_ask_unless_said() -> None:
    """It was raised for no meeting, and no reason is known."""
    topic = Topic(number=1, text="hire", client=DANA, raised_at=moment_at("2026-11-02 09:00"))
    assert (topic.ask, topic.why, topic.state) == (False, None, "open")
    assert (topic.meeting, topic.settled_on, topic.meetings_since) == (None, None, 0)


def test_a_record_is_plain_unless_said() -> None:
    """A client is active and entered by hand, a commitment mine, a meeting not routine."""
    plain = Client(2, "sam-li", "Sam Li")
    assert (plain.archived, plain.by_hand, plain.direction) == (False, True, "outside")
    owed = Commitment("promise", 1, "x", plain, NOW)
    assert (owed.theirs, owed.is_update, owed.state, owed.priority) == (
        False,
        False,
        "open",
        "good",
    )
    meeting = Meeting(1, NOW, NOW, NOW)
    assert (meeting.nothing_to_note, meeting.review, meeting.routine) == (False, False, False)
    assert (meeting.moves, meeting.topics, meeting.open_actions) == (0, 0, 0)
    note = Note(1, "need", "x", plain, NOW)
    assert (note.served, note.served_open, note.last_served_on) == (False, False, None)
