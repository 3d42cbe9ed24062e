"""vCard 2.1, 3.0 and 4.0 as values.

The cards of a file are split before they are parsed, so that a broken one stops no other. The head
of a line (name, parameters, character set) is read here: the pattern for it in vobject 0.9.9 takes
exponential time on `;A=,=,=,`. vobject reads what the lines hold.
"""

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from clientlog.interchange.content_lines import Component, decode, one_line, read_components
from clientlog.interchange.files import parse_stream, read_files
from clientlog.interchange.problems import Problem
from clientlog.interchange.vcard.values import Card

if TYPE_CHECKING:
    from vobject.base import Component as ParsedCard

SUFFIXES = frozenset({".vcf", ".vcard"})

LINE_LIMIT = 8_000
"""The longest property that is used, in bytes; without it a card may still have a name."""

NAME_LIMIT = 200
"""The longest name, in characters."""

_NAMES = "FN N ORG TITLE ROLE EMAIL TEL CATEGORIES UID KIND X-ADDRESSBOOKSERVER-KIND"
_WANTED = {"VCARD": frozenset(_NAMES.split())}
_KINDS = frozenset({"individual", "org", "group", "location"})
_HEAD = re.compile(rb'[^":]*+(?:"[^"]*+"[^":]*+)*+(?=:)')
_LINE_END = re.compile("\r\n?|\n")
_SCHEME = re.compile(r"\A(?:mailto|tel):", re.IGNORECASE)


def read_cards(path: Path) -> Iterator[Card | Problem]:
    """Yield the cards of a file, or of every card file of a folder, and what could not be read."""
    return read_files(path, SUFFIXES, _cards_in)


def read_card_stream(stream: BinaryIO, source: str) -> Iterator[Card | Problem]:
    """Yield the cards of a stream; `source` is its name in messages."""
    return parse_stream(stream, source, _cards_in)


def _cards_in(stream: BinaryIO, source: str) -> Iterator[Card | Problem]:
    is_empty = True
    for component in read_components(stream, _WANTED, _WANTED):
        is_empty = False
        place = f"{source}: line {component.line}"
        if component.fault:
            yield Problem(place, f"card left out: {component.fault}")
        else:
            yield _read_card(component, place)
    if is_empty:
        yield Problem(source, "holds no vCard")


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    value: str
    is_preferred: bool


def _read_card(component: Component, source: str) -> Card | Problem:
    from vobject.base import VObjectError, readOne

    properties = [read for line in component.lines if (read := _read_property(line))]
    # A preferred address comes first; the order is otherwise that of the card.
    properties.sort(key=lambda read: not read.is_preferred)
    lines = [f"{read.name}:{read.value}" for read in properties]
    try:
        parsed = readOne("\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""]))
    except (VObjectError, ValueError) as error:
        return Problem(source, f"card left out: {one_line(str(error))[:80]}")
    emails = _distinct(_address(text) for text in _texts(parsed, "email"))
    organization = _organization(parsed)
    name = _name(parsed) or organization or next((mail.partition("@")[0] for mail in emails), "")
    if not name:
        return Problem(source, "card left out: no name, organization or email address")
    if len(name) > NAME_LIMIT:
        return Problem(source, f"card left out: a name of more than {NAME_LIMIT} characters")
    return Card(
        source,
        name,
        emails,
        _distinct(_SCHEME.sub("", text).strip() for text in _texts(parsed, "tel")),
        organization,
        next(iter([*_texts(parsed, "title"), *_texts(parsed, "role")]), ""),
        _distinct(tag for text in _lists(parsed, "categories") for tag in text),
        next(iter(_texts(parsed, "uid")), ""),
        _kind(parsed),
    )


# Lines


def _read_property(line: bytes) -> _Property | None:
    """Return a property in the form of vCard 3.0; None where it has no head."""
    colon = _end_of_head(line)
    if colon < 0 or len(line) > LINE_LIMIT:
        return None
    name, *parameters = decode(line[:colon]).upper().split(";")
    parameters = [parameter.strip().replace('"', "") for parameter in parameters]
    content = line[colon + 1 :]
    # In vCard 2.1 a value may stand without the name of its parameter.
    values = [text.removeprefix("ENCODING=").removeprefix("TYPE=") for text in parameters]
    words = {word.strip() for value in values for word in value.split(",")}
    if "QUOTED-PRINTABLE" in words:
        content = quopri.decodestring(content)
    if words & {"BASE64", "B"}:
        return None
    value = _LINE_END.sub(r"\\n", _decode(content, parameters))
    is_preferred = bool(words & {"PREF", "PREF=1"})
    return _Property(name.strip().rpartition(".")[2], value, is_preferred)


def _end_of_head(line: bytes) -> int:
    """Return where the colon stands that begins the value; -1 without one.

    Where a quote is not closed, the first colon begins it.
    """
    match = _HEAD.match(line)
    return match.end() if match else line.find(b":")


def _decode(content: bytes, parameters: list[str]) -> str:
    for parameter in parameters:
        key, _, charset = parameter.partition("=")
        if key == "CHARSET" and charset:
            try:
                return codecs.decode(content, charset, "replace")
            except (LookupError, ValueError, TypeError, AssertionError):
                break
    return decode(content)


# Values


def _texts(card: "ParsedCard", name: str) -> list[str]:
    """Return the values of a property as single lines, without the empty ones."""
    return [text for part in card.contents.get(name, []) if (text := one_line(_flat(part.value)))]


def _lists(card: "ParsedCard", name: str) -> list[list[str]]:
    return [[one_line(text) for text in _words(part.value)] for part in card.contents.get(name, [])]


def _name(card: "ParsedCard") -> str:
    for text in _texts(card, "fn"):
        return text
    for part in card.contents.get("n", []):
        value = part.value
        fields = (value.prefix, value.given, value.additional, value.family, value.suffix)
        if name := one_line(" ".join(_flat(field) for field in fields)):
            return name
    return ""


def _organization(card: "ParsedCard") -> str:
    """Return the name of the organization, without its units."""
    for part in card.contents.get("org", []):
        for text in _words(part.value):
            if name := one_line(_flat(text)):
                return name
    return ""


def _kind(card: "ParsedCard") -> str:
    for text in _texts(card, "kind") + _texts(card, "x-addressbookserver-kind"):
        if text.lower() in _KINDS:
            return text.lower()
    return "individual"


def _address(text: str) -> str:
    text = _SCHEME.sub("", text).strip()
    return text if "@" in text.strip("@") and " " not in text else ""


def _flat(value: object) -> str:
    return " ".join(map(_flat, value)) if isinstance(value, list | tuple) else str(value)


def _words(value: object) -> list[str]:
    return [_flat(word) for word in value] if isinstance(value, list) else [_flat(value)]


def _distinct(texts: Iterator[str]) -> tuple[str, ...]:
    """Return the texts that are not empty, each once, case ignored."""
    return tuple({text.casefold(): text for text in reversed(list(texts)) if text}.values())[::-1]
