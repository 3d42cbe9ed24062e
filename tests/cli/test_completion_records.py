"""Candidates from the journal, for the client and the noun that are typed already."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from clientlog.cli import completion_records
from clientlog.write import clients, notes
from tests.looking import client, give, meet, writing


@pytest.fixture(autouse=True)
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
    letters: str, of_all: list[str], of_sam: list[str]
) -> None:
    """Of everybody while nobody is named; `--with` counts as well."""
    complete = completion_records.of_kinds(letters)

    def offered(context: Any) -> list[str]:
        return [ref for ref, _ in complete(context, "")]

    assert offered(typed()) == of_all
    assert offered(typed("SAM")) == of_sam
    assert offered(typed("dana", with_=["sam"])) == of_all


def test_organizations_are_offered_where_one_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """By their beginning in any case; bash inserts what it is given, so blanks are escaped."""
    star = [("North Star Freight", "1 client")]
    assert completion_records.names(typed(group="org"), "north s") == star
    assert completion_records.names(typed(group="client"), "north s") == []
    assert completion_records.organizations(typed(), "x") == []
    monkeypatch.setenv(completion_records.VARIABLE, "complete_bash")
    assert completion_records.organizations(typed(), "")[0][0] == r"North\ Star\ Freight"
