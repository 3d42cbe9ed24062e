"""Readings of the files of other programs."""

import io
import sys
from pathlib import Path

import pytest

from clientlog.cli.importing.reading import (
    INPUT,
    Reading,
    ReadingOptions,
    failure_of,
    folded,
    read_each,
)
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem


def test_nothing_is_made_or_kept_unless_said() -> None:
    """No new clients, no subjects, nothing skipped."""
    options = ReadingOptions()
    assert (options.me, options.create, options.since, options.until, options.skip) == (
        (), False, None, None, (),
    )  # fmt: skip
    assert options.subjects is False
    reading = Reading("vcard", lambda _: Plan())
    assert (reading.cursor(), reading.failure) == (None, "")


def test_a_source_failed_where_all_that_came_is_its_problem() -> None:
    """One problem within it, or several, are no failure of the whole."""
    path = Path("~/book.vcf")
    whole = Problem(str(path.expanduser()), "is not there")
    assert failure_of([whole], path) == f"{path.expanduser()}: is not there"
    assert failure_of([whole, whole], path) == ""
    assert failure_of([Problem(f"{path.expanduser()}:3", "odd")], path) == ""
    assert failure_of(["a card"], path) == ""
    assert failure_of([], path) == ""


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


def test_addresses_are_compared_without_case() -> None:
    """Each once."""
    assert folded(["D@X.example", "d@x.example"]) == {"d@x.example"}
