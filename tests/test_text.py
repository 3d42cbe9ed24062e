"""Texts as people write them: refused, compared, shown."""

import json
import re
import unicodedata

import pytest
from anyascii import anyascii
from hypothesis import given
from hypothesis import strategies as st

from clientlog.errors import UsageError
from clientlog.text import (
    LINE_LIMIT,
    TEXT_LIMIT,
    ascii_fold,
    counted,
    escape_controls,
    escaped,
    fold_for_search,
    has_visible_text,
    is_reserved_word,
    is_unicode,
    make_handle,
    name_key,
    validate_handle,
    validate_line,
    validate_text,
)

ANYTHING = st.text(st.characters())
"""Every code point there is, surrogates as well."""

HOSTILE = (
    "[/]", "[red]x[/red]", ":100:", "\x1b[2J", "\x1b]52;c;eA==\x07", "\x9b31m", "a\x7f", "a\u202eb",
    "a\u200bb", "'; DROP TABLE", "=cmd()", "\U0001f469\u200d\U0001f4bb", "e\u0301", "a\tb", "a\nb",
)  # fmt: skip


# What is refused


@pytest.mark.parametrize("text", [*HOSTILE, " padded ", "x" * TEXT_LIMIT, "é" * (TEXT_LIMIT // 2)])
def test_text_is_kept_as_typed(text: str) -> None:
    """A text is never changed, whatever it holds."""
    assert validate_text(text, "TEXT") == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \n\t\u3000", "empty"),
        ("\u200b\u2060\ufeff", "empty"),
        ("\u2800\u3164\ufe0f", "empty"),
        ("\x1b", "empty"),
        ("a\x00b", "NUL"),
        ("a\udcffb", "UTF-8"),
        ("x" * (TEXT_LIMIT + 1), "longer than 1,000,000 bytes"),
        ("é" * (TEXT_LIMIT // 2 + 1), "longer than 1,000,000 bytes"),
    ],
)
def test_refused_text(text: str, why: str) -> None:
    """What has nothing to see in it, no UTF-8, a NUL or too many bytes is refused, and named."""
    with pytest.raises(UsageError, match=why) as refused:
        validate_text(text, "--why")
    assert refused.value.message.startswith("--why ")


@given(ANYTHING)
def test_any_text_is_kept_or_refused(text: str) -> None:
    """Whatever is typed comes back unchanged, or is wrong usage."""
    try:
        assert validate_text(text, "TEXT") == text
    except UsageError:
        assert "\x00" in text or re.search("[\ud800-\udfff]", text) or not has_visible_text(text)


@pytest.mark.parametrize(
    "text", ["a\nb", "a\tb", "a\rb", "a\vb", "a\fb", "a\x1cb", "a\x85b", "a\u2028b", "\nDana"]
)
def test_line_of_one_line(text: str) -> None:
    """A single line holds no line break of any kind and no tab."""
    with pytest.raises(UsageError, match="line break or a tab") as refused:
        validate_line(text, "NAME")
    assert refused.value.message.isprintable()


def test_length_of_a_line() -> None:
    """A single line has at most 200 characters, of whatever size."""
    assert validate_line("é" * LINE_LIMIT, "NAME") == "é" * LINE_LIMIT
    with pytest.raises(UsageError, match="longer than 200 characters"):
        validate_line("x" * (LINE_LIMIT + 1), "NAME")


@given(ANYTHING)
def test_any_line(text: str) -> None:
    """An accepted line has something to see, no blanks around it and no break in it."""
    try:
        line = validate_line(text, "NAME")
    except UsageError:
        return
    assert line == line.strip() == text.strip()
    assert has_visible_text(line)
    assert len(line.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "seen"),
    [("a", True), ("\u200ba", True), ("!", True), ("\u0600", True), ("\U0001f642", True),
     ("", False), (" ", False), ("\xa0\u2003\u3000", False), ("\xad\u200d\u061c", False),
     ("\U000e0041", False), ("\x00\x1f\x7f\x9f", False), ("\u115f\u1160\uffa0", False)],
)  # fmt: skip
def test_substance(text: str, seen: bool) -> None:
    """Blanks, zero-width characters and letters without ink are nothing to see."""
    assert has_visible_text(text) is seen


# What is shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, [/] and :100:", "plain, [/] and :100:"),
        ("Łukasz 李小龍 \U0001f642", "Łukasz 李小龍 \U0001f642"),
        ("a\xa0b\u3000c", "a\xa0b\u3000c"),
        ("\x1b[2J", "^[[2J"),
        ("\x00\x07\x7f", "^@^G^?"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\nb\tc\r", "a^Jb^Ic^M"),
        ("a\u202eb\u2066c\u061cd", "a<U+202E>b<U+2066>c<U+061C>d"),
        ("zero\u200bwidth\ufeff\xad", "zero<U+200B>width<U+FEFF><U+00AD>"),
        ("tag\U000e0041", "tag<U+E0041>"),
        ("\udcff", "<U+DCFF>"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """What a terminal would act on, or not show, is spelt out; the rest stays as it is."""
    assert escape_controls(text) == shown


def test_visible_lines() -> None:
    """Where lines are wanted, breaks and tabs stay, and nothing else does."""
    assert escape_controls("a\n\tb\r\x1b\u2028", lines=True) == "a\n\tb^M^[<U+2028>"


# Signs that Unicode counts as format characters although they are seen or shape what is.
SEEN_FORMATS = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U00013430-\U0001345f]"
)


@given(ANYTHING, st.booleans())
def test_nothing_to_act_on(text: str, lines: bool) -> None:
    """No control or hidden character is left, and what is left needs no further care."""
    shown = escape_controls(text, lines=lines)
    left = SEEN_FORMATS.sub("", shown.replace("\n", "").replace("\t", "") if lines else shown)
    assert {unicodedata.category(one) for one in left}.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})
    assert escape_controls(shown, lines=lines) == shown
    assert shown.encode().decode() == shown


