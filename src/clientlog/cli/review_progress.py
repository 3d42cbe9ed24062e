"""The progress of a review, saved in the state folder so that it can continue tomorrow."""

import json
import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from clientlog.errors import ClientlogError
from clientlog.store.files import read_plain, replace_file
from clientlog.store.paths import state_folder

LASTS = timedelta(days=7)
"""A review that began longer ago starts again."""


SIZE_LIMIT = 10_000_000
"""The largest file of a review's progress, in bytes."""


@dataclass
class ReviewProgress:
    """The items that a review has shown. Their keys are digests, since they name people."""

    path: Path
    started: date
    seen: set[str] = field(default_factory=set)

    def has(self, key: str) -> bool:
        """Return whether this item was reviewed."""
        return digest(key) in self.seen

    def add(self, *keys: str) -> None:
        """Remember at once that these items were reviewed."""
        self.seen.update(map(digest, keys))
        document = {"version": 1, "started": self.started.isoformat(), "seen": sorted(self.seen)}
        replace_file(self.path, json.dumps(document).encode())

    def remove(self, *keys: str) -> None:
        """Forget that these items were reviewed."""
        self.seen.difference_update(map(digest, keys))

    def finish(self) -> None:
        """Delete the saved progress: the review is finished."""
        self.path.unlink(missing_ok=True)


def digest(text: str) -> str:
    """Return a short digest of a text, from which the text cannot be told."""
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def read_progress(journal: Path, today: date) -> ReviewProgress:
    """Return the review of this journal that is in progress, or a new one."""
    path = state_folder() / "reviews" / f"{digest(os.path.realpath(journal))}.json"
    new = ReviewProgress(path, today)
    try:
        document = json.loads(read_plain(path, SIZE_LIMIT))
        progress = ReviewProgress(
            path, date.fromisoformat(document["started"]), {str(key) for key in document["seen"]}
        )
    except (ClientlogError, ValueError, LookupError, TypeError):
        # Only the place in the list is lost with it.
        return new
    return progress if timedelta() <= today - progress.started <= LASTS else new
