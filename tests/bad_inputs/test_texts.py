"""Texts that something takes for an order, that show nothing, or that never end."""

from dataclasses import dataclass
from typing import Any

import pytest

from tests.bad_inputs.person import Person

MARKUP: dict[str, str] = {
    "a closing tag": "[/]",
    "a word in brackets": "[draft]",
    "an emoji's name": ":100:",
    "a link": "[link=https://example.org]here[/link]",
    "a colour": "[bold red]late[/bold red]",
    "a shell's substitution": "$(touch owned) `touch owned`",
    "a format": "%s%n {0} {name}",
}
HIDDEN: dict[str, tuple[str, str]] = {
    "ESC": ("a\x1b[31mred", "a^[[31mred"),
    "OSC 52": ("\x1b]52;c;aGk=\x07", "^[]52;c;aGk=^G"),
    "a C1 control": ("a\x9b31mred", "a<U+009B>31mred"),
    "DEL": ("a\x7fb", "a^?b"),
    "a bidirectional override": ("a\u202eb", "a<U+202E>b"),
    "an isolate": ("a\u2066b", "a<U+2066>b"),
    "a zero-width space": ("a\u200bb", "a<U+200B>b"),
    "a byte order mark": ("a\ufeffb", "a<U+FEFF>b"),
    "a backspace": ("a\bb", "a^Hb"),
    "a tag of a language": ("a\U000e0001b", "a<U+E0001>b"),
}
SIGNS = 'signs: 100% a_b "so" this AND that * ( o\'brien a@b.c'


@dataclass(frozen=True)
class Shown:
    """What the program shows of texts that were stored in one change."""

    change: str
    look: str
    items: Any

    def has(self, text: str) -> bool:
        """Whether both the change and the look say so."""
        return text in self.change and text in self.look


@pytest.fixture(scope="module")
def shown(resident: Person) -> Shown:
    """All the texts as notes, and what becomes of them."""
    texts = [*MARKUP.values(), *(text for text, _ in HIDDEN.values()), SIGNS]
    notes = [part for text in texts for part in ("--note", text)]
    change = resident.taken("log", "dana", *notes, COLUMNS="300").out
    look = resident.taken("list", "notes", "--color", "always", COLUMNS="300").out
    return Shown(change, look, resident.taken("list", "notes", "--json").json["items"])


@pytest.mark.parametrize("name", MARKUP)
def test_markup_is_text(resident: Person, shown: Shown, name: str) -> None:
    """Exit 0; it is shown as it was typed, by the change and by a look in colour."""
    assert shown.has(MARKUP[name])
    assert not (resident.home / "owned").exists()


@pytest.mark.parametrize("name", HIDDEN)
def test_what_a_terminal_would_act_on_is_shown_and_kept(shown: Shown, name: str) -> None:
    """Stored as typed, shown in visible form, unchanged in JSON."""
    text, visible = HIDDEN[name]
    assert shown.has(visible)
    assert text in {one["text"] for one in shown.items}


@pytest.mark.parametrize("name", ["a closing tag", "a link", "an emoji's name"])
def test_markup_in_a_name_is_text(person: Person, name: str) -> None:
    """Names and organizations stand in tables, which have markup of their own."""
    text = MARKUP[name]
    person.taken("client", "add", text, "--handle", "hostile", "--org", text)
    assert text in person.taken("client", "list", "--color", "always", COLUMNS="300").out


NO_LINE: dict[str, tuple[str, tuple[str, ...]]] = {
    "a newline in a name": ("NAME", ("client", "add", "Ann\nLee")),
    "a tab in a name": ("NAME", ("client", "add", "Ann\tLee")),
    "a line separator in an alias": ("NAME", ("client", "alias", "dana-reyes", "D\u2028R")),
    "a newline in an option": ("--org", ("client", "edit", "dana-reyes", "--org", "A\nB")),
    "an empty text": ("TEXT", ("note", "dana", "")),
    "a blank text": ("TEXT", ("topic", "dana", " \t ")),
    "a zero-width text": ("TEXT", ("note", "dana", "\u200b\u200d\ufeff")),
    "an item of nothing but its date": ("ITEM", ("promise", "dana", "due:fri")),
    "an empty name": ("NAME", ("client", "add", "")),
    "a zero-width name": ("NAME", ("client", "add", "\u200b")),
    "an empty WHO": ("WHO", ("note", "", "x")),
    "an empty option": ("--due", ("promise", "dana", "x", "--due", "")),
    "a blank search": ("TEXT", ("search", " ")),
}


