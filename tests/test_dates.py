"""Dates, times, schedules and lengths as people type them, and days as they are said."""

import locale
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.dates import (
    Calendar,
    Every,
    Unit,
    When,
    ago,
    next_after,
    read_cadence,
    read_day,
    read_every,
    read_length,
    read_when,
    show_day,
    show_late,
    show_moment,
    step,
)
from clientlog.errors import WrongUsage

FRIDAY = date(2026, 11, 20)
CALENDAR = Calendar(FRIDAY)
LIVES = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", "2026-11-20"),
        ("Tomorrow", "2026-11-21"),
        ("YESTERDAY", "2026-11-19"),
        ("sat", "2026-11-21"),
        ("fri", "2026-11-27"),
        ("thurs", "2026-11-26"),
        ("Thursday", "2026-11-26"),
        ("this sun", "2026-11-22"),
        ("next fri", "2026-11-27"),
        ("next-fri", "2026-11-27"),
        ("next monday", "2026-11-23"),
        ("next sunday", "2026-11-29"),
        ("last fri", "2026-11-13"),
        ("in 3 days", "2026-11-23"),
        ("in 1 day", "2026-11-21"),
        ("in  2   weeks", "2026-12-04"),
        ("in 1 month", "2026-12-20"),
        ("in 2 years", "2028-11-20"),
        ("+3d", "2026-11-23"),
        ("+2w", "2026-12-04"),
        ("+1m", "2026-12-20"),
        ("+1y", "2027-11-20"),
        ("+0d", "2026-11-20"),
        ("-3d", "2026-11-17"),
        ("3 days ago", "2026-11-17"),
        ("eow", "2026-11-22"),
        ("eom", "2026-11-30"),
        ("eoq", "2026-12-31"),
        ("eoy", "2026-12-31"),
        ("2026-12-24", "2026-12-24"),
        (" 2026-12-24 ", "2026-12-24"),
        ("24 dec", "2026-12-24"),
        ("dec 24", "2026-12-24"),
        ("24dec", "2026-12-24"),
        ("24 December", "2026-12-24"),
        ("24th dec", "2026-12-24"),
        ("sept 4", "2027-09-04"),
        ("20 nov", "2026-11-20"),
        ("19 nov", "2027-11-19"),
        ("24dec2026", "2026-12-24"),
        ("24 dec 2026", "2026-12-24"),
        ("dec 24, 2026", "2026-12-24"),
        ("dec 24 2020", "2020-12-24"),
        ("29 feb", "2028-02-29"),
        ("29 feb 2028", "2028-02-29"),
        ("1900-01-01", "1900-01-01"),
        ("2200-12-31", "2200-12-31"),
    ],
)
def test_day(typed: str, expected: str) -> None:
    """A day is read in each of its forms; without a year it is the next to come."""
    assert read_day(typed, CALENDAR) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fri", "2026-11-20"),
        ("sat", "2026-11-14"),
        ("thu", "2026-11-19"),
        ("last fri", "2026-11-13"),
        ("last-mon", "2026-11-16"),
        ("24 dec", "2025-12-24"),
        ("20 nov", "2026-11-20"),
        ("21 nov", "2025-11-21"),
        ("29 feb", "2024-02-29"),
        ("-2w", "2026-11-06"),
        ("1 month ago", "2026-10-20"),
        ("24 dec 2026", "2026-12-24"),
    ],
)
def test_past_day(typed: str, expected: str) -> None:
    """For something past the last such day is meant, today included."""
    assert read_day(typed, CALENDAR, past=True) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "typed",
    [
        "", " ", "soon", "fr", "mo", "ma 3", "friend", "next week", "next", "in days", "in 3 dogs",
        "5", "20261224", "24", "31 feb", "30 feb 2028", "29 feb 2027", "0 dec", "32 dec",
        "2026-02-30", "2026-13-01", "2026-1-2", "26-12-24", "dec 242026", "dec 24 26",
        "0001-01-01", "9999-12-31", "1899-12-31", "2201-01-01", "24 dec 9999", "+999999999999d",
        "+9999y", "-9999y", "+9999m", "-200y", "200 years ago", "9" * 5000, "fri " * 5000,
        "٢٤ dec", "２４ dec", "2026-12-２4", "+３d", "\x00", "fri\x1b[2J", "24 dec; rm",
        "10:00", "fri 10:00", "𝐟𝐫𝐢",
    ],
)  # fmt: skip
def test_refused_day(typed: str) -> None:
    """What is no date of a lifetime is refused at once, in a short line, with examples."""
    with pytest.raises(WrongUsage) as refused:
        read_day(typed, CALENDAR)
    assert "2026-12-24" in refused.value.hint
    assert len(refused.value.message) < 160
    assert refused.value.message.isprintable()


