"""Moments as people type them, and what the clocks make of them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.clock import Clock, format_moment, read_clock
from clientlog.dates import DateContext, When, parse_moment_text, parse_span_text
from clientlog.errors import UsageError
from clientlog.text import escape_controls
from tests.dates.hostile import ANY_TEXT

FRIDAY = date(2026, 11, 20)
DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fri", When(date(2026, 11, 27))),
        ("fri 10:00", When(date(2026, 11, 27), time(10))),
        ("fri at 10:00", When(date(2026, 11, 27), time(10))),
        ("10:00 fri", When(date(2026, 11, 27), time(10))),
        ("10:00 on fri", When(date(2026, 11, 27), time(10))),
        ("10:00", When(FRIDAY, time(10))),
        ("at 9:05", When(FRIDAY, time(9, 5))),
        ("at 10:00 on fri", When(date(2026, 11, 27), time(10))),
        ("9 pm 24 dec", When(date(2026, 12, 24), time(21))),
        ("00:00", When(FRIDAY, time(0))),
        ("23:59", When(FRIDAY, time(23, 59))),
        ("today 12:01", When(FRIDAY, time(12, 1))),
        ("tomorrow 2pm", When(date(2026, 11, 21), time(14))),
        ("12am", When(FRIDAY, time(0))),
        ("12 pm", When(FRIDAY, time(12))),
        ("1am", When(FRIDAY, time(1))),
        ("11:30 pm", When(FRIDAY, time(23, 30))),
        ("24 dec 10:00", When(date(2026, 12, 24), time(10))),
        ("dec 24 10:00", When(date(2026, 12, 24), time(10))),
        ("24dec2027 10:00", When(date(2027, 12, 24), time(10))),
        ("next friday 09:30", When(date(2026, 11, 27), time(9, 30))),
        ("in 3 days 10:00", When(date(2026, 11, 23), time(10))),
        ("+2w 10:00", When(date(2026, 12, 4), time(10))),
        ("2026-11-24 10:00", When(date(2026, 11, 24), time(10))),
        ("2026-11-24T10:00", When(date(2026, 11, 24), time(10))),
        ("2026-11-24t10:00:30.7", When(date(2026, 11, 24), time(10, 0, 30))),
        ("2026-11-24 9:00", When(date(2026, 11, 24), time(9))),
        ("2026-11-24 9:00 pm", When(date(2026, 11, 24), time(21))),
        ("2026-11-24 10:00pm", When(date(2026, 11, 24), time(22))),
        ("tomorrow at 10:00", When(date(2026, 11, 21), time(10))),
        ("fri, 10:00", When(date(2026, 11, 27), time(10))),
        ("10:00, fri", When(date(2026, 11, 27), time(10))),
        ("noon", When(FRIDAY, time(12))),
        ("tomorrow noon", When(date(2026, 11, 21), time(12))),
        ("tomorrow at noon", When(date(2026, 11, 21), time(12))),
        ("Fri 27 Nov 10:00", When(date(2026, 11, 27), time(10))),
        ("Wed 16 Sep 2026 10:00", When(date(2026, 9, 16), time(10))),
        ("next week 10am", When(date(2026, 11, 23), time(10))),
        ("25.12. 10:00", When(date(2026, 12, 25), time(10))),
        ("20261225 10:00", When(date(2026, 12, 25), time(10))),
        ("in two weeks at 9:30", When(date(2026, 12, 4), time(9, 30))),
    ],
)
def test_when(text: str, expected: When) -> None:
    """A day with or without a time, on Friday 20 November 2026."""
    assert parse_moment_text(text, DateContext(FRIDAY)) == expected


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-24T10:00+01:00", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        ("2026-11-24 10:00+01:00", datetime(2026, 11, 24, 9, tzinfo=UTC)),
        ("2026-11-24T10:00:30.9Z", datetime(2026, 11, 24, 10, 0, 30, tzinfo=UTC)),
        ("2026-11-24t00:30-05:30", datetime(2026, 11, 24, 6, tzinfo=UTC)),
    ],
)
def test_exact_moment(text: str, moment: datetime) -> None:
    """An ISO moment with an offset is that moment, in whole seconds."""
    assert parse_moment_text(text, DateContext(FRIDAY)).moment == moment


NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("now", "2026-11-20T12:00"),
        ("20min ago", "2026-11-20T11:40"),
        ("20 minutes ago", "2026-11-20T11:40"),
        ("2h ago", "2026-11-20T10:00"),
        ("two hours ago", "2026-11-20T10:00"),
        ("an hour ago", "2026-11-20T11:00"),
        ("half an hour ago", "2026-11-20T11:30"),
        ("1h30 ago", "2026-11-20T10:30"),
        ("1.5h ago", "2026-11-20T10:30"),
        ("1 hour 30 min ago", "2026-11-20T10:30"),
        ("13h ago", "2026-11-19T23:00"),
        ("+2h", "2026-11-20T14:00"),
        ("-2h", "2026-11-20T10:00"),
        ("in 45min", "2026-11-20T12:45"),
        ("in an hour", "2026-11-20T13:00"),
        ("an hour from now", "2026-11-20T13:00"),
    ],
)
def test_moment_counted_from_now(text: str, wall: str) -> None:
    """Hours and minutes are counted from the present moment."""
    calendar = DateContext(FRIDAY, now=NOON)
    moment = datetime.fromisoformat(wall).replace(tzinfo=NOON.tzinfo)
    expected = When(moment.date(), moment.time(), moment.astimezone(UTC))
    assert parse_moment_text(text, calendar) == parse_moment_text(text, calendar, past=True)
    assert parse_moment_text(text, calendar) == expected


def test_hours_across_a_clock_change() -> None:
    """Hours are counted as they pass, also in the night in which the clocks are changed."""
    now = datetime(2026, 10, 25, 4, tzinfo=ZoneInfo("Europe/Berlin"))
    when = parse_moment_text("3h ago", DateContext(now.date(), now=now))
    assert (when.day, when.time) == (date(2026, 10, 25), time(2))


@pytest.mark.parametrize("text", ["20m ago", "in 45m", "-20m", "+45m", "45m", "45 m ago"])
def test_bare_m_in_a_moment(text: str) -> None:
    """A bare m can be minutes or months, and both are named."""
    with pytest.raises(UsageError, match="can be minutes or months") as refused:
        parse_moment_text(text, DateContext(FRIDAY, now=NOON))
    assert "min" in refused.value.hint
    assert "months" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "start", "minutes"),
    [
        ("fri 10:00-11:30", "2026-11-27T10:00", 90),
        ("fri 10:00 - 11:30", "2026-11-27T10:00", 90),
        ("10:00-11:30 fri", "2026-11-27T10:00", 90),
        ("tomorrow at 10am-11am", "2026-11-21T10:00", 60),
        ("tomorrow 9-10:30am", "2026-11-21T09:00", 90),
        ("2026-11-27 10:00-11:00", "2026-11-27T10:00", 60),
        ("Fri 27 Nov 10:00–10:45", "2026-11-27T10:00", 45),
    ],
)
def test_start_and_end(text: str, start: str, minutes: int) -> None:
    """Two times are a start and an end."""
    when, length = parse_span_text(text, DateContext(FRIDAY))
    assert when.time is not None
    assert (datetime.combine(when.day, when.time).isoformat()[:16], length) == (start, minutes)


@pytest.mark.parametrize("text", ["fri 10:00", "2026-11-24", "24-dec-2026", "2026-11-24T10:00"])
def test_start_alone(text: str) -> None:
    """A moment without an end has no length."""
    assert parse_span_text(text, DateContext(FRIDAY))[1] is None


@pytest.mark.parametrize(
    "text", ["fri 11:00-10:00", "fri 10:00-10:00", "fri 10:00-25:00", "9-10:30"]
)
def test_refused_span(text: str) -> None:
    """An end that is not after the start is refused."""
    with pytest.raises(UsageError):
        parse_span_text(text, DateContext(FRIDAY))


@pytest.mark.parametrize(("past", "example"), [(False, "tomorrow at 9:30"), (True, "20min ago")])
def test_hint_of_a_moment(past: bool, example: str) -> None:
    """The hint shows moments: ahead, or back for something past."""
    with pytest.raises(UsageError) as refused:
        parse_moment_text("whenever", DateContext(FRIDAY), past=past)
    assert example in refused.value.hint


def test_past_when() -> None:
    """For something past the last such day is meant, with its time."""
    thursday = When(date(2026, 11, 19), time(10))
    calendar = DateContext(FRIDAY, now=NOON)
    assert parse_moment_text("thu 10:00", calendar, past=True) == thursday
    assert parse_span_text("thu 10:00", calendar, past=True) == (thursday, None)
    assert parse_span_text("thu 10:00-10:01", calendar, past=True) == (thursday, 1)


@pytest.mark.parametrize(
    "text",
    ["", "10", "fri 10", "24:00", "10:60", "10:5", "0am", "13pm", "25pm", "fri 10:00 11:00",
     "fri x", "2026-11-24T25:00", "2026-02-30T10:00", "2026-11-24T10:00+99:00",
     "2026-11-24T10:00Zx",
     "1899-12-31T10:00", "9999-12-31T23:59-14:00", "1900-01-01T00:00+14:00",
     "2200-12-31T23:59-14:00", "0001-01-01T00:00+14:00", "١٠:٠٠", "fri １０:00", "10:00:99",
     "\x1b[2J 10:00", "\udcff 10:00", "9" * 5000, "fri 10:00 " + "x" * 5000],
)  # fmt: skip
def test_refused_when(text: str) -> None:
    """What is no moment is wrong usage, with an example."""
    with pytest.raises(UsageError) as refused:
        parse_moment_text(text, DateContext(FRIDAY))
    assert refused.value.hint
    assert "\x1b" not in refused.value.message


@given(st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31)), DAYS)
def test_iso_moment_and_back(moment: datetime, today: date) -> None:
    """An ISO moment without an offset is that day and time."""
    moment = moment.replace(microsecond=0)
    for separator in "T ":
        found = parse_moment_text(moment.isoformat(separator), DateContext(today))
        assert found == When(moment.date(), moment.time())


@given(ANY_TEXT, DAYS, st.booleans())
def test_any_text_as_a_moment(text: str, today: date, past: bool) -> None:
    """Any text is a time of the years 1900 to 2200, or wrong usage that a terminal can show."""
    try:
        found = parse_moment_text(text, DateContext(today), past=past)
    except UsageError as refused:
        assert escape_controls(refused.message) == refused.message
        return
    assert 1900 <= (found.moment or found.day).year <= 2200


def clock_of(zone: str, now: str) -> Clock:
    clock, warnings = read_clock({"TZ": zone, "CLIENTLOG_NOW": now}, None)
    assert warnings == []
    return clock


@pytest.mark.parametrize(
    ("zone", "now", "text", "moment", "notice"),
    [
        # The clocks change on the Sunday in between; the hour on the wall stays.
        ("Europe/Berlin", "2026-03-27T12:00", "mon 10:00", "2026-03-30T08:00:00Z", ""),
        ("Europe/Berlin", "2026-03-27T12:00", "+2d 02:30", "2026-03-29T01:30:00Z",
         "02:30 does not exist on Sun 29 Mar; 03:30 was taken"),
        ("Europe/Berlin", "2026-10-23T12:00", "sun 02:30", "2026-10-25T00:30:00Z",
         "02:30 comes twice on Sun 25 Oct; the first (+02:00) was taken"),
        ("America/Los_Angeles", "2026-03-06T12:00", "sun 02:30", "2026-03-08T10:30:00Z",
         "02:30 does not exist on Sun 8 Mar; 03:30 was taken"),
        ("America/Los_Angeles", "2026-10-31T12:00", "tomorrow 01:30", "2026-11-01T08:30:00Z",
         "01:30 comes twice on Sun 1 Nov; the first (-07:00) was taken"),
        ("Pacific/Auckland", "2026-09-25T12:00", "sun 2:30am", "2026-09-26T14:30:00Z",
         "02:30 does not exist on Sun 27 Sep; 03:30 was taken"),
        ("Pacific/Auckland", "2026-04-03T12:00", "sun 02:30", "2026-04-04T13:30:00Z",
         "02:30 comes twice on Sun 5 Apr; the first (+13:00) was taken"),
        # Lord Howe moves by half an hour.
        ("Australia/Lord_Howe", "2026-10-02T12:00", "sun 02:15", "2026-10-03T15:45:00Z",
         "02:15 does not exist on Sun 4 Oct; 02:45 was taken"),
        ("Australia/Lord_Howe", "2026-04-03T12:00", "sun 01:45", "2026-04-04T14:45:00Z",
         "01:45 comes twice on Sun 5 Apr; the first (+11:00) was taken"),
    ],
)  # fmt: skip
def test_when_across_a_clock_change(
    zone: str, now: str, text: str, moment: str, notice: str
) -> None:
    """A step over a clock change keeps the hour on the wall, and says so where it cannot."""
    clock = clock_of(zone, now)
    when = parse_moment_text(text, DateContext(clock.today))
    assert when.time is not None
    found, said = clock.at(when.day, when.time)
    assert (format_moment(found), said) == (moment, notice)


@pytest.mark.parametrize(
    "text", ["10.30", "at 9.05", "20.11", "fri 10.30", "mon, 11.30", "fri at 13.11"]
)
def test_a_time_with_a_dot_is_refused_with_both_readings(text: str) -> None:
    """It may be a time or a day; neither is guessed."""
    with pytest.raises(UsageError, match="as a time and as a day") as refusal:
        parse_moment_text(text, DateContext(FRIDAY))
    assert text.replace("at ", "").replace(".", ":") in refusal.value.hint


@pytest.mark.parametrize("text", ["25.12", "20.11.", "24.12.2026", "fri 27.11.", "fri 25.12"])
def test_a_day_with_dots_that_is_no_time_is_read(text: str) -> None:
    """No day has 25 hours."""
    assert parse_moment_text(text, DateContext(FRIDAY)).time is None
