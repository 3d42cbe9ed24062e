"""Cards of all versions, whole and broken."""

import io
from pathlib import Path

import pytest

from clientlog.interchange.problems import Problem
from clientlog.interchange.vcard.reader import read_card_stream, read_cards
from clientlog.interchange.vcard.values import Card


def read(content: str | bytes) -> list[Card | Problem]:
    """Read the cards of a text; its line ends may be bare."""
    data = content.encode() if isinstance(content, str) else content
    return list(read_card_stream(io.BytesIO(data), "a.vcf"))


def card(*lines: str | bytes) -> Card:
    """Read a card of these lines that nothing is wrong with."""
    body = [line.encode() if isinstance(line, str) else line for line in lines]
    (result,) = read(b"\r\n".join([b"BEGIN:VCARD", *body, b"END:VCARD", b""]))
    assert isinstance(result, Card)
    return result


def problem(content: str | bytes) -> Problem:
    """Read something of which only a problem comes."""
    (result,) = read(content)
    assert isinstance(result, Problem)
    return result


def test_a_card_of_version_4_is_read_whole() -> None:
    """Escaped commas stay in a value, others separate the values of a list."""
    assert card(
        "VERSION:4.0",
        "UID:urn:uuid:1",
        "FN:Dana Reyes",
        "item1.EMAIL;TYPE=work:dana@example.org",
        "EMAIL;PREF=1:mailto:dana.reyes@example.com",
        "TEL;VALUE=uri:tel:+43-1-234",
        "ORG:Acme\\, Inc.;Sales;Vienna",
        "TITLE:Head of sales",
        "ROLE:Buyer",
        "CATEGORIES:vip,north\\, south",
        "KIND:individual",
    ) == Card(
        "a.vcf: line 1",
        "Dana Reyes",
        ("dana.reyes@example.com", "dana@example.org"),
        ("+43-1-234",),
        "Acme, Inc.",
        "Head of sales",
        ("vip", "north, south"),
        "urn:uuid:1",
    )


def test_a_card_of_version_2_1_has_its_character_set_and_quoted_printable() -> None:
    """Lines that end in = go on; bare parameters are parameters."""
    read_card = card(
        "VERSION:2.1",
        "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:L=F6wenstein;J=FC=",
        "rgen",
        "EMAIL;INTERNET:j@example.org",
        "EMAIL;PREF;INTERNET:jl@example.org",
        b"ORG;CHARSET=WINDOWS-1251:\xd0\xee\xe3\xe0",
    )
    assert read_card.name == "Jürgen Löwenstein"
    assert read_card.emails == ("jl@example.org", "j@example.org")
    assert read_card.organization == "Рога"


@pytest.mark.parametrize("charset", ["x-unknown", "base64", "\0", "idna"])
def test_an_unknown_character_set_is_read_as_utf_8(charset: str) -> None:
    """A name in it is better than none."""
    assert card(f"FN;CHARSET={charset}:Zoë").name == "Zoë"


def test_bytes_that_are_not_utf_8_are_read_as_windows_wrote_them() -> None:
    """Old programs say nothing about their character set."""
    assert card(b"FN:Zo\xeb").name == "Zoë"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_a_byte_order_mark_tells_the_encoding_of_a_file(encoding: str) -> None:
    """Some address books export UTF-16."""
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    (result,) = read((mark + "BEGIN:VCARD\r\nFN:Zoë\r\nEND:VCARD\r\n").encode(encoding))
    assert isinstance(result, Card)
    assert result.name == "Zoë"


def test_a_folded_line_is_one_line() -> None:
    """The blank that folds it is no part of it."""
    assert card("FN:Dana ", " Reyes", "\tof Acme").name == "Dana Reyesof Acme"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["FN: ", "N:Reyes;Dana;M.;Dr.;"], "Dr. Dana M. Reyes"),
        (["FN:\u200b", "N:;;;;", "ORG:;", "ORG:Acme;Sales"], "Acme"),
        (["N:;;;;", "EMAIL:no address", "EMAIL:dana.reyes@example.org"], "dana.reyes"),
    ],
)
def test_a_name_is_taken_from_what_there_is(lines: list[str], name: str) -> None:
    """FN, else N, else ORG, else the mailbox; what cannot be seen is no name."""
    assert card(*lines).name == name


