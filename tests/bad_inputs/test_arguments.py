"""Arguments that are no text, no REF, or not what an option takes."""

import pytest

from tests.bad_inputs.person import Person

NOT_UTF8: dict[str, tuple[str | bytes, ...]] = {
    "WHO": ("note", b"d\xff", "x"),
    "TEXT": ("note", "dana", b"caf\xe9"),
    "an option's value": ("promise", "dana", "x", "--due", b"\xed\xa0\x80"),
    "the command": (b"\xe2\x82",),
}


@pytest.mark.parametrize("name", NOT_UTF8)
def test_bytes_that_are_not_utf8_are_refused(person: Person, name: str) -> None:
    """Exit 2, with the place of the argument."""
    typed = NOT_UTF8[name]
    place = next(n for n, one in enumerate(typed, 1) if isinstance(one, bytes))
    person.refused(2, f"argument {place} is not valid UTF-8", *typed)


LOCALES: dict[str, tuple[str, dict[str, str]]] = {
    "the C locale": ("Zoë 李小龍", {"LC_ALL": "C"}),
    "a locale that is not there": ("Zoë 李小龍", {"LC_ALL": "xx_XX.UTF-8"}),
    "output in ASCII": ("Zoe LiXiaoLong", {"PYTHONIOENCODING": "ascii"}),
    "output in Latin-1": ("Zo� LiXiaoLong", {"PYTHONIOENCODING": "latin-1"}),
}


@pytest.mark.parametrize("name", LOCALES)
def test_letters_are_taken_under_any_locale(person: Person, name: str) -> None:
    """UTF-8 arguments are stored as typed; what the output cannot carry is spelled out in it."""
    shown, surroundings = LOCALES[name]
    assert shown in person.taken("note", "dana", "Zoë 李小龍", **surroundings).out
    assert "Zoë 李小龍" in person.texts("note")


@pytest.mark.parametrize("name", ["the C locale", "output in ASCII"])
def test_json_is_whole_under_any_locale(person: Person, name: str) -> None:
    """Letters that the output cannot carry are escaped, none is replaced."""
    shown = person.taken("client", "list", "--json", **LOCALES[name][1])
    assert "Łukasz Reyes" in {one["name"] for one in shown.json["clients"]}


REFS: dict[str, tuple[int, str]] = {
    "5,000 digits": (2, "p" + "9" * 5000),
    "beyond 64 bits": (2, "p18446744073709551616"),
    "a number nobody has": (4, "p999999999999999"),
    "zero": (2, "p0"),
    "negative": (2, "p-1"),
    "an underscore": (2, "p1_0"),
    "Arabic digits": (2, "p١"),
}


@pytest.mark.parametrize("name", REFS)
def test_a_ref_that_cannot_be_is_refused(person: Person, name: str) -> None:
    """Exit 2 for what is no REF, 4 for one that nothing has."""
    code, ref = REFS[name]
    person.refused(code, ref[:60], "done", ref)


REF_OR_WHO: dict[str, tuple[int, tuple[str, ...]]] = {
    "show of 5,000 digits": (2, ("show", "p" + "9" * 5000)),
    "show of an underscore": (4, ("show", "p1_0")),
    "history of zero": (2, ("history", "p0")),
    "undo of minus one": (2, ("undo", "--", "-1")),
    "undo of a change that never was": (4, ("undo", "--change", "999999999")),
}


@pytest.mark.parametrize("name", REF_OR_WHO)
def test_a_number_that_cannot_be_is_refused(person: Person, name: str) -> None:
    """Where a REF may stand beside a name or a count, too."""
    code, typed = REF_OR_WHO[name]
    person.refused(code, typed[-1][:40], *typed)


ESCAPES = "\x1b]0;owned\x07" + "y" * 5000
ECHOED: dict[str, tuple[int, tuple[str, ...]]] = {
    "a command": (2, (ESCAPES,)),
    "WHO": (4, ("note", ESCAPES, "x")),
    "a REF": (2, ("done", ESCAPES)),
    "a date": (2, ("promise", "dana", "x", "--due", ESCAPES)),
    "a handle": (2, ("client", "add", "Ann", "--handle", ESCAPES)),
    "a setting": (2, ("config", "get", ESCAPES)),
    "a count": (2, ("undo", ESCAPES)),
    "an attribute": (2, ("promise", "dana", "x", "pri:" + ESCAPES)),
    "an option": (2, ("report", "--x" + ESCAPES)),
    "an argument too many": (2, ("redo", ESCAPES)),
}


@pytest.mark.parametrize("name", ECHOED)
def test_what_was_typed_is_shown_harmlessly_and_short(person: Person, name: str) -> None:
    """Escape sequences in visible form, and no more than 80 characters of it."""
    code, typed = ECHOED[name]
    ended = person.refused(code, "]0;owned", *typed)
    assert "y" * 81 not in ended.err
