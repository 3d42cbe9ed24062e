"""Which of two versions of an event is the later one."""

from datetime import UTC, datetime, timedelta

import pytest

from clientlog.interchange.ical.values import Event
from clientlog.interchange.ical.version import (
    UNKNOWN,
    Version,
    add_version,
    split_version,
    version_of,
)
from tests.interchange.ical.calendars import VIENNA

DAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = DAY + timedelta(hours=1)


@pytest.mark.parametrize(
    ("version", "other", "is_older"),
    [
        (Version(0, LATER), Version(1, DAY), True),
        (Version(1, DAY), Version(0, LATER), False),
        (Version(1, DAY), Version(1, LATER), True),
        (Version(1, LATER), Version(1, LATER), False),
        (Version(1, None), Version(1, LATER), False),
        (Version(1, DAY), Version(1, None), False),
    ],
)
def test_the_sequence_decides_and_then_the_stamp(
    version: Version, other: Version, is_older: bool
) -> None:
    """Without a stamp on both sides, neither is older."""
    assert version.is_older_than(other) == is_older


def test_versions_are_sorted_by_sequence_and_then_by_stamp() -> None:
    """One without a stamp comes before the others of its sequence."""
    versions = [Version(0, None), Version(0, DAY), Version(0, LATER), Version(1, None)]
    assert sorted({*versions}, key=lambda version: version.order) == versions


def test_the_version_of_an_earlier_release_is_the_first() -> None:
    """Any sequence number is a later one."""
    assert UNKNOWN.is_older_than(Version(1, None))
    assert not UNKNOWN.is_older_than(Version(0, DAY))


@pytest.mark.parametrize(
    ("stamped_at", "modified_at", "expected"),
    [(DAY, LATER, DAY), (None, LATER, LATER), (DAY.astimezone(VIENNA), None, DAY)],
)
def test_the_version_of_an_event_has_its_stamp_or_when_it_was_changed(
    stamped_at: datetime | None, modified_at: datetime | None, expected: datetime
) -> None:
    """In UTC, and with its sequence."""
    event = Event("", "1", DAY, None, sequence=3, stamped_at=stamped_at, modified_at=modified_at)
    assert version_of(event) == (3, expected)
    assert add_version("ab", version_of(event)) == f"3 {expected:%Y%m%dT%H%M%SZ} ab"
    assert version_of(Event("", "1", DAY, None)) == (0, None)


@pytest.mark.parametrize("version", [Version(0, None), Version(12, DAY), None])
def test_a_stored_digest_gives_its_version_back(version: Version | None) -> None:
    """Digests of earlier releases have none."""
    assert split_version(add_version("ab12", version)) == ("ab12", version)


@pytest.mark.parametrize("stored", ["", "ab12", "1 ab12", "x - ab12", "1 99999999T999999Z ab12"])
def test_what_is_no_version_is_a_digest(stored: str) -> None:
    """An import of JSON may bring any text."""
    assert split_version(stored) == (stored, None)
