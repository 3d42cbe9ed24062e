"""Find, open and read the files of other programs, without waiting and up to a limit."""

import errno
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, TypeVar

from clientlog.interchange.problems import Problem
from clientlog.store import files

SIZE_LIMIT = 50_000_000
"""The largest file of another program that is read, in bytes."""

PROBLEM_LIMIT = 10_000
"""After so many mistakes the rest of a file of another program is not read."""

DEPTH_LIMIT = 16
"""How deep folders may lie in one another."""

Value = TypeVar("Value")
Enters = Callable[[str, Mapping[str, str]], bool]
"""Takes a name, and the kind of everything beside it by name: `file`, `folder` or nothing."""

Parse = Callable[[BinaryIO, str], Iterator[Value | Problem]]


class CutOffError(Exception):
    """A stream has more of something than is read; the message says what."""


class TooLargeError(CutOffError):
    """A stream goes on beyond the limit."""

    def __init__(self) -> None:
        """Name the limit in the message."""
        super().__init__(f"is larger than {SIZE_LIMIT:,} bytes")


def read_files(
    path: Path, suffixes: frozenset[str], parse: Parse[Value]
) -> Iterator[Value | Problem]:
    """Yield what `parse` finds in a file, or in each file of a folder with one of `suffixes`."""
    for file in find_files(path, suffixes):
        if isinstance(file, Problem):
            yield file
            continue
        try:
            with open_plain(file) as stream:
                yield from parse_stream(stream, str(file), parse)
        except OSError as error:
            yield Problem(str(file), f"cannot be read: {error.strerror}")


def parse_stream(stream: BinaryIO, source: str, parse: Parse[Value]) -> Iterator[Value | Problem]:
    """Yield what `parse` finds in a stream, up to a limit of its size or of problems in it."""
    problems = 0
    try:
        for value in parse(stream, source):
            yield value
            problems += isinstance(value, Problem)
            if problems >= PROBLEM_LIMIT:
                raise CutOffError(f"has more than {PROBLEM_LIMIT:,} mistakes")
    except CutOffError as error:
        yield Problem(source, f"{error}; the rest was not read")


def find_files(path: Path, suffixes: frozenset[str]) -> Iterator[Path | Problem]:
    """Yield a file itself, or the files of a folder and its subfolders, in the order of names.

    Of a folder only files with one of `suffixes` are yielded, and none that is hidden.
    """
    for file in walk_files(path, lambda name, _: not name.startswith(".")):
        if isinstance(file, Problem) or file == path or file.suffix.lower() in suffixes:
            yield file


def walk_files(path: Path, enters: Enters) -> Iterator[Path | Problem]:
    """Yield a file itself, or every file below a folder, in the order of names.

    `enters` says by its name, and those of its siblings, whether something is looked at. Links
    that lead in a circle are passed over.
    """
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except FileNotFoundError:
        yield Problem(str(path), "no such file or folder")
    except (OSError, ValueError) as error:
        yield Problem(str(path), f"cannot be read: {getattr(error, 'strerror', error)}")
    else:
        if is_folder:
            yield from _files_in(path, enters, set(), DEPTH_LIMIT)
        else:
            yield path


def _files_in(
    folder: Path, enters: Enters, seen: set[tuple[int, int]], depth: int
) -> Iterator[Path | Problem]:
    try:
        status = folder.stat()
        if (status.st_dev, status.st_ino) in seen:
            return
        seen.add((status.st_dev, status.st_ino))
        with os.scandir(folder) as entries:
            kinds = {entry.name: _kind(entry) for entry in entries}
    except OSError as error:
        yield Problem(str(folder), f"cannot be read: {error.strerror}")
        return
    for name in sorted(name for name in kinds if enters(name, kinds)):
        if kinds[name] == "file":
            yield folder / name
        elif kinds[name] == "folder" and depth:
            yield from _files_in(folder / name, enters, seen, depth - 1)
        elif kinds[name] == "folder":
            yield Problem(str(folder / name), "lies too deep in folders")


def _kind(entry: os.DirEntry[str]) -> str:
    try:
        return "folder" if entry.is_dir() else "file" if entry.is_file() else ""
    except OSError:
        return ""


def open_plain(path: Path, limit: int | None = SIZE_LIMIT) -> BinaryIO:
    """Open a plain file of a size that is read; refuse a pipe or a device without waiting."""
    stream = files.open_plain(path)
    if limit is not None and os.fstat(stream.fileno()).st_size > limit:
        stream.close()
        raise OSError(errno.EFBIG, f"larger than {SIZE_LIMIT:,} bytes")
    return stream
