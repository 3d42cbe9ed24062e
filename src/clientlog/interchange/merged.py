"""What became of the records of an import of JSON."""

from dataclasses import dataclass, field

from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import Staging

LISTED = 1_000
"""How many conflicts are listed; the others are only counted."""


@dataclass(slots=True)
class Merged:
    """What a merge did, or would do."""

    staging: Staging
    unchanged: int = 0
    created_count: int = 0
    changed_count: int = 0
    conflicts: list[Problem] = field(default_factory=list)
    """Records that both sides changed, and which side won."""
    skipped: list[Problem] = field(default_factory=list)
    unlisted: int = 0
    """How many conflicts are not listed."""

    def add_conflict(self, source: str, reason: str) -> None:
        """List a conflict, or count it where many are listed."""
        if len(self.conflicts) < LISTED:
            self.conflicts.append(Problem(source, reason))
        else:
            self.unlisted += 1

    @property
    def created(self) -> list[str]:
        """REFs and handles of the records that are new; a million of them take 60 MB."""
        return list(self.staging.created_names())

    @property
    def changed(self) -> list[str]:
        """REFs and handles of the records that were changed."""
        return list(self.staging.changed_names())
