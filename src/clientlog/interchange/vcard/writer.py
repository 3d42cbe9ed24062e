"""People as vCard 4.0 (RFC 6350)."""

from collections.abc import Iterable, Iterator

from clientlog.interchange.content_writer import escape_text, fold_lines
from clientlog.interchange.vcard.values import Card

PRODUCT = "-//clientlog//clientlog//EN"


def write_cards(cards: Iterable[Card]) -> Iterator[str]:
    """Yield the lines of a file that holds the cards, with their line ends."""
    for card in cards:
        yield from fold_lines(_lines(card))


def _lines(card: Card) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"PRODID:{PRODUCT}"
    if card.kind != "individual":
        yield f"KIND:{card.kind}"
    yield f"FN:{escape_text(card.name)}"
    if card.uid:
        yield f"UID:{escape_text(card.uid)}"
    for number, email in enumerate(card.emails):
        yield f"EMAIL{_preference(number, card.emails)}:{escape_text(email)}"
    for number, phone in enumerate(card.phones):
        yield f"TEL{_preference(number, card.phones)}:{escape_text(phone)}"
    if card.organization:
        yield f"ORG:{escape_text(card.organization)}"
    if card.role:
        yield f"TITLE:{escape_text(card.role)}"
    if card.tags:
        yield f"CATEGORIES:{','.join(map(escape_text, card.tags))}"
    yield "END:VCARD"


def _preference(number: int, values: tuple[str, ...]) -> str:
    return ";PREF=1" if number == 0 and len(values) > 1 else ""
