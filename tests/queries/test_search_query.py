"""What was typed into a search, as the full-text index is asked for it."""

import pytest

from clientlog.errors import UsageError
from clientlog.queries.search_query import LONGEST, MOST_WORDS, read_query


@pytest.mark.parametrize(
    ("typed", "match"),
    [
        ("plan", '("plan"*)'),
        ("plan  budget plan", '("plan"*) AND ("budget"*)'),
        ('"the plan" now', '("the plan"*) AND ("now"*)'),
        ("Zürich", '("Zürich"* OR "zurich"*)'),
        ("c++", '("c++")'),
        ("a OR b*", '("a"*) AND ("OR"* OR "or"*) AND ("b*")'),
        ('5"', '("5""")'),
    ],
)
def test_words_are_quoted_and_found_by_their_start(typed: str, match: str) -> None:
    """Nothing in them is an operator; a word that ends in a sign is a whole one."""
    assert read_query(typed).match == match


@pytest.mark.parametrize(
    ("typed", "words", "signs"),
    [
        ("% of", ("of",), ("%",)),
        ("ราคา", (), ("ราคา",)),
        ("カタカナplan", ("plan",), ("カタカナ",)),
        ("→ → x", ("x",), ("→",)),
    ],
)
def test_signs_and_scripts_without_blanks_must_be_there_literally(
    typed: str, words: tuple[str, ...], signs: tuple[str, ...]
) -> None:
    """Each once; what stands beside them is a word."""
    query = read_query(typed)
    assert (query.words, query.signs) == (words, signs)


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_cannot_be_searched_for(typed: str) -> None:
    """An empty text would match everything."""
    with pytest.raises(UsageError, match="TEXT"):
        read_query(typed)


def test_a_pasted_page_is_cut() -> None:
    """So many characters and words are enough."""
    query = read_query(" ".join(f"w{number}" for number in range(MOST_WORDS + 1)))
    assert len(query.words) == MOST_WORDS
    assert query.words[0] == "w0"
    signs = read_query(" ".join(chr(0x2190 + number) for number in range(MOST_WORDS + 1)))
    assert len(signs.signs) == MOST_WORDS
    assert read_query("x" * LONGEST + " y").words == ("x" * LONGEST,)
