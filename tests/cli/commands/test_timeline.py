"""`timeline`: what happened, in order."""

import pytest

from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


def events(cli: Cli, *arguments: str) -> list[str]:
    found = cli("timeline", *arguments, "--json").json["events"]
    return [f"{event['kind']} {event['ref']}" for event in found]


def test_events_stand_oldest_first(lived: Cli) -> None:
    """Of everybody, or of one client."""
    assert events(lived)[0] == "meeting m1"
    assert {"promise p1", "personal n1", "touch k1"} <= {*events(lived)}
    assert {*events(lived, "sam")} == {"touch k1", "personal n1"}


def test_a_timeline_is_narrowed(lived: Cli) -> None:
    """To days, to kinds in the singular or the plural, to clients with a tag."""
    lived("done", "p1")
    assert events(lived, "--since", "fri") == ["promise-kept p1"]
    assert "promise-kept p1" not in events(lived, "--until", "thu")
    assert events(lived, "--kind", "promises, topic") == events(lived, "--kind", "promise,topics")
    assert {*events(lived, "--kind", "promise")} == {"promise p1", "promise-kept p1"}
    assert "touch k1" not in events(lived, "--tag", "vip")
    assert "promise p1" in events(lived, "--tag", "vip")


def test_a_limit_keeps_the_latest_and_says_so(lived: Cli) -> None:
    """Also where it is narrowed."""
    lived("done", "p1")
    made = lived("timeline", "--limit", "1", "--json").json
    assert ([event["kind"] for event in made["events"]], made["earlier"]) == (
        ["promise-kept"], True,
    )  # fmt: skip
    assert lived("timeline", "--limit", "1").out.endswith(
        "Earlier events are not shown: add --limit 0\n"
    )
    made = lived("timeline", "--kind", "promise", "--limit", "1", "--json").json
    assert made["earlier"]
    assert events(lived, "--kind", "topic", "--limit", "1") == ["topic t1"]
    lived("touch", "sam")
    assert events(lived, "--tag", "vip", "--limit", "1") == ["promise-kept p1"]
    assert not lived("timeline", "--limit", "0", "--json").json["earlier"]
    assert "Earlier" not in lived("timeline").out


def test_where_nothing_happened_it_says_so(lived: Cli) -> None:
    """Nothing of what was asked for, or nothing at all."""
    assert lived("timeline", "--since", "fri").out == "Nothing happened: --since fri.\n"
    assert lived("timeline", CLIENTLOG_DB="").out == "Nothing happened yet.\n"


@pytest.mark.parametrize(
    ("kind", "message"),
    [(",", "--kind is empty"), ("gossip", "--kind: unknown value 'gossip'")],
)
def test_an_unknown_kind_is_refused(lived: Cli, kind: str, message: str) -> None:
    """With those there are."""
    answer = lived("timeline", "--kind", kind)
    assert (answer.code, answer.err.splitlines()[0]) == (2, f"clientlog: {message}")


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("timeline")


def test_without_an_option_the_latest_200_are_shown(
    lived: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Narrowed to one client, to days or to a kind, all of them."""
    monkeypatch.setattr("clientlog.cli.commands.timeline.RECENT", 2)
    assert len(events(lived)) == 2
    for narrowed in (["dana"], ["--since", "2026-11-01"], ["--until", "today"], ["--tag", "vip"],
                     ["--kind", "promise,action,topic"]):  # fmt: skip
        assert len(events(lived, *narrowed)) > 2


def test_in_a_pipe_an_event_is_a_line(lived: Cli, environment: dict[str, str]) -> None:
    """Values with tabs between them."""
    del environment["COLUMNS"]
    first = lived("timeline", "sam").out.splitlines()[0]
    assert first.split("\t")[1:3] == ["touch", "k1"]


def test_what_was_asked_for_is_named_where_nothing_happened(lived: Cli) -> None:
    """Each option as it was typed."""
    options = ["--until", "2020-01-01", "--kind", "touch", "--tag", "vip"]
    assert lived("timeline", "sam", *options).out == (
        "Nothing happened: WHO sam, --until 2020-01-01, --kind touch, --tag vip.\n"
    )
