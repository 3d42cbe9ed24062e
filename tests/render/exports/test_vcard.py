"""People as address cards."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from clientlog.render.exports.vcard import address_book
from clientlog.store.journal_file import open_to_look
from tests.conftest import Answer

FOREIGN = "BEGIN:VCARD\nVERSION:4.0\nFN:{name}\n{uid}EMAIL:{name}@x.example\nEND:VCARD\n"


def test_a_card_holds_what_address_books_know(exported: sqlite3.Connection) -> None:
    """Nothing of what is private, and its identity lasts."""
    card = "".join(address_book(exported)).partition("END:VCARD")[0]
    assert re.sub("uuid:[0-9a-f-]{36}", "uuid:UUID", card).splitlines() == [
        "BEGIN:VCARD", "VERSION:4.0", "PRODID:-//clientlog//clientlog//EN", "FN:Dana Reyes",
        "UID:urn:uuid:UUID", "EMAIL:d@acme.example", "TEL:+49 1", "ORG:Acme", "TITLE:CTO",
        "CATEGORIES:north,vip",
    ]  # fmt: skip
    assert "".join(address_book(exported)).startswith(card)


def test_the_archived_have_no_card(exported: sqlite3.Connection) -> None:
    """Everybody else has one, also somebody of whom only the name is known."""
    text = "".join(address_book(exported))
    assert re.findall("FN:(.*?)\r?\n", text) == ["Dana Reyes", "Sam Li"]
    assert text.count("ORG:") == 1


def test_who_came_from_an_address_book_keeps_the_name_it_has_there(
    cli: Callable[..., Answer], tmp_path: Path, journal: Path
) -> None:
    """A card without a name of its own gets that of the journal."""
    cards = tmp_path / "cards.vcf"
    cards.write_text(
        FOREIGN.format(name="Ann", uid="UID:urn:x:1\n") + FOREIGN.format(name="Bo", uid="")
    )
    assert cli("import", "vcard", str(cards)).code == 0
    with closing(open_to_look(journal)) as db:
        names = re.findall("UID:(.*?)\r?\n", "".join(address_book(db)))
    assert names[0] == "urn:x:1"
    assert names[1].startswith("urn:uuid:")
