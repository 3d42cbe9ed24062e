"""What is said at once when a commitment is made, passed on or finished."""

from collections.abc import Callable

import pytest

from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once()
def known(cli: Cli) -> Cli:
    """A journal that knows Dana Reyes, and one need of hers, n1."""
    assert cli("client", "add", "Dana Reyes").code == 0
    assert cli("note", "dana", "weekly figures", "--kind", "need").code == 0
    return cli


@pytest.mark.parametrize(
    "arguments",
    [
        ("promise", "dana", "a table need:n1"),
        ("action", "dana", "a table need:n1"),
        ("log", "dana", "met", "--action", "a table need:n1"),
    ],
)
def test_serving_an_unconfirmed_need_is_said_at_once(
    known: Cli, arguments: tuple[str, ...]
) -> None:
    """It is recorded, said on the spot and flagged, until the need is confirmed."""
    answer = known(*arguments)
    assert answer.code == 0
    assert "n1 was never confirmed" in answer.err
    flags = known("report", "--rule", "unconfirmed-need", "--json").json["flags"]
    assert [flag["key"] for flag in flags] == ["unconfirmed-need:n1"]
    assert known("confirm", "n1").code == 0
    assert known(*arguments).err == ""
    assert known("report", "--rule", "unconfirmed-need", "--json").json["flags"] == []


def test_serving_a_need_later_says_it_as_well(known: Cli) -> None:
    """`edit --need` is no way around the question."""
    known("promise", "dana", "a table")
    assert "n1 was never confirmed" in known("edit", "p1", "--need", "n1").err


@pytest.mark.parametrize("kind", ["promise", "action"])
def test_work_passed_on_asks_to_be_told_and_how_it_went(known: Cli, kind: str) -> None:
    """The client should hear who does it, and is asked when it is done."""
    ref = f"{kind[0]}1"
    assert f"clientlog told {ref}" in known(kind, "dana", "a table owner:Jo").err
    assert known("told", ref).code == 0
    assert "--kind feedback --asked" in known("done", ref).err


def test_passing_on_later_asks_the_same(known: Cli) -> None:
    """`edit --owner` asks to be told; told at once, nothing is asked."""
    known("promise", "dana", "a table")
    assert "clientlog told p1" in known("edit", "p1", "--owner", "Jo").err
    assert known("promise", "dana", "a chair owner:Jo", "--told").err == ""


def test_only_a_promise_passed_on_in_silence_is_a_broken_word(known: Cli) -> None:
    """After a day untold-change speaks of the promise, until it is told."""
    known("promise", "dana", "a table owner:Jo", CLIENTLOG_NOW="2026-11-18T10:00:00+01:00")
    flags = known("report", "--rule", "untold-change", "--json").json["flags"]
    assert [flag["key"] for flag in flags] == ["untold-change:p1"]
    known("told", "p1")
    assert known("report", "--rule", "untold-change", "--json").json["flags"] == []


def test_a_remark_has_no_control_characters(cli: Cli) -> None:
    """A name with an escape sequence in it is shown in visible form on stderr too."""
    cli("client", "add", "Eve \x1b[31mRed")
    said = cli("promise", "eve", "a table owner:Jo").err
    assert "\x1b" not in said
    assert "^[[31m" in said