@pytest.mark.parametrize("name", NO_LINE)
def test_what_no_line_may_hold_is_refused(person: Person, name: str) -> None:
    """Exit 2, with the argument's name."""
    says, typed = NO_LINE[name]
    person.refused(2, says, *typed)


READ: dict[str, tuple[int, str, bytes]] = {
    "nothing": (2, "is empty", b""),
    "zero-width text": (2, "is empty", "\u200b\n\ufeff".encode()),
    "NUL": (2, "NUL", b"met\x00her"),
    "NUL in a template": (2, "NUL", b"client: dana-reyes\n\n## Summary\nmet\x00her\n"),
    "NUL in a name": (2, "NUL", b"client: dana\x00reyes\n\n## Summary\nmet\n"),
    "bytes that are not UTF-8": (2, "not UTF-8 at byte 3", b"caf\xe9"),
    "more than a megabyte": (2, "longer than 1,000,000 bytes", b"x" * 1_000_001),
}


@pytest.mark.parametrize("name", READ)
def test_minutes_that_cannot_be_taken_are_refused(person: Person, name: str) -> None:
    """Exit 2, with where they came from."""
    code, says, content = READ[name]
    person.refused(code, says, "log", "dana", "-", stdin=content)


@pytest.mark.parametrize("name", ["NUL", "more than a megabyte"])
def test_a_file_that_cannot_be_taken_is_refused(person: Person, name: str) -> None:
    """The same from a file."""
    code, says, content = READ[name]
    file = person.file("minutes.md", content)
    person.refused(code, says, "log", "dana", "--file", str(file))


def test_a_word_of_120_000_letters_is_stored_and_shown(person: Person) -> None:
    """At once, in a table and whole in JSON."""
    word = "x" * 120_000
    person.taken("note", "dana", word)
    person.taken("list", "notes")
    assert person.taken("show", "n2", "--json").json["item"]["text"] == word


ENDLESS: dict[str, str] = {
    "standard input of zeros": "clientlog log dana - < /dev/zero",
    "lines for ever": "yes client: dana | clientlog log -",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_never_ends_is_refused(person: Person, name: str) -> None:
    """Exit 2, after the limit."""
    before = person.export()
    person.is_refused(person.shell(ENDLESS[name]), 2, "longer than 1,000,000 bytes", before)


def test_a_device_is_not_read(person: Person) -> None:
    """Exit 1, at once: it is neither a file nor a pipe."""
    person.refused(1, "not a file or a pipe", "log", "dana", "--file", "/dev/zero")


ALIKE: dict[str, str] = {
    "but for case": "dana REYES",
    "but for accents": "Dána Reyes",
    "but for composition": "Da\u0301na Reyes",
    "but for a letter with a stroke": "Lukasz Reyes",
}


@pytest.mark.parametrize("name", ALIKE)
def test_two_names_that_are_one_are_warned_of(person: Person, name: str) -> None:
    """Somebody else may have the name; that there are two is said, with what makes them one."""
    (warning,) = person.taken("client", "add", ALIKE[name]).warnings
    assert "has the same name" in warning
    assert "clientlog client merge" in warning


@pytest.mark.parametrize("name", ["but for composition", "but for a letter with a stroke"])
def test_a_name_is_found_however_it_is_spelt(person: Person, name: str) -> None:
    """As WHO, another spelling makes no second client."""
    person.taken("note", ALIKE[name], "so spelt")
    assert person.export().count('"record": "client"') == 2


SEARCHES: dict[str, tuple[str, bool]] = {
    "a percent sign": ("%", True),
    "an underscore": ("_", True),
    "a quote": ('"', True),
    "an operator": ("AND", True),
    "a star": ("*", True),
    "a parenthesis": ("(", True),
    "an apostrophe": ("o'brien", True),
    "an address": ("a@b.c", True),
    "two stars": ("**", False),
    "200 parentheses": ("(" * 200, False),
    "a column": ("text:signs", False),
    "the end of a statement": ("'; DROP TABLE note; --", False),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_a_search_is_for_what_was_typed(resident: Person, shown: Shown, name: str) -> None:
    """Nothing in it is an operator: the text that holds it is found, or none."""
    text, is_there = SEARCHES[name]
    found = resident.taken("search", text, "--json").json["hits"]
    assert any(one["text"].startswith("signs:") for one in found) is is_there


@pytest.mark.parametrize("text", ["(" * 5000, "x" * 5000], ids=["parentheses", "letters"])
def test_a_search_for_5000_characters_finds_nothing(person: Person, text: str) -> None:
    """Exit 0: who pastes a page is told what was found, and not that it was too long."""
    assert person.taken("search", text).out == "Nothing found.\n"
