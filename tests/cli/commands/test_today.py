"""The bare command: on the first run it greets, and then it shows the day."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.cli.helping import assert_help_is_documented

Cli = Callable[..., Any]


def test_the_first_run_greets_and_says_where_the_journal_will_be(cli: Cli, tmp_path: Path) -> None:
    """Three commands to begin with are offered; nothing is created."""
    journal = tmp_path / "data" / "clientlog" / "journal.db"
    answer = cli(CLIENTLOG_DB="", COLUMNS="400")
    assert answer.code == 0
    assert "Welcome to clientlog." in answer.out
    assert str(journal) in answer.out
    for command in ('client add "Dana Reyes"', "import vcard", "demo"):
        assert f"clientlog {command}" in answer.out
    assert not journal.exists()


def test_the_greeting_ends_with_the_first_client(cli: Cli) -> None:
    """From then on the day is shown."""
    cli("client", "add", "Dana Reyes")
    assert "Welcome" not in cli().out


def test_the_greeting_fits_a_narrow_screen(cli: Cli) -> None:
    """No line is wider than forty columns."""
    assert max(map(len, cli(CLIENTLOG_DB="", COLUMNS="40").out.splitlines())) <= 40


def test_a_series_is_shown_on_a_morning_after_days_without_a_change(cli: Cli) -> None:
    """Today, on the pages of the day and of the client, and in JSON; looking writes nothing."""
    cli("client", "add", "Dana Reyes")
    cli("plan", "dana", "mon 09:00", "--every", "weekday", "--routine", "--title", "Standup")
    now = {"CLIENTLOG_NOW": "2026-11-26T08:00"}
    assert "09:00  m1  Dana Reyes: Standup" in cli("today", **now).out
    (meeting,) = cli("today", "--json", **now).json["meetings"]
    assert meeting["starts_at"].startswith("2026-11-26T09:00")
    for command in (["agenda", "dana"], ["show", "dana"]):
        assert "Thu 26 Nov 09:00" in cli(*command, **now).out
    evening = {"CLIENTLOG_NOW": "2026-11-26T18:00"}
    answer = cli("agenda", **evening)
    assert "The next one is Fri 27 Nov 09:00" in answer.out + answer.err
    assert len(cli("history", "--json", **now).json["changes"]) == 2


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("today")


def test_what_is_snoozed_is_counted_and_not_shown(cli: Cli) -> None:
    """Until the day on which it is shown again."""
    cli("client", "add", "Dana Reyes", CLIENTLOG_NOW="2026-11-02T12:00")
    cli("promise", "dana", "send it due:2026-11-19", CLIENTLOG_NOW="2026-11-02T12:00")
    assert "1 snoozed" not in cli("today").out
    cli("snooze", "missed-promise:p1", "--until", "+3d")
    assert "1 snoozed" in cli("today").out
