"""Content lines, read as a stream."""

from io import BytesIO

import pytest

from clientlog.interchange import content_lines
from clientlog.interchange.content_lines import (
    DEPTH_LIMIT,
    PROPERTY_LIMIT,
    Component,
    decode,
    one_line,
    read_components,
)
from clientlog.interchange.files import CutOffError, TooLargeError

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
    nested, less = ("BEGIN:X\n" * n + "END:X\n" * n for n in (DEPTH_LIMIT + 2, DEPTH_LIMIT + 1))
    deep, again, card = read(nested + less + "BEGIN:VCARD\nFN:a\nEND:VCARD\n")
    assert deep.fault == again.fault == f"more than {DEPTH_LIMIT} levels deep"
    assert (deep.line, again.line) == (DEPTH_LIMIT + 1, 3 * DEPTH_LIMIT + 5)
    assert card.lines == [b"FN:a"]


def test_the_last_level_is_as_good_as_any() -> None:
    """One more is too deep."""
    card = "BEGIN:VCARD\nFN:a\nEND:VCARD\n"
    assert [card.fault for card in read("BEGIN:X\n" * (DEPTH_LIMIT - 1) + card)] == [""]
    assert [card.name for card in read("BEGIN:X\n" * DEPTH_LIMIT + card)] == ["VCARD"]
    (card_too_deep,) = read("BEGIN:X\n" * DEPTH_LIMIT + card)
    assert card_too_deep.fault == "more than 32 levels deep"


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


def cards(*lines: bytes, end: bytes = b"\n") -> list[Component]:
    """Read cards of these lines."""
    return list(read_components(BytesIO(end.join([*lines, b""])), WANTED, {"VCARD"}))


@pytest.mark.parametrize(
    ("length", "fault"), [(256_000, ""), (256_001, "FN is longer than 256,000 bytes")]
)
@pytest.mark.parametrize("is_folded", [False, True])
def test_a_property_has_a_greatest_length(length: int, fault: str, is_folded: bool) -> None:
    """Folded or in one piece."""
    value = b"x" * (length - 3)
    lines = [b"FN:" + value[:10], b" " + value[10:]] if is_folded else [b"FN:" + value]
    (card,) = cards(b"BEGIN:VCARD", *lines, b"NOTE:n", b"END:VCARD")
    assert card.fault == fault
    assert card.lines == ([] if fault else [b"FN:" + value]) + [b"NOTE:n"]


@pytest.mark.parametrize(("more", "fault"), [(0, ""), (1, "larger than 2,000,000 bytes")])
def test_a_component_has_a_greatest_size(more: int, fault: str) -> None:
    """That of the properties that are kept, together."""
    lines = [b"NOTE:" + b"x" * (200_000 - 5)] * 9 + [b"NOTE:" + b"x" * (200_000 - 5 + more)]
    (card,) = cards(b"BEGIN:VCARD", b"PHOTO:" + b"x" * 200_000, *lines, b"END:VCARD")
    assert (card.fault, card.size) == (fault, 2_000_000 + more)


def test_the_parts_of_a_component_count_to_its_size() -> None:
    """And a fault of one is a fault of the whole; the first is named."""
    text = b"BEGIN:VCARD\nBEGIN:X\nN:12345678\nEND:X\nBEGIN:X\nBEGIN:X\nEND:VCARD\n"
    (card,) = read_components(BytesIO(text), {"VCARD": set(), "X": {"N"}}, {"VCARD"})
    assert card.size == (10 + 1) + (1 + 1)
    assert [child.fault for child in card.children] == ["", "cut off: END:X is missing"]
    assert card.fault == "cut off: END:X is missing"


