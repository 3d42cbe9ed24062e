"""Show the progress of what takes longer than a second, on stderr and only on a terminal."""

import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds before anything is shown."""

INTERVAL = 0.1
"""Seconds between two drawings."""

WIDTH = 24


class Progress:
    """A line on the terminal that is redrawn, and erased at the end."""

    def __init__(self, *, is_quiet: bool = False) -> None:
        self._stream = None if is_quiet or not _is_terminal() else sys.stderr
        self._next = time.monotonic() + PATIENCE
        self._is_drawn = False

    def __enter__(self) -> "Progress":
        """Return the progress line."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Erase the line."""
        if self._is_drawn and self._stream is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def track(self, what: str, values: Iterable[T], total: int | None = None) -> Iterator[T]:
        """Yield the values, and show how many there were."""
        for count, value in enumerate(values, 1):
            self.show(what, count, total)
            yield value

    def show(self, what: str, count: int, total: int | None = None) -> None:
        """Draw the progress, unless that was done a moment ago."""
        if self._stream is None or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + INTERVAL
        self._is_drawn = True
        if total:
            filled = min(WIDTH, WIDTH * count // total)
            text = f"{what} [{'#' * filled}{' ' * (WIDTH - filled)}] {count:,} of {total:,}"
        else:
            text = f"{what}: {count:,}"
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()


def _is_terminal() -> bool:
    try:
        return sys.stderr.isatty()
    except (ValueError, AttributeError):
        return False
