"""What a reader could not import, as a value that an import lists."""

from dataclasses import dataclass

from clientlog.shell import qualify

PROBLEM_LIMIT = 100
"""After so many problems the rest of a file is not read."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: `source` names the file and the place in it."""

    source: str
    reason: str
    """May hold text of the file, which is no command of ours whatever it says."""
    hint: str = ""
    """What to do about it; its `clientlog` commands are ours."""

    def sentence(self, program: str) -> str:
        """Return the reason and the hint, whose commands begin with `program`."""
        return "; ".join(filter(None, (self.reason, qualify(self.hint, program))))

    def line(self, program: str) -> str:
        """Return the sentence after the place that it is about."""
        return ": ".join(filter(None, (self.source, self.sentence(program))))

    def document(self, program: str) -> dict[str, str]:
        """Return the problem as JSON has it."""
        return {"source": self.source, "reason": self.sentence(program)}


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
