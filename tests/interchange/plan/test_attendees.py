"""Which attendees of an event are clients, or become clients."""

from datetime import UTC, datetime

import pytest

from clientlog.interchange.ical.values import Attendee, Event
from clientlog.interchange.plan.attendees import AttendeeFinder
from clientlog.interchange.plan.people import Directory, Person
from clientlog.interchange.plan.values import Plan

START = datetime(2026, 11, 24, 10, tzinfo=UTC)


def finder(*people: Person, create: bool = True) -> AttendeeFinder:
    return AttendeeFinder(Plan(), Directory(people), frozenset({"me@x.org"}), create)


def event(*attendees: Attendee) -> Event:
    return Event("a.ics:1", "a", START, None, summary="Review", attendees=attendees)


@pytest.mark.parametrize(
    ("attendee", "found"),
    [
        (Attendee("ANN@x.org"), True),
        (Attendee("", "Ann Lee"), True),
        (Attendee("other@x.org", "Ann Lee"), False),
        (Attendee("", "ann@x.org"), False),
        (Attendee("", ""), False),
        (Attendee("", "lee@x.org"), False),
    ],
)
def test_a_client_is_found_by_address_or_by_a_name_without_one(
    attendee: Attendee, found: bool
) -> None:
    """Beside another address the name is not enough."""
    ann = Person(id=1, handle="ann", name="Ann Lee", emails=["ann@x.org"])
    others = [Person(id=2, name="lee@x.org"), Person(id=3, name="")]
    assert (finder(ann, *others).find(attendee) is ann) is found
    assert finder(*others).find(attendee) is None


def test_a_name_that_two_clients_have_finds_nobody() -> None:
    """A client without an address is found beside one."""
    one, other = Person(id=1, name="Ann Lee"), Person(id=2, name="Ann Lee")
    assert finder(one).find(Attendee("a@x.org", "Ann Lee")) is one
    assert finder(one, other).find(Attendee("", "Ann Lee")) is None


def test_an_unknown_attendee_becomes_a_client_once_where_that_is_wanted() -> None:
    """Named after the mailbox where there is no name; not me, and nothing that is no person."""
    wanted = finder()
    seen = event(
        Attendee("ann@x.org", "Ann Lee"), Attendee("bob@x.org"), Attendee("me@x.org"),
        Attendee("room@x.org", "Room", kind="ROOM"),
    )  # fmt: skip
    assert [person.name for person in wanted.people(seen)] == ["Ann Lee", "bob"]
    assert [person.name for person in wanted.people(seen)] == ["Ann Lee", "bob"]
    assert [step.what for step in wanted.plan.steps] == ["client Ann Lee", "client bob"]
    assert wanted.plan.steps[0].reason == "attends Review"
    assert finder(create=False).people(seen) == ()


def test_a_namesake_with_another_address_is_noticed() -> None:
    """And entered all the same."""
    known = finder(Person(id=1, handle="ann", name="Ann Lee", emails=["ann@y.org"]))
    (person,) = known.people(event(Attendee("ann@x.org", "Ann Lee")))
    assert person.id is None
    (notice,) = known.plan.remarks
    assert "probably the same person as ann" in notice.reason


def test_somebody_without_an_address_becomes_a_client_unless_the_name_is_one() -> None:
    """Nor does somebody of whom there is neither a name nor a mailbox."""
    kim = event(Attendee("", "Kim Park"))
    (person,) = finder().people(kim)
    assert (person.name, person.emails) == ("Kim Park", [])
    namesakes = [Person(id=n, name="Kim Park") for n in (1, 2)]
    assert finder(*namesakes).people(kim) == ()
    (other,) = finder(*namesakes).people(event(Attendee("k@x.org", "Kim Park")))
    assert other.emails == ["k@x.org"]
    assert finder().people(event(Attendee("@x.org"), Attendee("", "@"))) == ()


def test_a_name_that_is_an_address_gives_way_to_the_mailbox() -> None:
    """As some calendars write it."""
    (person,) = finder().people(event(Attendee("bob@x.org", "bob@x.org")))
    assert (person.name, person.emails) == ("bob", ["bob@x.org"])


def test_those_who_are_no_clients_are_unknown() -> None:
    """Of those who come."""
    ann = Person(id=1, handle="ann", name="Ann Lee", emails=["ann@x.org"])
    bob, eve = Attendee("bob@x.org"), Attendee("eve@x.org", participation="DECLINED")
    assert finder(ann).unknown(event(Attendee("ann@x.org"), bob, eve)) == [bob]
