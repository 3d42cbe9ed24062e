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
