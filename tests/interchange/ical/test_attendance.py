"""With whom an event is a meeting."""

from datetime import UTC, date, datetime

import pytest

from clientlog.interchange.ical.attendance import read_attendance
from clientlog.interchange.ical.values import Attendee, Event

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
ME = Attendee("me@example.com", "Me")
DANA = Attendee("dana@example.org", "Dana Reyes", participation="ACCEPTED")
SAM = Attendee("sam@example.org")


def event(*attendees: Attendee, organizer: Attendee | None = None, free: bool = False) -> Event:
    """Return an event with these attendees."""
    return Event("", "1", TEN, None, organizer=organizer, attendees=attendees, is_transparent=free)


def people(*attendees: Attendee, organizer: Attendee | None = None) -> list[str]:
    """Return the addresses of those who are met."""
    attendance = read_attendance(event(*attendees, organizer=organizer), ["Me@Example.com"])
    assert attendance.is_meeting == bool(attendance.people)
    return [who.address for who in attendance.people]


def test_it_is_one_with_everybody_but_oneself() -> None:
    """Whatever the case of one's address; each once, also with an answer not given yet."""
    mine = Attendee("ME@example.com")
    assert people(DANA, mine, SAM, Attendee("DANA@example.org")) == [DANA.address, SAM.address]


def test_whoever_invites_comes() -> None:
    """Outlook does not list the organizer; one who is listed has the answer given there."""
    assert people(ME, organizer=DANA) == ["dana@example.org"]
    declined = Attendee("dana@example.org", participation="DECLINED")
    assert people(ME, organizer=declined) == ["dana@example.org"]
    assert people(ME, declined, organizer=DANA) == []
    assert people(organizer=DANA) == []


@pytest.mark.parametrize(
    "absent",
    [
        Attendee("blue@example.org", kind="ROOM"),
        Attendee("beamer@example.org", kind="RESOURCE"),
        Attendee("sales@example.org", kind="GROUP"),
        Attendee("c_1@resource.calendar.google.com"),
        Attendee("python@googlegroups.com"),
        Attendee("no-reply@example.org"),
        Attendee("all@example.org"),
        Attendee("x@example.org", participation="DECLINED"),
        Attendee("x@example.org", participation="DELEGATED"),
        Attendee("x@example.org", role="NON-PARTICIPANT"),
    ],
)
def test_rooms_lists_programs_and_the_absent_are_nobody(absent: Attendee) -> None:
    """They are left out beside somebody, and alone they make no meeting."""
    assert people(absent, DANA) == ["dana@example.org"]
    assert people(absent, ME) == []


@pytest.mark.parametrize(
    ("no_meeting", "reason"),
    [
        (event(), "nobody but you"),
        (event(ME), "nobody but you"),
        (event(free=True), "time shown as free"),
        (event(ME, Attendee("blue@example.org", kind="ROOM")), "nobody but you, rooms and lists"),
        (event(ME, Attendee("x@example.org", participation="DECLINED")), "nobody else comes"),
        (event(Attendee(ME.address, participation="DECLINED"), DANA), "declined by you"),
        (Event("", "1", date(2026, 11, 24), None, attendees=(DANA,)), "all day"),
    ],
)
def test_what_is_no_meeting_says_why(no_meeting: Event, reason: str) -> None:
    """One reason, in a few words."""
    attendance = read_attendance(no_meeting, {"me@example.com"})
    assert not attendance.is_meeting
    assert attendance.reason == reason


@pytest.mark.parametrize(("count", "is_audience"), [(8, False), (9, True)])
def test_more_than_eight_are_an_audience(count: int, is_audience: bool) -> None:
    """Oneself is not counted."""
    crowd = [Attendee(f"{n}@example.org") for n in range(count)]
    assert read_attendance(event(ME, *crowd), {"me@example.com"}).is_audience is is_audience
