"""What two people who may be one have in common: an address, a name, its spelling."""

import re
from collections.abc import Iterable, Iterator

from clientlog.text import name_key

_SHORTEST = 6
"""The fewest letters of a name that may differ in one of them: Li and Lu are two people."""


def shared_keys(
    name: str, emails: Iterable[str], organization: str | None
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what somebody shares with others who look like them, and how to say it."""
    for email in emails:
        yield ("email", email.casefold()), f"the same e-mail {email}"
    words = re.findall(r"\w+", name_key(name))
    yield ("words", *sorted(words)), "the same name"
    if len(words) > 1:
        yield ("ends", *sorted({words[0], words[-1]})), "the same first and last name"
    letters = _spelling(name)
    yield ("spelling", letters), "the same name in another spelling"
    if organization and len(letters) >= _SHORTEST:
        reason = f"names with one letter between them, both at {organization}"
        for place in range(len(letters) + 1):
            # Names that differ in one letter are the same without it.
            yield ("letters", organization, letters[:place] + letters[place + 1 :]), reason


def _spelling(name: str) -> str:
    """Return the letters of a name without what spellings differ in: `muller` of Mueller."""
    letters = re.sub("[^a-z0-9]", "", name_key(name))
    letters = re.sub("([aou])e", r"\1", letters)
    return re.sub(r"(.)\1+", r"\1", letters)
