"""Read the owner and the due date of an item in minutes of another format."""

import re
from datetime import date

from clientlog.dates import DateContext, parse_day
from clientlog.errors import ClientlogError
from clientlog.text import name_key

_DASH = re.compile(r"[ \t]+(?:[—–]|--?)[ \t]+")
_WORD = r"[^\W_][\w.'’-]{0,38}"
_FAMILY = r"[^\W\d_a-z][\w.'’-]{0,38}"
_AT = re.compile(
    rf"(?:\*\*|__)?@({_WORD})(?:\*\*|__)?(?:[ \t]*[:,][ \t]+|[ \t]+[—–-]+[ \t]+|[ \t]+)"
)
_NAME = re.compile(
    rf"(?:\*\*|__)?({_FAMILY}(?:[ \t]{_FAMILY}){{1,2}}|{_WORD})(?:\*\*|__)?"
    r"(?::(?:\*\*|__)?|[ \t]+(?:[—–]|--?))[ \t]+"
)
_TO = re.compile(
    rf"(?:\*\*|__)?({_FAMILY}(?:[ \t]{_FAMILY}){{0,2}})(?:\*\*|__)?[ \t]+(?:to|will|shall)[ \t]+"
)
_LAST_AT = re.compile(rf"[ \t]*(?:[—–,;→]|[ \t]-{{1,2}}|->)[ \t]*@({_WORD})\.?\Z")
"""Only after punctuation: in `talk to @sam`, Sam is not the owner."""
_DUE = re.compile(
    r"(?:\A|(?<=[ \t(]))(?:due[ \t]+)?(?:due|by|until)(?:[ \t]*:[ \t]*|[ \t]+)(?=\S)",
    re.IGNORECASE,
)
_DUE_LENGTH = 40
"""The longest text that is looked at as a date, in characters."""

_TAIL = re.compile(r"(.*\S)[ \t]*[(\[]([^()\[\]]{1,120})[)\]][ \t]*\.?", re.DOTALL)
_OWNER = re.compile(
    rf"(?:@|(?i:owner|assignee|assigned to|responsible|who)[ \t]*:?[ \t]+@?)"
    rf"({_FAMILY}.{{0,60}}|{_WORD})"
)
_FULL_NAME = re.compile(rf"{_FAMILY}(?:[ \t]{_FAMILY}){{0,2}}")


def split_tail(
    what: str, calendar: DateContext, names: frozenset[str]
) -> tuple[str, str | None, str | None, date | None]:
    """Split `draft (Sam, due 2026-11-25)` into what, owner, due date as written, and read.

    The bracket is left where it stands if anything in it is neither.
    """
    tail = _TAIL.fullmatch(what)
    if not tail:
        return what, None, None, None
    owner, due = None, None
    parts = [part.strip() for part in re.split(r"[,;]", tail[2]) if part.strip()]
    for part in parts:
        explicit = _OWNER.fullmatch(part)
        if due is None and (read := _as_due(part, calendar)):
            due = read
        elif owner is None and (explicit or name_key(part) in names or _is_name(part, parts)):
            owner = explicit[1] if explicit else part
        else:
            return what, None, None, None
    return (tail[1], owner, *(due or (None, None)))


def _is_name(part: str, parts: list[str]) -> bool:
    """Return whether one of several parts may be a name; a capital letter is not enough."""
    return len(parts) > 1 and _FULL_NAME.fullmatch(part) is not None


def split_owner(what: str, calendar: DateContext, names: frozenset[str]) -> tuple[str | None, str]:
    """Split off who is named at the start."""
    named = _AT.match(what) or _NAME.match(what)
    if not named:
        to_do = _TO.match(what)
        named = to_do if to_do and name_key(to_do[1]) in names else None
    if named:
        rest = what[named.end() :].strip()
        # A date is not an owner: `budget — Friday`.
        if rest and (named.re is _AT or not _as_due(rest, calendar)):
            return named[1].rstrip("-."), rest
        return None, what
    return None, what


def split_last_owner(what: str) -> tuple[str, str | None]:
    """Split off who is named at the end: `draft, @sam`."""
    last = _LAST_AT.search(what, max(0, len(what) - 50))
    if not last or not last.start():
        return what, None
    return what[: last.start()], last[1].rstrip("-.")


def split_due(what: str, calendar: DateContext) -> tuple[str, str | None, date | None]:
    """Split off a due date: after the last dash, or after a last `due`, `by` or `until`."""
    start = max(0, len(what) - _DUE_LENGTH - 12)
    dashes = list(_DASH.finditer(what, start))
    if dashes and (due := _as_due(what[dashes[-1].end() :], calendar)):
        return what[: dashes[-1].start()], *due
    dues = list(_DUE.finditer(what, start))
    if dues and dues[-1].start():
        words = what[dues[-1].end() :].strip(" ().")
        if day := read_due(words, calendar):
            return what[: dues[-1].start()].rstrip(" \t(,;—–-"), words, day
    return what, None, None


def _as_due(text: str, calendar: DateContext) -> tuple[str, date | None] | None:
    """Read a text that is only a due date; the date is None if it is not clear."""
    text = text.strip(" \t().")
    if len(text) > _DUE_LENGTH:
        return None
    due = _DUE.match(text)
    words = text[due.end() :] if due else text
    day = read_due(words, calendar)
    return (words, day) if due or day else None


def read_due(text: str, calendar: DateContext) -> date | None:
    """Read a due date; None for any other text."""
    try:
        return parse_day(text.strip(), calendar) if len(text) <= _DUE_LENGTH else None
    except ClientlogError:
        return None
