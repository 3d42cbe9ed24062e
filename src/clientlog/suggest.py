"""Suggest known words for a word that is not known."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 100
"""The most characters of a word that are compared: the time grows with the square of them."""


def near_matches(
    word: str, known: Iterable[str], *, count: int = 3, cutoff: float = 0.6
) -> list[str]:
    """Return the known words that look like the word, the most similar first."""
    return get_close_matches(word[:LONGEST], list(known), count, cutoff)


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "", *, count: int = 3) -> str:
    """Return a hint with the near matches, or another hint where there are none."""
    near = near_matches(word, known, count=count)
    return f"did you mean {', '.join(near)}?" if near else otherwise
