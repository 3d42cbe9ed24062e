"""The files of other programs, found and read up to a limit."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from clientlog.interchange import files
from clientlog.interchange.problems import Problem

SUFFIXES = frozenset({".ics"})


def parse(stream: BinaryIO, source: str) -> Iterator[str | Problem]:
    for line in stream.read().decode().split():
        yield Problem(source, line) if line.startswith("!") else line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of several kinds, in folders, hidden, and linked in a circle."""
    for name in ("b.ics", "a.ICS", "c.txt", ".d.ics", "sub/e.ics", ".hidden/f.ics"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{path.name} !{path.name}")
    (tmp_path / "sub" / "round").symlink_to(tmp_path)
    return tmp_path


def test_the_files_of_a_folder_are_found_by_suffix_in_the_order_of_names(folder: Path) -> None:
    """Hidden ones are passed over, and so are links that lead in a circle."""
    found = list(files.find_files(folder, SUFFIXES))
    assert found == [folder / name for name in ("a.ICS", "b.ics", "sub/e.ics")]
    assert list(files.find_files(folder / "c.txt", SUFFIXES)) == [folder / "c.txt"]


def test_what_is_not_there_or_too_deep_is_a_problem(tmp_path: Path) -> None:
    """The last folder that is looked into is the sixteenth below."""
    missing = tmp_path / "missing"
    assert list(files.find_files(missing, SUFFIXES)) == [
        Problem(str(missing), "no such file or folder")
    ]
    deepest = tmp_path
    for _ in range(files.DEPTH_LIMIT + 1):
        (deepest / "a.ics").touch()
        deepest /= "d"
        deepest.mkdir()
    (deepest / "a.ics").touch()
    os.mkfifo(deepest.parent / "pipe")
    *found, problem = files.find_files(tmp_path, SUFFIXES)
    found_files = [path for path in [*found, problem] if isinstance(path, Path)]
    assert len(found_files) == files.DEPTH_LIMIT + 1 == 17
    problems = [path for path in [*found, problem] if isinstance(path, Problem)]
    assert problems == [Problem(str(deepest), "lies too deep in folders")]


def test_values_and_problems_come_from_every_file(folder: Path) -> None:
    """What cannot be opened is a problem; a pipe is not waited for."""
    os.mkfifo(folder / "pipe.ics")
    found = list(files.read_files(folder, SUFFIXES, parse))
    assert found[:2] == ["a.ICS", Problem(str(folder / "a.ICS"), "!a.ICS")]
    assert [value for value in found if isinstance(value, str)] == ["a.ICS", "b.ics", "e.ics"]
    assert "pipe.ics" not in str(found)
    (problem,) = files.read_files(folder / "pipe.ics", SUFFIXES, parse)
    assert isinstance(problem, Problem)
    assert problem.reason.startswith("cannot be read")


def test_after_so_many_problems_the_rest_is_not_read(tmp_path: Path) -> None:
    """What was read before is kept."""
    path = tmp_path / "a.ics"
    path.write_text("good " + "! " * (files.PROBLEM_LIMIT + 1))
    good, *problems = files.read_files(path, SUFFIXES, parse)
    assert good == "good"
    assert len(problems) == files.PROBLEM_LIMIT + 1
    assert problems[-1] == Problem(
        str(path), "has more than 10,000 mistakes; the rest was not read"
    )


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path) -> None:
    """To the byte; some callers set no limit."""
    path = tmp_path / "a.ics"
    with path.open("wb") as file:
        file.truncate(11)
    files.open_plain(path, 11).close()
    files.open_plain(path, None).close()
    with pytest.raises(OSError, match="larger than 50,000,000 bytes"):
        files.open_plain(path, 10)
    assert str(files.TooLargeError()) == "is larger than 50,000,000 bytes"
