"""Zones that a calendar defines, compared with those of the system."""

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.interchange.content_lines import read_components
from clientlog.interchange.ical.defined_zone import DefinedZone, read_zone
from clientlog.interchange.ical.zones import ZONE_PROPERTIES

BERLIN = ZoneInfo("Europe/Berlin")

STANDARD = """BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
"""
DAYLIGHT = """BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
"""


def define(*parts: str) -> DefinedZone | None:
    """Return the zone of these parts."""
    content = "".join(["BEGIN:VTIMEZONE\nTZID:Here\n", *parts, "END:VTIMEZONE\n"])
    (component,) = read_components(io.BytesIO(content.encode()), ZONE_PROPERTIES, {"VTIMEZONE"})
    return read_zone(component, "Here")


HERE = define(STANDARD, DAYLIGHT)

# Since 1996 both change on the same days.
WALLS = st.datetimes(datetime(1997, 1, 1), datetime(2037, 1, 1))


@given(WALLS, st.integers(0, 1))
def test_clocks_differ_from_utc_as_they_do_there(wall: datetime, fold: int) -> None:
    """Also in the hour that is left out and in the one that comes twice."""
    here, there = (wall.replace(tzinfo=zone, fold=fold) for zone in (HERE, BERLIN))
    assert here.utcoffset() == there.utcoffset()


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("minute", range(0, 240, 15))
def test_the_hours_of_a_change_are_the_same(day: str, minute: int) -> None:
    """To clocks and from clocks."""
    wall = datetime.fromisoformat(f"{day}T{minute // 60:02}:{minute % 60:02}")
    moment = wall.replace(tzinfo=UTC)
    here, there = moment.astimezone(HERE), moment.astimezone(BERLIN)
    assert (here.replace(tzinfo=None), here.fold) == (there.replace(tzinfo=None), there.fold)
    for fold in (0, 1):
        here, there = (wall.replace(tzinfo=zone, fold=fold) for zone in (HERE, BERLIN))
        assert here.utcoffset() == there.utcoffset()


@given(WALLS)
def test_clocks_show_an_instant_as_they_do_there(instant: datetime) -> None:
    """Whichever it is."""
    moment = instant.replace(tzinfo=UTC)
    assert f"{moment.astimezone(HERE):%c%z}" == f"{moment.astimezone(BERLIN):%c%z}"


def test_dates_of_change_may_be_listed() -> None:
    """Before the first the offset is the one that it changes from."""
    zone = define(
        STANDARD.replace("1601", "2025")
        .replace("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\n", "")
        .replace("TZOFFSETFROM", "RDATE:20261028T030000,20271028T030000\nTZOFFSETFROM"),
    )
    hours = [datetime(year, 12, 1, tzinfo=zone).utcoffset() for year in (2024, 2025, 2026)]
    assert [str(offset) for offset in hours] == ["2:00:00", "1:00:00", "1:00:00"]


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [STANDARD.replace("TZOFFSETTO:+0100\n", "")],
        [STANDARD.replace("+0100", "+2500")],
        [STANDARD.replace("16011028T030000", "soon")],
        [STANDARD.replace("YEARLY", "SECONDLY")],
        [STANDARD.replace("BYDAY=-1SU;BYMONTH=10", "BYMONTH=2;BYMONTHDAY=30")],
        [STANDARD] * 21,
        [STANDARD.replace("TZOFFSETTO", f"RDATE:{'20261028T030000,' * 4000}\nTZOFFSETTO")],
    ],
)
def test_a_definition_that_makes_no_sense_is_none(parts: list[str]) -> None:
    """Nor is one that takes too long to work out."""
    assert define(*parts) is None
