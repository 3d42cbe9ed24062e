"""Content lines, read as a stream."""

from io import BytesIO

import pytest

from clientlog.interchange.content_lines import (
    DEPTH_LIMIT,
    PROPERTY_LIMIT,
    Component,
    decode,
    one_line,
    read_components,
)

WANTED = {"VCARD": {"FN", "NOTE"}}


def read(text: str) -> list[Component]:
    return list(read_components(BytesIO(text.encode()), WANTED, {"VCARD"}))


def test_only_the_properties_that_are_wanted_are_kept() -> None:
    """In any case and group; a folded line is one."""
    (card,) = read("BEGIN:VCARD\r\nphoto:x\r\nitem1.fn:Dana\r\n  Reyes\r\nEND:VCARD\r\n")
    assert (card.name, card.line, card.fault) == ("VCARD", 1, "")
    assert card.lines == [b"item1.fn:Dana Reyes"]


def test_a_component_that_is_cut_off_is_named() -> None:
    """Whether another begins or the file ends."""
    cards = read("BEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b\nEND:VCARD\nBEGIN:VCARD\nFN:c\n")
    assert [card.line for card in cards] == [1, 3, 6]
    missing = "cut off: END:VCARD is missing"
    assert [card.fault for card in cards] == [missing, "", missing]


def test_too_many_properties_are_a_fault_of_the_component() -> None:
    """As many as the limit are not."""
    whole, larger = (
        read(f"BEGIN:VCARD\n{'FN:a' + chr(10)}{('NOTE:b' + chr(10)) * number}END:VCARD\n")[0]
        for number in (PROPERTY_LIMIT - 1, PROPERTY_LIMIT)
    )
    assert (whole.fault, len(whole.lines)) == ("", PROPERTY_LIMIT)
    assert larger.fault == f"more than {PROPERTY_LIMIT:,} properties"


def test_too_many_parts_are_a_fault_of_the_component() -> None:
    """As many as the limit are not."""
    wanted: dict[str, set[str]] = {"VCARD": set(), "X": set()}

    def parts(number: int) -> Component:
        text = "BEGIN:VCARD\n" + "BEGIN:X\nEND:X\n" * number + "END:VCARD\n"
        (card,) = read_components(BytesIO(text.encode()), wanted, {"VCARD"})
        return card

    whole, larger = parts(PROPERTY_LIMIT), parts(PROPERTY_LIMIT + 1)
    assert (whole.fault, len(whole.children)) == ("", PROPERTY_LIMIT)
    assert (larger.fault, len(larger.children)) == (f"more than {PROPERTY_LIMIT:,} parts", 0)


def test_components_that_lie_too_deep_are_a_fault() -> None:
    """The first of them is named, and what follows is read."""
    nested = "BEGIN:X\n" * (DEPTH_LIMIT + 2) + "END:X\n" * (DEPTH_LIMIT + 2)
    deep, card = read(nested + "BEGIN:VCARD\nFN:a\nEND:VCARD\n")
    assert deep.fault == f"more than {DEPTH_LIMIT} levels deep"
    assert card.lines == [b"FN:a"]


@pytest.mark.parametrize(
    ("content", "text"), [(b"J\xc3\xbcrgen", "Jürgen"), (b"J\xfcrgen", "Jürgen")]
)
def test_bytes_are_utf_8_or_what_windows_wrote(content: bytes, text: str) -> None:
    """The first that fits."""
    assert decode(content) == text


def test_a_text_becomes_one_line() -> None:
    """Without what cannot be seen, it is empty."""
    assert one_line(" Dana\r\n\t Reyes\x00") == "Dana Reyes"
    assert one_line("\u200b \n") == ""
