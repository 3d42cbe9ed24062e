"""Texts of records on one line."""

import pytest

from clientlog.status.phrases import LONGEST, on_one_line, text_of
from tests.rules.build import promise


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("send the draft", "send the draft"),
        ("send\n\n the \t draft ", "send the draft"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), "x" * (LONGEST - 1) + "…"),
        (" " * 600 + "x", "x"),
    ],
)
def test_a_text_is_one_line_of_a_length(text: str, line: str) -> None:
    """The sign for what is left out counts."""
    assert on_one_line(text) == line


def test_only_the_head_of_a_long_text_is_read() -> None:
    """A text of a megabyte costs as much as a short one."""
    assert on_one_line(" " * 4 * LONGEST + "x") == ""
    assert on_one_line(" " * (4 * LONGEST - 1) + "x") == "x"


def test_a_record_is_its_text() -> None:
    """On one line."""
    assert text_of(promise(text="send\nthe draft")) == "send the draft"


def test_a_line_has_200_characters_at_most() -> None:
    """It is pasted into a mail."""
    assert LONGEST == 200
