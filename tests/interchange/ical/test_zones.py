"""Time zones by name, by a Windows name, and as a calendar defines them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest

from clientlog.interchange.content_lines import Component, read_components
from clientlog.interchange.files import CutOffError
from clientlog.interchange.ical.recurrence import Budget
from clientlog.interchange.ical.zones import ZONE_LIMIT, ZONE_PROPERTIES, Zones, named_zone

NOON = datetime(2026, 7, 1, 12)

DEFINITION = (
    "BEGIN:VTIMEZONE\nTZID:{name}\n{more}BEGIN:STANDARD\nDTSTART:19700101T000000\n"
    "TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
)


def define(name: str, offset: str = "+0500", more: str = "") -> Component:
    """Return the definition of a zone that has one offset for ever."""
    text = DEFINITION.format(name=name, offset=offset, more=more)
    components: Iterator[Component] = read_components(
        BytesIO(text.encode()), ZONE_PROPERTIES, {"VTIMEZONE"}
    )
    return next(components)


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Berlin",
        "W. Europe Standard Time",
        "/freeassociation.sourceforge.net/Europe/Berlin",
        '"Europe/Berlin"',
    ],
)
def test_a_known_zone_has_many_names(name: str) -> None:
    """Those of IANA and of Windows, and paths that end in one; no definition is needed."""
    assert Zones(Budget()).find(name) == ZoneInfo("Europe/Berlin")


def test_a_zone_that_nobody_knows_is_none() -> None:
    """Nor is a path out of the folder of zones."""
    assert named_zone("Nowhere/At all") is None
    assert named_zone("../../etc/passwd") is None
    assert Zones(Budget()).find("Somewhere") is None


def test_a_zone_of_its_own_is_as_the_calendar_defines_it() -> None:
    """Unless the definition names a place."""
    zones = Zones(Budget())
    zones.define(define("Here"))
    zones.define(define("There", more="X-LIC-LOCATION:Asia/Tokyo\n"))
    here, there = zones.find("Here"), zones.find("There")
    assert here is not None
    assert here.utcoffset(NOON) == timedelta(hours=5)
    assert there == ZoneInfo("Asia/Tokyo")


def test_a_definition_that_comes_again_is_worked_out_once() -> None:
    """As in a file of a thousand invitations; another definition of the name is another zone."""
    budget = Budget()
    found = []
    for offset in ("+0500", "+0500", "+0600"):
        zones = Zones(budget)
        zones.define(define("Here", offset))
        found.append(zones.find("Here"))
    assert found[0] is found[1]
    assert found[2] is not found[0]
    assert len(budget.zones) == 2


def test_too_many_zones_of_its_own_end_the_reading() -> None:
    """Each would take its time."""
    zones = Zones(Budget())
    for number in range(ZONE_LIMIT + 1):
        zones.define(define(f"Zone {number}"))
    for number in range(ZONE_LIMIT):
        assert zones.find(f"Zone {number}") is not None
    with pytest.raises(CutOffError, match="more than 50 time zones of its own"):
        zones.find(f"Zone {ZONE_LIMIT}")


def test_a_definition_without_a_name_or_without_an_end_is_not_used() -> None:
    """What is named is not known then."""
    zones = Zones(Budget())
    nameless, cut_off = define(""), define("Here")
    cut_off.fault = "cut off: END:VTIMEZONE is missing"
    for component in (nameless, cut_off):
        zones.define(component)
    assert zones.find("Here") is None
    assert zones.find("/") is None


def test_a_definition_counts_that_comes_after_its_name() -> None:
    """And the first of two of one name."""
    zones = Zones(Budget())
    assert zones.find("Here") is None
    zones.define(define("Here"))
    zones.define(define("Here", "+0600"))
    here = zones.find("Here")
    assert here is not None
    assert here.utcoffset(NOON) == timedelta(hours=5)


@pytest.mark.parametrize(("count", "is_known"), [(8, True), (9, False)])
def test_the_path_of_a_zone_has_eight_parts_at_most(count: int, is_known: bool) -> None:
    """A longer one is not searched."""
    path = "/".join(["x"] * (count - 2) + ["Europe/Berlin"])
    assert named_zone(path) == (ZoneInfo("Europe/Berlin") if is_known else None)
