"""People as address cards."""

import sqlite3
from collections.abc import Iterator

from clientlog.interchange.vcard.values import Card
from clientlog.interchange.vcard.writer import write_cards
from clientlog.queries.clients import list_clients
from clientlog.queries.exports import external_keys, identities


def address_book(db: sqlite3.Connection) -> Iterator[str]:
    """Yield the cards of everybody who is not archived."""
    yield from write_cards(_cards(db))


def _cards(db: sqlite3.Connection) -> Iterator[Card]:
    known, keys = identities(db, "client"), external_keys(db, "vcard")
    for client in list_clients(db):
        if client.archived:
            continue
        uuid, _ = known[client.id]
        key = keys.get(uuid, "")
        yield Card(
            source="",
            name=client.name,
            emails=client.emails,
            phones=client.phones,
            organization=client.organization or "",
            role=client.role or "",
            tags=client.tags,
            uid=key if key and not key.startswith("content-") else f"urn:uuid:{uuid}",
        )
