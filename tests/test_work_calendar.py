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
    assert date(2027, 1, 1) in calendar.holidays
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


@pytest.mark.parametrize("text", ["", "DTSTART:x", "BEGIN:VEVENT\nDTSTART:2026\nEND:VEVENT"])
def test_a_calendar_without_days_has_none(text: str) -> None:
    """What cannot be read is no holiday."""
    assert list(calendar_days(text, 2030)) == []
