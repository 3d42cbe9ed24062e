"""Whether a journal file is still what this process has checked, so that it is checked once."""

import os
import time
from pathlib import Path
from typing import NamedTuple

from clientlog.store.paths import SIDECARS

_TICK = 20_000_000
"""How coarse the times of files may be, in nanoseconds; Linux counts in steps of 4 ms or 10 ms."""


class FileState(NamedTuple):
    """What changes whenever a file is written to, or another takes its place."""

    device: int
    inode: int
    size: int
    written: int
    changed: int

    @property
    def is_settled(self) -> bool:
        """Whether the next write will certainly show: this one was not a moment ago."""
        return abs(time.time_ns() - max(self.written, self.changed)) > _TICK


_checked: dict[FileState, bool] = {}
"""The files that were checked; the value tells whether all of their pages were."""


def read_state(path: Path) -> FileState | None:
    """Return the present state of a journal; None where changes are kept in a file beside it."""
    _, *beside = SIDECARS
    if any(os.path.lexists(f"{path}{suffix}") for suffix in beside):
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    return FileState(
        status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    )


def remember(state: FileState | None, *, all_pages: bool) -> None:
    """Remember that a file in this state was checked."""
    if state and state.is_settled:
        _checked[state] = all_pages or _checked.get(state, False)


def is_checked(state: FileState | None, *, all_pages: bool = False) -> bool:
    """Return whether a file in this state was checked, with all of its pages where asked."""
    return state in _checked and (_checked[state] or not all_pages)
