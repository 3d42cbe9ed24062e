"""The time within which events are taken."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from clientlog.interchange.ical.window import Window

BERLIN = ZoneInfo("Europe/Berlin")
SINCE = datetime(2026, 11, 20, tzinfo=BERLIN)
WINDOW = Window(SINCE, SINCE + timedelta(days=2), BERLIN)


@pytest.mark.parametrize(
    ("moment", "held"),
    [
        (SINCE, True),
        (SINCE - timedelta(seconds=1), False),
        (SINCE + timedelta(days=2), False),
        (SINCE + timedelta(days=2, seconds=-1), True),
        (date(2026, 11, 20), True),
        (date(2026, 11, 19), False),
        (date(2026, 11, 21), True),
        (date(2026, 11, 22), False),
    ],
)
def test_a_window_holds_its_start_and_not_its_end(moment: datetime | date, held: bool) -> None:
    """A day begins where the reader is."""
    assert WINDOW.holds(moment) is held


def test_an_instant_of_a_day_is_its_local_midnight() -> None:
    """A moment is its own."""
    assert WINDOW.instant(date(2026, 11, 20)) == SINCE
    moment = datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert WINDOW.instant(moment) is moment


def test_the_days_of_a_window_are_those_of_events() -> None:
    """From 2 January 1900 to 30 December 2199: a zone may move a moment by a day."""
    window = Window.of_days(date.min, date.max, UTC)
    assert window.since == datetime(1900, 1, 2, tzinfo=UTC)
    assert window.until == datetime(2199, 12, 31, tzinfo=UTC)


def test_a_window_of_days_holds_the_last_of_them() -> None:
    """And has the zone of whoever reads."""
    window = Window.of_days(date(2026, 11, 20), date(2026, 11, 21), BERLIN)
    assert window == WINDOW
