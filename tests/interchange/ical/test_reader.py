"""Single events: what they say, and what is wrong with them."""

import io
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from clientlog.interchange.ical import reader
from clientlog.interchange.ical.values import Attendee, Event
from clientlog.interchange.problems import Notice, Problem, Skipped
from tests.interchange.ical.calendars import (
    VIENNA,
    WINDOW,
    calendar,
    event,
    read,
    read_event,
    read_events,
    reasons,
)

TEN = datetime(2026, 11, 24, 10, tzinfo=VIENNA)


def test_an_event_says_what_when_where_and_with_whom() -> None:
    """The lines of an alarm in it are not its own."""
    assert read_event(
        "DTEND:20261124T110000",
        "SUMMARY:Review\\, with Dana",
        "LOCATION:Room 1\\nsecond floor",
        'ORGANIZER;CN="Reyes, Dana":MAILTO:Dana@example.org',
        "ATTENDEE;ROLE=OPT-PARTICIPANT;PARTSTAT=tentative;CUTYPE=ROOM;CN=Blue:mailto:b@",
        " example.org",
        "ATTENDEE:urn:x:sam",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "SEQUENCE:3",
        "LAST-MODIFIED:20261101T080000Z",
        "BEGIN:VALARM",
        "SUMMARY:Wake up",
        "ATTENDEE:mailto:alarm@example.org",
        "END:VALARM",
    ) == Event(
        "a.ics: line 3",
        "1@example.org",
        TEN,
        TEN + timedelta(hours=1),
        "Review, with Dana",
        "",
        "Room 1 second floor",
        Attendee("Dana@example.org", "Reyes, Dana"),
        (Attendee("b@example.org", "Blue", "OPT-PARTICIPANT", "TENTATIVE", "ROOM"),),
        "tentative",
        is_transparent=True,
        sequence=3,
        modified_at=datetime(2026, 11, 1, 8, tzinfo=UTC),
        stamped_at=datetime(2026, 11, 1, 8, tzinfo=UTC),
    )


@pytest.mark.parametrize(("method", "hour"), [("", 8), ("PUBLISH", 8), ("REQUEST", 9)])
def test_the_stamp_of_a_calendar_is_when_the_event_was_changed(method: str, hour: int) -> None:
    """The DTSTAMP of a file is often when it was written; that of a message is of its version."""
    stamps = ("LAST-MODIFIED:20261101T080000Z", "DTSTAMP:20261101T090000Z")
    (result,) = read_events(*([f"METHOD:{method}"] if method else []), event(*stamps))
    assert result.stamped_at == datetime(2026, 11, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "instant"),
    [
        (":20261124T090000Z", "09:00"),
        (";TZID=America/New_York:20261124T090000", "14:00"),
        (';TZID="W. Europe Standard Time":20261124T090000', "08:00"),
        (";TZID=/freeassociation.sourceforge.net/Europe/London:20261124T090000", "09:00"),
        (';TZID="tzone://Microsoft/Utc":20261124T090000', "09:00"),
        (":20261124T090000", "08:00"),
        (";TZID=Office:20261124T090000", "06:30"),
        (";TZID=Elsewhere:20261124T090000", "14:00"),
    ],
)
def test_a_time_is_one_of_its_zone(start: str, instant: str) -> None:
    """By name, by a Windows name, by what the calendar defines, before or after, or the local."""
    office = [
        "BEGIN:VTIMEZONE",
        "TZID:Office",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0330",
        "TZOFFSETTO:+0230",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T000000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0230",
        "TZOFFSETTO:+0330",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]
    elsewhere = ["BEGIN:VTIMEZONE", "TZID:Elsewhere", "X-LIC-LOCATION:America/New_York"]
    (result,) = read_events(event(start=start), *office, *elsewhere, "END:VTIMEZONE")
    assert isinstance(result.starts_at, datetime)
    assert f"{result.starts_at.astimezone(UTC):%H:%M}" == instant


