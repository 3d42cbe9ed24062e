"""Cut out the part of a text that matches a search, and find the matches in it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from clientlog.queries.search_query import Query, Signs
from clientlog.text import ascii_fold

BEFORE, AROUND = 50, 200
"""How many characters an excerpt has before the match, and in all."""

Spans = tuple[tuple[int, int], ...]


def excerpt(text: str, query: Query) -> tuple[str, Spans]:
    """Return the line that matches first, cut around the match, and where the matches are."""
    text, pattern = text.strip(), _pattern(query)
    start = next((start for start, _ in _matches(text, pattern, query.signs)), 0)
    line_start, line_end = text.rfind("\n", 0, start) + 1, f"{text}\n".index("\n", start)
    first = max(line_start, min(start - BEFORE, line_end - AROUND))
    last = min(line_end, first + AROUND)
    extract = " ".join(text[first:last].split())
    extract = ("…" if first > line_start else "") + extract + ("…" if last < line_end else "")
    return extract, tuple(sorted(_matches(extract, pattern, query.signs)))


def _pattern(query: Query) -> re.Pattern[str] | None:
    """Return a pattern that finds in folded text what the index finds."""
    forms = []
    for word in query.words:
        parts = re.findall(r"[^\W_]+", ascii_fold(word))
        if parts:
            forms.append(r"[\W_]+".join(parts) + (r"[^\W_]*" if word[-1].isalnum() else ""))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(forms)})") if forms else None


def _matches(text: str, pattern: re.Pattern[str] | None, signs: Signs) -> Iterator[tuple[int, int]]:
    for sign in signs:
        yield from (match.span() for match in re.finditer(re.escape(sign), text))
    if pattern:
        folded, origins = _folded(text)
        for match in pattern.finditer(folded):
            yield origins[match.start()], origins[match.end() - 1] + 1


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return a text folded letter by letter, and which letter each folded one comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    pieces = [(char.lower() if char.isascii() else _apart(char)) for char in text]
    origins = [place for place, piece in enumerate(pieces) for _ in piece]
    return "".join(pieces), origins


@cache
def _apart(letter: str) -> str:
    """Return a folded letter, as a word of its own in scripts without blanks."""
    folded = ascii_fold(letter)
    return f" {folded} " if " " in ascii_fold(letter * 2) else folded