def test_a_card_without_any_name_is_named_as_a_problem() -> None:
    """The line tells which card it is; the next one is read."""
    first, second = read(
        "BEGIN:VCARD\nTEL:1\nEND:VCARD\n\nBEGIN:VCARD\nFN:Sam\nEND:VCARD\n",
    )
    assert first == Problem(
        "a.vcf: line 1", "card left out: no name, organization or email address"
    )
    assert isinstance(second, Card)
    assert second.source == "a.vcf: line 5"


def test_line_breaks_in_a_name_become_blanks() -> None:
    """A name is one line."""
    assert card("FN:Dana\\nReyes\x07 x").name == "Dana Reyes x"


def test_a_broken_photo_is_no_matter() -> None:
    """Nobody asks for it, folded or not, with an end or without."""
    assert card("FN:Sam", "PHOTO;ENCODING=b;TYPE=PNG:%%%", " ===", "AAAA=", "", "TEL:1").phones == (
        "1",
    )


def test_a_card_that_is_cut_off_stops_no_other() -> None:
    """Whether another begins or the file ends."""
    results = read("BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C\n")
    reason = "card left out: cut off: END:VCARD is missing"
    assert [result.source for result in results if isinstance(result, Problem)] == [
        "a.vcf: line 1",
        "a.vcf: line 6",
    ]
    assert {result.reason for result in results if isinstance(result, Problem)} == {reason}
    assert [result.name for result in results if isinstance(result, Card)] == ["B"]


def test_the_card_of_an_agent_is_part_of_the_card_around_it() -> None:
    """Version 2.1 lets cards lie in one another."""
    lines = ["FN:Boss", "AGENT:", "BEGIN:VCARD", "FN:Agent", "END:VCARD", "EMAIL:boss@example.org"]
    assert card(*lines).emails == ("boss@example.org",)


def test_an_address_is_there_once() -> None:
    """Case makes no difference."""
    assert card("EMAIL:Dana@example.org", "EMAIL:dana@EXAMPLE.org").emails == ("Dana@example.org",)


def test_a_group_is_told_from_a_person() -> None:
    """As version 4 says it and as macOS does."""
    assert card("FN:All", "KIND:Group").kind == "group"
    assert card("FN:All", "X-ADDRESSBOOKSERVER-KIND:group").kind == "group"
    assert card("FN:All", "KIND:x-robot").kind == "individual"


def test_a_head_that_vobject_takes_for_ever_on_is_read_at_once() -> None:
    """Its pattern needs a time that doubles with every `=,`."""
    assert card("FN;A" + "=," * 1000 + ":Sam", "N;X=" + "," * 1000).name == "Sam"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("FN:" + "x" * 300_000, "card left out: FN is longer than 256,000 bytes"),
        ("\n".join(["EMAIL:a@example.org"] * 6_000), "card left out: more than 5,000 properties"),
        ("FN:" + "x" * 201, "card left out: a name of more than 200 characters"),
    ],
)
def test_what_is_too_large_is_named(line: str, reason: str) -> None:
    """It is not kept in memory either."""
    assert problem(f"BEGIN:VCARD\n{line}\nEND:VCARD\n").reason == reason


def test_a_file_that_holds_no_card_says_so() -> None:
    """An empty one as well."""
    assert problem(b"") == Problem("a.vcf", "holds no vCard")
    assert problem(b"\0" * 100_000) == Problem("a.vcf", "holds no vCard")


def test_a_stream_without_end_is_read_to_the_limit() -> None:
    """As `/dev/zero` is one."""

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # the base leaves the type open
            buffer[:] = bytes(len(buffer))
            return len(buffer)

    stream = io.BufferedReader(Endless())  # type: ignore[type-var]  # the stub wants what the base has
    assert list(read_card_stream(stream, "-")) == [
        Problem("-", "is larger than 50,000,000 bytes; the rest was not read")
    ]