def test_every_character_is_fit_for_a_terminal() -> None:
    """Of all of Unicode nothing is left that a terminal acts on."""
    shown = SEEN_FORMATS.sub("", escape_controls("".join(map(chr, range(0x110000)))))
    left = {unicodedata.category(one) for one in shown}
    assert left.isdisjoint({"Cc", "Cf", "Cs", "Zl", "Zp"})


def test_a_json_document_has_nothing_that_a_terminal_acts_on() -> None:
    """Each character is the escape of its units, so that it is the same document."""
    document = '{"a": "\x7f\u202e\U0001d173 é"}'
    shown = escaped(document)
    assert shown == '{"a": "\\u007f\\u202e\\ud834\\udd73 é"}'
    assert json.loads(shown) == json.loads(document)


# What is compared


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Dana Reyes", "dana reyes"),
        ("Zürich", "zurich"),
        ("Zu\u0308rich", "zurich"),
        ("Łukasz Søren Straße", "lukasz soren strasse"),
        ("İstanbul", "istanbul"),
        ("李小龍", "li xiao long"),
        ("小龍", "xiao long"),
        ("김철수", "gim cheol su"),
        ("Ёжик", "ezhik"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case and accents go, and other scripts are spelt in ASCII, Han and Hangul by the word."""
    assert ascii_fold(text) == folded


@given(ANYTHING)
def test_fold_spells_a_text_letter_by_letter(text: str) -> None:
    """As the library spells the whole of it."""
    spaced = re.sub("[\u3400-\u9fff\uac00-\ud7a3]", lambda match: f" {match.group()} ", text)
    assert ascii_fold(text).split() == anyascii(spaced).lower().split()


@given(ANYTHING)
def test_fold_is_final(text: str) -> None:
    """A folded text is ASCII in small letters, and folding it again changes nothing."""
    folded = ascii_fold(text)
    assert folded.isascii()
    assert folded == folded.lower()
    assert ascii_fold(folded) == folded


@pytest.mark.parametrize(
    ("texts", "folded"),
    [
        (["plain", None, "ASCII"], None),
        ([None], None),
        ([], None),
        (["Łukasz", None, "pays"], "lukasz\npays"),
    ],
)
def test_folded_for_search(texts: list[str | None], folded: str | None) -> None:
    """Only texts beyond ASCII need a folded form beside them in the search index."""
    assert fold_for_search(texts) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dana Reyes", "dana  REYES"),
        ("José", "Jose\u0301"),
        ("Łukasz", "Lukasz"),
        ("O'Brien", "O’Brien"),
        ("ﬁona", "Fiona"),
        ("Da\u200bna", "Dana"),
        ("\uff24ana", "Dana"),
    ],
)
def test_same_name(one: str, other: str) -> None:
    """Case, accents, composition, blanks and zero-width characters make no other name."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Dana Reyes", "Diana Reyes"), ("!!!", "???"), ("\u0301", "\u0308"), ("\u0301", "")],
)
def test_other_name(one: str, other: str) -> None:
    """A letter more is another name; what has no ASCII form is a name too."""
    assert name_key(one) != name_key(other)


