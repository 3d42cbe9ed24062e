"""How a text keeps what would otherwise be structure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.minutes.escapes import decode, encode, encode_line, never

PIECES = ["#", " ", "\t", "\n", "\r", "\\", "<!--", "&", "&#10;", "&amp;#10;", "```", "a", ","]


def is_heading(line: str) -> bool:
    return line.startswith("#")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("plain", ["plain"]),
        ("one\ntwo", ["one", "two"]),
        ("# one", ["\\# one"]),
        ("  # one", ["&#32;&#32;# one"]),
        ("a\n  # one", ["a", "  \\# one"]),
        ("\\# one", ["\\\\# one"]),
        ("\\one", ["\\one"]),
        ("a # b", ["a # b"]),
        ("a <!-- b", ["a \\<!-- b"]),
        (" a ", ["&#32;a&#32;"]),
        ("\na\t", ["&#10;a&#9;"]),
        ("a\rb", ["a&#13;b"]),
        ("&#10;", ["&amp;#10;"]),
        ("&amp;#10;", ["&amp;amp;#10;"]),
        ("&#65; & &amp;", ["&#65; & &amp;"]),
        ("```\n# a\n```", ["```", "\\# a", "```"]),
        ("```\na", ["\\```", "a"]),
        ("\\```\na\n", ["\\\\```", "a&#10;"]),
    ],
)
def test_a_text_is_written_so_that_it_stays_text(text: str, lines: list[str]) -> None:
    """Only where it would mean something: most texts are written as they are."""
    assert encode(text, is_heading) == lines


def test_what_is_asked_for_is_written_as_a_reference_too() -> None:
    """A name in a list keeps its comma, and one line its line breaks."""
    assert encode("a, b", never, also=",") == ["a&#44; b"]
    assert encode_line("a\nb, c", never, also=",") == "a&#10;b&#44; c"
    assert encode_line("# a", is_heading) == "\\# a"
    assert encode_line("# a", never) == "# a"


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("\\# a", "# a"),
        ("\\\\# a", "\\# a"),
        ("\\a", "\\a"),
        ("&#10;", "\n"),
        ("&amp;#10;", "&#10;"),
        ("&#65;", "&#65;"),
        ("a \\<!-- b", "a <!-- b"),
        ("  \\```", "  ```"),
    ],
)
def test_a_line_is_read_as_what_it_stands_for(line: str, text: str) -> None:
    """A backslash before what means nothing is text."""
    assert decode(line, is_heading) == text


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_what_is_written_is_read_back(text: str) -> None:
    """Whatever is in it."""
    assert "\n".join(decode(line, is_heading) for line in encode(text, is_heading)) == text
    assert decode(encode_line(text, is_heading, also=","), is_heading) == text