def test_two_calendars_of_a_file_define_the_same_zone_in_their_own_way() -> None:
    """One does not reach into the other."""
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0{}00\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    start = ";TZID=Here:20261124T100000"
    content = calendar(zone.format(3), event(uid="a", start=start)) + calendar(
        zone.format(5), event(uid="b", start=start)
    )
    results = list(reader.read_event_stream(io.BytesIO(content.encode()), "-", WINDOW))
    hours = [
        result.starts_at.astimezone(UTC).hour
        for result in results
        if isinstance(result, Event) and isinstance(result.starts_at, datetime)
    ]
    assert hours == [7, 5]


@pytest.mark.parametrize("rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"])
def test_a_zone_with_a_rule_that_never_ends_is_not_known(rule: str) -> None:
    """Nor is one that nobody defines: both are read as local, and that is said."""
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        f"RRULE:{rule}\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    notice, result = read(zone, event(start=";TZID=Here:20261124T100000"))
    assert notice == Notice("a.ics: line 12", "the time zone 'Here' is not known: read as local")
    assert isinstance(result, Event)
    assert result.starts_at == TEN


@pytest.mark.parametrize(
    ("start", "reason"),
    [
        ("", "no DTSTART"),
        (":20260230T100000", "DTSTART: '20260230T100000' is not a date"),
        (":PT1H", "DTSTART: 'PT1H' is not a date"),
        (":00010101T000000Z", "DTSTART: the year 1 is not between 1900 and 2199"),
        (":99991231T235959Z", "DTSTART: the year 9999 is not between 1900 and 2199"),
        (":" + "9" * 5000, f"DTSTART: '{'9' * 40}…' is not a date"),
    ],
)
def test_an_event_without_a_start_is_a_problem_and_the_next_is_read(
    start: str, reason: str
) -> None:
    """The line tells which one it is."""
    problem, result = read(event(start=start), event(uid="2"))
    assert problem == Problem("a.ics: line 3", f"event left out: {reason}")
    assert isinstance(result, Event)
    assert result.uid == "2"


def test_events_outside_the_window_are_skipped() -> None:
    """The window begins with its first day and ends with its last."""
    starts = ["20260930T235959", "20261001T000000", "20270331T235959", "20270401T000000"]
    results = read(*(event(uid=start, start=f":{start}") for start in starts))
    assert [isinstance(result, Event) for result in results] == [False, True, True, False]
    assert results[0] == Skipped("a.ics: line 3", "not in the window of time")


def test_an_answer_to_an_invitation_is_no_event() -> None:
    """A cancellation cancels."""
    assert reasons(read("METHOD:REPLY", event())) == [
        "an answer to an invitation (reply), not an event"
    ]
    (cancelled,) = read_events("METHOD:CANCEL", event())
    assert cancelled.status == "cancelled"


def test_an_event_that_is_cut_off_stops_no_other() -> None:
    """Whether another begins or the file ends; a calendar around it is not needed."""
    content = "BEGIN:VEVENT\nUID:1\n" + event(uid="2") + "BEGIN:VEVENT\nUID:3\n"
    results = list(reader.read_event_stream(io.BytesIO(content.encode()), "-", WINDOW))
    assert [getattr(result, "uid", "") for result in results] == ["", "2", ""]
    assert reasons(results) == ["event left out: cut off: END:VEVENT is missing"] * 2


def test_components_that_lie_too_deep_are_named_once() -> None:
    """What comes after them is read."""
    results = read("\r\n".join(["BEGIN:X"] * 5000 + ["END:X"] * 5000), event())
    assert reasons(results) == ["X left out: more than 32 levels deep"]
    assert len(results) == 2


