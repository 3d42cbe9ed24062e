"""What a reader could not take in, as a value that an import lists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `source` names the file and the place in it."""

    source: str
    reason: str
