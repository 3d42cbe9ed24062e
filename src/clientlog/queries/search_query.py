"""Turn what was typed into a query of the full-text index.

https://sqlite.org/fts5.html#full_text_query_syntax
"""

import re
from dataclasses import dataclass

from clientlog.text import ascii_fold, validate_text

LONGEST = 2000
"""The most characters of a search that are read."""

MOST_WORDS = 64
"""The most different words that are searched for; a pasted page needs no more."""

Signs = tuple[str, ...]

# Kana, Thai, Lao, Myanmar and Khmer are written without blanks between words, so that the
# index has whole sentences for words: they are looked for literally.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\uff66-\uff9f"


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: words as the index knows them, and signs that must be there literally."""

    words: tuple[str, ...]
    signs: Signs

    @property
    def match(self) -> str:
        """The words in FTS5's language, each quoted, so that nothing in them is an operator."""
        return " AND ".join(f"({' OR '.join(_phrases(word))})" for word in self.words)


def read_query(text: str) -> Query:
    """Split a search into words; words in double quotes stay together.

    Raises UsageError for what is empty.
    """
    validate_text(text, "TEXT")
    words: dict[str, None] = {}
    signs: dict[str, None] = {}
    for phrase, word in re.findall(r'"([^"]*\w[^"]*)"|(\S+)', text[:LONGEST]):
        for part in _parts(" ".join(phrase.split()) or word):
            literal = not any(map(str.isalnum, part)) or re.match(f"[{_UNSPACED}]", part)
            (signs if literal else words).setdefault(part)
    return Query(tuple(words)[:MOST_WORDS], tuple(signs)[:MOST_WORDS])


def _parts(word: str) -> list[str]:
    """Return a word, cut where a script without blanks begins or ends."""
    parts = re.split(f"([{_UNSPACED}]+)", word)
    return [part.strip() for part in parts if part.strip()]


def _phrases(word: str) -> list[str]:
    """Return a word as it is and folded; the start of a longer one, unless it ends in a sign."""
    spellings = dict.fromkeys((word, ascii_fold(word)))
    return [
        '"' + spelling.replace('"', '""') + '"' + ("*" if spelling[-1].isalnum() else "")
        for spelling in spellings
        if spelling
    ]
