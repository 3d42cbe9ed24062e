"""Quoting for bash, zsh and fish: whatever is printed as a command passes through here."""

import re
import shlex
from collections.abc import Iterable

from clientlog.text import escape_controls

_PLAIN = re.compile(r"[A-Za-z0-9_./:@+,-][A-Za-z0-9_./:@+,=-]*", re.ASCII)


def quote_word(word: str) -> str | None:
    r"""Return a word as one argument of a command; None where no quoting makes it safe.

    Backslashes and single quotes stand outside the quotes, `'it'\''s'`: within them fish reads
    a backslash in another way than bash and zsh do.
    """
    if escape_controls(word) != word:
        return None
    if _PLAIN.fullmatch(word):
        return word
    parts = re.findall(r"[\\']|[^\\']+", word)
    return "".join(f"\\{part}" if part in "\\'" else f"'{part}'" for part in parts) or "''"


def quote_or(word: str, placeholder: str) -> str:
    """Return a quoted word, or a word in capitals, to be filled in, for one that is not safe."""
    return quote_word(word) or placeholder


def quote_words(words: Iterable[str]) -> str | None:
    """Return a command of these words; None where one of them cannot be made safe."""
    quoted = [quote_word(word) for word in words]
    return None if None in quoted else " ".join(word for word in quoted if word is not None)


def history_line(words: Iterable[str]) -> str:
    """Return a command as the history keeps it: quoted, even where no shell could take it."""
    return " ".join(quote_word(word) or shlex.quote(word) for word in words)
