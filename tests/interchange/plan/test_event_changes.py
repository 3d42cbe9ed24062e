"""The differences between an event and its meeting."""

from datetime import timedelta
from typing import Any

import pytest

from clientlog.interchange.ical.values import Attendee, Event
from clientlog.interchange.plan import event_changes
from clientlog.interchange.plan.meetings import KnownMeeting
from clientlog.interchange.plan.people import Person
from tests.looking import clock_at, moment_at

START, HOUR = moment_at("2026-11-24 10:00"), timedelta(hours=1)
CLOCK = clock_at("2026-11-20 12:00")
ANN, BOB = Person(id=1, handle="ann", name="Ann"), Person(id=2, handle="bob", name="Bob")
PEOPLE = {"ann@x.org": ANN, "bob@x.org": BOB}


def find(attendee: Attendee) -> Person | None:
    return PEOPLE.get(attendee.address)


def event(**values: Any) -> Event:
    attendees = tuple(map(Attendee, PEOPLE))
    common = {"starts_at": START, "ends_at": START + HOUR, "attendees": attendees}
    return Event(**{"source": "", "uid": "a", **common, **values})


def compare(read: Event, people: tuple[Person, ...] = (ANN,), **values: Any) -> Any:
    common = {"state": "planned", "clients": (1,), "title": "Review"}
    meeting = KnownMeeting(
        **{"id": 1, "starts_at": START, "ends_at": START + HOUR, **common, **values}
    )
    return event_changes.compare(read, meeting, people, find, CLOCK)


@pytest.mark.parametrize(
    ("read", "values", "reasons"),
    [
        ({}, {}, []),
        ({"summary": "Review", "location": " "}, {}, []),
        ({"summary": "Talk"}, {}, ["title was Review"]),
        ({"summary": "Talk"}, {"title": None}, ["has a title"]),
        ({"location": "Room 1"}, {}, ["place is Room 1"]),
        ({}, {"starts_at": START - HOUR}, ["moved from Tue 24 Nov 09:00"]),
        ({"ends_at": START + HOUR / 2}, {}, ["lasts 30 minutes"]),
        ({}, {"state": "cancelled"}, ["it takes place after all"]),
        ({"summary": "Talk"}, {"state": "held"}, []),
        ({"starts_at": CLOCK.now - HOUR, "ends_at": CLOCK.now}, {"state": "cancelled"}, []),
        ({"starts_at": START.replace(microsecond=9)}, {}, []),
        ({"ends_at": (START + HOUR).replace(microsecond=9)}, {}, []),
    ],
)
def test_what_differs_is_changed_with_a_reason(
    read: dict[str, Any], values: dict[str, Any], reasons: list[str]
) -> None:
    """A meeting that is over stays as it is."""
    assert compare(event(**read), **values).reasons == reasons


def test_who_comes_and_who_leaves_is_known_and_who_was_added_by_hand_stays() -> None:
    """Only somebody who is invited can leave."""
    changes = compare(event(), (BOB,), clients=(1, 9))
    assert (changes.coming, changes.leaving) == ((BOB,), (ANN,))
    assert changes.reasons == ["with bob", "without ann"]
    assert (changes.starts_at, changes.title, changes.state) == (None, None, None)


@pytest.mark.parametrize(
    ("length", "ends"),
    [(HOUR / 2, HOUR / 2), (None, HOUR), (timedelta(), HOUR), (-HOUR, HOUR),
     (timedelta(days=31), timedelta(days=31)), (timedelta(days=31, seconds=1), HOUR)],
)  # fmt: skip
def test_an_end_that_makes_no_sense_is_an_hour_after_the_start(
    length: timedelta | None, ends: timedelta
) -> None:
    """Missing, before the start, or more than a month later."""
    read = event(ends_at=None if length is None else START + length)
    assert event_changes.end_of(read) - event_changes.start_of(read) == ends


@pytest.mark.parametrize(
    "values",
    [{"summary": "x"}, {"location": "x"}, {"status": "cancelled"}, {"starts_at": START - HOUR},
     {"ends_at": START + 2 * HOUR}, {"attendees": ()}],
)  # fmt: skip
def test_a_digest_changes_with_all_that_a_meeting_takes(values: dict[str, Any]) -> None:
    """And with who of them is a client."""
    digest = event_changes.digest_of(event(), find)
    assert event_changes.digest_of(event(), find) == digest
    assert event_changes.digest_of(event(sequence=9, uid="b"), find) == digest
    assert event_changes.digest_of(event(**values), find) != digest
    assert event_changes.digest_of(event(), lambda _: None) != digest


def test_a_digest_tells_which_of_two_without_an_address_is_a_client() -> None:
    """By their names; of whole days there is one too."""
    read = event(attendees=(Attendee("", "Ann"), Attendee("", "Bob")))
    digests = {
        event_changes.digest_of(read, lambda who, name=name: ANN if who.name == name else None)  # type: ignore[misc]  # mypy cannot infer a lambda's default
        for name in ("Ann", "Bob")
    }
    assert len(digests) == 2
    assert event_changes.digest_of(event(starts_at=START.date(), ends_at=None), find)


def test_a_digest_is_the_same_in_every_release() -> None:
    """Or each meeting would be changed again by the next reading of its calendar."""
    assert (
        event_changes.digest_of(event(summary="Review", location="Room"), find)
        == "42a3264c56595856902a9da0"
    )


def test_somebody_who_becomes_a_client_with_the_event_comes() -> None:
    """They have no number yet."""
    new = Person(name="Eve")
    assert compare(event(), (ANN, new)).coming == (new,)
