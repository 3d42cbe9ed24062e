"""Events that repeat, within a window and never without end."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.window import Window
from clientlog.interchange.problems import Notice, Problem
from tests.interchange.ical.calendars import VIENNA, Result, event, read, read_events, reasons

ZONED = ";TZID=Europe/Vienna:20261013T090000"


def days(results: list[Result]) -> list[str]:
    """Return the local times of the events, those that are cancelled with a minus."""
    return [
        f"{'-' if result.status == 'cancelled' else ''}{_local(result):%m-%d %H:%M}"
        for result in results
        if isinstance(result, Event)
    ]


def _local(result: Event) -> datetime:
    assert isinstance(result.starts_at, datetime)
    return result.starts_at.astimezone(VIENNA)


def test_a_weekly_meeting_keeps_its_hour_when_the_clocks_change() -> None:
    """25 October 2026 is such a day; each occurrence has a key of its own."""
    results = read_events(event("RRULE:FREQ=WEEKLY;COUNT=3", "DURATION:PT1H", start=ZONED))
    assert days([*results]) == ["10-13 09:00", "10-20 09:00", "10-27 09:00"]
    assert [result.key.rpartition("/")[2] for result in results] == [
        "20261013T070000Z",
        "20261020T070000Z",
        "20261027T080000Z",
    ]
    assert {result.uid for result in results} == {"1@example.org"}
    assert [result.ends_at for result in results] == [
        _local(result) + timedelta(hours=1) for result in results
    ]


def test_a_moved_a_cancelled_and_an_excluded_occurrence() -> None:
    """Before the series or after it in the file; what it leaves out is cancelled."""
    moved = event(
        "RECURRENCE-ID:20261020T070000Z",
        "SUMMARY:Later",
        start=";TZID=Europe/Vienna:20261021T150000",
    )
    series = event(
        "RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Vienna:20261103T090000", start=ZONED
    )
    gone = event(
        "RECURRENCE-ID;TZID=Europe/Vienna:20261027T090000",
        "STATUS:CANCELLED",
        start=";TZID=Europe/Vienna:20261027T090000",
    )
    results = read_events(moved, series, gone)
    assert days([*results]) == ["10-13 09:00", "10-21 15:00", "-10-27 09:00", "-11-03 09:00"]
    assert results[1].key == "1@example.org/20261020T070000Z"
    assert results[1].summary == "Later"


def test_the_later_of_two_changes_to_an_occurrence_counts() -> None:
    """By SEQUENCE, whatever their order."""
    changes = [
        event("RECURRENCE-ID:20261020T070000Z", f"SEQUENCE:{n}", f"SUMMARY:{n}", start=ZONED)
        for n in (2, 1)
    ]
    results = read_events(*changes)
    assert [result.summary for result in results] == ["2"]


def test_a_change_without_its_series_is_an_occurrence() -> None:
    """An invitation to one occurrence holds no more."""
    (result,) = read_events(event("RECURRENCE-ID:20261020T070000Z", start=ZONED))
    assert result.recurrence_id == "20261020T070000Z"


def test_an_occurrence_that_was_moved_out_of_the_window_is_told() -> None:
    """It may have been taken in before."""
    change = event("RECURRENCE-ID:20261020T070000Z", start=":20280101T090000Z")
    (result,) = read_events(change)
    assert result.starts_at == datetime.fromisoformat("2028-01-01T09:00:00+00:00")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["RDATE:20261014T070000Z,20261015T070000Z"], ["10-13", "10-14", "10-15"]),
        (["RDATE;VALUE=PERIOD:20261014T070000Z/PT2H"], ["10-13", "10-14"]),
        (["RDATE;VALUE=DATE:20261014"], ["10-13", "10-14"]),
        (["RRULE:FREQ=DAILY;UNTIL=20261015"], ["10-13", "10-14", "10-15"]),
        (["RRULE:FREQ=DAILY;UNTIL=20261015T065959Z"], ["10-13", "10-14"]),
        (["RRULE:FREQ=DAILY;UNTIL=20261015T070000Z"], ["10-13", "10-14", "10-15"]),
        (["RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=TH"], ["10-15", "10-22"]),
        (["RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20261014T060000Z"], ["10-13", "10-14"]),
        (["RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TU,TH"], ["10-13", "10-15", "10-20"]),
        (["RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU"], ["10-13", "11-10", "12-08"]),
        (
            ["RRULE:FREQ=DAILY;COUNT=4", "EXDATE;VALUE=DATE:20261014"],
            ["10-13", "-10-14", "10-15", "10-16"],
        ),
        (
            ["RRULE:FREQ=DAILY;COUNT=3", "EXRULE:FREQ=DAILY;INTERVAL=2"],
            ["-10-13", "10-14", "-10-15"],
        ),
    ],
)
def test_rules_and_dates_of_all_kinds(lines: list[str], expected: list[str]) -> None:
    """UNTIL is inclusive, as a day or as a moment; COUNT counts what is excluded."""
    assert days([*read_events(event(*lines, start=ZONED))]) == [f"{day} 09:00" for day in expected]


def test_whole_days_repeat() -> None:
    """An UNTIL with a time and an EXDATE with a time mean the day."""
    results = read_events(
        event(
            "RRULE:FREQ=DAILY;UNTIL=20261015T000000Z",
            "EXDATE:20261014T000000Z",
            start=";VALUE=DATE:20261013",
        )
    )
    assert [(result.starts_at, result.status) for result in results] == [
        (date(2026, 10, 13), "confirmed"),
        (date(2026, 10, 14), "cancelled"),
        (date(2026, 10, 15), "confirmed"),
    ]
    assert results[0].recurrence_id == "20261013"


@pytest.mark.parametrize(
    "rule",
    ["FREQ=DAILY", "FREQ=DAILY;COUNT=1000000000", "FREQ=DAILY;UNTIL=99991231T235959Z"],
)
def test_a_rule_without_end_gives_what_lies_in_the_window(rule: str) -> None:
    """And so does one that began long ago."""
    results = read_events(event(f"RRULE:{rule}", start=":19000101T090000Z"))
    assert len(results) == 31 + 30 + 31 + 31 + 28 + 31


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY", "repeats every second"),
        ("FREQ=MINUTELY;INTERVAL=10", "repeats every minute"),
        ("FREQ=HOURLY", "repeats more than 2,000 times"),
        ("FREQ=HOURLY;COUNT=1000000000", "repeats more than 50,000 times before the window"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "the rule of repetition never gives a date"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL=0 is not between 1 and 10,000"),
        ("FREQ=DAILY;INTERVAL=-1", "INTERVAL=-1 is not between 1 and 10,000"),
        ("FREQ=DAILY;INTERVAL=" + "9" * 5000, f"INTERVAL={'9' * 20} is not between 1 and 10,000"),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7;BYMINUTE=1,2,3,4,5,6,7", "repeats 49 times a day"),
        ("FREQ=DAILY;BYDAY=", "the rule of repetition is not understood: FREQ=DAILY;BYDAY="),
        ("FREQ=NEVER", "the rule of repetition is not understood: FREQ=NEVER"),
        ("COUNT=3", "the rule of repetition is not understood: COUNT=3"),
        ("FREQ=DAILY;BYEASTER=1", "'BYEASTER' is not known in a rule of repetition"),
        ("every day", "'every day' is not a part of a rule of repetition"),
        ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL: 'TOMORROW' is not a date"),
        ("FREQ=DAILY;UNTIL=PT1H", "UNTIL: 'PT1H' is not a date"),
        ("FREQ=YEARLY;BYYEARDAY=" + ",".join(["1"] * 367), "the rule of repetition is too long"),
    ],
)
def test_a_rule_that_makes_no_sense_is_a_problem(rule: str, reason: str) -> None:
    """The next event is read."""
    results = read(event(f"RRULE:{rule}", start=":20000101T090000Z"), event(uid="2"))
    assert reasons(results) == [f"event left out: {reason}"]
    assert len(results) == 2


def test_many_rules_without_a_date_end_the_patience() -> None:
    """What is left is named at once; single events are read all the same."""
    rule = "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"
    results = read(*(event(rule, uid=str(n)) for n in range(25)), event(uid="x"))
    assert reasons(results)[-1] == (
        "event left out: the repeating events of this file take too long to work out"
    )
    assert any(isinstance(result, Event) for result in results)


def test_a_change_from_one_occurrence_on_is_read_for_that_one() -> None:
    """And that is said."""
    change = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20261020T070000Z", start=ZONED)
    notice, result = read(change)
    assert isinstance(notice, Notice)
    assert isinstance(result, Event)


def test_a_series_of_another_time_is_skipped() -> None:
    """With one line, not with one for each occurrence."""
    results = read(event("RRULE:FREQ=DAILY;COUNT=500", start=":20200101T090000Z"))
    assert reasons(results) == ["not in the window of time"]


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR", "FREQ=DAILY;INTERVAL=9"])
def test_skipping_ahead_changes_nothing(rule: str) -> None:
    """The rhythm of a rule that began years ago is the one that counting gives."""
    start = ":20190304T090000Z"
    jumped = read_events(event(f"RRULE:{rule}", start=start))
    counted = read_events(event(f"RRULE:{rule};COUNT=40000", start=start))
    assert [one.key for one in jumped] == [one.key for one in counted]


def test_a_window_is_clamped_to_the_years_of_events() -> None:
    """Whatever days are asked for."""
    window = Window.of_days(date.min, date.max, VIENNA)
    results: list[Any] = read(event("RRULE:FREQ=YEARLY"), window=window)
    assert not [result for result in results if isinstance(result, Problem)]
    assert len(results) == 2199 - 2026 + 1


def test_a_changed_occurrence_is_named_on_the_clock_of_its_series() -> None:
    """Also one that the change names by its day only."""
    series = event("RRULE:FREQ=WEEKLY;COUNT=2", start=ZONED)
    change = event("RECURRENCE-ID;VALUE=DATE:20261020", "SUMMARY:Later", start=ZONED)
    changed = [result for result in read_events(series, change) if result.summary]
    assert [result.recurrence_id for result in changed] == ["20261020T070000Z"]


def test_the_window_is_that_of_whoever_reads_on_the_clock_of_the_series() -> None:
    """Seven in the evening of New York is one in the morning of Vienna."""
    results = read_events(event("RRULE:FREQ=DAILY", start=";TZID=America/New_York:20260901T190000"))
    assert (days([*results[:1]]), days([*results[-1:]])) == (["10-01 01:00"], ["03-31 01:00"])


def test_an_occurrence_just_after_the_window_is_outside() -> None:
    """It ends at midnight, before what begins then."""
    results = read_events(event("RRULE:FREQ=DAILY", start=":20260901T000000"))
    assert (days([*results[:1]]), days([*results[-1:]])) == (["10-01 00:00"], ["03-31 00:00"])


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo"])
def test_whole_days_in_the_window_are_those_of_whoever_reads(zone: str) -> None:
    """The first and the last, wherever that is."""
    window = Window.of_days(date(2026, 10, 1), date(2026, 10, 31), ZoneInfo(zone))
    series = event("RRULE:FREQ=DAILY", start=";VALUE=DATE:20260901")
    results = [result for result in read(series, window=window) if isinstance(result, Event)]
    assert (results[0].starts_at, results[-1].starts_at) == (date(2026, 10, 1), date(2026, 10, 31))


def test_a_rule_that_ended_before_the_years_of_events_gives_nothing() -> None:
    """Its UNTIL may be of any year; one that lies after them is no end."""
    window = Window.of_days(date(1900, 1, 1), date(1900, 12, 31), VIENNA)
    series = event("RRULE:FREQ=DAILY;UNTIL=18991231T000000Z", start=":19000102T000000")
    assert reasons(read(series, window=window)) == ["not in the window of time"]
    series = event("RRULE:FREQ=DAILY;UNTIL=22000101T000000Z", start=":19000102T000000")
    assert len(read(series, window=window)) == 364


def test_an_occurrence_that_was_moved_into_the_window_is_in_it() -> None:
    """It was due at another time."""
    (result,) = read_events(event("RECURRENCE-ID:20280101T090000Z", start=":20261124T090000Z"))
    assert result.recurrence_id == "20280101T090000Z"