def test_refusal_in_words() -> None:
    """The refusal names what was typed and says what would do."""
    with pytest.raises(WrongUsage) as refused:
        read_day("2026-02-30", CALENDAR)
    assert refused.value.message == "'2026-02-30' is not a date"
    assert refused.value.hint == "try fri, +2w, 24 dec or 2026-12-24"


def test_refusal_of_far_years() -> None:
    """A date that is one, but far away, is refused for its year."""
    with pytest.raises(WrongUsage, match="'9999-12-31' is outside the years 1900 to 2200"):
        read_day("9999-12-31", CALENDAR)


@pytest.mark.parametrize("typed", ["3/4", "3.4.", "3.4.2026", "3/4/2026", "2026/4/3"])
def test_numbers_without_an_order(typed: str) -> None:
    """Numbers alone are refused as long as nobody said what their order is."""
    with pytest.raises(WrongUsage, match="two ways") as refused:
        read_day(typed, CALENDAR)
    assert "date_order" in refused.value.hint


@pytest.mark.parametrize(
    ("order", "typed", "expected"),
    [
        ("dmy", "3/4", "2027-04-03"),
        ("dmy", "3.4.", "2027-04-03"),
        ("dmy", "3.4.2026", "2026-04-03"),
        ("mdy", "3/4", "2027-03-04"),
        ("mdy", "12/24/2026", "2026-12-24"),
        ("ymd", "2026/4/3", "2026-04-03"),
        ("ymd", "12/24", "2026-12-24"),
    ],
)
def test_numbers_in_order(order: str, typed: str, expected: str) -> None:
    """With a configured order, numbers are read in it."""
    calendar = Calendar(FRIDAY, date_order=order)  # type: ignore[arg-type]
    assert read_day(typed, calendar) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("order", "typed"), [("dmy", "12/24/2026"), ("dmy", "3/4/26"), ("dmy", "5"), ("ymd", "3/4/5")]
)
def test_numbers_out_of_order(order: str, typed: str) -> None:
    """A number that is no day or month in its place, or a short year, is never guessed at."""
    with pytest.raises(WrongUsage):
        read_day(typed, Calendar(FRIDAY, date_order=order))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "ends_on", "expected"),
    [
        ("2026-11-20", 6, "2026-11-22"),
        ("2026-11-22", 6, "2026-11-22"),
        ("2026-11-20", 4, "2026-11-20"),
        ("2026-11-21", 4, "2026-11-27"),
    ],
)
def test_end_of_the_week(today: str, ends_on: int, expected: str) -> None:
    """`eow` is the coming last day of the week, today included."""
    calendar = Calendar(date.fromisoformat(today), week_ends_on=ends_on)
    assert read_day("eow", calendar) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("today", "typed", "expected"),
    [
        ("2026-12-15", "eom", "2026-12-31"),
        ("2028-02-29", "eom", "2028-02-29"),
        ("2026-01-01", "eoq", "2026-03-31"),
        ("2026-03-31", "eoq", "2026-03-31"),
        ("2026-04-01", "eoq", "2026-06-30"),
        ("2026-11-23", "next mon", "2026-11-30"),
        ("2026-11-22", "next mon", "2026-11-23"),
        ("2027-01-31", "+1m", "2027-02-28"),
        ("2027-01-31", "+2m", "2027-03-31"),
        ("2028-02-29", "+1y", "2029-02-28"),
        ("2028-03-01", "29 feb", "2032-02-29"),
        ("2096-03-01", "29 feb", "2104-02-29"),
        ("2200-12-31", "eom", "2200-12-31"),
    ],
)
def test_boundary_days(today: str, typed: str, expected: str) -> None:
    """Ends of months, quarters, weeks and leap years are met exactly."""
    assert read_day(typed, Calendar(date.fromisoformat(today))) == date.fromisoformat(expected)