def test_other_components_are_no_problem() -> None:
    """A folder of tasks has no events; a text is no calendar."""
    assert read("BEGIN:VTODO", "SUMMARY:x", "END:VTODO") == []
    results = list(reader.read_event_stream(io.BytesIO(b"hello"), "-", WINDOW))
    assert results == [Problem("-", "holds no calendar")]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("SUMMARY:" + "x" * 300_000, "SUMMARY is longer than 256,000 bytes"),
        ("\r\n".join(["ATTENDEE:mailto:a@example.org"] * 6_000), "more than 5,000 properties"),
    ],
)
def test_what_is_too_large_is_named(line: str, reason: str) -> None:
    """And the next event read."""
    problem, result = read(event(line), event())
    assert reasons([problem]) == [f"event left out: {reason}"]
    assert isinstance(result, Event)


def test_a_folder_is_read_file_by_file(tmp_path: Path) -> None:
    """As vdirsyncer keeps it: an event in each."""
    for name in ("b", "a"):
        (tmp_path / f"{name}.ics").write_text(calendar(event(uid=name)))
    (tmp_path / "displayname").write_text("Work")
    results = list(reader.read_events(tmp_path, WINDOW))
    assert [getattr(result, "uid", result) for result in results] == ["a", "b"]


def test_an_invitation_is_found_in_a_mail_message() -> None:
    """Once, though it is attached as a file as well."""
    message = EmailMessage()
    message["Subject"] = "Invitation: review"
    message.set_content("See attached")
    content = calendar("METHOD:REQUEST", event("SUMMARY:Gespräch"))
    message.add_alternative(content, subtype="calendar", cte="base64")
    message.add_attachment(
        content.encode(), maintype="application", subtype="ics", filename="invite.ics"
    )
    for prefix in (b"", b"From dana@example.org Tue Nov 24 10:00:00 2026\n"):
        stream = io.BytesIO(prefix + message.as_bytes())
        (result,) = reader.read_event_stream(stream, "-", WINDOW)
        assert isinstance(result, Event)
        assert result.summary == "Gespräch"


def test_a_message_without_an_invitation_holds_no_calendar() -> None:
    """And says so."""
    stream = io.BytesIO(b"Subject: hello\n\nBEGIN:VEVENT\n")
    assert list(reader.read_event_stream(stream, "-", WINDOW)) == [
        Problem("-", "holds no calendar")
    ]


def test_as_many_repeating_events_as_the_limit_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is left out and named; changed occurrences count."""
    assert reader.HELD_LIMIT == 10_000
    monkeypatch.setattr(reader, "HELD_LIMIT", 2)
    rule = "RRULE:FREQ=DAILY;COUNT=1"
    results = read(*(event(rule, uid=str(n)) for n in range(3)))
    assert reasons(results) == ["event left out: more than 2 repeating events"]
    assert sorted(result.uid for result in results if isinstance(result, Event)) == ["0", "1"]


def test_as_many_events_as_the_limit_wait_for_their_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more is read at once, as local time."""
    monkeypatch.setattr(reader, "HELD_LIMIT", 1)
    later = ["BEGIN:VTIMEZONE", "TZID:Here", "X-LIC-LOCATION:America/New_York", "END:VTIMEZONE"]
    start = ";TZID=Here:20261124T100000"
    results = read(event(uid="a", start=start), event(uid="b", start=start), *later)
    hours = {
        result.uid: result.starts_at.astimezone(UTC).hour
        for result in results
        if isinstance(result, Event) and isinstance(result.starts_at, datetime)
    }
    assert hours == {"a": 15, "b": 9}


def test_a_damaged_part_that_is_no_event_is_passed_over() -> None:
    """A zone that is cut off is not used, and a task is nobody's."""
    zone = ["BEGIN:VTIMEZONE", "TZID:Here", "X-LIC-LOCATION:America/New_York"]
    content = "\r\n".join(["BEGIN:VCALENDAR", event(start=";TZID=Here:20261124T100000"), *zone])
    notice, result = reader.read_event_stream(io.BytesIO(content.encode()), "-", WINDOW)
    assert isinstance(notice, Notice)
    assert isinstance(result, Event)
    assert result.starts_at == TEN
