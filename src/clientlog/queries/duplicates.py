"""Clients who may be the same person, found by what they share rather than pair by pair."""

from collections.abc import Iterable
from dataclasses import dataclass

from clientlog.lookalikes import shared_keys
from clientlog.queries.values import Client


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
        for key, reason in shared_keys(other.name, other.emails, other.organization):
            client = first.setdefault(key, other)
            if client is not other:
                pairs.setdefault((client.id, other.id), Duplicate(client, other, reason))
    return sorted(pairs.values(), key=lambda pair: (pair.client.id, pair.other.id))
