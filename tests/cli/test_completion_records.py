"""Candidates from the journal, for the client and the noun that are typed already."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from clientlog.cli import completion_records
from clientlog.cli.completion_records import handles_and_refs, refs
from clientlog.write import clients, notes
from tests.cli.completing import context, fill
from tests.looking import client, give, meet, writing


@pytest.fixture
def filled(journal: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Dana with a record of each kind, some of them settled, and Sam."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    fill(journal)


@pytest.fixture
def two(journal: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Dana and Sam, each with a topic, a promise, news and a planned meeting."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        for who in (dana, sam):
            notes.raise_topic(change, who, "the budget")
            notes.note(change, who, "we move", kind="news")
            give(change, "the plan", whom=who)
            meet(change, "2026-11-24 10:00", who, state="planned")
        clients.edit(change, sam, organization="North Star Freight")
    return journal


def typed(*arguments: str, group: str = "", **params: Any) -> Any:
    """Return the command line so far, as Typer hands it over."""
    return SimpleNamespace(
        info_name="log",
        parent=SimpleNamespace(info_name=group),
        args=list(arguments),
        params=params,
    )


@pytest.mark.parametrize(
    ("letters", "of_all", "of_sam"),
    [
        ("t", ["t1", "t2"], ["t2"]),
        ("apn", ["p1", "p2"], ["p2"]),
        ("u", ["n1", "n2"], ["n2"]),
        ("m", ["m1", "m2"], ["m2"]),
    ],
)
def test_what_is_open_is_that_of_who_is_on_the_line(
    two: Path, letters: str, of_all: list[str], of_sam: list[str]
) -> None:
    """Of everybody while nobody is named; `--with` counts as well."""
    complete = completion_records.of_kinds(letters)

    def offered(context: Any) -> list[str]:
        return [ref for ref, _ in complete(context, "")]

    assert offered(typed()) == of_all
    assert offered(typed("SAM")) == of_sam
    assert offered(typed("sam", "dana")) == of_sam
    assert offered(typed("dana", with_=["sam"])) == of_all


def test_organizations_are_offered_where_one_is_meant(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By their beginning in any case; bash inserts what it is given, so blanks are escaped."""
    star = [("North Star Freight", "1 client")]
    assert completion_records.names(typed(group="org"), "north s") == star
    assert completion_records.names(typed(group="client"), "north s") == []
    assert completion_records.organizations(typed(), "x") == []
    monkeypatch.setenv(completion_records.VARIABLE, "complete_bash")
    assert completion_records.organizations(typed(), "")[0][0] == r"North\ Star\ Freight"


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
    filled: None, command: str, group: str, typed: str, offered: list[str]
) -> None:
    """By kind and by state."""
    found = [ref for ref, _ in refs(context(command, group), typed)]
    assert sorted(found) == sorted(offered)


def test_where_any_record_is_meant_urgent_ones_come_first(filled: None) -> None:
    """Only while nothing is typed; none is offered twice."""
    found = [ref for ref, _ in refs(context("show"), "")]
    assert {*found[:4]} == {"a1", "p1", "p3", "m1"}
    assert len(found) == len({*found})
    assert {"t1", "n1", "c1", "p2"} <= {*found}


def test_who_or_ref_offers_people_and_records(filled: None) -> None:
    """Records only for what looks like the beginning of a REF, in any case of letters."""
    assert [name for name, _ in handles_and_refs(context(), "p")] == ["p3", "p2", "p1"]
    assert [name for name, _ in handles_and_refs(context(), "p1")] == ["p1"]
    assert [name for name, _ in handles_and_refs(context(), "sam")] == ["sam-li"]
    assert [name for name, _ in handles_and_refs(context(), "d")] == ["dana-reyes"]
