"""REFs, which name a record by the letter of its kind and its number (`p42`)."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.kinds import BY_LETTER
from clientlog.text import REF_SHAPE, escape_controls

EXAMPLES = "m15 meeting, a41 action item, p42 promise, t9 topic, n7 note, k8 touch, c3 conflict"

_LETTERS = "".join(BY_LETTER)


class Ref(NamedTuple):
    """One record: the letter of its kind and its number."""

    letter: str
    number: int

    def __str__(self) -> str:
        """As it is typed."""
        return f"{self.letter}{self.number}"


def parse_ref(text: str) -> Ref:
    """Read `p42`; raise UsageError for anything else."""
    match = re.fullmatch(f"([{_LETTERS}])([1-9][0-9]{{0,14}})", text.strip().lower(), re.ASCII)
    if not match:
        raise UsageError(
            f"{quote(escape_controls(text))} is not a REF",
            f"a REF is a letter and a number: {EXAMPLES}",
        )
    return Ref(match[1], int(match[2]))


def not_found(ref: Ref) -> NotFoundError:
    """Return the error for a record that does not exist."""
    return NotFoundError(f"there is no {ref}", f"see: clientlog {BY_LETTER[ref.letter].listed_by}")


def looks_like_ref(text: str) -> bool:
    """Return whether a WHO or REF argument names a record."""
    return bool(REF_SHAPE.fullmatch(text))


def require_kinds(refs: Iterable[Ref], letters: str, verb: str) -> None:
    """Refuse a REF of a kind that the verb does not take."""
    for ref in refs:
        if ref.letter not in letters:
            raise UsageError(f"{ref} is a {BY_LETTER[ref.letter].noun}, which cannot be {verb}")
