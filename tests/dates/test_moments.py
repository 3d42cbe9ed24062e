"""Moments as people type them, and what the clocks make of them."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.clock import Clock, format_moment, read_clock
from clientlog.dates import DateContext, When, parse_moment_text
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


def test_past_when() -> None:
    """For something past the last such day is meant, with its time."""
    found = parse_moment_text("thu 10:00", DateContext(FRIDAY), past=True)
    assert found == When(date(2026, 11, 19), time(10))


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