@given(LIVES, LIVES)
def test_iso_days(today: date, day: date) -> None:
    """Every ISO date of the years 1900 to 2200 is itself, whatever today is."""
    assert read_day(day.isoformat(), Calendar(today)) == day


@given(LIVES.filter(lambda one: 1910 < one.year < 2190), LIVES)
def test_days_without_a_year(today: date, day: date) -> None:
    """A day and month are met again within eight years, before or after today as asked."""
    typed = f"{day.day} {day:%b}"
    ahead, behind = (read_day(typed, Calendar(today), past=past) for past in (False, True))
    assert behind <= today <= ahead
    assert {(one.month, one.day) for one in (ahead, behind)} == {(day.month, day.day)}
    assert (ahead - behind).days <= (366 * 16)


@given(LIVES.filter(lambda one: 1900 < one.year < 2200), st.sampled_from(["mon", "wed", "sunday"]))
def test_weekdays(today: date, typed: str) -> None:
    """A weekday lies one to seven days ahead, in the past none to six days back."""
    ahead, behind = (read_day(typed, Calendar(today), past=past) for past in (False, True))
    assert 1 <= (ahead - today).days <= 7
    assert 0 <= (today - behind).days <= 6
    assert ahead.weekday() == behind.weekday()


@given(st.text(max_size=30) | st.from_regex(r"[0-9a-z+./: -]{1,20}", fullmatch=True))
def test_any_text_as_a_day(typed: str) -> None:
    """Whatever is typed is read as a day of the years 1900 to 2200, or refused."""
    for order in (None, "dmy"):
        try:
            found = read_day(typed, Calendar(FRIDAY, date_order=order))  # type: ignore[arg-type]
        except WrongUsage:
            continue
        assert 1900 <= found.year <= 2200


TEN = time(10, 0)


@pytest.mark.parametrize(
    ("typed", "day", "at"),
    [
        ("fri", "2026-11-27", None),
        ("fri 10:00", "2026-11-27", TEN),
        ("10:00 fri", "2026-11-27", TEN),
        ("fri at 10:00", "2026-11-27", TEN),
        ("at 10:00 on fri", "2026-11-27", TEN),
        ("10:00", "2026-11-20", TEN),
        ("at 10am", "2026-11-20", TEN),
        ("9:05 tomorrow", "2026-11-21", time(9, 5)),
        ("tomorrow 9am", "2026-11-21", time(9, 0)),
        ("24 dec 9:30pm", "2026-12-24", time(21, 30)),
        ("9 pm 24 dec", "2026-12-24", time(21, 0)),
        ("12am", "2026-11-20", time(0, 0)),
        ("12pm", "2026-11-20", time(12, 0)),
        ("in 3 days 10:00", "2026-11-23", TEN),
        ("dec 24, 2026 10:00", "2026-12-24", TEN),
        ("2026-11-24 10:00", "2026-11-24", TEN),
        ("2026-11-24T10:00", "2026-11-24", TEN),
        ("2026-11-24t10:00:30", "2026-11-24", time(10, 0, 30)),
    ],
)
def test_when(typed: str, day: str, at: time | None) -> None:
    """A time stands before or after the day; alone it is today's."""
    assert read_when(typed, CALENDAR) == When(date.fromisoformat(day), at)


def test_past_when() -> None:
    """With a time as well, something past is on the last such day."""
    assert read_when("fri 10:00", CALENDAR, past=True) == When(FRIDAY, TEN)


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("2026-11-24T10:00:00+01:00", 9),
        ("2026-11-24T10:00Z", 10),
        ("2026-11-24 10:00:00.5-05:00", 15),
    ],
)
def test_when_with_an_offset(typed: str, hour: int) -> None:
    """An offset fixes the moment, in whole seconds, beside the day and time as typed."""
    expected = datetime(2026, 11, 24, hour, 0, tzinfo=UTC)
    assert read_when(typed, CALENDAR) == When(date(2026, 11, 24), TEN, expected)


