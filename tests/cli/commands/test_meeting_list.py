"""`meeting list`: every meeting, narrowed and ordered."""

import pytest

from tests.cli.commands.journals import Cli, lived
from tests.prepared import prepared_once

__all__ = ["lived"]


@prepared_once(autouse=True)
def meetings(lived: Cli) -> None:
    """Beside the held one and the planned one of Dana, one of Sam that was cancelled."""
    lived("plan", "sam", "--at", "wed 10:00", "--title", "Atlas")
    lived("meeting", "cancel", "m3")


def refs(cli: Cli, *arguments: str) -> list[str]:
    return [one["ref"] for one in cli("meeting", "list", *arguments, "--json").json["meetings"]]


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        ("", ["m1", "m2", "m3"]),
        ("--since 2026-11-24", ["m2", "m3"]),
        ("--since 2026-11-25", ["m3"]),
        ("--until 2026-11-24", ["m1", "m2"]),
        ("--until 2026-11-23", ["m1"]),
        ("--client sam", ["m3"]),
        ("--state planned", ["m2"]),
        ("--state cancelled", ["m3"]),
        ("--tag vip", ["m1", "m2"]),
        ("--sort -start", ["m3", "m2", "m1"]),
        ("--sort title", ["m3", "m2", "m1"]),
        ("--sort -client", ["m3", "m1", "m2"]),
        ("--sort -ref", ["m3", "m2", "m1"]),
    ],
)
def test_meetings_are_narrowed_and_ordered(cli: Cli, arguments: str, listed: list[str]) -> None:
    """Both days count; one without a title is last."""
    assert refs(cli, *arguments.split()) == listed


def test_a_meeting_shows_its_topics(cli: Cli) -> None:
    """Those raised for it."""
    cli("plan", "sam", "--at", "thu 10:00", "--topic", "the figures")
    found = cli("meeting", "list", "--client", "sam", "--json").json["meetings"]
    assert [one["topics"] for one in found] == [[], ["t2"]]


def test_where_there_are_none_it_says_so(cli: Cli) -> None:
    """An unknown state is refused."""
    cli("client", "add", "Ann Lee")
    for narrowed in (
        ("--since", "2027-01-01"), ("--until", "2020-01-01"), ("--tag", "nobody"),
        ("--client", "ann"), ("--state", "no-show"),
    ):  # fmt: skip
        assert cli("meeting", "list", *narrowed).out == "No such meetings are recorded.\n"
    answer = cli("meeting", "list", "--state", "open")
    assert answer.code == 2
    assert "planned, held, cancelled, no-show" in answer.err
    assert cli("meeting", "list", CLIENTLOG_DB="").out == "No meetings.\n"


def test_in_a_pipe_a_meeting_is_a_line(cli: Cli, environment: dict[str, str]) -> None:
    """Values with tabs between them."""
    del environment["COLUMNS"]
    assert [line.split("\t")[0] for line in cli("meeting", "list").out.splitlines()] == [
        "m1", "m2", "m3",
    ]  # fmt: skip
