"""`chase`: asking a client for what they owe."""

from collections.abc import Callable

from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once()
def waiting(cli: Cli) -> Cli:
    """A client who is a week late."""
    cli("client", "add", "Dana Reyes", CLIENTLOG_NOW="2026-11-02T12:00")
    cli("promise", "dana", "--theirs", "sign due:2026-11-13", CLIENTLOG_NOW="2026-11-02T12:00")
    return cli


def flags(cli: Cli, now: str) -> dict[str, str]:
    found = cli("report", "--json", CLIENTLOG_NOW=now).json["flags"]
    return {flag["key"]: flag["text"] for flag in found}


def test_a_chase_keeps_the_flag_away_for_three_working_days(waiting: Cli) -> None:
    """Asked on Friday, the flag is back on Thursday and says so."""
    answer = waiting("chase", "p1", "--via", "email")
    assert answer.code == 0
    assert "k1" in answer.out
    assert "waiting-on-them:p1" not in flags(waiting, "2026-11-25T23:00")
    text = flags(waiting, "2026-11-26T00:00")["waiting-on-them:p1"]
    assert text.endswith("13 days late (asked 1 time, last on Fri 20 Nov)")


def test_a_chase_is_a_contact(waiting: Cli) -> None:
    """It is a touch, and undone with the chase."""
    waiting("chase", "p1", "--note", "by Friday?", "--via", "email")
    assert "by email" in waiting("show", "k1").out
    assert waiting("list", "touches", "--json").json["items"][0]["text"] == "by Friday?"
    waiting("undo")
    assert waiting("list", "touches", "--json").json["items"] == []
    assert "waiting-on-them:p1" in flags(waiting, "2026-11-20T12:00")


def test_only_what_a_client_owes_and_is_open_is_chased(waiting: Cli) -> None:
    """What is mine, settled or no commitment is refused."""
    waiting("promise", "dana", "send it")
    assert "is owed by you" in waiting("chase", "p2").err
    waiting("done", "p1")
    assert waiting("chase", "p1").code == 2
    waiting("topic", "dana", "budget")
    assert waiting("chase", "t1").code == 2


def test_what_is_delegated_to_a_client_is_chased_with_them(waiting: Cli) -> None:
    """The contact is the delegate's; a name that is no client is to be linked first."""
    waiting("client", "add", "Tom Berg", "--direction", "down")
    waiting("action", "dana", "test it owner:tom")
    assert "in touch with Tom Berg" in waiting("chase", "a1").out
    waiting("action", "dana", "test it owner:Bob")
    assert "clientlog edit a2 --owner WHO" in waiting("chase", "a2").err
    assert waiting("client", "rm", "tom-berg", "--yes").code == 0
    assert waiting("doctor").code == 0


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("chase")
