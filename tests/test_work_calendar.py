"""The working days and holidays of the configuration."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.errors import UsageError
from clientlog.work_calendar import calendar_days, work_calendar

TODAY = date(2026, 11, 20)

CALENDAR = """BEGIN:VCALENDAR\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20261225\r
DTEND;VALUE=DATE:20261227\r
SUMMARY:Christmas\r
END:VEVENT\r
BEGIN:VEVENT\r
DTSTART;VALUE=DATE:20200101\r
RRULE:FREQ=YEARLY\r
END:VEVENT\r
BEGIN:VEVENT\r
SUMMARY:no date\r
END:VEVENT\r
END:VCALENDAR\r
"""


def test_days_and_files_are_holidays(tmp_path: Path) -> None:
    """Dates as TOML or as text, and the days of a calendar beside the configuration."""
    (tmp_path / "holidays.ics").write_text(CALENDAR)
    values = {"holidays": [date(2026, 12, 24), "2026-12-31", "holidays.ics"]}
    calendar = work_calendar(values, tmp_path / "config.toml", TODAY)
    assert {date(2026, 12, day) for day in (24, 25, 26, 31)} <= calendar.holidays
    assert date(2026, 12, 27) not in calendar.holidays
    years = {year for year in range(2019, 2040) if date(year, 1, 1) in calendar.holidays}
    assert years == {*range(2020, 2031)}
    assert calendar.next_working_day(date(2026, 12, 23)) == date(2026, 12, 28)


def test_weekdays_may_be_others(tmp_path: Path) -> None:
    """Names of three letters or more, in any case."""
    calendar = work_calendar({"workdays": ["Sun", "monday"]}, tmp_path / "c.toml", TODAY)
    assert calendar.weekdays == {6, 0}


@pytest.mark.parametrize(
    "values",
    [{"workdays": ["mo"]}, {"workdays": ["someday"]}, {"holidays": ["nowhere.ics"]}],
)
def test_what_makes_no_sense_is_refused(values: dict[str, list[str]], tmp_path: Path) -> None:
    """The key is named, with an example."""
    with pytest.raises(UsageError, match=next(iter(values))):
        work_calendar(values, tmp_path / "config.toml", TODAY)


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        (["DTSTART:20261225T100000Z", "DTEND:20261227T100000Z"], [25, 26]),
        (["DTSTART:20261225", "DTEND:20261220"], [25]),
        (["DTSTART:20261225", "SUMMARY:VEVENT", "BEGIN:VALARM", "END:VALARM"], [25]),
    ],
)
def test_an_event_is_free_from_its_start_to_the_day_before_its_end(
    lines: list[str], days: list[int]
) -> None:
    """Whatever else it holds; one that ends before it begins is one day."""
    text = "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])
    assert list(calendar_days(text, 2030)) == [date(2026, 12, day) for day in days]


def test_an_event_is_free_for_a_month_at_most() -> None:
    """A project that lasts all year is no holiday."""
    text = "BEGIN:VEVENT\nDTSTART:20261201\nDTEND:20271201\nEND:VEVENT"
    days = list(calendar_days(text, 2030))
    assert (len(days), days[-1]) == (32, date(2027, 1, 1))


@pytest.mark.parametrize("text", ["", "DTSTART:x", "BEGIN:VEVENT\nDTSTART:2026\nEND:VEVENT"])
def test_a_calendar_without_days_has_none(text: str) -> None:
    """What cannot be read is no holiday."""
    assert list(calendar_days(text, 2030)) == []
