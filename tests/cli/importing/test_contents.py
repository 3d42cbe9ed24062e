"""The contents of files that are read as a whole."""

import io
import sys
from pathlib import Path

import pytest

from clientlog.cli.importing import contents as module
from clientlog.cli.importing.contents import contents
from clientlog.interchange.problems import Problem
from tests.cli.importing.pipes import writing_to

SUFFIXES = frozenset({".csv"})


def test_a_folder_gives_the_files_with_these_endings(tmp_path: Path) -> None:
    """A file that is named is read whatever it is called."""
    (tmp_path / "a.csv").write_text("a")
    (tmp_path / "b.txt").write_text("b")
    problems: list[Problem] = []
    found = list(contents([tmp_path, tmp_path / "b.txt"], SUFFIXES, problems))
    assert found == [(str(tmp_path / "a.csv"), b"a", False), (str(tmp_path / "b.txt"), b"b", False)]
    assert problems == []


def test_what_is_not_there_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    """With its name."""
    (tmp_path / "a.csv").write_text("a")
    problems: list[Problem] = []
    found = contents([tmp_path / "no.csv", tmp_path / "a.csv"], SUFFIXES, problems)
    assert [content.data for content in found] == [b"a"]
    assert [problem.source for problem in problems] == [str(tmp_path / "no.csv")]


@pytest.mark.parametrize(("size", "is_read"), [(5, True), (6, False)])
def test_standard_input_may_not_be_too_large(
    monkeypatch: pytest.MonkeyPatch, size: int, is_read: bool
) -> None:
    """It is read to the limit, and one byte more."""
    monkeypatch.setattr(module, "SIZE_LIMIT", 5)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x" * size)))
    problems: list[Problem] = []
    found = [*contents([Path("-")], SUFFIXES, problems)]
    assert found == ([("standard input", b"x" * size, True)] if is_read else [])
    assert [problem.source for problem in problems] == ([] if is_read else ["standard input"])


@pytest.mark.parametrize(("size", "is_read"), [(5, True), (6, False)])
def test_a_pipe_is_read_to_the_limit(
    monkeypatch: pytest.MonkeyPatch, pipe: Path, size: int, is_read: bool
) -> None:
    """Like standard input, under its own name."""
    monkeypatch.setattr(module, "SIZE_LIMIT", 5)
    problems: list[Problem] = []
    with writing_to(pipe, b"x" * size):
        found = [*contents([pipe], SUFFIXES, problems)]
    assert found == ([(str(pipe), b"x" * size, True)] if is_read else [])
    assert [problem.source for problem in problems] == ([] if is_read else [str(pipe)])


def test_a_pipe_in_a_folder_is_passed_by(pipe: Path) -> None:
    """Whatever it is called."""
    pipe.rename(pipe.with_suffix(".csv"))
    problems: list[Problem] = []
    assert [*contents([pipe.parent], SUFFIXES, problems)] == []
    assert problems == []
