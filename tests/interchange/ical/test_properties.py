"""One event, read from its properties."""

from datetime import date, datetime, timedelta

import pytest

from clientlog.interchange.content_lines import Component
from clientlog.interchange.ical import properties
from clientlog.interchange.ical.moments import Clock
from clientlog.interchange.ical.properties import zone_names
from clientlog.interchange.ical.recurrence import Budget
from clientlog.interchange.ical.values import Attendee, Event
from clientlog.interchange.ical.zones import Zones
from clientlog.interchange.problems import Notice
from tests.interchange.ical.calendars import (
    VIENNA,
    event,
    read,
    read_event,
    read_events,
    reasons,
)

TEN = datetime(2026, 11, 24, 10, tzinfo=VIENNA)


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["DTEND;TZID=America/New_York:20261124T053000"], TEN + timedelta(minutes=90)),
        (["DURATION:PT45M"], TEN + timedelta(minutes=45)),
        (["DTEND:20261124T100000"], None),
        ([], None),
    ],
)
def test_an_event_ends_when_it_says(lines: list[str], end: datetime | None) -> None:
    """In another zone, by a duration, or it does not say."""
    assert read_event(*lines).ends_at == end


@pytest.mark.parametrize(
    ("line", "days"),
    [("DTEND;VALUE=DATE:20261126", 2), ("DTEND;VALUE=DATE:20261124", 1), ("X-NOTHING:1", 1)],
)
def test_a_whole_day_is_a_date(line: str, days: int) -> None:
    """It ends on the day after the last; without an end it is one day."""
    result = read_event(line, start=";VALUE=DATE:20261124")
    assert result.is_all_day
    assert (result.starts_at, result.ends_at) == (date(2026, 11, 24), date(2026, 11, 24 + days))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("DTEND:20261124T090000", "the length is not known: the end is before the start"),
        (
            "DTEND;VALUE=DATE:20261125",
            "the length is not known: DTEND and DTSTART are not of one kind",
        ),
        ("DTEND:tomorrow", "the length is not known: DTEND: 'TOMORROW' is not a date"),
        ("DURATION:-PT1H", "the length is not known: the end is before the start"),
        ("DURATION:P99999W", "the length is not known: longer than a year"),
        ("DURATION:20261124", "the length is not known: '20261124' is not a duration"),
        (
            "EXDATE:99991231T235959Z",
            "EXDATE is left out: the year 9999 is not between 1900 and 2199",
        ),
        ('ATTENDEE;CN="x:mailto:a@b.org', "ATTENDEE is not understood"),
        (
            "DTEND;TZID=Mars/Base:20261124T110000",
            "the time zone 'Mars/Base' is not known: read as local",
        ),
    ],
)
def test_what_is_not_understood_is_said_and_the_event_taken(line: str, reason: str) -> None:
    """A meeting of unknown length is one all the same."""
    notice, result = read(event(line))
    assert notice == Notice("a.ics: line 3", reason)
    assert isinstance(result, Event)


def test_an_event_without_uid_has_one_of_its_content() -> None:
    """The same at every reading, another for another event."""
    (first,), (again,) = (read_events(event("SUMMARY:A", uid="")) for _ in range(2))
    (other,) = read_events(event("SUMMARY:B", uid=""))
    assert first.uid == again.uid
    assert len({first.uid, other.uid, ""}) == 3


def test_quoted_printable_of_old_phones_is_read() -> None:
    """As vCalendar 1.0 wrote it."""
    assert read_event("SUMMARY;ENCODING=QUOTED-PRINTABLE:Gespr=C3=A4=", "ch").summary == "Gespräch"


def test_an_event_does_not_say_the_same_mistake_a_thousand_times() -> None:
    """A few tell that something is wrong with it."""
    results = read(event(f"EXDATE:{','.join(f'bad{n}' for n in range(1000))}"))
    assert len(reasons(results)) == 5


def test_a_long_text_is_left_out_and_a_long_list_of_dates_is_not() -> None:
    """Nobody reads a title of 8,000 letters, but a daily meeting may have as many exceptions."""
    longest = "x" * (8_000 - len("SUMMARY:"))
    assert read_event(f"SUMMARY:{longest}").summary == longest
    notice, result = read(event(f"SUMMARY:{longest}x"))
    assert notice == Notice("a.ics: line 3", "SUMMARY is not understood")
    dates = ",".join(["20261125T100000"] * 1_000)
    assert len(read_events(event("RRULE:FREQ=DAILY;COUNT=3", f"EXDATE:{dates}"))) == 3
    assert isinstance(result, Event)


