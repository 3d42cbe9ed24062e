"""Cards as they are written, and read again."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.interchange.vcard.reader import read_card_stream
from clientlog.interchange.vcard.values import Card
from clientlog.interchange.vcard.writer import write_cards

LINES = st.text(
    st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs", "Mn", "Lo"]), min_size=1
)
"""Texts of one line that can be seen and begin and end with what is."""

ADDRESSES = st.from_regex(r"[a-z.]{1,40}@[a-z]{1,40}\.org", fullmatch=True)


def cards() -> st.SearchStrategy[Card]:
    """Make cards that hold what a card can."""
    return st.builds(
        Card,
        st.just(""),
        LINES.map(lambda text: text[:200]),
        st.lists(ADDRESSES, max_size=3, unique=True).map(tuple),
        st.lists(
            st.from_regex(r"\+[0-9]{1,9}( [0-9]{1,9})?", fullmatch=True), max_size=3, unique=True
        ).map(tuple),
        st.one_of(st.just(""), LINES),
        st.one_of(st.just(""), LINES),
        st.lists(LINES, max_size=3, unique_by=str.casefold).map(tuple),
        st.one_of(st.just(""), LINES),
        st.sampled_from(["individual", "org", "group"]),
    )


def written(*cards: Card) -> bytes:
    """Return the file of these cards."""
    return "".join(write_cards(cards)).encode()


@pytest.mark.slow
@given(st.lists(cards(), min_size=1, max_size=3))
def test_what_is_written_is_read_back(book: list[Card]) -> None:
    """Whatever the texts hold."""
    results = read_card_stream(io.BytesIO(written(*book)), "a")
    without_places = [
        Card("", *(getattr(card, name) for name in Card.__slots__[1:])) for card in results
    ]
    assert without_places == book


@given(cards())
def test_no_line_is_longer_than_75_octets(card: Card) -> None:
    """RFC 6350, section 3.2; each is UTF-8 of its own."""
    for line in written(card).split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_a_card_says_what_it_is() -> None:
    """The first of several addresses is the preferred one."""
    card = Card("", "Dana; Reyes", ("d@example.org", "e@example.org"), ("+43 1",), "Acme, Inc")
    assert written(card).decode().split("\r\n") == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//clientlog//clientlog//EN",
        "FN:Dana\\; Reyes",
        "EMAIL;PREF=1:d@example.org",
        "EMAIL:e@example.org",
        "TEL:+43 1",
        "ORG:Acme\\, Inc",
        "END:VCARD",
        "",
    ]


def test_a_card_with_a_name_alone_has_no_other_line() -> None:
    """Nothing is written of what is not known."""
    assert written(Card("", "Dana")).decode().split("\r\n") == [
        "BEGIN:VCARD", "VERSION:4.0", "PRODID:-//clientlog//clientlog//EN", "FN:Dana",
        "END:VCARD", "",
    ]  # fmt: skip
