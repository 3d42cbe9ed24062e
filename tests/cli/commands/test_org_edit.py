"""`org edit`, and archiving somebody with open commitments."""

from collections.abc import Callable

from tests.conftest import Answer

Cli = Callable[..., Answer]


def test_the_end_of_an_engagement_is_recorded_and_taken_away(cli: Cli) -> None:
    """An executive there is flagged before it, and not once the end is gone."""
    start = {"CLIENTLOG_NOW": "2026-10-02T12:00"}
    cli("client", "add", "Dana Reyes", "--org", "Acme", "--stake", "executive", **start)
    assert cli("org", "edit", "Acme", "--ends", "2026-12-10").out == "Acme: ends Thu 10 Dec\n"
    flags = cli("report", "--rule", "executive-before-end", "--json").json["flags"]
    assert [flag["key"] for flag in flags] == ["executive-before-end:dana-reyes"]
    cli("org", "edit", "acme", "--ends", "")
    assert cli("report", "--rule", "executive-before-end", "--json").json["flags"] == []
    assert cli("org", "edit", "Acme").code == 2


def test_an_organization_is_renamed_for_all_of_its_clients(cli: Cli) -> None:
    """The end of the engagement goes with it, and one undo takes it back."""
    cli("client", "add", "Dana Reyes", "--org", "Acme")
    cli("client", "add", "Sam Li", "--org", "ACME")
    cli("org", "edit", "Acme", "--ends", "2026-12-10")
    assert cli("org", "rename", "acme", "Acme Works").out == (
        "Acme is now Acme Works: dana-reyes, sam-li\n"
    )
    (organization,) = cli("org", "list", "--json").json["organizations"]
    assert organization["name"] == "Acme Works"
    assert "Acme Works" in cli("show", "dana").out
    assert "before" not in cli("show", "dana").out
    cli("undo")
    assert cli("client", "list", "--json").json["clients"][1]["organization"] == "ACME"


def test_a_name_that_is_taken_joins_two_organizations_and_asks(cli: Cli) -> None:
    """Without a terminal it needs --yes; another spelling of the same name does not."""
    cli("client", "add", "Dana Reyes", "--org", "Acme")
    cli("client", "add", "Sam Li", "--org", "Tidewater")
    assert cli("org", "rename", "Acme", "Tidewater").code == 2
    assert cli("org", "rename", "Acme", "ACME").code == 0
    assert cli("org", "rename", "Acme", "Tidewater", "--yes").code == 0
    assert len(cli("org", "list", "--json").json["organizations"]) == 1
    assert cli("org", "rename", "Nowhere", "Acme").code == 4


def test_archiving_lists_what_is_open_and_asks(cli: Cli) -> None:
    """Without a terminal it needs --yes; my promise stays in sight afterwards."""
    cli("client", "add", "Dana Reyes")
    cli("promise", "dana", "send it due:2026-11-23")
    refused = cli("client", "archive", "dana")
    assert refused.code == 2
    assert "p1  I promised Dana Reyes: send it" in refused.err
    assert cli("client", "archive", "dana", "--yes").code == 0
    keys = [flag["key"] for flag in cli("report", "--json").json["flags"]]
    assert keys == ["due-soon:p1"]


def test_archiving_somebody_with_nothing_open_does_not_ask(cli: Cli) -> None:
    """There is nothing to lose."""
    cli("client", "add", "Dana Reyes")
    assert cli("client", "archive", "dana").code == 0