def test_each_attendee_is_read_once_and_the_first_hundred() -> None:
    """Without an address the EMAIL or the name stands for somebody; without all there is nobody."""
    lines = [
        "ATTENDEE;CN=Dana:mailto:dana@x.org", "ATTENDEE;CN=Dana:MAILTO:dana@x.org",
        "ATTENDEE;EMAIL=sam@x.org;ROLE= chair ;PARTSTAT=declined;CUTYPE=room:urn:x",
        "ATTENDEE;CN=Tom:urn:y", "ATTENDEE:urn:z", "ATTENDEE:a mailto:b@x.org",
    ]  # fmt: skip
    assert read_event(*lines).attendees == (
        Attendee("dana@x.org", "Dana"),
        Attendee("sam@x.org", "", "CHAIR", "DECLINED", "ROOM"),
        Attendee("", "Tom"),
        Attendee("a mailto:b@x.org"),
    )
    many = [f"ATTENDEE:mailto:{n}@x.org" for n in range(101)]
    assert len(read_event(*many).attendees) == 100


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("STATUS: cancelled ", "status", "cancelled"),
        ("STATUS:TENTATIVE", "status", "tentative"),
        ("STATUS:DONE", "status", "confirmed"),
        ("TRANSP:transparent", "is_transparent", True),
        ("TRANSP:OPAQUE", "is_transparent", False),
        ("SEQUENCE:7", "sequence", 7),
        ("SEQUENCE:1234567890", "sequence", 123456789),
        ("SEQUENCE:-1", "sequence", 0),
        ("SEQUENCE:²", "sequence", 0),
        ("LOCATION:a\\nb", "location", "a b"),
        ("ORGANIZER:mailto:dana@x.org", "organizer", Attendee("dana@x.org")),
        ("ORGANIZER:urn:x", "organizer", None),
        ("ORGANIZER:urn:x\r\nORGANIZER:mailto:a@x.org", "organizer", Attendee("a@x.org")),
        (
            "ATTENDEE;CUTYPE=ROOM,GROUP:mailto:a@x.org",
            "attendees",
            (Attendee("a@x.org", kind="ROOM"),),
        ),
        ("LAST-MODIFIED:20261101T080000Z", "modified_at", datetime(2026, 11, 1, 9, tzinfo=VIENNA)),
        ("LAST-MODIFIED:soon", "modified_at", None),
        ("DTSTAMP:20261101T080000Z", "stamped_at", datetime(2026, 11, 1, 9, tzinfo=VIENNA)),
        ("X-NOTHING:1", "is_override", False),
    ],
)
def test_a_property_is_read_into_its_value(line: str, name: str, value: object) -> None:
    """In any case; what is not known counts as not there."""
    assert getattr(read_event(line), name) == value


def test_of_a_property_that_comes_twice_the_first_counts() -> None:
    """Of the organizers too."""
    result = read_event(
        "SUMMARY:a", "SUMMARY:b", "ORGANIZER:mailto:a@x.org", "ORGANIZER:mailto:b@x.org"
    )
    assert (result.summary, result.organizer) == ("a", Attendee("a@x.org"))


@pytest.mark.parametrize("days", [366, 367])
def test_an_event_lasts_a_leap_year_at_most(days: int) -> None:
    """A longer one has no known length."""
    results = read(event(f"DURATION:P{days}D"))
    assert reasons(results) == ["the length is not known: longer than a year"] * (days - 366)


def test_a_change_of_one_occurrence_says_so() -> None:
    """It says nothing of the others."""
    assert read_event("RECURRENCE-ID:20261124T100000").is_override


@pytest.mark.parametrize(
    "line", ["DTSTART:20261125T100000", "SUMMARY:b", "LOCATION:b", "ORGANIZER:mailto:b@x.org"]
)
def test_the_uid_of_an_event_without_one_is_of_all_it_says(line: str) -> None:
    """When, what, where and by whom."""
    usual = {
        "DTSTART": ":20261124T100000",
        "SUMMARY": ":a",
        "LOCATION": ":a",
        "ORGANIZER": ":mailto:a@x.org",
    }
    name, _, value = line.partition(":")
    uids = {
        read_events(event(*(f"{key}{text}" for key, text in lines.items()), uid="", start=""))[
            0
        ].uid
        for lines in (usual, usual | {name: f":{value}"})
    }
    assert len(uids) == 2


def test_a_zone_that_is_not_known_is_named_with_its_first_sixty_letters() -> None:
    """And so is what has no colon, with 40."""
    notice, _ = read(event(start=f";TZID={'z' * 70}:20261124T100000"))
    assert isinstance(notice, Notice)
    assert notice.reason == f"the time zone '{'z' * 60}' is not known: read as local"


def test_the_zones_of_an_event_are_those_that_its_times_name() -> None:
    """In quotes or without, each once; a value that looks like one is none."""
    lines = [
        b'DTSTART;TZID="W. Europe":20261124T100000', b"DTEND;X=1;tzid=Here:20261124T110000",
        b"RDATE;TZID=Here;VALUE=DATE:20261125", b"EXDATE;TZID=:20261125", b'RDATE;TZID="":20261125',
        b"SUMMARY:a;TZID=There:b", b"LOCATION:x",
    ]  # fmt: skip
    assert zone_names(Component("VEVENT", 1, lines)) == {"W. Europe", "Here"}


def test_the_uid_of_an_event_without_one_is_the_same_in_every_release() -> None:
    """Or its meetings would be taken in again."""
    (result,) = read_events(event("SUMMARY:a", uid="", start=":20261124T100000Z"))
    assert result.uid == "content-7b1f20a6e21eecd9258caa06"


def test_ten_rules_of_an_event_are_read() -> None:
    """More are not."""
    rules = [f"RRULE:FREQ=YEARLY;COUNT=1;BYMONTHDAY={day}" for day in range(1, 12)]
    assert len(read_events(event(*rules[:10], start=":20261101T100000"))) == 10
    assert len(read_events(event(*rules, start=":20261101T100000"))) == 10


@pytest.mark.parametrize(
    ("lines", "is_recurring"),
    [
        (["RECURRENCE-ID:20261124T100000"], True),
        (["RRULE:FREQ=DAILY"], True),
        (["RDATE:20261125T100000"], True),
        (["EXDATE:20261125T100000"], False),
    ],
)
def test_an_event_that_repeats_or_is_one_of_a_series_is_known_as_such(
    lines: list[str], is_recurring: bool
) -> None:
    """By its rules, its dates, or what it stands for."""
    content = [line.encode() for line in ("UID:1", "DTSTART:20261124T100000", *lines)]
    clock = Clock(Zones(Budget()), VIENNA)
    draft = properties.read_event(Component("VEVENT", 1, content), "a.ics", clock)
    assert draft.is_recurring is is_recurring
