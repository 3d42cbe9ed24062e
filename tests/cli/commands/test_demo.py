"""`demo`: a sample journal and its three moments."""

from pathlib import Path

import pytest

from tests.cli.commands.journals import Cli
from tests.cli.helping import assert_help_is_documented


@pytest.mark.slow  # the sample year takes seconds
def test_a_named_file_is_filled_once(cli: Cli, tmp_path: Path) -> None:
    """An existing one is never written over."""
    path = tmp_path / "sample.db"
    answer = cli("demo", "--db", str(path), CLIENTLOG_DB="")
    assert answer.code == 0, answer.err
    assert str(path) in answer.out
    titles = [line for line in answer.out.splitlines() if line.endswith(":") and line[0] != " "]
    assert titles[-3].startswith("Right before a meeting, the next being ")
    assert titles[-2:] == ["Right after it:", "And at any time:"]
    before = path.read_bytes()
    again = cli("demo", "--db", str(path), CLIENTLOG_DB="")
    assert again.code == 2
    assert "exists" in again.err
    assert path.read_bytes() == before


def test_an_existing_file_is_never_written_over(cli: Cli, tmp_path: Path) -> None:
    """Whatever it holds; no sample year is made for it."""
    path = tmp_path / "notes.db"
    path.write_text("my own notes")
    answer = cli("demo", "--db", str(path))
    assert answer.code == 2
    assert str(path) in answer.err
    assert path.read_text() == "my own notes"


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("demo")
