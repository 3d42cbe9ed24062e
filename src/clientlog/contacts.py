"""The interval at which a regular client is met."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

REGULAR = 4
"""How many meetings held in the last 365 days make a client a regular one."""


def median_interval(held: Sequence[date]) -> float:
    """Return the median gap in days between the held meetings of a regular client, else 0."""
    if len(held) < REGULAR:
        return 0
    gaps = sorted((later - earlier).days for earlier, later in pairwise(held))
    middle = len(gaps) // 2
    return gaps[middle] if len(gaps) % 2 else (gaps[middle - 1] + gaps[middle]) / 2
