"""Content lines as they are written: nothing in a value ends it, and lines are folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.interchange.content_writer import escape_text, fold_lines, quote_parameter


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a, b; c\\d", "a\\, b\\; c\\\\d"),
        ("one\r\ntwo\rthree\u2028four", "one\\ntwo\\nthree\\nfour"),
        ("a\x00b\x07", "a b "),
        ("Zoë", "Zoë"),
    ],
)
def test_what_would_end_a_text_is_escaped(text: str, written: str) -> None:
    """Other breaks of lines become line breaks, controls blanks."""
    assert escape_text(text) == written


def test_a_parameter_is_quoted_without_what_may_not_stand_in_it() -> None:
    """It knows no escape."""
    assert quote_parameter('Dana "D"\nReyes; a:b') == "\"Dana 'D' Reyes; a:b\""


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"])), max_size=4))
def test_lines_are_folded_at_75_octets(lines: list[str]) -> None:
    """And are the same when unfolded; no character is cut in two."""
    folded = "".join(fold_lines(lines))
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == "".join(f"{line}\r\n" for line in lines)


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("a" * 75, ["a" * 75]),
        ("a" * 76, ["a" * 75, " a"]),
        ("a" * 150, ["a" * 75, " " + "a" * 74, " a"]),
        ("ü" * 37, ["ü" * 37]),
        ("ü" * 38, ["ü" * 37, " ü"]),
        ("a" * 74 + "ü", ["a" * 74, " ü"]),
    ],
)
def test_a_line_of_76_octets_is_folded_and_one_of_75_is_not(line: str, folded: list[str]) -> None:
    """The blank that begins a folded line counts; a letter of two octets stays whole."""
    assert "".join(fold_lines([line])) == "".join(f"{part}\r\n" for part in folded)