@pytest.mark.parametrize("length", [65_530, 65_536, 65_537, 131_072, 200_000])
def test_a_long_line_is_one_whatever_pieces_it_is_read_in(length: int) -> None:
    """The lines after it keep their numbers."""
    value = b"FN:" + b"x" * length
    first, second = cards(
        b"BEGIN:VCARD", value, b"END:VCARD", b"BEGIN:VCARD", b"FN:a", b"END:VCARD"
    )
    assert first.lines == [value]
    assert (second.line, second.lines) == (4, [b"FN:a"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([b"FN:a", b"\tb"], [b"FN:ab"]),
        ([b"FN;ENCODING=quoted-printable:a=", b"b=", b"c", b"NOTE:d"],
         [b"FN;ENCODING=quoted-printable:abc", b"NOTE:d"]),
        ([b"FN:a=", b"NOTE:d"], [b"FN:a=", b"NOTE:d"]),
        ([b"PHOTO;ENCODING=QUOTED-PRINTABLE:a=", b"FN:no", b"NOTE:d"], [b"NOTE:d"]),
        ([b"FN;QUOTED-PRINTABLE:a="], [b"FN;QUOTED-PRINTABLE:a="]),
        ([b"NOTE : d"], [b"NOTE : d"]),
        ([b"FN:a", b" b=", b"NOTE:d"], [b"FN:ab=", b"NOTE:d"]),
        ([b"?;QUOTED-PRINTABLE:a=", b"NOTE:d"], [b"NOTE:d"]),
        ([b"", b"a.NOTE:d", b"no colon"], [b"a.NOTE:d"]),
    ],
)  # fmt: skip
def test_lines_are_folded_in_two_ways(lines: list[bytes], expected: list[bytes]) -> None:
    """By a blank, and in quoted-printable by a sign at the end; never over END."""
    (card,) = cards(b"BEGIN:VCARD", *lines, b"END:VCARD")
    assert (card.lines, card.fault) == (expected, "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_byte_order_mark_says_how_to_read(encoding: str) -> None:
    """Without one it is UTF-8 or what Windows wrote."""
    text = "BEGIN:VCARD\nFN:Jürgen\nEND:VCARD\n"
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    found = read_components(BytesIO((mark + text).encode(encoding)), WANTED, {"VCARD"})
    assert [card.lines for card in found] == [["FN:Jürgen".encode()]]


def test_the_card_of_an_agent_is_no_card_of_its_own() -> None:
    """It lies in the card of the person, whose name it does not change."""
    (card,) = cards(b"BEGIN:VCARD", b"AGENT:", b"BEGIN:VCARD", b"FN:agent", b"END:VCARD",
                    b"FN:Dana", b"END:VCARD")  # fmt: skip
    assert (card.lines, card.fault) == ([b"FN:Dana"], "")


def test_what_holds_a_component_comes_before_it() -> None:
    """Without it, and once."""
    text = b"BEGIN:CAL\nM:x\nBEGIN:EV\nN:1\nEND:EV\nBEGIN:EV\nN:2\nEND:EV\nEND:CAL\n"
    wanted = {"CAL": {"M"}, "EV": {"N"}}
    found = read_components(BytesIO(text), wanted, {"CAL", "EV"})
    assert [(each.name, each.lines) for each in found] == [
        ("CAL", [b"M:x"]), ("EV", [b"N:1"]), ("EV", [b"N:2"]),
    ]  # fmt: skip


def test_an_end_closes_what_was_begun_last_and_all_in_it() -> None:
    """An END of something that was never begun is passed over."""
    text = b"END:X\nBEGIN:VCARD\nBEGIN:X\nBEGIN:X\nEND:X\nFN:no\nEND:X\nFN:a\nEND:VCARD\n"
    (card,) = read_components(BytesIO(text), {"VCARD": {"FN"}}, {"VCARD"})
    assert (card.lines, card.fault) == ([b"FN:a"], "")


def test_very_many_lines_of_one_component_end_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said where it began; each component is counted anew, and folded lines are one."""
    monkeypatch.setattr(content_lines, "LINES_LIMIT", 4)
    card = [b"BEGIN:VCARD", b"FN:a", b" b", b" c", b"X:1", b"X:2", b"END:VCARD"]
    assert len(cards(*card, *card)) == 2
    with pytest.raises(CutOffError, match=r"has more than 4 lines in one part, from line 8\Z"):
        cards(*card, *card[:-1], b"X:3", b"X:4")


def test_the_limits_are_what_the_documentation_of_the_format_calls_far_beyond_any_card() -> None:
    """5,000 properties, 32 levels, 100,000 lines."""
    limits = (PROPERTY_LIMIT, DEPTH_LIMIT, content_lines.LINES_LIMIT)
    assert limits == (5_000, 32, 100_000)


def test_a_stream_that_is_too_large_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many bytes as the limit are read."""
    text = b"BEGIN:VCARD\nEND:VCARD\n"
    monkeypatch.setattr(content_lines, "SIZE_LIMIT", len(text))
    assert len(cards(text[:-1])) == 1
    with pytest.raises(TooLargeError):
        cards(text)


def test_the_name_of_a_component_is_read_in_any_case_and_cut() -> None:
    """To 60 letters."""
    (card,) = read_components(
        BytesIO(b"begin: " + b"a" * 61 + b" \n"), {"A" * 60: set()}, {"A" * 60}
    )
    assert card.name == "A" * 60


def test_the_first_fault_of_a_component_is_named() -> None:
    """Of a property, of a part, or that it is cut off."""
    long = [name + b":" + b"x" * 256_000 for name in (b"FN", b"NOTE")]
    for lines in (long, [long[0], b"BEGIN:VCARD", b"END:VCARD"]):
        card = cards(b"BEGIN:VCARD", *lines)[0]
        assert card.fault == "FN is longer than 256,000 bytes"
    text = b"BEGIN:VCARD\nBEGIN:X\n" + long[0] + b"\nEND:X\nBEGIN:X\nEND:VCARD\n"
    (card,) = read_components(BytesIO(text), {"VCARD": set(), "X": {"FN"}}, {"VCARD"})
    assert card.fault == "FN is longer than 256,000 bytes"


def test_an_end_closes_the_part_that_is_open_in_it() -> None:
    """And a part that lies in nothing that is wanted is left out."""
    wanted = {"VCARD": {"FN"}, "X": {"FN"}}
    text = b"BEGIN:Y\nBEGIN:X\nEND:X\nEND:Y\nBEGIN:VCARD\nBEGIN:X\nEND:VCARD\nFN:no\n"
    (card,) = read_components(BytesIO(text), wanted, {"VCARD"})
    assert (card.lines, len(card.children)) == ([], 1)


def test_nothing_holds_no_components() -> None:
    """Nor does a line that is none."""
    assert read("") == []
    assert read("hello") == []


def test_lines_before_any_component_are_counted_from_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A property that is called like a component begins none."""
    monkeypatch.setattr(content_lines, "LINES_LIMIT", 4)
    lines = [b"FN:VCARD"] * 4
    assert cards(*lines) == []
    with pytest.raises(CutOffError, match=r"in one part, from line 1\Z"):
        cards(*lines, b"FN:VCARD")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_end_as_any_system_ends_them(end: bytes) -> None:
    """Also as old Macintoshes did."""
    (card,) = cards(b"BEGIN:VCARD", b"FN:a", b" b", b"NOTE:c", b"END:VCARD", end=end)
    assert card.lines == [b"FN:ab", b"NOTE:c"]