def test_a_folder_is_read_with_its_folders(tmp_path: Path) -> None:
    """In the order of names, without other files and hidden ones, links in a circle once."""
    (tmp_path / "b").mkdir()
    for name in ("b/2.vcf", "1.VCF", ".hidden.vcf", "notes.txt"):
        (tmp_path / name).write_text(f"BEGIN:VCARD\nFN:{name}\nEND:VCARD\n")
    (tmp_path / "b" / "back").symlink_to(tmp_path)
    assert [getattr(card, "name", card) for card in read_cards(tmp_path)] == ["1.VCF", "b/2.vcf"]


def test_what_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    """A missing file, a pipe that nobody writes to, a file that is too large."""
    large = tmp_path / "large.vcf"
    with large.open("wb") as file:
        file.truncate(50_000_001)
    assert list(read_cards(large)) == [
        Problem(str(large), "cannot be read: larger than 50,000,000 bytes")
    ]
    missing = tmp_path / "missing.vcf"
    assert list(read_cards(missing)) == [Problem(str(missing), "no such file or folder")]
    device = Path("/dev/zero")
    assert list(read_cards(device)) == [Problem(str(device), "cannot be read: not a plain file")]


@pytest.mark.parametrize(
    ("lines", "emails"),
    [
        (['EMAIL;X="a:b":d@x.org'], ("d@x.org",)),
        (['EMAIL;X="a:":d@x.org'], ("d@x.org",)),
        (['EMAIL;X="a:d@x.org'], ("d@x.org",)),
        (['EMAIL;X="a', "EMAIL:d@x.org"], ("d@x.org",)),
        (["EMAIL;d@x.org", "EMAIL:e@x.org"], ("e@x.org",)),
        (["EMAIL:mailto", "EMAIL:@x", "EMAIL:x@", "EMAIL:a b@x"], ()),
        (["EMAIL:a@mailto:b"], ("a@mailto:b",)),
        (["EMAIL:MailTo: d@x.org"], ("d@x.org",)),
        (["EMAIL:a=40b@x.org", "EMAIL;QUOTED-PRINTABLE:a=40x.org"], ("a=40b@x.org", "a@x.org")),
        (["EMAIL;ENCODING=B:d@x.org", "EMAIL;BASE64:d@x.org"], ()),
    ],
)
def test_the_value_of_a_line_begins_at_the_colon_outside_of_quotes(
    lines: list[str], emails: tuple[str, ...]
) -> None:
    """Where a quote is not closed, at the first; without one there is none."""
    assert card("FN:Dana", *lines).emails == emails


def test_a_telephone_number_keeps_what_stands_before_it() -> None:
    """Only the scheme of a URI is taken away."""
    assert card("FN:Dana", "TEL:Hotel:12", "TEL:TEL:34").phones == ("Hotel:12", "34")


@pytest.mark.parametrize(
    "parameters",
    [
        b"CHARSET=ISO-8859-5",
        b"LANGUAGE=ru;CHARSET=ISO-8859-5",
        b"X=UTF-16;CHARSET=ISO-8859-5",
        b"CHARSET=;CHARSET=ISO-8859-5",
    ],
)
def test_the_character_set_of_a_line_is_what_its_charset_names(parameters: bytes) -> None:
    """Not another parameter."""
    assert card(b"FN;" + parameters + b":" + "Дана".encode("iso-8859-5")).name == "Дана"


def test_a_name_is_as_long_as_its_limit_and_so_is_a_property() -> None:
    """200 letters and 8,000 bytes; a longer property is not used."""
    assert card("FN:" + "x" * 200).name == "x" * 200
    title = "x" * (8_000 - len("TITLE:"))
    assert card("FN:Dana", f"TITLE:{title}").role == title
    assert card("FN:Dana", f"TITLE:{title}x").role == ""
