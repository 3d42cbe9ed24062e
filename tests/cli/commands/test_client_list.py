"""`client list`: everyone, narrowed and ordered."""

from typing import Any

import pytest

from clientlog.cli.commands.client_list import SORT_KEYS, ClientFilter
from tests.cli.commands.journals import Cli, lived
from tests.rules.build import at, client, day, noon

__all__ = ["lived"]

DANA = client(
    direction="up", organization="Acmé", stake="executive", stage="partnership",
    tags=("VIP", "north"), last_contact=at(-3),
)  # fmt: skip


@pytest.mark.parametrize(
    ("narrow", "takes"),
    [
        ({}, True),
        ({"direction": "up"}, True),
        ({"direction": "down"}, False),
        ({"organization": "acme"}, True),
        ({"organization": "Acme Ltd"}, False),
        ({"stake": "executive"}, True),
        ({"stake": "manager"}, False),
        ({"stage": "partnership"}, True),
        ({"stage": "transactional"}, False),
        ({"tags": ("vip",)}, True),
        ({"tags": ("vip", "north")}, True),
        ({"tags": ("vip", "south")}, False),
        ({"quiet_since": day(-2)}, True),
        ({"quiet_since": day(-3)}, False),
        ({"direction": "up", "stake": "manager"}, False),
    ],
)
def test_a_filter_takes_who_fits_all_of_it(narrow: dict[str, Any], takes: bool) -> None:
    """Names and tags whatever their case and accents."""
    assert ClientFilter(**narrow).takes(DANA, noon()) is takes


def test_who_was_never_met_is_quiet_since_any_day() -> None:
    """And belongs to no organization that is asked for."""
    assert ClientFilter(quiet_since=day(-900)).takes(client(), noon())
    assert not ClientFilter(organization="Acme").takes(client(), noon())


def handles(cli: Cli, *arguments: str) -> list[str]:
    return [one["handle"] for one in cli("client", "list", *arguments, "--json").json["clients"]]


def test_everyone_is_listed_by_name(lived: Cli) -> None:
    """The archived only when asked for."""
    assert handles(lived) == ["dana-reyes", "sam-li"]
    lived("client", "archive", "sam", "--yes")
    assert handles(lived) == ["dana-reyes"]
    assert handles(lived, "--all") == ["dana-reyes", "sam-li"]


@pytest.mark.parametrize("key", SORT_KEYS)
def test_a_list_is_ordered_by_a_key(lived: Cli, key: str) -> None:
    """Forwards and backwards; who has no organization is last either way."""
    forwards, backwards = handles(lived, "--sort", key), handles(lived, "--sort", f"-{key}")
    assert {*forwards} == {"dana-reyes", "sam-li"}
    if key == "organization":
        assert forwards == backwards == ["dana-reyes", "sam-li"]
    else:
        assert forwards == backwards[::-1]
    if key == "direction":
        assert forwards == ["sam-li", "dana-reyes"]


def test_an_empty_list_says_why(lived: Cli) -> None:
    """Nobody fits, or nobody is there yet."""
    assert lived("client", "list", "--stake", "manager").out == "No such client.\n"
    assert lived("client", "list", CLIENTLOG_DB="").out == (
        "No clients yet: clientlog client add NAME\n"
    )
    assert lived("client", "list", "--all", CLIENTLOG_DB="").out == (
        "No clients yet: clientlog client add NAME\n"
    )


def test_an_empty_list_counts_whom_it_leaves_out(lived: Cli) -> None:
    """Those who are archived, and fit."""
    lived("client", "archive", "sam", "--yes")
    assert lived("client", "list", "--stage", "partnership").out == (
        "No such client but 1 archived: add --all\n"
    )
    lived("client", "archive", "dana", "--yes")
    assert lived("client", "list").out == "No clients but 2 archived: clientlog client list --all\n"


def test_in_a_pipe_a_client_is_a_line(lived: Cli, environment: dict[str, str]) -> None:
    """Values with tabs between them."""
    del environment["COLUMNS"]
    lines = lived("client", "list").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["dana-reyes", "sam-li"]
