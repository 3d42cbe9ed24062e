"""Readings of the files of other programs."""

import io
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from clientlog.cli.importing import reading
from clientlog.cli.importing.reading import (
    INPUT,
    Reading,
    ReadingOptions,
    failure_of,
    folded,
    read_each,
)
from clientlog.errors import UsageError
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from tests.cli.importing.pipes import writing_to


def test_nothing_is_made_or_kept_unless_said() -> None:
    """No new clients, no subjects, nothing skipped."""
    options = ReadingOptions()
    assert (options.me, options.create, options.since, options.until, options.skip) == (
        (), False, None, None, (),
    )  # fmt: skip
    assert options.subjects is False
    reading = Reading("vcard", lambda _: Plan())
    assert (reading.cursor(), reading.failure) == (None, None)


def test_a_source_failed_where_all_that_came_is_its_problem() -> None:
    """One problem within it, or several, are no failure of the whole."""
    path = Path("~/book.vcf")
    whole = Problem(str(path.expanduser()), "is not there")
    assert failure_of([whole], path) == whole
    assert failure_of([whole, whole], path) is None
    assert failure_of([Problem(f"{path.expanduser()}:3", "odd")], path) is None
    assert failure_of(["a card"], path) is None
    assert failure_of([], path) is None


def test_files_and_standard_input_are_read_in_their_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A path may begin with the home folder."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"typed")))
    read = read_each(
        [Path("~/a"), INPUT, Path("b")],
        lambda path: [str(path)],
        lambda stream, source: [source, stream.read().decode()],
    )
    assert [*read] == [str(Path("~/a").expanduser()), "standard input", "typed", "b"]


def test_a_pipe_is_read_like_standard_input(pipe: Path) -> None:
    """Under its own name; one that nobody writes to is empty and never waited for."""

    def read_stream(stream: BinaryIO, source: str) -> list[str]:
        return [source, stream.read().decode()]

    assert [*read_each([pipe], lambda _: ["a file"], read_stream)] == [str(pipe), ""]
    with writing_to(pipe, b"piped"):
        assert [*read_each([pipe], lambda _: ["a file"], read_stream)] == [str(pipe), "piped"]


def test_a_pipe_that_may_not_be_read_is_a_problem(
    pipe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what cannot be looked at is left to the reader of files, which says why."""

    def refuse(path: Path) -> BinaryIO:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(reading, "open_file", refuse)
    problem = Problem(str(pipe), "cannot be read: Permission denied")
    assert [*read_each([pipe], lambda _: ["a file"], lambda *_: ["a stream"])] == [problem]
    assert not reading.is_pipe(Path("x" * 5000))


def test_closed_standard_input_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do instead."""
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UsageError, match="standard input is closed"):
        [*read_each([INPUT], lambda _: ["a file"], lambda *_: ["a stream"])]


def test_addresses_are_compared_without_case() -> None:
    """Each once."""
    assert folded(["D@X.example", "d@x.example"]) == {"d@x.example"}