# Handles


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("Dana Reyes", "dana-reyes"),
        ("Łukasz", "lukasz"),
        ("李小龍", "li-xiao-long"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("O`Brien", "obrien"),
        ("O´Brien", "obrien"),
        ("Jean-Luc d'Arc", "jean-luc-darc"),
        ("J. R. R. Tolkien, Jr.", "j-r-r-tolkien-jr"),
        ("Müller (Zürich)", "muller-zurich"),
        ("Agent 007", "agent-007"),
        ("--", ""),
        ("\u0301", ""),
        (f"{'x' * 59} y", "x" * 59),
        ("x" * 200, "x" * 60),
    ],
)
def test_handle_from_a_name(name: str, handle: str) -> None:
    """A handle is the whole name in ASCII, apostrophes left out, 60 characters at most."""
    assert make_handle(name) == handle


@given(ANYTHING)
def test_handle_from_anything(name: str) -> None:
    """A handle that is made is one that could be chosen, or there is none, or it has a meaning."""
    handle = make_handle(name)
    assert re.fullmatch("([a-z0-9]+(-[a-z0-9]+)*)?", handle)
    assert make_handle(handle) == handle
    if handle and not is_reserved_word(handle):
        assert validate_handle(handle) == handle


@pytest.mark.parametrize(
    "handle",
    ["", "Dana", "dana_reyes", "-dana", "dana-", "da--na", "dana reyes", "łukasz", "dana\n", "٣",
     "x" * 61, "me", "they", "org", "p42", "a1", "m15", "k8"],
)  # fmt: skip
def test_refused_handle(handle: str) -> None:
    """A handle is plain, short, and neither a word with a meaning of its own nor a REF."""
    with pytest.raises(UsageError, match="handle"):
        validate_handle(handle)


@pytest.mark.parametrize("handle", ["dana", "dana-reyes-2", "x" * 60, "p42-x", "z1", "7", "mine"])
def test_accepted_handle(handle: str) -> None:
    """A handle in its shape is taken as it is."""
    assert validate_handle(handle) == handle


@pytest.mark.parametrize("unit", [" ", "a ", "é", "\x1b", "\u200b", "李", "'", "-", "e\u0301"])
def test_a_megabyte(unit: str) -> None:
    """The longest texts are read and shown in one go: were it quadratic, this would take hours."""
    text = unit * (TEXT_LIMIT // len(unit.encode()))
    has_visible_text(text)
    assert escape_controls(text)
    make_handle(text)
    fold_for_search([text])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (1.0, "1 day"),
        (2, "2 days"),
        (2.5, "2.5 days"),
        (3000, "3,000 days"),
    ],
)
def test_one_of_a_thing_is_said_in_the_singular(number: float, words: str) -> None:
    """Nothing and several are plural."""
    assert counted(number, "day") == words


def test_a_noun_has_its_own_plural() -> None:
    """Where an -s is not enough."""
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(2, "entry", "entries") == "2 entries"


@pytest.mark.parametrize(
    ("text", "answer"), [("", True), ("Müller", True), ("\U0001f600", True), ("a\udcff", False)]
)
def test_bytes_that_are_no_utf_8_are_no_text(text: str, answer: bool) -> None:
    """Python reads them as lone surrogates."""
    assert is_unicode(text) is answer
