"""Which of two versions of an event is the later one."""

from datetime import UTC, datetime, timedelta

import pytest

from clientlog.interchange.ical.version import Version, add_version, split_version

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


@pytest.mark.parametrize("version", [Version(0, None), Version(12, DAY), None])
def test_a_stored_digest_gives_its_version_back(version: Version | None) -> None:
    """Digests of earlier releases have none."""
    assert split_version(add_version("ab12", version)) == ("ab12", version)


@pytest.mark.parametrize("stored", ["", "ab12", "1 ab12", "x - ab12", "1 99999999T999999Z ab12"])
def test_what_is_no_version_is_a_digest(stored: str) -> None:
    """An import of JSON may bring any text."""
    assert split_version(stored) == (stored, None)
