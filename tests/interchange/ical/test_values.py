"""Events of a calendar, as plain values."""

from datetime import UTC, date, datetime

from clientlog.interchange.ical.values import Event

START = datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_an_occurrence_has_a_key_of_its_own() -> None:
    """Of a single event it is the UID."""
    assert Event("", "a", START, None).key == "a"
    assert Event("", "a", START, None, recurrence_id="20261124T100000Z").key == "a/20261124T100000Z"


def test_an_event_of_days_lasts_all_day() -> None:
    """One with a time does not, be it midnight."""
    assert Event("", "a", date(2026, 11, 24), None).is_all_day
    assert not Event("", "a", START.replace(hour=0), None).is_all_day
