"""Validate, compare and escape texts as people write them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from clientlog.errors import UsageError, quote
from clientlog.kinds import BY_LETTER

TEXT_LIMIT = 1_000_000
"""The longest text that is stored, in bytes of UTF-8."""

LINE_LIMIT = 200
"""The longest name, title or other single line, in characters."""

RESERVED_HANDLES = frozenset({"me", "they", "org"})

REF_SHAPE = re.compile(f"[{''.join(BY_LETTER)}][0-9]+", re.ASCII)

# Patterns as texts are compiled at their first use: a millisecond that most runs need not spend.
#
# C0, DEL and C1; soft hyphen and zero-width; separators of lines, bidirectional marks, overrides
# and isolates; what only formats annotations, shorthand and music; tags; and surrogates, which
# stand for bytes that are not UTF-8. That is Unicode's Cc, Cf, Cs, Zl and Zp but for the
# characters of Cf that are seen (the Arabic number sign) or shape what is (hieroglyphs).
_UNSEEN = (
    r"\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f\ud800-\udfff"
)
_CONTROLS = rf"\x00-\x1f{_UNSEEN}"

# Letters that are blank (Hangul's fillers, Braille's empty cell) and what only joins or varies.
_BLANKS = r"\s\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef"
_SEEN = f"[^{_CONTROLS}{_BLANKS}]"

_LINE_BREAK = r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"


def is_unicode(text: str) -> bool:
    """Return whether a text can be written in UTF-8; bytes that are none are read as surrogates."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def validate_text(text: str, what: str, limit: int = TEXT_LIMIT) -> str:
    """Return `text` as typed; refuse what is empty, holds NUL, is not UTF-8 or is too long."""
    first = text.lstrip()[:1]
    if "!" <= first <= "~" and "\x00" not in text and text.isascii() and len(text) <= limit:
        # Nearly every text, in a fifth of the time: an import validates millions.
        return text
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise UsageError(f"{what} is not valid UTF-8") from None
    if size > limit:
        raise UsageError(f"{what} is longer than {limit:,} bytes")
    if "\x00" in text:
        raise UsageError(f"{what} holds a NUL character")
    if not has_visible_text(text):
        raise UsageError(f"{what} is empty")
    return text


def validate_line(text: str, what: str) -> str:
    """Return a single line without the blanks around it; refuse line breaks and tabs as well."""
    if len(text) <= LINE_LIMIT and text.isascii() and text.isprintable() and (line := text.strip()):
        return line
    validate_text(text, what)
    if re.search(_LINE_BREAK, text):
        raise UsageError(f"{what} holds a line break or a tab: {quote(escape_controls(text))}")
    if len(text) > LINE_LIMIT:
        raise UsageError(f"{what} is longer than {LINE_LIMIT} characters")
    return text.strip()


def counted(number: float, noun: str, plural: str = "") -> str:
    """Return `1 contact`, `3,000 contacts`, `2.5 hours`; `plural` is for nouns without an -s."""
    amount = f"{number:,}" if isinstance(number, int) else f"{number:g}"
    return f"{amount} {noun if number == 1 else plural or noun + 's'}"


def has_visible_text(text: str) -> bool:
    """Return whether the text has a visible character."""
    return bool(re.search(_SEEN, text))


def escape_controls(text: str, *, lines: bool = False) -> str:
    """Return `text` with everything escaped that a terminal would act on.

    Control characters appear in caret notation (`^[`), others as `<U+202E>`;
    with `lines`, line breaks and tabs stay.
    """
    if text.isprintable():
        return text
    return re.sub(_control_pattern(lines=lines), lambda match: _escape(match.group()), text)


@cache
def _control_pattern(*, lines: bool) -> str:
    """Return the pattern of what is escaped: of joiners those with nothing visible beside them."""
    joiner, visible = "[\u200c\u200d]", rf"[^\s{_CONTROLS}]"
    others = _CONTROLS.replace(r"\u200b-\u200f", r"\u200b\u200e\u200f")
    if lines:
        others = others.replace(r"\x00-\x1f", r"\x00-\x08\x0b-\x1f")
    return rf"[{others}]|(?<!{visible}){joiner}|{joiner}(?!{visible})"


def _escape(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return f"^{chr(code + 0x40)}"
    return "^?" if code == 0x7F else f"<U+{code:04X}>"


def escaped(document: str) -> str:
    """Return a JSON document that means the same, with nothing that a terminal would act on.

    JSON itself asks only for C0 to be escaped (RFC 8259, section 7).
    """
    return re.sub(f"[{_UNSEEN}]", lambda match: _as_units(match.group()), document)


def _as_units(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))


def ascii_fold(text: str) -> str:
    """Return `text` for comparing and searching: lower case, in ASCII letters, without accents.

    Han and Hangul characters each become a word of their own, so that a part of
    a name written with them is found as well.
    """
    if text.isascii():
        return text.lower()
    spelt = re.sub(r"[^\x00-\x7f]+", lambda match: match.group().translate(_SPELLING), text)
    return re.sub("  +", " ", spelt).strip().lower()


class _Spelling(dict[int, str]):
    """How characters are spelt in ASCII, by code point; looked up once each."""

    def __missing__(self, code: int) -> str:
        from anyascii import anyascii

        character = chr(code)
        is_syllable = "\u3400" <= character <= "\u9fff" or "\uac00" <= character <= "\ud7a3"
        self[code] = f" {anyascii(character)} " if is_syllable else anyascii(character)
        return self[code]


_SPELLING = _Spelling()


def fold_for_search(texts: Iterable[str | None]) -> str | None:
    """Return what the search index needs beside the texts; None for plain ASCII."""
    joined = "\n".join(text for text in texts if text)
    return None if joined.isascii() else ascii_fold(joined)


def name_key(name: str) -> str:
    """Return the form in which two spellings of one name are the same.

    A name without a letter that has an ASCII form is its own form.
    """
    key = " ".join(ascii_fold(unicodedata.normalize("NFKC", name)).split())
    return key or name.strip().casefold()


def make_handle(name: str) -> str:
    """Return a handle made from a whole name, `obrien` of O'Brien; empty for no letters."""
    spelt = name_key(re.sub("[`´]", "'", name)).replace("'", "")
    return re.sub("[^a-z0-9]+", "-", spelt).strip("-")[:60].rstrip("-")


def validate_handle(handle: str) -> str:
    """Return a chosen handle; raise UsageError for one that could be read as something else."""
    if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", handle) or len(handle) > 60:
        raise UsageError(
            f"{quote(escape_controls(handle))} is not a handle",
            "a handle is made of a-z, 0-9 and single hyphens, 60 characters at most",
        )
    if is_reserved_word(handle):
        raise UsageError(f"'{handle}' is not free to be a handle: it has a meaning of its own")
    return handle


def is_reserved_word(handle: str) -> bool:
    """Return whether a handle is a reserved word or looks like a REF."""
    return handle in RESERVED_HANDLES or bool(REF_SHAPE.fullmatch(handle))
