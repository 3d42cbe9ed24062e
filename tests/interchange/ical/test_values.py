"""Events of a calendar, as plain values."""

from datetime import UTC, date, datetime

from clientlog.interchange.ical.values import Event, Task

START = datetime(2026, 11, 24, 10, tzinfo=UTC)


def test_an_occurrence_has_a_key_of_its_own() -> None:
    """Of a single event it is the UID."""
    assert Event("", "a", START, None).key == "a"
    assert Event("", "a", START, None, recurrence_id="20261124T100000Z").key == "a/20261124T100000Z"


def test_an_event_of_days_lasts_all_day() -> None:
    """One with a time does not, be it midnight."""
    assert Event("", "a", date(2026, 11, 24), None).is_all_day
    assert not Event("", "a", START.replace(hour=0), None).is_all_day


def test_an_event_is_by_default_a_busy_one_that_was_never_changed() -> None:
    """Confirmed, of nobody but oneself, and not one occurrence of a series."""
    event = Event("", "a", START, None)
    assert (event.summary, event.location, event.organizer, event.attendees) == ("", "", None, ())
    assert (event.status, event.is_transparent, event.is_override) == ("confirmed", False, False)
    assert (event.sequence, event.modified_at, event.stamped_at) == (0, None, None)


def test_a_task_is_by_default_open_and_no_must() -> None:
    """Nothing is known but what it is."""
    task = Task("a", "x", START)
    assert (task.is_must, task.is_cancelled, task.completed_at) == (False, False, None)
