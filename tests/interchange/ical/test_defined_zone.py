"""Zones that a calendar defines, compared with those of the system."""

import io
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.interchange.content_lines import Component, read_components
from clientlog.interchange.ical.defined_zone import (
    DefinedZone,
    read_property,
    read_zone,
)
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


def read_definition(*parts: str) -> Component:
    """Return the VTIMEZONE of these parts."""
    content = "".join(["BEGIN:VTIMEZONE\nTZID:Here\n", *parts, "END:VTIMEZONE\n"])
    (component,) = read_components(io.BytesIO(content.encode()), ZONE_PROPERTIES, {"VTIMEZONE"})
    return component


def define(*parts: str) -> DefinedZone | None:
    """Return the zone of these parts."""
    return read_zone(read_definition(*parts), "Here")


def change(start: str, *lines: str, before: str = "+0200", after: str = "+0100") -> str:
    """Return a part that describes one change, and what more its lines say."""
    offsets = [f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
    return "\n".join(["BEGIN:STANDARD", f"DTSTART{start}", *lines, *offsets, "END:STANDARD", ""])


def offset_hours(zone: DefinedZone | None, *days: str) -> list[float]:
    """Return by how many hours clocks differ from UTC at noon of some days."""
    assert zone is not None
    noons = [datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=zone) for day in days]
    return [(noon.utcoffset() or timedelta()) / timedelta(hours=1) for noon in noons]


@cache
def here() -> DefinedZone:
    """Return the zone of Berlin, as Outlook defines it."""
    zone = define(STANDARD, DAYLIGHT)
    assert zone is not None
    return zone


# Since 1996 both change on the same days.
WALLS = st.datetimes(datetime(1997, 1, 1), datetime(2037, 1, 1))


@given(WALLS, st.integers(0, 1))
def test_clocks_differ_from_utc_as_they_do_there(wall: datetime, fold: int) -> None:
    """Also in the hour that is left out and in the one that comes twice."""
    zoned, there = (wall.replace(tzinfo=zone, fold=fold) for zone in (here(), BERLIN))
    assert zoned.utcoffset() == there.utcoffset()


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25"])
@pytest.mark.parametrize("minute", range(0, 240, 15))
def test_the_hours_of_a_change_are_the_same(day: str, minute: int) -> None:
    """To clocks and from clocks."""
    wall = datetime.fromisoformat(f"{day}T{minute // 60:02}:{minute % 60:02}")
    moment = wall.replace(tzinfo=UTC)
    zoned, there = moment.astimezone(here()), moment.astimezone(BERLIN)
    assert (zoned.replace(tzinfo=None), zoned.fold) == (there.replace(tzinfo=None), there.fold)
    for fold in (0, 1):
        zoned, there = (wall.replace(tzinfo=zone, fold=fold) for zone in (here(), BERLIN))
        assert zoned.utcoffset() == there.utcoffset()


@given(WALLS)
def test_clocks_show_an_instant_as_they_do_there(instant: datetime) -> None:
    """Whichever it is."""
    moment = instant.replace(tzinfo=UTC)
    assert f"{moment.astimezone(here()):%c%z}" == f"{moment.astimezone(BERLIN):%c%z}"


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
        [STANDARD.replace("16011028T030000", "PT1H")],
        [STANDARD.replace("YEARLY", "SECONDLY")],
        [STANDARD.replace("BYDAY=-1SU;BYMONTH=10", "BYMONTH=2;BYMONTHDAY=30")],
        [STANDARD] * 21,
        [STANDARD.replace("TZOFFSETTO", f"RDATE:{'20261028T030000,' * 4000}\nTZOFFSETTO")],
    ],
)
def test_a_definition_that_makes_no_sense_is_none(parts: list[str]) -> None:
    """Nor is one that takes too long to work out."""
    assert define(*parts) is None


def test_a_definition_may_have_so_many_rules_and_bytes() -> None:
    """20 rules and 50,000 bytes; one byte more is too many."""
    assert define(*[STANDARD] * 20) is not None
    # Each comma is a byte, and names no date.
    size = read_definition(change(":20250101T030000", "RDATE:")).size
    fill = f"RDATE:{',' * (50_000 - size)}"
    assert read_definition(change(":20250101T030000", fill)).size == 50_000
    assert define(change(":20250101T030000", fill)) is not None
    assert define(change(":20250101T030000", f"{fill},")) is None


