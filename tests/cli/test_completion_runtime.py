"""What a shell is answered while somebody types."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from clientlog.cli.completion_runtime import (
    DESCRIPTION,
    FILES,
    Item,
    complete_files,
    complete_parameters,
    plain_description,
    plain_items,
)
from clientlog.write.snoozes import SnoozeKey, snooze
from tests.cli.completing import context, fill
from tests.looking import clock_at, give, writing


@pytest.fixture(autouse=True)
def filled(journal: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Dana with a record of each kind, some of them settled."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    fill(journal)
    return journal


def offered(metavar: str, typed: str, *opts: str, where: Any = None) -> list[Item]:
    """What is offered for a parameter of that name, with what stands beside it."""
    parameter: Any = SimpleNamespace(metavar=metavar, opts=opts, shell_complete=None)
    complete_parameters([parameter])
    if parameter.shell_complete is None:
        return [Item("nothing", "")]
    items: list[Item] = parameter.shell_complete(where or context(), typed)
    return items


def completed(metavar: str, typed: str, *opts: str, where: Any = None) -> list[str]:
    """The values that are offered for a parameter of that name."""
    return [item.value for item in offered(metavar, typed, *opts, where=where)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (None, ""),
        ("Dana $(touch x) `id`", "Dana touch x id"),
        ("a; b\n\tc", "a b c"),
        ("x" * DESCRIPTION + "y", "x" * DESCRIPTION),
        ("x" * (DESCRIPTION - 1) + " y", "x" * (DESCRIPTION - 1)),
    ],
)
def test_a_description_is_words_only(text: str | None, plain: str) -> None:
    """zsh evaluates what stands beside a candidate."""
    assert plain_description(text) == plain


def test_items_keep_their_value_and_type() -> None:
    """Only what stands beside them is made plain."""
    assert plain_items([Item("--db", "Another; journal.", "file")]) == [
        Item("--db", "Another journal", "file")
    ]


def test_handles_and_tags_of_the_journal() -> None:
    """By any word of the name; a tag by its beginning, in any case."""
    assert offered("WHO", "rey") == [Item("dana-reyes", "Dana Reyes")]
    assert completed("WHO", "") == ["dana-reyes", "sam-li"]
    assert completed("WORD", "PI", "--tag") == ["pilot"]
    assert completed("WORD", "ilot", "--tag") == []


def test_without_a_journal_nothing_is_offered(tmp_path: Path) -> None:
    """And nothing is made."""
    other = tmp_path / "other.db"
    assert completed("WHO", "", where=context(db=other)) == []
    assert completed("REF", "", where=context(db=other)) == []
    assert completed("KEY", "", where=context(db=other)) == []
    assert not other.exists()


def test_words_are_completed_in_any_case() -> None:
    """With nothing beside them."""
    assert offered("KIND", "AGR") == [Item("agreements", "")]


def test_files_are_left_to_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where its script asks for them."""
    assert complete_files(context(), "") == []
    monkeypatch.setenv("_CLIENTLOG_FILES", "1")
    assert complete_files(context(), "") == [(FILES, "")]
    assert completed("PATH", "") == [FILES]
    assert completed("FILE OR FOLDER...", "") == [FILES]
    assert completed("[FOLDER]", "") == [FILES]


