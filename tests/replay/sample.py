"""Flags drawn at random, to be read one by one and judged."""

import random
from collections.abc import Iterable
from typing import NamedTuple

from clientlog.rules.runner import Flag

from .figures import Evening

SEED = 12
SIZE = 200


class Drawn(NamedTuple):
    """A flag, and one of the evenings on which it was shown."""

    evening: Evening
    flag: Flag


def draw(evenings: Iterable[Evening], size: int = SIZE, seed: int = SEED) -> list[Drawn]:
    """Return so many flags at random, each on a random one of the evenings it was read.

    What stood unchanged since one day is one flag, however many evenings it was shown.
    """
    stands: dict[tuple[str, str, str], list[Drawn]] = {}
    for evening in evenings:
        for flag in evening.flags if evening.is_read else ():
            if not flag.old:
                stand = (evening.snapshot.clock.zone_name, flag.key, flag.since.isoformat())
                stands.setdefault(stand, []).append(Drawn(evening, flag))
    chance = random.Random(seed)
    drawn = [chance.choice(stands[stand]) for stand in chance.sample(sorted(stands), size)]
    return sorted(drawn, key=lambda each: (each.evening.day, each.flag.key))


def sample_table(drawn: Iterable[Drawn]) -> str:
    """Return the sample as rows of a table in Markdown, with room for what is judged."""
    return "\n".join(
        f"| {each.evening.day} | {each.flag.severity} | `{each.flag.key}` | {each.flag.text} | |"
        for each in drawn
    )
