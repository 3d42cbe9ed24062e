"""Days as people type them."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.clock import Clock, read_clock
from clientlog.dates import DateContext, parse_day
from clientlog.errors import UsageError
from clientlog.text import escape_controls
from tests.dates.hostile import ANY_TEXT

FRIDAY = date(2026, 11, 20)
WEEK = [date(2026, 11, 16) + timedelta(days=days) for days in range(7)]
"""From Monday to Sunday."""

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


def day(text: str, today: date = FRIDAY, *, past: bool = False, **options: Any) -> date:
    return parse_day(text, DateContext(today, **options), past=past)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", "2026-11-20"),
        ("now", "2026-11-20"),
        ("tomorrow", "2026-11-21"),
        ("yesterday", "2026-11-19"),
        ("  ToMorrow ", "2026-11-21"),
        # Weekdays: the next such day, strictly after today, which is a Friday.
        ("fri", "2026-11-27"),
        ("Friday", "2026-11-27"),
        ("sat", "2026-11-21"),
        ("thu", "2026-11-26"),
        ("thurs", "2026-11-26"),
        ("tues", "2026-11-24"),
        ("next fri", "2026-11-27"),
        ("next-fri", "2026-11-27"),
        ("next friday", "2026-11-27"),
        ("next sun", "2026-11-29"),
        ("this sun", "2026-11-22"),
        ("last fri", "2026-11-13"),
        ("last thu", "2026-11-19"),
        # Steps.
        ("in 3 days", "2026-11-23"),
        ("in 1 day", "2026-11-21"),
        ("+3d", "2026-11-23"),
        ("+ 3 d", "2026-11-23"),
        ("in  2   weeks", "2026-12-04"),
        ("+40000d", "2136-05-27"),
        ("+0d", "2026-11-20"),
        ("+2w", "2026-12-04"),
        ("+1m", "2026-12-20"),
        ("+1q", "2027-02-20"),
        ("in 2 years", "2028-11-20"),
        ("-3d", "2026-11-17"),
        ("3 days ago", "2026-11-17"),
        ("a week from friday", "2026-12-04"),
        ("two weeks after next mon", "2026-12-07"),
        ("2 days before 24 dec", "2026-12-22"),
        ("a month from today", "2026-12-20"),
        ("2 weeks ago", "2026-11-06"),
        # Ends.
        ("eow", "2026-11-22"),
        ("eom", "2026-11-30"),
        ("eoq", "2026-12-31"),
        ("eoy", "2026-12-31"),
        ("eod", "2026-11-20"),
        ("end of week", "2026-11-22"),
        ("end of the month", "2026-11-30"),
        ("end-of-quarter", "2026-12-31"),
        ("end of year", "2026-12-31"),
        # Periods.
        ("next week", "2026-11-23"),
        ("next-week", "2026-11-23"),
        ("next month", "2026-12-01"),
        ("next quarter", "2027-01-01"),
        ("next year", "2027-01-01"),
        ("day after tomorrow", "2026-11-22"),
        ("the day after tomorrow", "2026-11-22"),
        ("day before yesterday", "2026-11-18"),
        # Steps in words, and without a sign.
        ("in two weeks", "2026-12-04"),
        ("in-two-weeks", "2026-12-04"),
        ("a week", "2026-11-27"),
        ("in a fortnight", "2026-12-04"),
        ("2 weeks", "2026-12-04"),
        ("1w", "2026-11-27"),
        ("3m", "2027-02-20"),
        ("two weeks from now", "2026-12-04"),
        ("a month ago", "2026-10-20"),
        ("3 weekdays", "2026-11-25"),
        # ISO.
        ("20261225", "2026-12-25"),
        ("2026/12/24", "2026-12-24"),
        ("2026.12.24", "2026-12-24"),
        ("2026-1-2", "2026-01-02"),
        # Figures that can be read in one way only.
        ("26/06/2027", "2027-06-26"),
        ("06/26/2027", "2027-06-26"),
        ("24-12-2026", "2026-12-24"),
        ("12/25", "2026-12-25"),
        ("25.12.", "2026-12-25"),
        ("25.12", "2026-12-25"),
        ("5/5", "2027-05-05"),
        ("29.2.2028", "2028-02-29"),
        # As the program prints them, and their neighbours.
        ("Fri 27 Nov", "2026-11-27"),
        ("Fri, 27 Nov", "2026-11-27"),
        ("friday 27 november 2026", "2026-11-27"),
        ("27 Nov (Fri)", "2026-11-27"),
        ("2026-11-27 fri", "2026-11-27"),
        ("Wed 16 Sep 2026", "2026-09-16"),
        ("Wed 16 Sep", "2026-09-16"),
        ("fri 25.12.", "2026-12-25"),
        ("Fri 4/12", "2026-12-04"),
        ("the 24th of December", "2026-12-24"),
        ("2026-12-24", "2026-12-24"),
        ("1900-01-01", "1900-01-01"),
        ("2200-12-31", "2200-12-31"),
        ("2020-05-01", "2020-05-01"),
        # A day of a month, with and without its year.
        ("24 dec", "2026-12-24"),
        ("dec 24", "2026-12-24"),
        ("24dec", "2026-12-24"),
        ("dec24", "2026-12-24"),
        ("24-dec", "2026-12-24"),
        ("24. December", "2026-12-24"),
        ("24th dec", "2026-12-24"),
        ("December 24th", "2026-12-24"),
        ("24dec2027", "2027-12-24"),
        ("24 dec 2027", "2027-12-24"),
        ("dec 24, 2027", "2027-12-24"),
        ("1 sept", "2027-09-01"),
        ("20 nov", "2026-11-20"),
        ("19 nov", "2027-11-19"),
        ("24 dec 2020", "2020-12-24"),
        ("Fri 24 Dec 2027", "2027-12-24"),
        ("Thu 21 May", "2026-05-21"),
        ("29/2", "2028-02-29"),
    ],
)
def test_day(text: str, expected: str) -> None:
    """Each form of a day, on Friday 20 November 2026."""
    assert day(text) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fri", "2026-11-20"),
        ("sat", "2026-11-14"),
        ("thu", "2026-11-19"),
        ("last fri", "2026-11-13"),
        ("20 nov", "2026-11-20"),
        ("21 nov", "2025-11-21"),
        ("24 dec", "2025-12-24"),
        ("29 feb", "2024-02-29"),
        ("24 dec 2026", "2026-12-24"),
        ("yesterday", "2026-11-19"),
        ("2026-11-19", "2026-11-19"),
        ("Fri 27 Nov", "2026-11-27"),
    ],
)
def test_past_day(text: str, expected: str) -> None:
    """For something past the last such day is meant, today included."""
    assert day(text, past=True) == date.fromisoformat(expected)
    assert parse_day("thu", DateContext(FRIDAY)) == date(2026, 11, 26)


@pytest.mark.parametrize("today", WEEK)
def test_next_friday_on_every_weekday(today: date) -> None:
    """`next friday` is the one in the following week, which runs from Monday to Sunday."""
    assert day("next friday", today) == date(2026, 11, 27)
    assert day("next mon", today) == date(2026, 11, 23)
    assert day("next sunday", today) == date(2026, 11, 29)


@pytest.mark.parametrize("today", WEEK)
@pytest.mark.parametrize("name", ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
def test_weekday_on_every_weekday(today: date, name: str) -> None:
    """A weekday is one to seven days ahead; for the past none to six days back."""
    ahead, back = day(name, today), day(name, today, past=True)
    assert f"{ahead:%a}".lower() == f"{back:%a}".lower() == name
    assert 1 <= (ahead - today).days <= 7
    assert 0 <= (today - back).days <= 6


@pytest.mark.parametrize(
    ("week_ends_on", "today", "expected"),
    [
        (6, "2026-11-16", "2026-11-22"),
        (6, "2026-11-21", "2026-11-22"),
        (6, "2026-11-22", "2026-11-22"),
        (4, "2026-11-20", "2026-11-20"),
        (4, "2026-11-21", "2026-11-27"),
        (5, "2026-11-22", "2026-11-28"),
        (0, "2026-11-22", "2026-11-23"),
    ],
)
def test_end_of_week(week_ends_on: int, today: str, expected: str) -> None:
    """`eow` is the configured last day of the week, on that day itself as well."""
    found = day("eow", date.fromisoformat(today), week_ends_on=week_ends_on)
    assert found == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("today", "month", "quarter"),
    [
        ("2026-01-01", "2026-01-31", "2026-03-31"),
        ("2026-02-28", "2026-02-28", "2026-03-31"),
        ("2028-02-01", "2028-02-29", "2028-03-31"),
        ("2026-03-31", "2026-03-31", "2026-03-31"),
        ("2026-04-01", "2026-04-30", "2026-06-30"),
        ("2026-12-31", "2026-12-31", "2026-12-31"),
    ],
)
def test_end_of_month_and_quarter(today: str, month: str, quarter: str) -> None:
    """`eom` and `eoq` are the last days of this month and quarter."""
    assert day("eom", date.fromisoformat(today)) == date.fromisoformat(month)
    assert day("eoq", date.fromisoformat(today)) == date.fromisoformat(quarter)


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        ("2026-01-31", "+1m", "2026-02-28"),
        ("2026-01-31", "+2m", "2026-03-31"),
        ("2028-01-31", "+1m", "2028-02-29"),
        ("2026-03-31", "-1m", "2026-02-28"),
        ("2026-11-30", "+3m", "2027-02-28"),
        ("2028-02-29", "+1y", "2029-02-28"),
        ("2028-02-29", "+4y", "2032-02-29"),
        ("2026-12-31", "+1d", "2027-01-01"),
    ],
)
def test_months_step_without_drift(today: str, text: str, expected: str) -> None:
    """A step of months ends on the same day, or on the last one of a shorter month."""
    assert day(text, date.fromisoformat(today)) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("today", "past", "expected"),
    [
        ("2026-11-20", False, "2028-02-29"),
        ("2028-02-29", False, "2028-02-29"),
        ("2028-03-01", False, "2032-02-29"),
        ("2097-01-01", False, "2104-02-29"),
        ("2028-02-29", True, "2028-02-29"),
        ("2028-02-28", True, "2024-02-29"),
        ("2103-12-31", True, "2096-02-29"),
    ],
)
def test_leap_day_without_a_year(today: str, past: bool, expected: str) -> None:
    """29 February without a year is that of the nearest year that has one."""
    assert day("29 feb", date.fromisoformat(today), past=past) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("order", "text", "expected"),
    [
        ("dmy", "3/4", "2027-04-03"),
        ("mdy", "3/4", "2027-03-04"),
        ("ymd", "3/4", "2027-03-04"),
        ("dmy", "24.12.", "2026-12-24"),
        ("dmy", "4.3.2026", "2026-03-04"),
        ("mdy", "4/3/2026", "2026-04-03"),
        ("mdy", "25/12", "2026-12-25"),
        ("dmy", "3/13", "2027-03-13"),
        ("ymd", "2026/4/3", "2026-04-03"),
    ],
)
def test_configured_order(order: str, text: str, expected: str) -> None:
    """Numbers alone are read in the configured order."""
    assert day(text, date_order=order) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("3/4", ("3 apr", "4 mar")),
        ("4.3.2026", ("4 mar", "3 apr")),
        ("12/11", ("12 nov", "11 dec")),
    ],
)
def test_two_readings(text: str, readings: tuple[str, str]) -> None:
    """Figures with two readings are refused; both are named, and the setting that chooses."""
    with pytest.raises(UsageError) as refused:
        day(text)
    assert all(reading in refused.value.message.lower() for reading in readings)
    assert "date_order" in refused.value.hint


@pytest.mark.parametrize("text", ["3/4/2026", "3.4.2026"])
def test_order_that_says_nothing(text: str) -> None:
    """The order year, month, day does not say what 3/4/2026 is."""
    with pytest.raises(UsageError, match="can be"):
        day(text, date_order="ymd")


@pytest.mark.parametrize("text", ["in 20m", "20m ago", "a m ago", "20m from now", "in-3-m"])
def test_bare_m(text: str) -> None:
    """A bare m beside `in` or `ago` can be minutes or months, and both are named."""
    with pytest.raises(UsageError, match="can be minutes or months") as refused:
        day(text)
    assert "min" in refused.value.hint
    assert "months" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "right"),
    [("Thu 27 Nov", "Friday"), ("mon 24 dec 2026", "Thursday"), ("2026-11-27 sat", "Friday"),
     ("Sunday 25.12.", "Friday"), ("Sat 23 May 2027", "Sunday"), ("Wed 20 May", "Thursday")],
)  # fmt: skip
def test_contradicting_weekday(text: str, right: str) -> None:
    """A weekday that is not that of its date is refused, and the right one is named."""
    with pytest.raises(UsageError, match=f"is a {right}"):
        day(text)


def test_step_back() -> None:
    """For something past, a step without a sign leads back."""
    assert day("2 weeks", past=True) == date(2026, 11, 6)


@pytest.mark.parametrize("text", ["31/2", "13/13", "3/4/26", "3-4", "0/0", "5", "3/4/5/6"])
def test_wrong_numbers_in_an_order(text: str) -> None:
    """An order makes no day of what is none, nor a year of two digits."""
    with pytest.raises(UsageError):
        day(text, date_order="dmy")


@pytest.mark.parametrize(
    "text",
    ["", " ", "5", "24", "2026", "fr", "f", "ma", "someday", "next", "next fortnight",
     "friday the 13th", "fri sat", "13 foo", "dec", "dec 2026", "32 dec", "0 dec", "31 feb",
     "30 feb 2028", "29 feb 2026", "2026-02-30", "2026-13-01", "2026-11-20x", "26-11-20",
     "20261320", "0000-01-01", "+d", "+3", "+3x", "++3d", "3h", "+3 d ago", "in 3", "in -3 days",
     "+1.5d", "+3d +2w", "eoh", "dec 242026", "dec 24 26", "24 dec; rm", "ma 3", "friend",
     "in 3 dogs", "2026-1-32", "26/13/2027", "2026/13/01", "𝐟𝐫𝐢", "٢٠٢٦-١١-٢٤", "२४ dec", "+３d",
     "2026‑11‑24", "fri\x00", "\x1b[2J", "\udcff", "+999999999999d",
     "10:00", "fri 10:00", "2026-11-24T10:00"],
)  # fmt: skip
@pytest.mark.parametrize("past", [False, True])
def test_refused_day(text: str, past: bool) -> None:
    """What is no day is wrong usage, shown as typed but for what a terminal acts on."""
    with pytest.raises(UsageError, match=r"is not a date|there is no") as refused:
        day(text, past=past)
    assert refused.value.hint
    assert "\x1b" not in refused.value.message


@pytest.mark.parametrize(
    "text",
    ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31", "1 jan 1899", "24dec9999", "+200y",
     "+99999d", "-200y", "+9999y", "+9999m", "9999 years ago", "200 years ago"],
)  # fmt: skip
def test_day_outside_the_years(text: str) -> None:
    """Days outside the years 1900 to 2200 are refused, and that is said."""
    with pytest.raises(UsageError, match="outside the years 1900 to 2200"):
        day(text)


@pytest.mark.parametrize("text", ["9" * 5000, "+" + "9" * 5000 + "d", "fri" * 2000, "a" * 10**6])
def test_endless_day(text: str) -> None:
    """What is longer than any date is refused unread, and cut in the message."""
    with pytest.raises(UsageError, match="is not a date") as refused:
        day(text)
    assert len(refused.value.message) < 160


@given(DAYS, DAYS)
def test_iso_day_and_back(one: date, today: date) -> None:
    """An ISO date is that day, whatever today is and whichever way one looks."""
    assert day(one.isoformat(), today) == day(one.isoformat(), today, past=True) == one


@given(DAYS, DAYS)
def test_said_day_and_back(one: date, today: date) -> None:
    """Day, month and year as they are said are read as that day."""
    assert day(f"{one.day} {one:%b} {one.year}", today) == one
    assert day(f"{one:%B} {one.day}, {one.year}", today) == one


@given(st.dates(date(1910, 1, 1), date(2190, 1, 1)), st.integers(1, 12), st.integers(1, 31))
def test_day_of_a_month_is_the_nearest(today: date, month: int, number: int) -> None:
    """A day of a month is that of the nearest year: ahead, or back for the past."""
    if number > monthrange(2000, month)[1]:
        return
    text = f"{number} {date(2000, month, 1):%b}"
    ahead, back = day(text, today), day(text, today, past=True)
    assert (ahead.day, ahead.month) == (back.day, back.month) == (number, month)
    assert back <= today <= ahead
    assert (ahead - back).days in {0, 365, 366, 1461, 2921, 2922}


@given(
    ANY_TEXT,
    st.one_of(DAYS, st.sampled_from([date(1900, 1, 1), date(2200, 12, 31)])),
    st.booleans(),
    st.sampled_from(["dmy", "mdy", "ymd", None]),
)
def test_any_text_as_a_day(text: str, today: date, past: bool, order: str | None) -> None:
    """Any text is a day of the years 1900 to 2200, or wrong usage that a terminal can show."""
    try:
        assert 1900 <= day(text, today, past=past, date_order=order).year <= 2200
    except UsageError as refused:
        assert escape_controls(refused.message) == refused.message


def test_a_weekday_tells_the_same_figures_apart() -> None:
    """A day that both readings are is no choice of two."""
    assert day("Tue 3/3", date(2026, 6, 1)) == date(2026, 3, 3)


def test_skipped_day() -> None:
    """Samoa had no 30 December 2011, and yet it is the day after the 29th."""
    environ = {"TZ": "Pacific/Apia", "CLIENTLOG_NOW": "2011-12-29T23:00"}
    before = read_clock(environ, None)[0]
    after = Clock(before.now + timedelta(hours=1), before.zone, before.zone_name)
    assert day("tomorrow", before.today) == date(2011, 12, 30)
    assert after.today == date(2011, 12, 31)
    assert day("yesterday", after.today) == date(2011, 12, 30)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31 nov", "there is no 31 November"),
        ("30 feb 2027", "there is no 30 February 2027"),
        ("2026-11-31", "there is no 31 November 2026"),
        ("31nov", "there is no 31 November"),
        ("31.11.", "there is no 31 November"),
        ("29/2/2027", "there is no 29 February 2027"),
    ],
)
def test_a_day_that_its_month_does_not_have(text: str, message: str) -> None:
    """The message says which; the hint is the last day of that month."""
    with pytest.raises(UsageError) as raised:
        parse_day(text, DateContext(date(2026, 11, 2)))
    assert raised.value.message == message
    assert raised.value.hint.startswith("write ")