@pytest.mark.parametrize(
    ("metavar", "opts", "typed", "offered"),
    [
        ("WHO", (), "s", ["sam-li"]),
        ("HANDLE", (), "s", ["sam-li"]),
        ("WORD", ("--tag",), "p", ["pilot"]),
        ("REF", ("--discussed",), "", ["t1"]),
        ("REF", ("--meeting",), "", ["m1"]),
        ("REF", ("--told",), "", ["n1"]),
        ("S", ("--severity",), "n", ["now"]),
        ("WHEN", ("--color",), "a", ["auto", "always"]),
        ("KEY", ("--sort",), "st", ["start"]),
        ("D", ("--direction",), "s", ["sideways"]),
        ("STAKE", (), "e", ["executive"]),
        ("STAGE", (), "pa", ["partnership"]),
        ("STATE", (), "pl", ["planned"]),
        ("STEP", (), "e", ["empathy"]),
        ("SHELL", (), "z", ["zsh"]),
        ("DATE", (), "to", ["today", "tomorrow"]),
        ("DATE", (), "no", []),
        ("WHEN", (), "no", ["now"]),
        ("RULE", (), "slipping-p", ["slipping-promise"]),
        ("SETTING", (), "zo", ["zone"]),
        ("COMMAND OR TOPIC", (), "dat", ["dates"]),
        ("TEXT", (), "", ["nothing"]),
        ("[REF...]", (), "p", ["p3", "p2", "p1"]),
        ("WHO|REF", (), "sam", ["sam-li"]),
        ("PATH | LIST | VERIFY", (), "", ["list", "verify"]),
        ("KIND", (), "ag", ["agreements"]),
    ],
)
def test_a_value_is_completed_by_what_it_is(
    metavar: str, opts: tuple[str, ...], typed: str, offered: list[str]
) -> None:
    """By the name of its option, else by what the help calls it."""
    assert completed(metavar, typed, *opts) == offered


@pytest.mark.parametrize(
    ("command", "typed", "kinds"),
    [
        ("list", "co", ["conflicts"]),
        ("note", "fe", ["feedback"]),
        ("search", "me", ["meetings"]),
        ("search", "cl", ["clients"]),
        ("timeline", "me", ["meeting"]),
    ],
)
def test_a_kind_is_one_that_the_command_takes(command: str, typed: str, kinds: list[str]) -> None:
    """Of notes, of events, or the name of a list."""
    assert completed("KIND,...", typed, where=context(command)) == kinds


@pytest.mark.parametrize(
    ("command", "typed", "offered"),
    [
        ("agenda", "", ["text", "md", "html", "json"]),
        ("export", "v", ["vcard"]),
        ("import", "ma", ["mail"]),
        ("report", "", ["text", "md", "html"]),
    ],
)
def test_a_format_is_one_of_the_command(command: str, typed: str, offered: list[str]) -> None:
    """Where it has no list of its own, text, Markdown and HTML."""
    assert completed("FORMAT", typed, where=context(command)) == offered


def test_a_key_is_a_setting_or_that_of_a_flag(journal: Path) -> None:
    """After `config` a setting; of `unsnooze` one that is snoozed."""
    assert completed("KEY", "zo", where=context("get", "config")) == ["zone"]
    assert completed("KEY", "undated", where=context("snooze")) == ["undated-promise:p1"]
    assert completed("KEY|REF", "undated", where=context("snooze")) == ["undated-promise:p1"]
    assert completed("KEY", "", where=context("unsnooze")) == []
    with writing(journal) as change:
        until = clock_at("2026-12-01 09:00").today
        snooze(change, SnoozeKey("undated-promise", subject="p1"), until, None)
    assert completed("KEY", "undated", where=context("unsnooze")) == ["undated-promise:p1"]
    assert completed("KEY", "quiet", where=context("unsnooze")) == []


def test_a_key_is_one_of_the_journal_that_is_named(tmp_path: Path) -> None:
    """And not one of the usual journal."""
    other = tmp_path / "other.db"
    with writing(other) as change:
        give(change, "first")
        give(change, "second")
    keys = completed("KEY", "undated", where=context("snooze", db=other))
    assert keys == ["undated-promise:p1", "undated-promise:p2"]


def test_a_kind_is_one_of_a_note_after_note() -> None:
    """Elsewhere it is that of a list."""
    assert completed("KIND", "pers", where=context("note")) == ["personal"]
    assert completed("KIND", "promi", where=context("note")) == []


def test_what_could_speak_to_a_shell_is_never_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A candidate is made of letters, digits and hyphens, whatever the file holds."""
    hostile = ["d$(touch x)", "d;id", "d e", "D", "d\n", "rule:dana", "rules.quiet-x.days", "d-2"]
    monkeypatch.setattr(
        "clientlog.queries.completion.handles", lambda *_: [(value, "") for value in hostile]
    )
    assert completed("WHO", "") == ["rule:dana", "rules.quiet-x.days", "d-2"]
