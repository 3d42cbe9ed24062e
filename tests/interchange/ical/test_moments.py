"""Dates and times as a calendar writes them."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from clientlog.interchange.ical.moments import Clock
from clientlog.interchange.ical.parsing import MomentError
from clientlog.interchange.ical.recurrence import Budget
from clientlog.interchange.ical.zones import Zones

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


@pytest.fixture
def clock() -> Clock:
    """The clock of a calendar that is read in Berlin."""
    return Clock(Zones(Budget()), BERLIN)


@pytest.mark.parametrize(
    ("text", "zone", "value", "key"),
    [
        ("20261124", "", date(2026, 11, 24), "20261124"),
        ("20261124T100000", "", datetime(2026, 11, 24, 10, tzinfo=BERLIN), "20261124T100000"),
        ("20261124T100000Z", "", datetime(2026, 11, 24, 10, tzinfo=UTC), "20261124T100000Z"),
        ("20261124T100000", "America/New_York", datetime(2026, 11, 24, 10, tzinfo=NEW_YORK),
         "20261124T150000Z"),
        ("20261124T100000", "Nowhere", datetime(2026, 11, 24, 10, tzinfo=BERLIN),
         "20261124T100000"),
        ("20261124T100000Z/PT1H", "", datetime(2026, 11, 24, 10, tzinfo=UTC), "20261124T100000Z"),
    ],
)  # fmt: skip
def test_a_moment_has_its_zone_and_a_key_that_does_not_depend_on_the_reader(
    clock: Clock, text: str, zone: str, value: object, key: str
) -> None:
    """A time that names none is the reader's own; of a period the start counts."""
    moment = clock.read(text, zone)
    assert (moment.value, moment.key) == (value, key)
    assert moment.wall.tzinfo is None
    assert moment.is_floating is (key == "20261124T100000")


def test_an_instant_is_in_utc_and_a_whole_day_begins_at_its_midnight(clock: Clock) -> None:
    """And the clock of the place shows it again."""
    moment = clock.read("20261124T100000")
    assert moment.instant == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert moment.wall_of(moment.instant) == datetime(2026, 11, 24, 10)
    assert clock.read("20261124").instant == datetime(2026, 11, 24, tzinfo=UTC)
    other = moment.at(datetime(2026, 11, 25, 8))
    assert (other.value, other.is_floating) == (datetime(2026, 11, 25, 8, tzinfo=BERLIN), True)


@pytest.mark.parametrize(
    ("text", "message"),
    [("PT1H", "is not a date"), ("18991231", "the year 1899"), ("22000101", "the year 2200")],
)
def test_what_no_event_can_have_is_refused(clock: Clock, text: str, message: str) -> None:
    """The years are those of the program."""
    with pytest.raises(MomentError, match=message):
        clock.read(text)
    assert clock.read("19000101").value == date(1900, 1, 1)


def test_a_zone_is_known_or_not(clock: Clock) -> None:
    """None at all is known."""
    assert clock.knows("")
    assert clock.knows("Europe/Berlin")
    assert not clock.knows("Nowhere")
