"""The bare command: on the first run it greets, and then it shows the day."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

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