@pytest.mark.parametrize(
    "typed",
    ["", "24:00", "10:60", "13pm", "0am", "10", "fri 10", "fri 10:00:30", "fri 10:00 11:00",
     "1:00 1:00", "soon 10:00", "2026-11-24T10:61", "2026-11-24T10:00+99:00", "2026-02-30 10:00",
     "2026-11-24T10:00junk", "0001-01-01T00:00Z", "1900-01-01T00:00+10:00",
     "2200-12-31T23:00-05:00", "９:00", "1" * 5000, "fri 10:0"],
)  # fmt: skip
def test_refused_when(typed: str) -> None:
    """A time that no clock shows, and what is neither day nor time, is refused with a hint."""
    with pytest.raises(WrongUsage) as refused:
        read_when(typed, CALENDAR)
    assert refused.value.hint
    assert len(refused.value.message) < 160


@given(st.text(max_size=30) | st.from_regex(r"[0-9apmt+./: -]{1,20}", fullmatch=True))
def test_any_text_as_when(typed: str) -> None:
    """Whatever is typed is read as a time of the years 1900 to 2200, or refused."""
    try:
        found = read_when(typed, CALENDAR)
    except WrongUsage:
        return
    assert 1900 <= found.day.year <= 2200


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("day", "1d"), ("daily", "1d"), ("10d", "10d"), ("week", "1w"), ("Weekly", "1w"),
        ("2w", "2w"), ("every 2 weeks", "2w"), ("every week", "1w"), ("biweekly", "2w"),
        ("fortnight", "2w"), ("month", "1m"), ("monthly", "1m"), ("3 months", "3m"),
        ("quarter", "3m"), ("quarterly", "3m"), ("yearly", "1y"), ("1y", "1y"), ("10y", "10y"),
    ],
)  # fmt: skip
def test_every(typed: str, expected: str) -> None:
    """A rhythm is read in many forms and kept in one, which reads back as the same."""
    every = read_every(typed)
    assert str(every) == expected
    assert read_every(str(every)) == every


@pytest.mark.parametrize(
    "typed", ["", "every", "0w", "-1w", "11y", "9999d", "fri", "2 weekly", "２w", "w2", "1" * 5000]
)
def test_refused_rhythm(typed: str) -> None:
    """What is no rhythm, or one longer than ten years, is refused."""
    with pytest.raises(WrongUsage, match="is not a rhythm"):
        read_every(typed)


def test_months_without_drift() -> None:
    """Months are counted from the anchor: 31 January leads to 28 February, then 31 March."""
    found, days = date(2027, 1, 31), []
    for _ in range(4):
        found = next_after(date(2027, 1, 31), Every("month", 1), found)
        days.append((found.month, found.day))
    assert days == [(2, 28), (3, 31), (4, 30), (5, 31)]
    assert step(date(2027, 1, 31), Every("month", 1), 2) == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("anchor", "every", "after", "expected"),
    [
        ("2026-11-27", "1w", "2026-11-20", "2026-11-27"),
        ("2026-11-20", "1w", "2026-11-20", "2026-11-27"),
        ("2026-11-20", "1w", "2026-11-26", "2026-11-27"),
        ("2026-11-20", "1w", "2026-11-27", "2026-12-04"),
        ("2024-02-29", "1y", "2026-11-20", "2027-02-28"),
        ("2024-02-29", "1y", "2027-11-20", "2028-02-29"),
    ],
)
def test_next_of_a_schedule(anchor: str, every: str, after: str, expected: str) -> None:
    """The next date of a schedule is later than the day given, and the anchor counts."""
    found = next_after(date.fromisoformat(anchor), read_every(every), date.fromisoformat(after))
    assert found == date.fromisoformat(expected)


UNITS: list[Unit] = ["day", "week", "month", "year"]


@given(
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.builds(Every, st.sampled_from(UNITS), st.integers(1, 10)),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
)
def test_first_of_the_schedule(anchor: date, every: Every, after: date) -> None:
    """The next date is on the schedule, and the one before it is not later than the day given."""
    found = next_after(anchor, every, after)
    schedule, count = anchor, 0
    while schedule <= after:
        count += 1
        schedule = step(anchor, every, count)
    assert found == schedule