@pytest.mark.parametrize(
    "dates",
    [
        "20261028T030000",
        "20261028T020000Z",
        "20261028",
        "20261028T030000/PT1H",
        "20261028T030000/20261028T040000",
    ],
)
def test_a_date_of_change_has_any_form(dates: str) -> None:
    """With a zone, which says nothing here, as a day, and as a period that begins then."""
    summer = change(":20260328T020000", before="+0100", after="+0200")
    zone = define(summer, change(":20250101T030000", f"RDATE:{dates}"))
    days = ("2024-12-31", "2025-01-02", "2026-03-29", "2026-10-27", "2026-10-29")
    assert offset_hours(zone, *days) == [2, 1, 2, 2, 1]


def test_before_the_first_change_the_offset_is_the_one_that_it_changes_from() -> None:
    """Whichever part comes first in the file; no hour comes twice then."""
    zone = define(
        change(":20260328T020000", before="+0100", after="+0200"),
        change(":20250101T030000", before="+0500"),
    )
    assert offset_hours(zone, "2024-12-31", "2025-01-02", "2026-03-29") == [5, 1, 2]
    assert datetime(2024, 7, 1, tzinfo=UTC).astimezone(zone).fold == 0


def test_the_hour_after_the_only_change_comes_twice() -> None:
    """First with the old offset, then with the new one."""
    zone = define(change(":20250101T030000"))
    moments = [datetime(2025, 1, 1, hour, 30, tzinfo=UTC).astimezone(zone) for hour in (0, 1, 2)]
    assert [(f"{moment:%H:%M}", moment.fold) for moment in moments] == [
        ("02:30", 0),
        ("02:30", 1),
        ("03:30", 0),
    ]


def test_a_change_in_the_year_1_is_left_out() -> None:
    """In UTC it may lie before the first moment that can be written."""
    dates = "RDATE:20261028T030000"
    zone = define(change(":00010101T000000", dates, before="+0500"))
    assert offset_hours(zone, "1900-01-01", "2026-12-01") == [5, 1]
    assert define(change(":00010101T000000")) is None
    assert define(change(":00020101T000000")) is not None


@pytest.mark.parametrize("until", ["20271028T010000Z", "20271028T030000", "20271028"])
def test_a_rule_of_change_ends_with_its_until_or_with_the_years_of_events(until: str) -> None:
    """An UNTIL in UTC, as RFC 5545 wants it, includes itself; the last year is 2199."""
    rule = f"RRULE:FREQ=YEARLY;UNTIL={until}"
    spring = "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=28"
    zone = define(
        change(":20251028T030000", rule),
        change(":20250328T020000", spring, before="+0100", after="+0200"),
    )
    days = ("2027-07-01", "2027-12-01", "2028-12-01", "2199-12-01")
    assert offset_hours(zone, *days) == [2, 1, 2, 2]
    assert offset_hours(here(), "2199-07-01", "2199-12-01") == [2, 1]


def test_a_property_of_a_definition_is_read_by_its_name() -> None:
    """Its parameters and the case of its name make no difference; without one it is empty."""
    definition = read_definition("x-lic-location;x=y: Europe/Berlin \n", STANDARD)
    assert read_property(definition, "TZID") == "Here"
    assert read_property(definition, "X-LIC-LOCATION") == "Europe/Berlin"
    assert read_property(definition, "RRULE") == ""


def test_a_zone_has_the_name_of_its_definition_and_no_summer_time_of_its_own() -> None:
    """Without a moment it has no offset."""
    assert here().tzname(None) == "Here"
    assert here().dst(None) is None
    assert here().utcoffset(None) is None


@pytest.mark.parametrize(
    ("before", "after", "offsets"), [("+0200", "+0100", [2, 1]), ("+0100", "+0200", [1, 2])]
)
def test_a_time_that_clocks_show_twice_or_never_is_of_both_offsets(
    before: str, after: str, offsets: list[int]
) -> None:
    """Of the old one first, as PEP 495 wants it; an hour before and after it is of one."""
    is_back = before > after
    zone = define(change(f":20250101T0{3 if is_back else 2}0000", before=before, after=after))
    wall = datetime(2025, 1, 1, 2, 30, tzinfo=zone)
    moments = [wall, wall.replace(fold=1), wall.replace(hour=1), wall.replace(hour=3)]
    hours = [(moment.utcoffset() or timedelta()) / timedelta(hours=1) for moment in moments]
    assert hours == [*offsets, *offsets]
