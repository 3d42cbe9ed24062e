"""Read files of other programs, ready to be compared with the journal."""

import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from clientlog.errors import UsageError
from clientlog.interchange.content_lines import buffer
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from clientlog.store.files import open_file

T = TypeVar("T")

DAYS_BACK = 30
"""How far back a calendar or mailbox is read by default."""

DAYS_AHEAD = 90
"""How far ahead a calendar is read by default."""

INPUT = Path("-")
"""The name for standard input."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """How sources are read."""

    me: tuple[str, ...] = ()
    create: bool = False
    create_known: bool = False
    """Whether attendees of events that were imported before become clients as well."""
    since: date | None = None
    until: date | None = None
    skip: tuple[str, ...] = ()
    subjects: bool = False


@dataclass(slots=True)
class Reading:
    """What one source holds, and how it is compared with a journal."""

    kind: str
    make_plan: Callable[[sqlite3.Connection], Plan]
    """Return what the source changes in a journal; the same for the same journal."""
    cursor: Callable[[], Any] = field(default=lambda: None)
    """Return the cursor for the next reading of the same source, as a JSON value."""
    failure: Problem | None = None
    """Why nothing could be read; None if something was, or if there was nothing to read."""


def failure_of(values: Sequence[object], path: Path) -> Problem | None:
    """Return why a source could not be read at all."""
    problem = values[0] if len(values) == 1 else None
    if isinstance(problem, Problem) and problem.source == str(path.expanduser()):
        return problem
    return None


def read_each(
    paths: Sequence[Path],
    read_path: Callable[[Path], Iterable[T]],
    read_stream: Callable[[BinaryIO, str], Iterable[T]],
) -> Iterator[T | Problem]:
    """Yield the content of each file or folder; `-` is standard input."""
    for path in (path.expanduser() for path in paths):
        try:
            stream = open_stream(path)
        except OSError as error:
            yield Problem(str(path), f"cannot be read: {error.strerror}")
            continue
        if stream:
            yield from read_stream(stream, stream_name(path))
        else:
            yield from read_path(path)


def open_stream(path: Path) -> BinaryIO | None:
    """Return standard input for `-`, or a named pipe; None for anything else.

    A pipe that nobody has opened for writing is empty. Raises OSError for one that may not
    be read.
    """
    if path == INPUT:
        if sys.stdin is None:
            raise UsageError("standard input is closed", "name a file")
        return sys.stdin.buffer
    return buffer(open_file(path)) if is_pipe(path) else None


def is_pipe(path: Path) -> bool:
    """Return whether a path leads to a named pipe, as the shell's `<(command)` does."""
    try:
        return path.is_fifo()
    except OSError:
        return False


def stream_name(path: Path) -> str:
    """Return the name of a stream in messages."""
    return "standard input" if path == INPUT else str(path)


def folded(addresses: Iterable[str]) -> frozenset[str]:
    """Return addresses as they are compared."""
    return frozenset(address.casefold() for address in addresses)
