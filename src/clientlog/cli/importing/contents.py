"""The contents of files that are read as a whole."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from clientlog.cli.importing.reading import INPUT
from clientlog.interchange.files import SIZE_LIMIT, TooLargeError, find_files, open_plain
from clientlog.interchange.problems import Problem


def contents(
    paths: Sequence[Path], suffixes: frozenset[str], problems: list[Problem]
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file; what cannot be read becomes a problem."""
    for path in paths:
        if path == INPUT:
            data = sys.stdin.buffer.read(SIZE_LIMIT + 1)
            if len(data) <= SIZE_LIMIT:
                yield "standard input", data
            else:
                problems.append(Problem("standard input", str(TooLargeError())))
            continue
        for file in find_files(path.expanduser(), suffixes):
            if isinstance(file, Problem):
                problems.append(file)
                continue
            try:
                with open_plain(file) as stream:
                    yield str(file), stream.read()
            except OSError as error:
                problems.append(Problem(str(file), f"cannot be read: {error.strerror}"))
