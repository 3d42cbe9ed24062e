"""`schedule`: what lets the system run clientlog by itself."""

import re

import pytest

from tests.cli.commands.journals import Cli
from tests.cli.helping import assert_help_is_documented


@pytest.mark.parametrize("scheduler", ["cron", "systemd", "launchd", "windows"])
def test_every_scheduler_runs_both_commands_on_this_journal(cli: Cli, scheduler: str) -> None:
    """`refresh` and the report, by the whole path of the program; nothing is installed."""
    made = cli("schedule", "show", scheduler, "--json").json
    assert made["scheduler"] == scheduler
    for word in ("refresh", "report", "--quiet", "--no-input", "--db", "journal.db"):
        assert word in made["text"]
    assert cli("schedule", "show", scheduler).out == made["text"].rstrip("\n") + "\n"


def test_the_usual_journal_is_not_named(cli: Cli) -> None:
    """It is found where it always is; one that is named is, by its whole path."""
    assert "--db" not in cli("schedule", "show", "cron", CLIENTLOG_DB="").out
    text = cli("schedule", "show", "cron", "--db", "x.db", CLIENTLOG_DB="").out
    assert re.search("/x[.]db'? refresh", text)


def test_the_program_is_the_one_on_the_path(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none is, the one that runs."""
    for found, program in (("/opt/clientlog", "/opt/clientlog"), (None, "/home/me/clientlog")):
        monkeypatch.setattr("shutil.which", lambda _name, found=found: found)
        monkeypatch.setattr("sys.argv", ["/home/me/clientlog"])
        assert f" {program} refresh" in cli("schedule", "show", "cron", CLIENTLOG_DB="").out


def test_an_unknown_scheduler_is_refused(cli: Cli) -> None:
    """With those there are."""
    answer = cli("schedule", "show", "anacron")
    assert answer.code == 2
    assert "SCHEDULER: unknown value 'anacron'" in answer.err
    assert "cron, systemd, launchd, windows" in answer.err


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("schedule")
