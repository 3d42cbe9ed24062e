"""How often a regular client is met."""

from datetime import date, timedelta

import pytest

from clientlog.contacts import median_interval


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], 0),
        ([0, 7, 14], 0),
        ([0, 7, 14, 21], 7),
        ([0, 7, 14, 44], 7),
        ([0, 5, 15, 25, 45], 10),
        ([0, 4, 14, 34, 35], 7),
    ],
)
def test_the_rhythm_is_the_median_gap_from_four_meetings_on(
    days: list[int], expected: float
) -> None:
    """Fewer than four meetings have no rhythm; one long holiday does not change it."""
    assert median_interval([date(2026, 1, 1) + timedelta(days=day) for day in days]) == expected
