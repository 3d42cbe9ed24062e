"""The known events that a calendar no longer holds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.version import Version
from clientlog.interchange.plan.meetings import KnownMeeting, MeetingKey, Meetings
from clientlog.interchange.plan.missing_events import MissingEvents

TEN = datetime(2026, 11, 24, 10, tzinfo=UTC)
MEETING = KnownMeeting(id=1, starts_at=TEN, ends_at=TEN, state="planned")
OTHER = KnownMeeting(id=2, starts_at=TEN, ends_at=TEN, state="planned")


def missing(
    *events: Event,
    previous: tuple[str, ...] = (),
    versions: tuple[Version, Version] = (Version(1, None), Version(1, None)),
) -> MissingEvents:
    """Compare the events with two occurrences of a series and an event of its own."""
    keys = {
        "s/1": MeetingKey(MEETING, "", versions[0]),
        "s/2": MeetingKey(OTHER, "", versions[1]),
        "alone": MeetingKey(OTHER, "", Version(1, None)),
    }
    return MissingEvents(Meetings([MEETING, OTHER], keys), events, previous, lambda _: True)


def occurrence(number: int, sequence: int = 1, *, is_override: bool = False) -> Event:
    """Return an occurrence of the series."""
    start = TEN + timedelta(days=number)
    return Event(
        "", "s", start, None, recurrence_id=f"{number}", sequence=sequence, is_override=is_override
    )


@pytest.mark.parametrize(
    ("event", "orphans"),
    [
        (occurrence(1), ["s/2"]),
        (occurrence(1, 2), ["s/2"]),
        (occurrence(1, 0), []),
        (occurrence(1, 2, is_override=True), []),
    ],
)
def test_a_series_that_came_whole_misses_what_it_no_longer_has(
    event: Event, orphans: list[str]
) -> None:
    """An older version of it, or one occurrence alone, misses nothing."""
    assert list(missing(event).orphans) == orphans


def test_a_meeting_that_another_event_has_is_not_missing() -> None:
    """Journals of earlier releases may know a meeting by two keys."""
    assert list(missing(occurrence(2), previous=("alone",)).orphans) == ["s/1"]


def test_an_occurrence_takes_the_meeting_that_it_was_before() -> None:
    """If it is near enough, and only once."""
    events = missing(occurrence(9))
    assert events.take(occurrence(9)) == (None, "")
    assert events.take(occurrence(3)) == (MEETING, "s/1")
    assert list(events.orphans) == ["s/2"]


def test_an_occurrence_of_an_older_series_is_known_as_such() -> None:
    """Unless it stands for itself, or a known occurrence is as old."""
    assert missing().is_older_series(occurrence(3, 0))
    assert not missing().is_older_series(occurrence(3, 1))
    assert not missing().is_older_series(occurrence(3, 0, is_override=True))
    assert not missing().is_older_series(replace(occurrence(3, 0), uid="other"))
    assert not missing(versions=(Version(1, None), Version(3, None))).is_older_series(
        occurrence(3, 2)
    )


@pytest.mark.parametrize(("hours", "taken"), [(95, True), (96, False)])
def test_an_occurrence_that_moved_by_less_than_four_days_is_the_same(
    hours: int, taken: bool
) -> None:
    """Four days later it is another."""
    events = missing(occurrence(9))
    moved = replace(occurrence(9), starts_at=TEN + timedelta(hours=hours))
    assert (events.take(moved)[0] is MEETING) is taken


@pytest.mark.parametrize(
    "values", [{"status": "cancelled"}, {"starts_at": TEN.date()}, {"uid": "other"}]
)
def test_what_is_no_meeting_of_the_series_takes_none(values: dict[str, Any]) -> None:
    """A cancelled occurrence, a whole day, and an occurrence of another series."""
    events = missing(occurrence(9))
    assert events.take(replace(occurrence(3), **values)) == (None, "")
    assert list(events.orphans) == ["s/1", "s/2"]


def test_an_orphan_has_the_version_that_no_longer_has_it() -> None:
    """That of its series, else the one that is known."""
    assert missing(occurrence(1, 2)).orphans["s/2"].version == Version(2, None)
    (orphan,) = missing(previous=("alone",)).orphans.values()
    assert orphan.version == Version(1, None)
