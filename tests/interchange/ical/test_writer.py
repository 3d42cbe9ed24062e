"""Calendars as they are written, and read again by clientlog and by others."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.interchange.ical.reader import read_event_stream
from clientlog.interchange.ical.values import Attendee, Event, Task
from clientlog.interchange.ical.window import Window
from clientlog.interchange.ical.writer import write_calendar

ALWAYS = Window.of_days(date.min, date.max, UTC)
STAMP = datetime(2026, 11, 20, 11, tzinfo=UTC)

LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn", "Lo"]), min_size=1
)
MOMENTS = st.datetimes(datetime(1901, 1, 1), datetime(2198, 12, 31), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
NAMES = LINES.map(lambda text: text.replace('"', "").replace("\\", "").replace("^", "") or "x")
ATTENDEES = st.builds(
    Attendee,
    st.from_regex(r"[a-z.]{1,40}@[a-z]{1,40}\.org", fullmatch=True),
    st.one_of(st.just(""), NAMES),
    st.sampled_from(["REQ-PARTICIPANT", "OPT-PARTICIPANT"]),
    st.sampled_from(["NEEDS-ACTION", "ACCEPTED"]),
    st.sampled_from(["INDIVIDUAL", "ROOM"]),
)


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Make events that hold what an event can."""
    start: datetime | date = draw(st.one_of(MOMENTS, MOMENTS.map(datetime.date)))
    length = timedelta(days=draw(st.integers(1, 300)))
    is_open = isinstance(start, datetime) and draw(st.booleans())
    return Event(
        "",
        draw(LINES),
        start,
        None if is_open else start + length,
        draw(st.one_of(st.just(""), LINES)),
        "",
        draw(st.one_of(st.just(""), LINES)),
        draw(st.one_of(st.none(), ATTENDEES.map(lambda who: replace(who, role="REQ-PARTICIPANT")))),
        tuple(draw(st.lists(ATTENDEES, max_size=3, unique=True))),
        draw(st.sampled_from(["confirmed", "tentative", "cancelled"])),
        draw(st.booleans()),
        draw(st.integers(0, 999)),
        draw(st.one_of(st.none(), MOMENTS)),
    )


def written(*entries: Event | Task) -> bytes:
    """Return the file of these entries."""
    return "".join(write_calendar(entries)).encode()


@pytest.mark.slow
@given(events())
def test_what_is_written_is_read_back(event: Event) -> None:
    """Whatever the texts hold; each line is at most 75 octets of UTF-8."""
    content = written(event)
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    (result,) = read_event_stream(io.BytesIO(content), "a", ALWAYS)
    assert isinstance(result, Event)
    # Without a moment of its own an event is stamped with one that never changes.
    stamped_at = event.modified_at or datetime(2000, 1, 1, tzinfo=UTC)
    assert replace(result, source="") == replace(event, stamped_at=stamped_at)


def test_an_occurrence_keeps_its_key() -> None:
    """That of a moment and that of a whole day."""
    for recurrence_id, start in (
        ("20261124T090000Z", datetime(2026, 11, 24, 15, tzinfo=UTC)),
        ("20261124", date(2026, 11, 25)),
    ):
        event = Event("", "1", start, None, recurrence_id=recurrence_id)
        (result,) = read_event_stream(io.BytesIO(written(event)), "a", ALWAYS)
        assert isinstance(result, Event)
        assert result.key == event.key


def test_a_task_says_what_is_due_when() -> None:
    """What must be done has the highest priority."""
    task = Task("a1", "Send; draft", STAMP, date(2026, 11, 27), "one\ntwo", ("Dana, R.",), True)
    assert written(task).decode().split("\r\n")[3:-2] == [
        "BEGIN:VTODO",
        "UID:a1",
        "DTSTAMP:20261120T110000Z",
        "LAST-MODIFIED:20261120T110000Z",
        "SUMMARY:Send\\; draft",
        "DUE;VALUE=DATE:20261127",
        "DESCRIPTION:one\\ntwo",
        "CATEGORIES:Dana\\, R.",
        "PRIORITY:1",
        "STATUS:NEEDS-ACTION",
        "END:VTODO",
    ]


def test_a_task_that_is_done_or_dropped_says_so() -> None:
    """With the moment it was done."""
    done = written(Task("a1", "x", STAMP, completed_at=STAMP)).decode()
    assert "STATUS:COMPLETED\r\nCOMPLETED:20261120T110000Z\r\n" in done
    assert "STATUS:CANCELLED\r\n" in written(Task("a1", "x", STAMP, is_cancelled=True)).decode()


def test_nothing_in_a_text_ends_its_line() -> None:
    """Neither what Unicode calls a line break nor what only terminals know."""
    content = written(Event("", "1", STAMP, None, "a\r\nb\u2028c\x0bd\x85e\rf", location="\x1b[1m"))
    (result,) = read_event_stream(io.BytesIO(content), "a", ALWAYS)
    assert isinstance(result, Event)
    assert (result.summary, result.location) == ("a b c d e f", "[1m")
    assert len(content.decode().splitlines()) == content.count(b"\r\n")


def test_an_event_is_written_line_by_line() -> None:
    """What has its usual value is left out."""
    event = Event(
        "", "e1", STAMP, STAMP + timedelta(hours=1), "Talk", "20261120", "Room",
        Attendee("dana@x.org", "Dana"),
        (Attendee("sam@x.org", "", "CHAIR", "ACCEPTED", "ROOM"), Attendee("", "Nobody")),
        "tentative", is_transparent=True, sequence=2, modified_at=STAMP,
    )  # fmt: skip
    assert written(event).decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//clientlog//clientlog//EN",
        "BEGIN:VEVENT",
        "UID:e1",
        "RECURRENCE-ID;VALUE=DATE:20261120",
        "DTSTAMP:20261120T110000Z",
        "LAST-MODIFIED:20261120T110000Z",
        "SEQUENCE:2",
        "DTSTART:20261120T110000Z",
        "DTEND:20261120T120000Z",
        "SUMMARY:Talk",
        "LOCATION:Room",
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        'ORGANIZER;CN="Dana":mailto:dana@x.org',
        'ATTENDEE;ROLE="CHAIR";PARTSTAT="ACCEPTED";CUTYPE="ROOM":mailto:sam@x.org',
        'ATTENDEE;CN="Nobody":invalid:nomail',
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_an_event_that_says_little_is_short() -> None:
    """Without a moment of its own the stamp is always the same."""
    assert written(Event("", "e1", date(2026, 11, 20), None)).decode().split("\r\n")[3:-2] == [
        "BEGIN:VEVENT",
        "UID:e1",
        "DTSTAMP:20000101T000000Z",
        "DTSTART;VALUE=DATE:20261120",
        "SUMMARY:",
        "STATUS:CONFIRMED",
        "END:VEVENT",
    ]


def test_a_task_without_more_has_no_empty_lines() -> None:
    """Neither a day nor a description, categories or a priority."""
    assert written(Task("a1", "x", STAMP)).decode().split("\r\n")[7:-2] == [
        "SUMMARY:x", "STATUS:NEEDS-ACTION", "END:VTODO",
    ]  # fmt: skip
