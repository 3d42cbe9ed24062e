"""What a reader could not import, as a value that an import lists."""

from dataclasses import dataclass

PROBLEM_LIMIT = 100
"""After so many problems the rest of a file is not read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `source` names the file and the place in it."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was imported although part of it was not understood."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was read and left out on purpose."""

    source: str
    reason: str
