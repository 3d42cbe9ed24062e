"""`rule`: the rules, their reasons and thresholds, and mutes."""

from pathlib import Path
from typing import Any

import pytest

from clientlog.rules import RULES
from tests.cli.commands.journals import Cli, lived
from tests.cli.helping import assert_help_is_documented

__all__ = ["lived"]


def rule(cli: Cli, name: str) -> dict[str, Any]:
    made: dict[str, Any] = cli("rule", "explain", name, "--json").json["rule"]
    return made


def test_every_rule_is_listed(lived: Cli) -> None:
    """With its severity, thresholds and sentence; a muted one says so."""
    lived("rule", "mute", "due-soon")
    listed = lived("rule", "list", "--json").json["rules"]
    assert len(listed) == len(RULES)
    lines = lived("rule", "list", "--plain").out.splitlines()
    row = next(line.split("\t") for line in lines if line.startswith("due-soon"))
    assert row[:3] == ["due-soon (muted)", "soon", "days 2"]
    assert row[3] == rule(lived, "due-soon")["sentence"]


def test_a_rule_is_explained(lived: Cli) -> None:
    """What it flags, why, and the commands that settle it."""
    shown = lived("rule", "explain", "due-soon").out
    made = rule(lived, "due-soon")
    assert shown.startswith("due-soon  (soon)\n")
    for label in ("flagged", "silent", "why", "thresholds  days = 2", "settled by"):
        assert label in shown
    assert "    clientlog done REF" in shown
    assert "muted" not in shown
    assert made["defaults"] == made["thresholds"] == {"days": 2}
    assert "(default" not in shown
    assert (made["muted"], made["muted_for"]) == (False, [])
    assert lived("rule", "explain", "due-son").code == 2


def test_a_threshold_is_set_in_the_configuration(lived: Cli, tmp_path: Path) -> None:
    """By its name, or alone where a rule has one; the default stays known."""
    answer = lived("rule", "set", "due-soon", "3", "--json")
    assert (answer.json["message"], answer.json["changed"]) == ("due-soon: days = 3", ["due-soon"])
    assert lived("rule", "set", "due-soon", "days=4").code == 0
    assert "days = 4" in (tmp_path / "config.toml").read_text()
    assert rule(lived, "due-soon")["thresholds"] == {"days": 4}
    assert rule(lived, "due-soon")["defaults"] == {"days": 2}
    assert lived("rule", "set", "quiet-relationship", "up=10", "down=12").out == (
        "quiet-relationship: up = 10, down = 12\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("due-soon many", "'many' is not a number above 0"),
        ("due-soon days=-1", "'-1' is not a number above 0"),
        ("due-soon 1234567890123", "'1234567890123' is not a number above 0"),
        ("due-soon ٣", "'٣' is not a number above 0"),
        ("quiet-relationship 10", "quiet-relationship has 4 thresholds"),
        ("due-soon hours=3", ""),
        ("due-soon 1.5.2", "'1.5.2' is not a number above 0"),
        ("undated-promise x=1.", ""),
        ("unread-topic 3", "there is no rule 'unread-topic'"),
        ("no-such-rule 3", ""),
    ],
)
def test_a_threshold_that_makes_no_sense_is_refused(
    lived: Cli, tmp_path: Path, arguments: str, message: str
) -> None:
    """Nothing is written."""
    answer = lived("rule", "set", *arguments.split())
    assert answer.code == 2
    assert answer.err.startswith(f"clientlog: {message}")
    assert not (tmp_path / "config.toml").exists()


def test_a_rule_is_muted_and_unmuted(lived: Cli) -> None:
    """Wholly; several may be."""
    assert lived("rule", "mute", "due-soon", "--json").json["changed"] == ["due-soon"]
    assert lived("rule", "mute", "due-soon").out == "muted due-soon\n"
    lived("rule", "mute", "missed-promise")
    assert rule(lived, "due-soon")["muted"]
    assert "until: clientlog rule unmute due-soon" in lived("rule", "explain", "due-soon").out
    assert lived("report", "--rule", "missed-promise", "--json").json["flags"] == []
    assert lived("rule", "unmute", "due-soon").out == "unmuted due-soon\n"
    assert not rule(lived, "due-soon")["muted"]
    assert rule(lived, "missed-promise")["muted"]


def test_a_rule_is_muted_for_one_client(lived: Cli) -> None:
    """What is not muted cannot be unmuted."""
    answer = lived("rule", "mute", "missed-promise", "--client", "dana", "--json")
    assert answer.json["message"] == "muted missed-promise for dana-reyes"
    assert answer.json["changed"] == ["dana-reyes"]
    lived("rule", "mute", "due-soon", "--client", "dana", "--json")
    assert lived("rule", "unmute", "due-soon", "--client", "dana", "--json").json["changed"] == [
        "dana-reyes"
    ]
    assert rule(lived, "missed-promise")["muted_for"] == ["dana-reyes"]
    assert lived("report", "--rule", "missed-promise", "--json").json["flags"] == []
    assert "muted for" in lived("rule", "explain", "missed-promise").out
    assert lived("rule", "unmute", "missed-promise", "--client", "sam").code == 4
    assert lived("rule", "unmute", "missed-promise", "--client", "dana").out == (
        "unmuted missed-promise for dana-reyes\n"
    )
    assert rule(lived, "missed-promise")["muted_for"] == []


def test_a_threshold_that_was_set_stands_beside_its_default(lived: Cli) -> None:
    """The sentence tells the default, and says so."""
    assert "default" not in lived("rule", "explain", "due-soon").out
    lived("rule", "set", "due-soon", "1")
    shown = lived("rule", "explain", "due-soon").out
    assert "days = 1 (default 2)" in shown
    assert "two working days. (That is the default.)" in shown
    assert "days 1 (default 2)" in lived("rule", "list").out


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("rule")


def test_in_a_pipe_a_rule_is_a_line(lived: Cli, environment: dict[str, str]) -> None:
    """Values with tabs between them."""
    del environment["COLUMNS"]
    lines = lived("rule", "list").out.splitlines()
    assert len(lines) == len(RULES)
    assert all(line.count("\t") == 3 for line in lines)
