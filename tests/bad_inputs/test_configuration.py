"""A configuration file that says what makes no sense."""

import pytest

from tests.bad_inputs.person import Person

WRONG: dict[str, tuple[str, str | bytes]] = {
    "a number for a word": ("date_order must be a text", "date_order = 3"),
    "another word": ("week_ends_on must be one of", 'week_ends_on = "friyay"'),
    "a word for a yes": ("agenda.private must be a true or false", 'agenda.private = "yes"'),
    "a word for a number": ("rules.due-soon.days must be a number", 'rules.due-soon.days = "x"'),
    "infinity": ("rules.due-soon.days must be a number", "rules.due-soon.days = inf"),
    "a word for a list": ("rules.mute must be a list", 'rules.mute = "due-soon"'),
    "escape sequences": (
        "date_order must be one of",
        'date_order = "\\u001b[31m' + "y" * 5000 + '"',
    ),
    "no TOML": ("config.toml", "not toml at all"),
    "brackets": ("config.toml", "a = " + "[" * 100_000),
    "a key of 5,000 parts": ("config.toml", "a" + ".a" * 5000 + " = 1"),
    "bytes that are not UTF-8": ("cannot be read", b'zone = "\xff"'),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_value_is_refused(person: Person, name: str) -> None:
    """Exit 2, with the file and the key."""
    says, content = WRONG[name]
    file = person.file("config/clientlog/config.toml", content)
    ended = person.refused(2, says, "report")
    assert str(file) in ended.err
    assert "y" * 81 not in ended.err


ODD: dict[str, tuple[str, str, int]] = {
    "an unknown key": ("unknown setting colour", "colour = 1", 0o600),
    "an unknown table": ("unknown setting colours.late", '[colours]\nlate = "red"', 0o600),
    "an unknown key of escape sequences": ("unknown setting ", '"\\u001b[31m" = 1', 0o600),
    "a number for a table": ("unknown setting rules", "rules = 3", 0o600),
    "a key of 5,000 letters": ("unknown setting xxx", "x" * 5000 + " = 1", 0o600),
    "writable by all": ("can be written by others", 'zone = "UTC"', 0o666),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_odd_is_one_warning(person: Person, name: str) -> None:
    """Exit 0, with the file's name; the answer still comes."""
    says, content, mode = ODD[name]
    file = person.config(content, mode)
    ended = person.taken("list", "notes")
    (warning,) = ended.warnings
    assert str(file) in warning
    assert says in warning
    assert "likes tea" in ended.out


def test_an_unreadable_file_is_refused(person: Person) -> None:
    """Exit 2 for an ordinary user; nothing is unreadable to root."""
    person.config('zone = "UTC"', mode=0o000)
    if person.ordinary:
        person.refused(2, "cannot be read", "report")
    else:
        person.taken("report")


def test_a_folder_in_its_place_is_refused(person: Person) -> None:
    """Exit 2, with its name."""
    person.refused(2, "cannot be read", "report", CLIENTLOG_CONFIG=str(person.home))
