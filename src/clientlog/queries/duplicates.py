"""Clients who may be the same person, found by what they share rather than pair by pair."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from clientlog.queries.values import Client
from clientlog.text import name_key

_SHORTEST = 6
"""The fewest letters of a name that may differ in one of them: Li and Lu are two people."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two clients, the one who was entered first before the other, and why they look alike."""

    client: Client
    other: Client
    reason: str


def find_duplicates(clients: Iterable[Client]) -> list[Duplicate]:
    """Return the clients who look like one entered before them, in the order of entry.

    Everybody of whom there are many is compared with the first of them, so that 2,000 of one
    name are 1,999 pairs. The first reason that holds for a pair is the one that is given.
    """
    first: dict[tuple[str, ...], Client] = {}
    pairs: dict[tuple[int, int], Duplicate] = {}
    for other in sorted(clients, key=lambda client: client.id):
        for key, reason in _shared_keys(other):
            client = first.setdefault(key, other)
            if client is not other:
                pairs.setdefault((client.id, other.id), Duplicate(client, other, reason))
    return sorted(pairs.values(), key=lambda pair: (pair.client.id, pair.other.id))


def _shared_keys(client: Client) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what the client shares with others who look like them, and how to say it."""
    for email in client.emails:
        yield ("email", email.casefold()), f"the same e-mail {email}"
    words = re.findall(r"\w+", name_key(client.name))
    yield ("words", *sorted(words)), "the same name"
    if len(words) > 1:
        yield ("ends", *sorted({words[0], words[-1]})), "the same first and last name"
    letters = _spelling(client.name)
    yield ("spelling", letters), "the same name in another spelling"
    if client.organization and len(letters) >= _SHORTEST:
        reason = f"names with one letter between them, both at {client.organization}"
        for place in range(len(letters) + 1):
            # Names that differ in one letter are the same without it.
            yield ("letters", client.organization, letters[:place] + letters[place + 1 :]), reason


def _spelling(name: str) -> str:
    """Return the letters of a name without what spellings differ in: `muller` of Mueller."""
    letters = re.sub("[^a-z0-9]", "", name_key(name))
    letters = re.sub("([aou])e", r"\1", letters)
    return re.sub(r"(.)\1+", r"\1", letters)
