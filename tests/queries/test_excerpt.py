"""What is shown of a text that a search has found."""

import pytest

from clientlog.queries.excerpt import excerpt
from clientlog.queries.search_query import read_query


def marked(text: str, typed: str) -> str:
    """Return the excerpt with brackets around what matches."""
    shown, spans = excerpt(text, read_query(typed))
    for start, end in reversed(spans):
        shown = f"{shown[:start]}[{shown[start:end]}]{shown[end:]}"
    return shown


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("the plan, planned", "plan", "the [plan], [planned]"),
        ("an explanation", "plan", "an explanation"),
        ("Café in Zürich", "zurich", "Café in [Zürich]"),
        ("Café in Zürich", "cafe", "[Café] in Zürich"),
        ("straße 5", "strasse", "[straße] 5"),
        ("the low-code plan", "low code", "the [low]-[code] plan"),
        ("the low-code plan", '"low code"', "the [low-code] plan"),
        ("5 % or 7 %", "%", "5 [%] or 7 [%]"),
        ("C++ or C", "c++", "[C]++ or [C]"),
        ("北京 trip", "北京", "[北京] trip"),
        ("a b", "b", "a [b]"),
        ("a ʔ b", "ʔ", "a ʔ b"),
    ],
)
def test_matches_are_words_that_begin_so_whatever_case_and_accents(
    text: str, typed: str, expected: str
) -> None:
    """The marks stand in the text as it was written."""
    assert marked(text, typed) == expected


def test_only_the_line_of_the_first_match_is_shown() -> None:
    """Blanks are one blank; a line without a match is not shown, where there is one with."""
    assert marked("first line\nthe  old\tplan\nplan", "plan") == "the old [plan]"
    assert marked("nothing\nhere", "plan") == "nothing"
    assert marked("a\nplan", "plan") == "[plan]"
    assert marked("  plan ", "plan") == "[plan]"


def test_a_long_line_is_cut_around_the_match_with_dots_where_it_was_cut() -> None:
    """Some characters before the match, so many in all."""
    shown, spans = excerpt("a" * 300 + " plan " + "b" * 300, read_query("plan"))
    assert shown.startswith("…") and shown.endswith("…")
    assert len(shown) == 202
    assert spans == ((51, 55),)
    shown, _ = excerpt("plan " + "b" * 300, read_query("plan"))
    assert shown.startswith("plan") and len(shown) == 201
    shown, _ = excerpt("a" * 300 + " plan", read_query("plan"))
    assert shown.endswith("plan") and len(shown) == 201
