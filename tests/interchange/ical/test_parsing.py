"""The literals of iCalendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from clientlog.interchange.ical.parsing import (
    YEARS,
    MomentError,
    parse_duration,
    parse_offset,
    parse_value,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("20261124", date(2026, 11, 24)),
        (" 20261124t100000 ", datetime(2026, 11, 24, 10)),
        ("20261124T100000Z", datetime(2026, 11, 24, 10, tzinfo=UTC)),
        ("PT45M", timedelta(minutes=45)),
    ],
)
def test_a_value_is_read_by_its_form(text: str, value: object) -> None:
    """In either case of the letters."""
    parsed = parse_value(text)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize("text", ["", "soon", "20261399", "x" * 101])
def test_what_is_no_value_is_named(text: str) -> None:
    """Cut where it is long."""
    with pytest.raises(MomentError, match="is not a date") as caught:
        parse_value(text)
    assert len(str(caught.value)) < 70


def test_a_duration_is_no_day() -> None:
    """Nor the other way round."""
    assert parse_duration("P1DT2H") == timedelta(days=1, hours=2)
    with pytest.raises(MomentError, match="'20261124' is not a duration"):
        parse_duration("20261124")


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("+0100", timedelta(hours=1)),
        ("-0530", -timedelta(hours=5, minutes=30)),
        (" +013045 ", timedelta(hours=1, minutes=30, seconds=45)),
        ("+2359", timedelta(hours=23, minutes=59)),
    ],
)
def test_an_offset_has_a_sign_hours_and_minutes(text: str, offset: timedelta) -> None:
    """And seconds where a zone is old."""
    assert parse_offset(text) == offset


@pytest.mark.parametrize("text", ["0100", "+2400", "+0160", "+01", "+01:00", ""])
def test_another_offset_is_refused(text: str) -> None:
    """A day has no more hours."""
    with pytest.raises(MomentError, match="is not an offset from UTC"):
        parse_offset(text)


@pytest.mark.parametrize(
    ("length", "named"),
    [(100, f"'{'X' * 40}' is not a date"), (101, f"'{'X' * 40}…' is not a date")],
)
def test_a_text_of_over_a_hundred_letters_is_not_looked_at(length: int, named: str) -> None:
    """The first 40 are named."""
    with pytest.raises(MomentError) as caught:
        parse_value("x" * length)
    assert str(caught.value) == named


@pytest.mark.parametrize("parse", [parse_offset, parse_duration])
def test_what_is_refused_is_cut_after_forty_letters(parse: Callable[[str], timedelta]) -> None:
    """An offset and a duration as a date."""
    text = "20261124T100000/20261124T110000/20261124T120000"
    with pytest.raises(MomentError) as caught:
        parse(text)
    assert f"'{text[:40]}'" in str(caught.value)


def test_events_lie_in_the_years_1900_to_2199() -> None:
    """As every date of the program does."""
    assert (YEARS[0], YEARS[-1]) == (1900, 2199)
