"""The contents of files that are read as a whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from clientlog.cli.importing.reading import open_stream, stream_name
from clientlog.interchange.files import SIZE_LIMIT, TooLargeError, find_files, open_plain
from clientlog.interchange.problems import Problem
from clientlog.store.files import read_at_most


class Content(NamedTuple):
    """What stands in a file, or came from standard input or a pipe."""

    source: str
    """Its name in messages."""
    data: bytes
    is_stream: bool = False
    """Whether the name says nothing about what is in it."""


def contents(
    paths: Sequence[Path], suffixes: frozenset[str], problems: list[Problem]
) -> Iterator[Content]:
    """Yield the content of each file; what cannot be read becomes a problem."""
    for path in (path.expanduser() for path in paths):
        try:
            stream = open_stream(path)
            data = read_at_most(stream, SIZE_LIMIT + 1) if stream else b""
        except OSError as error:
            problems.append(Problem(str(path), f"cannot be read: {error.strerror}"))
            continue
        if not stream:
            yield from _file_contents(path, suffixes, problems)
        elif len(data) > SIZE_LIMIT:
            problems.append(Problem(stream_name(path), str(TooLargeError())))
        else:
            yield Content(stream_name(path), data, is_stream=True)


def _file_contents(
    path: Path, suffixes: frozenset[str], problems: list[Problem]
) -> Iterator[Content]:
    for file in find_files(path, suffixes):
        if isinstance(file, Problem):
            problems.append(file)
            continue
        try:
            with open_plain(file) as stream:
                yield Content(str(file), stream.read())
        except OSError as error:
            problems.append(Problem(str(file), f"cannot be read: {error.strerror}"))
