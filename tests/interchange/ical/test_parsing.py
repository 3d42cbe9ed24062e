"""The literals of iCalendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from clientlog.interchange.ical.parsing import (
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
