"""Texts as people write them: what is refused, how they are compared, how they are shown."""

import re
import unicodedata
from collections.abc import Iterable

from clientlog.errors import WrongUsage, shorten

TEXT_LIMIT = 1_000_000
"""The longest text that is stored, in bytes of UTF-8."""

LINE_LIMIT = 200
"""The longest name, title or other single line, in characters."""

RESERVED_HANDLES = frozenset({"me", "they", "org"})

REF_SHAPE = re.compile(r"[maptnkc][0-9]+", re.ASCII)

_CONTROL = re.compile(
    # C0, DEL and C1; the zero-width characters; bidirectional overrides and isolates.
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def clean_text(text: str, what: str, limit: int = TEXT_LIMIT) -> str:
    """Return `text` as typed; refuse what is empty, holds NUL, is not UTF-8 or is too long."""
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise WrongUsage(f"{what} is not valid UTF-8") from None
    if size > limit:
        raise WrongUsage(f"{what} is longer than {limit:,} bytes")
    if "\x00" in text:
        raise WrongUsage(f"{what} holds a NUL character")
    if not has_substance(text):
        raise WrongUsage(f"{what} is empty")
    return text


def clean_line(text: str, what: str) -> str:
    """The same for a single line: no line break, tab or other control character either."""
    clean_text(text, what)
    if re.search("[\t\n\r\v\f\x85\u2028\u2029]", text):
        raise WrongUsage(f"{what} holds a line break or a tab: {shorten(visible(text))}")
    if len(text) > LINE_LIMIT:
        raise WrongUsage(f"{what} is longer than {LINE_LIMIT} characters")
    return text.strip()


def has_substance(text: str) -> bool:
    """Whether anything is left without blanks and zero-width characters."""
    return bool(_CONTROL.sub("", text).strip())


def visible(text: str, *, lines: bool = False) -> str:
    """`text` with nothing in it that a terminal would act on.

    Control characters appear in caret notation (`^[`), others as `<U+202E>`;
    with `lines`, line breaks and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub(lambda found: _shown(found.group(), lines), text)


def _shown(character: str, lines: bool) -> str:
    if lines and character in "\n\t":
        return character
    code = ord(character)
    if code < 0x20:
        return f"^{chr(code + 0x40)}"
    return "^?" if code == 0x7F else f"<U+{code:04X}>"


def fold(text: str) -> str:
    """`text` for comparing and searching: lower case, in ASCII letters, without accents.

    Han and Hangul characters each become a word of their own, so that a part of
    a name written with them is found as well.
    """
    if text.isascii():
        return text.lower()
    from anyascii import anyascii

    spaced = "".join(f" {one} " if _is_syllable(one) else one for one in text)
    return re.sub(" +", " ", anyascii(spaced)).strip().lower()


def _is_syllable(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"


def folded_for_search(texts: Iterable[str | None]) -> str | None:
    """What the search index needs beside the texts; None where they are plain ASCII."""
    joined = "\n".join(text for text in texts if text)
    return None if joined.isascii() else fold(joined)


def name_key(name: str) -> str:
    """The form in which two spellings of one name are the same."""
    return " ".join(fold(unicodedata.normalize("NFKC", name)).split())


def handle_from(name: str) -> str:
    """A handle made from a whole name; empty where nothing in it can be spelt."""
    return re.sub("[^a-z0-9]+", "-", name_key(name).replace("'", "")).strip("-")[:60].rstrip("-")


def clean_handle(handle: str) -> str:
    """A handle somebody chose; refuse what could be read as something else."""
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", handle) or len(handle) > 60:
        raise WrongUsage(
            f"{shorten(visible(handle))} is not a handle",
            "a handle is made of a-z, 0-9 and single hyphens, 60 characters at most",
        )
    if is_taken_word(handle):
        raise WrongUsage(f"'{handle}' is not free to be a handle: it has a meaning of its own")
    return handle


def is_taken_word(handle: str) -> bool:
    """Whether a handle would read as a reserved word or as a REF."""
    return handle in RESERVED_HANDLES or bool(REF_SHAPE.fullmatch(handle))
