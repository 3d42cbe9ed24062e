"""What cannot be meant gets one line on stderr, the right exit code, and changes nothing."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

REFUSED: dict[str, tuple[int, tuple[str, ...]]] = {
    "an unknown name": (4, ("promise", "nobody", "x")),
    "an ambiguous name": (2, ("promise", "dana", "x")),
    "an impossible date": (2, ("promise", "dana-reyes", "x", "due:2026-02-30")),
    "an impossible date in an option": (2, ("action", "dana-reyes", "x", "--due", "2026-13-01")),
    "a past due date": (2, ("promise", "dana-reyes", "x", "due:2026-11-19")),
    "a past date to renegotiate to": (2, ("renegotiate", "p1", "--to", "2020-01-01", "--why", "x")),
    "an empty text": (2, ("promise", "dana-reyes", "")),
    "a blank text": (2, ("topic", "dana-reyes", "  \t ")),
    "a zero-width text": (2, ("note", "dana-reyes", "\u200b\u200d\ufeff")),
    "a slip in an attribute": (2, ("promise", "dana-reyes", "send", "it", "duue:fri")),
    "two due dates": (2, ("promise", "dana-reyes", "send", "due:fri", "due:mon")),
    "an attribute without a value": (2, ("promise", "dana-reyes", "send", "due:")),
    "an unknown priority": (2, ("action", "dana-reyes", "send", "pri:high")),
    "a need that is not there": (4, ("action", "dana-reyes", "send", "need:n99")),
    "an attribute in a summary": (2, ("log", "dana-reyes", "met", "due:fri")),
    "a blank name": (2, ("client", "add", " ")),
    "a name with a line break": (2, ("client", "add", "Ann\nLee")),
    "a name with a tab": (2, ("client", "add", "Ann\tLee")),
    "a name too long": (2, ("client", "add", "x" * 201)),
    "a handle that is a word": (2, ("client", "add", "Ann", "--handle", "me")),
    "a handle that is a REF": (2, ("client", "add", "Ann", "--handle", "p12")),
    "a handle that is taken": (2, ("client", "add", "Ann", "--handle", "dana-reyes")),
    "a handle with blanks": (2, ("client", "add", "Ann", "--handle", "ann lee")),
    "a cadence below a day": (2, ("client", "add", "Ann", "--cadence", "0")),
    "an unknown direction": (2, ("client", "add", "Ann", "--direction", "above")),
    "an unknown stake": (2, ("client", "edit", "dana-reyes", "--stake", "boss")),
    "a merge by prefix": (4, ("client", "merge", "dana-r", "dana-stone", "--yes")),
    "a merge into itself": (2, ("client", "merge", "dana-stone", "dana-stone", "--yes")),
    "a removal that nobody can confirm": (2, ("client", "rm", "dana-stone")),
    "a REF that is not there": (4, ("done", "p99")),
    "a REF beyond 64 bits": (2, ("done", "p18446744073709551616")),
    "a REF of 5,000 digits": (2, ("done", "p" + "9" * 5000)),
    "a REF of zero": (2, ("done", "p0")),
    "a negative REF": (2, ("done", "--", "p-1")),
    "a REF with an underscore": (2, ("done", "p1_0")),
    "digits of another script": (2, ("done", "p١")),
    "a REF of an unknown kind": (2, ("done", "z4")),
    "a meeting that is done": (2, ("done", "m1")),
    "an action item that is broken": (2, ("break", "a1", "--why", "x")),
    "something broken without a reason": (2, ("break", "p1")),
    "news that is no news": (2, ("told", "n1")),
    "a plan in the past": (2, ("plan", "dana-reyes", "--at", "2026-11-19 10:00")),
    "a plan without a time": (2, ("plan", "dana-reyes")),
    "a log in the future": (2, ("log", "dana-reyes", "x", "--at", "2026-11-21 10:00")),
    "a no-show with a summary": (2, ("log", "dana-reyes", "x", "--no-show")),
    "a length of nothing": (2, ("log", "dana-reyes", "x", "--for", "0m")),
    "an unknown channel": (2, ("touch", "dana-reyes", "--via", "pigeon")),
    "year 0": (2, ("promise", "dana-reyes", "x", "--due", "0000-01-01")),
    "year 9999": (2, ("promise", "dana-reyes", "x", "--due", "9999-12-31")),
    "a step beyond all years": (2, ("promise", "dana-reyes", "x", "--due", "+999999999999d")),
    "a date of 5,000 digits": (2, ("promise", "dana-reyes", "x", "--due", "9" * 5000)),
    "a bare number as a date": (2, ("promise", "dana-reyes", "x", "--due", "5")),
    "a date of two readings": (2, ("promise", "dana-reyes", "x", "--due", "3/4")),
    "an unknown kind of note": (2, ("note", "dana-reyes", "x", "--kind", "gossip")),
    "good and bad at once": (2, ("note", "dana-reyes", "x", "--kind", "news", "--good", "--bad")),
    "a must that is no need": (2, ("note", "dana-reyes", "x", "--must")),
    "a reason without an ask": (2, ("topic", "dana-reyes", "x", "--why", "y")),
    "an unknown rule": (2, ("rule", "explain", "no-such-rule")),
    "a threshold that is no number": (2, ("rule", "set", "due-soon", "many")),
    "a flag that cannot be": (2, ("snooze", "nonsense", "--until", "mon")),
    "a snooze into the past": (2, ("snooze", "missed-promise:p1", "--until", "today")),
    "a severity that is none": (2, ("report", "--severity", "urgent")),
    "an unknown command": (2, ("frobnicate",)),
    "an unknown option": (2, ("report", "--frobnicate")),
    "a missing argument": (2, ("promise",)),
    "an edit of nothing": (2, ("edit", "p1")),
    "a due date corrected in silence": (2, ("edit", "p1", "--due", "mon")),
    "a colour that is none": (2, ("report", "--color", "purple")),
}


@prepared_once()
def filled(cli: Cli, journal: Path) -> Path:
    """A journal with two Danas and a record of several kinds."""
    for arguments in (
        ("client", "add", "Dana Reyes"),
        ("client", "add", "Dana Stone"),
        ("log", "dana-reyes", "met", "--action", "write due:fri", "--promise", "call due:fri"),
        ("note", "dana-reyes", "likes tea"),
    ):
        assert cli(*arguments).code == 0
    return journal


def _content(journal: Path) -> list[str]:
    connection = sqlite3.connect(journal)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_gets_a_line_and_changes_nothing(name: str, cli: Cli, filled: Path) -> None:
    """One line on stderr with the documented exit code; the journal is as it was."""
    code, arguments = REFUSED[name]
    before = _content(filled)
    answer = cli(*arguments)
    assert answer.code == code, answer.err
    first, *hint = answer.err.splitlines()
    assert first.startswith("clientlog: ")
    assert all(line.startswith("  hint: ") for line in hint)
    assert len(hint) <= 1
    assert len(first) < 300
    assert answer.out == ""
    assert _content(filled) == before


@pytest.mark.parametrize("name", ["an unknown name", "a REF that is not there", "year 9999"])
def test_an_error_with_json_is_a_document_as_well(name: str, cli: Cli, filled: Path) -> None:
    """With --json the error stands on stdout in one document, beside the line on stderr."""
    code, arguments = REFUSED[name]
    answer = cli(*arguments, "--json")
    assert answer.code == code
    assert answer.json["version"] == 1
    assert answer.json["error"]["code"] == code
    assert answer.json["error"]["message"] in answer.err


HOSTILE = (
    "[/]", "[draft]", ":smile:", ":100:", "[link=https://x]y[/link]", "O'Brien", "$(touch x)",
    "`id`", "Łukasz", "李小龍", "a\x1b[31mred\x1b[0m", "\x1b]52;c;aGk=\x07", "a\u202eb", "x\x7fy",
    "%s%n", "'; DROP TABLE client; --", "<script>alert(1)</script>", "=cmd()", "-rf", "--help-me",
    "é", "e\u0301", "👩‍👩‍👧", "a" * 200,
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_kept_as_typed_and_shown_harmlessly(name: str, cli: Cli) -> None:
    """Whatever a name looks like, it is stored as it is and never acts on the terminal."""
    added = cli("client", "add", "--handle", "hostile", "--", name)
    assert added.code == 0, added.err
    for arguments in (
        ("promise", "hostile", "call", "due:fri"),
        ("log", "hostile", "--", name),
        ("client", "list"),
        ("show", "hostile"),
        ("list", "promises"),
        ("report", "--full", "--care"),
        ("timeline",),
        ("today",),
    ):
        answer = cli(*arguments, CLIENTLOG_NOW="2026-12-24T10:00:00+01:00")
        assert answer.code == 0, (arguments, answer.err)
        assert not set(answer.out) & {"\x1b", "\x07", "\x7f", "\u202e"}, arguments
    clients = cli("client", "list", "--json").json["clients"]
    assert clients[0]["name"] == name


def test_arguments_that_are_not_utf8_are_refused(program: Callable[..., Answer]) -> None:
    """Bytes that are no UTF-8 are exit 2, with the place of the argument."""
    answer = program("client", "add", b"\xff\xfe".decode("utf-8", "surrogateescape"))
    assert answer.code == 2
    assert "argument 3" in answer.err


def test_a_text_of_more_than_a_megabyte_is_refused(cli: Cli, filled: Path) -> None:
    """The limit is named, and nothing is stored."""
    answer = cli("note", "dana-reyes", "x" * 1_000_001)
    assert answer.code == 2
    assert "1,000,000" in answer.err


def test_a_word_of_120_000_letters_is_stored_and_shown(cli: Cli, filled: Path) -> None:
    """A long word is no reason to fail, and comes back whole."""
    word = "x" * 120_000
    assert cli("note", "dana-reyes", word).code == 0
    assert cli("show", "dana-reyes").code == 0
    assert cli("show", "n2", "--json").json["item"]["text"] == word