def test_schedule_without_end() -> None:
    """A schedule that leaves the years 1900 to 2200 is refused rather than a crash."""
    with pytest.raises(WrongUsage, match="1900 to 2200"):
        next_after(date(2195, 1, 1), Every("year", 10), date(2199, 1, 1))
    with pytest.raises(WrongUsage, match="1900 to 2200"):
        step(date(2026, 1, 1), Every("year", 10), 10**6)
    with pytest.raises(WrongUsage, match="1900 to 2200"):
        step(date(2026, 1, 1), Every("day", 1), 10**12)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("45m", 45), ("45 min", 45), ("90", 90), ("1h", 60), ("1 hour", 60), ("1h30", 90),
        ("1h30m", 90), ("1 h 30 m", 90), ("1h5", 65), ("1:30", 90), ("0:45", 45), ("1.5h", 90),
        ("1.25 hours", 75), ("1m", 1), ("168h", 10080), ("10080", 10080),
    ],
)  # fmt: skip
def test_length(typed: str, minutes: int) -> None:
    """A length is read in minutes."""
    assert read_length(typed) == minutes


@pytest.mark.parametrize(
    "typed",
    ["", "0", "0h", "-5", "10081", "169h", "4 5", "1:5", "1h90", "1:90", "1.5", "soon", "२h",
     "9" * 5000, "1h30m10s"],
)  # fmt: skip
def test_refused_length(typed: str) -> None:
    """A length under a minute, over seven days, or that could be two things is refused."""
    with pytest.raises(WrongUsage, match="is not a length"):
        read_length(typed)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("14", 14), ("2w", 14), ("10d", 10), ("1m", 30), ("month", 30), ("weekly", 7), ("quarter", 90),
     ("every 2 weeks", 14), ("year", 365), ("1", 1), ("3650", 3650)],
)  # fmt: skip
def test_cadence(typed: str, days: int) -> None:
    """A cadence is read in days; a month is thirty."""
    assert read_cadence(typed) == days


@pytest.mark.parametrize("typed", ["", "0", "0w", "3651", "11y", "-1", "fri", "１4", "9" * 5000])
def test_refused_cadence(typed: str) -> None:
    """A cadence is at least a day, and ten years at most."""
    with pytest.raises(WrongUsage, match="is not a cadence"):
        read_cadence(typed)


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2026-11-27", "Fri 27 Nov"),
        ("2026-11-01", "Sun 1 Nov"),
        ("2027-03-01", "Mon 1 Mar"),
        ("2027-05-22", "Sat 22 May"),
        ("2027-05-23", "Sun 23 May 2027"),
        ("2026-05-20", "Wed 20 May 2026"),
        ("2025-11-20", "Thu 20 Nov 2025"),
    ],
)
def test_shown_day(day: str, shown: str) -> None:
    """A day is said with its weekday, and with the year where that is in doubt."""
    assert show_day(date.fromisoformat(day), FRIDAY) == shown


@given(LIVES, LIVES)
def test_shown_day_is_read_back(day: date, today: date) -> None:
    """What is said of a day, without the weekday, leads back to it."""
    said = show_day(day, today).partition(" ")[2]
    assert read_day(said, Calendar(today), past=day < today) == day


@pytest.mark.parametrize("name", ["C", "de_DE.UTF-8", "ja_JP.UTF-8"])
def test_shown_in_english(name: str) -> None:
    """Days are said in English under every locale."""
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        pytest.skip(f"no {name} here")
    try:
        assert show_moment(datetime(2026, 12, 4, 9, 5), FRIDAY) == "Fri 4 Dec 09:05"
    finally:
        locale.setlocale(locale.LC_TIME, before)


@pytest.mark.parametrize(("days", "late"), [(1, "1 day late"), (2, "2 days late")])
def test_shown_lateness(days: int, late: str) -> None:
    """Lateness is said in days."""
    assert show_late(days) == late


@pytest.mark.parametrize(
    ("days", "said"), [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (40, "40 days ago")]
)
def test_ago(days: int, said: str) -> None:
    """The nearest days have names of their own."""
    assert ago(days) == said
    assert read_day(said, CALENDAR) == FRIDAY - timedelta(days=days)
