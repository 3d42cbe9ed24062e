"""`org list` and `org show`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientlog.write import notes
from tests.cli.helping import assert_help_is_documented
from tests.looking import client, meet, writing
from tests.prepared import prepared_once

Cli = Callable[..., Any]


@prepared_once()
def some(journal: Path) -> Path:
    """Two organizations, one of them without a known executive."""
    with writing(journal) as change:
        dana = client(change, organization="Acme", stake="executive", role="CTO")
        client(change, "Max Day", organization="Acme", stake="manager")
        client(change, "Una Alone", organization="Zürich Re")
        meet(change, "2026-11-03 10:00")
        notes.note(change, dana, "likes the demo", kind="feedback", tone="good")
    return journal


def test_the_list_says_who_is_the_client_in_each(cli: Cli, some: Path) -> None:
    """Those who decide first, and a warning where nobody is known to."""
    shown = cli("org", "list").out
    assert "executives: Dana Reyes; managers: Max Day" in shown
    assert "no active executive known; others: Una Alone" in shown
    found = cli("org", "list", "--json").json["organizations"]
    assert [(one["name"], one["clients"]) for one in found] == [("Acme", 2), ("Zürich Re", 1)]
    assert list(found[0]) == [
        "name", "clients", "executives", "managers", "influencers", "others", "ends_on"
    ]  # fmt: skip


def test_one_organization_says_the_last_contact_and_what_each_thinks(cli: Cli, some: Path) -> None:
    """One screen, in the order of their say."""
    rows = cli("org", "show", "acme").out.splitlines()
    assert rows[0] == "Acme"
    assert rows[2].split("  ")[0:2] == ["decides", "Dana Reyes"]
    assert "17 days ago" in rows[2] and "likes the demo" in rows[2]
    member = cli("org", "show", "ACME", "--json").json["organization"]["executives"][0]
    assert member["last_contact"] == "2026-11-03T10:00:00+01:00"
    assert member["feedback"]["text"] == "likes the demo"


def test_words_of_a_name_need_no_quotes(cli: Cli, some: Path) -> None:
    """Accents do not matter either; a missing executive is asked for."""
    assert "who decides here?" in cli("org", "show", "zurich", "re").out


@pytest.mark.parametrize("name", ["zur", "Re", "acm"])
def test_the_beginning_of_a_word_that_only_one_has_will_do(cli: Cli, some: Path, name: str) -> None:
    """As with the names of people."""
    assert cli("org", "show", name).code == 0


def test_an_unknown_organization_is_exit_4_with_near_names(cli: Cli, some: Path) -> None:
    """A slip of the finger leads to the right one."""
    answer = cli("org", "show", "Amce")
    assert answer.code == 4
    assert "did you mean Acme?" in answer.err


def test_the_end_of_an_engagement_is_recorded_and_taken_away(cli: Cli) -> None:
    """An executive there is flagged before it, and not once the end is gone."""
    start = {"CLIENTLOG_NOW": "2026-10-02T12:00"}
    cli("client", "add", "Dana Reyes", "--org", "Acme", "--stake", "executive", **start)
    assert cli("org", "edit", "Acme", "--ends", "2026-12-10").out == "Acme: ends Thu 10 Dec\n"
    assert "ends Thu 10 Dec" in cli("org", "list").out
    assert "ends Thu 10 Dec" in cli("org", "show", "acme").out
    assert "ends Thu 10 Dec" in cli("show", "dana").out
    assert cli("show", "dana", "--json").json["client"]["engagement_ends_on"] == "2026-12-10"
    flags = cli("report", "--rule", "executive-before-end", "--json").json["flags"]
    assert [flag["key"] for flag in flags] == ["executive-before-end:dana-reyes"]
    cli("org", "edit", "acme", "--ends", "")
    assert cli("report", "--rule", "executive-before-end", "--json").json["flags"] == []
    assert cli("org", "edit", "Acme").code == 2


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("org")


def test_an_organization_is_renamed_for_all_of_its_clients(cli: Cli, some: Path) -> None:
    """Its letters alone, too."""
    assert cli("org", "rename", "acme", "ACME").out == "Acme is now ACME: dana-reyes, max-day\n"
    answer = cli("org", "rename", "ACME", "Beta Works", "--json").json
    assert answer["changed"] == ["dana-reyes", "max-day"]
    names = [each["name"] for each in cli("org", "list", "--json").json["organizations"]]
    assert names == ["Beta Works", "Zürich Re"]


def test_two_organizations_are_joined_after_a_question(cli: Cli, some: Path) -> None:
    """Which has to be answered."""
    refused = cli("org", "rename", "Acme", "zurich re")
    assert refused.err.startswith("clientlog: Join Acme to Zürich Re, which is there already?")
    assert cli("org", "rename", "Acme", "Zürich Re", "--yes").code == 0
    (joined,) = cli("org", "list", "--json").json["organizations"]
    assert (joined["name"], joined["clients"]) == ("Zürich Re", 3)


def test_the_answer_names_the_organization_that_changed(cli: Cli, some: Path) -> None:
    """And says that it has no end any more."""
    changed = cli("org", "edit", "acme", "--ends", "fri", "--json").json
    assert changed["changed"] == ["org/Acme"]
    assert cli("org", "edit", "acme", "--ends", " ").out == "Acme: no end\n"


def test_without_organizations_it_says_why(cli: Cli, some: Path) -> None:
    """All of their clients are archived, or none has one."""
    for handle in ("dana", "max", "una"):
        cli("client", "archive", handle, "--yes")
    assert cli("org", "list").out == (
        "No organizations but of archived clients: clientlog client list --all\n"
    )
    assert cli("org", "list", CLIENTLOG_DB="").out == (
        'No organizations yet: clientlog client edit WHO --org "NAME"\n'
    )


def test_in_a_pipe_an_organization_is_a_line(
    cli: Cli, some: Path, environment: dict[str, str]
) -> None:
    """Values with tabs between them."""
    del environment["COLUMNS"]
    assert [line.split("\t")[0] for line in cli("org", "list").out.splitlines()] == [
        "Acme", "Zürich Re",
    ]  # fmt: skip
