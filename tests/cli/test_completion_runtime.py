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
from clientlog.write import clients, commitments, conflicts, notes
from tests.looking import client, clock_at, give, meet, writing


@pytest.fixture(autouse=True)
def filled(journal: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Dana with a record of each kind, some of them settled."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with writing(journal) as change:
        dana = client(change)
        clients.tag(change, dana, ["pilot"], [])
        client(change, "Sam Li")
        give(change, "open promise")
        kept = give(change, "kept promise")
        commitments.finish(change, kept, clock_at("2026-11-02 09:00").today)
        give(change, "their promise", theirs=True)
        give(change, "open action", kind="action")
        notes.raise_topic(change, dana, "the budget")
        notes.note(change, dana, "news", kind="news")
        notes.note(change, dana, "a need", kind="need")
        meet(change, "2026-11-24 10:00", state="planned")
        meet(change, "2026-11-01 10:00")
        conflicts.open_conflict(change, dana, "who decides")
    return journal


def context(command: str = "show", group: str = "", **params: Any) -> Any:
    """The command that is being typed, and the noun before it."""
    parent = SimpleNamespace(info_name=group or "clientlog")
    return SimpleNamespace(info_name=command, parent=parent, params=params, args=[])


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
    ("command", "group", "typed", "offered"),
    [
        ("done", "", "p", ["p1", "p3"]),
        ("done", "", "n", ["n2"]),
        ("break", "", "a", []),
        ("break", "", "p", ["p1", "p3"]),
        ("renegotiate", "", "", ["a1", "p1", "p3"]),
        ("told", "", "", ["a1", "n1", "p1", "p3"]),
        ("chase", "", "", ["p3"]),
        ("reopen", "", "", ["p2"]),
        ("show", "", "p", ["p3", "p2", "p1"]),
        ("show", "meeting", "", ["m2", "m1"]),
        ("edit", "meeting", "m1", ["m1"]),
        ("move", "meeting", "", ["m1"]),
        ("show", "conflict", "", ["c1"]),
        ("step", "conflict", "", ["c1"]),
    ],
)
def test_a_ref_is_one_that_the_command_can_do_something_with(
    command: str, group: str, typed: str, offered: list[str]
) -> None:
    """By kind and by state."""
    found = completed("[REF...]", typed, where=context(command, group))
    assert sorted(found) == sorted(offered)


def test_where_any_record_is_meant_urgent_ones_come_first() -> None:
    """Only while nothing is typed; none is offered twice."""
    found = completed("REF", "", where=context("show"))
    assert {*found[:4]} == {"a1", "p1", "p3", "m1"}
    assert len(found) == len({*found})
    assert {"t1", "n1", "c1", "p2"} <= {*found}


def test_who_or_ref_offers_people_and_records() -> None:
    """Records only for what looks like the beginning of a REF."""
    assert completed("WHO|REF", "p") == ["p3", "p2", "p1"]
    assert completed("WHO|REF", "p1") == ["p1"]
    assert completed("WHO|REF", "sam") == ["sam-li"]
    assert completed("WHO|REF", "d") == ["dana-reyes"]


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


def test_a_key_is_a_setting_or_that_of_a_flag() -> None:
    """After `config` a setting; of `unsnooze` one that is snoozed."""
    assert completed("KEY", "zo", where=context("get", "config")) == ["zone"]
    assert completed("KEY", "undated", where=context("snooze")) == ["undated-promise:p1"]
    assert completed("KEY|REF", "undated", where=context("snooze")) == ["undated-promise:p1"]
    assert completed("KEY", "", where=context("unsnooze")) == []


def test_what_could_speak_to_a_shell_is_never_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A candidate is made of letters, digits and hyphens, whatever the file holds."""
    hostile = ["d$(touch x)", "d;id", "d e", "D", "d\n", "rule:dana", "rules.quiet-x.days", "d-2"]
    monkeypatch.setattr(
        "clientlog.queries.completion.handles", lambda *_: [(value, "") for value in hostile]
    )
    assert completed("WHO", "") == ["rule:dana", "rules.quiet-x.days", "d-2"]
