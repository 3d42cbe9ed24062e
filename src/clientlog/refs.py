"""REF: a record named by the letter of its kind and its number (`p42`)."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.text import escape_controls

KIND_NAMES = {
    "m": "meeting",
    "a": "action item",
    "p": "promise",
    "t": "topic",
    "n": "note",
    "k": "touch",
    "c": "conflict",
}


class Ref(NamedTuple):
    """One record: the letter of its kind and its number."""

    letter: str
    number: int

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.letter}{self.number}"


def parse_ref(text: str) -> Ref:
    """Read `p42`; raise UsageError for anything else."""
    found = re.fullmatch("([maptnkc])([1-9][0-9]{0,14})", text.strip().lower(), re.ASCII)
    if not found:
        raise UsageError(
            f"{quote(escape_controls(text))} is not a REF",
            "a REF is a letter and a number: m15 meeting, a41 action item, p42 promise, t9 topic,"
            " n7 note, k8 touch, c3 conflict",
        )
    return Ref(found[1], int(found[2]))


def not_found(ref: Ref) -> NotFoundError:
    """Return the error that there is no such record."""
    return NotFoundError(f"there is no {ref}", f"see: clientlog {_LISTED_BY[ref.letter]}")


_LISTED_BY = {
    "m": "meeting list",
    "a": "list actions --all",
    "p": "list promises --all",
    "t": "list topics --all",
    "n": "timeline",
    "k": "list touches",
    "c": "list conflicts --all",
}


def looks_like_ref(text: str) -> bool:
    """Whether a WHO or REF argument names a record."""
    return bool(re.fullmatch("[maptnkc][0-9]+", text, re.ASCII))


def require_kinds(refs: Iterable[Ref], letters: str, verb: str) -> None:
    """Refuse a REF of a kind that the verb has no meaning for."""
    for ref in refs:
        if ref.letter not in letters:
            raise UsageError(f"{ref} is a {KIND_NAMES[ref.letter]}, which cannot be {verb}")
