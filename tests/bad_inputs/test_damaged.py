"""A journal that is damaged in its middle is refused by whatever meets the damage."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]

PAGE = 4096

LOOKS = ["", "list", "report", "show dana", "client list", "search send", "timeline", "org list"]
CHANGES = ["promise dana x", "client edit dana --role CTO", "done p1"]


@pytest.fixture
def hollow(cli: Cli, journal: Path) -> Path:
    """A journal whose pages are all noise, but for the one that says how to read the others."""
    cli("client", "add", "Dana Reyes")
    cli("promise", "dana", "send", "due:fri")
    whole = journal.read_bytes()
    journal.write_bytes(whole[:PAGE] + b"\xff" * (len(whole) - PAGE))
    return journal


@pytest.mark.parametrize("command", [*LOOKS, *CHANGES])
def test_damage_met_on_the_way_is_no_bug(cli: Cli, hollow: Path, command: str) -> None:
    """Exit 5, one line with what to do, and the file is left as it is."""
    before = hollow.read_bytes()
    answer = cli(*command.split())
    assert answer.code == 5, answer.err
    assert "damaged" in answer.err
    assert "clientlog restore PATH" in answer.err
    assert hollow.read_bytes() == before


@pytest.mark.parametrize("path", [".", "/"])
def test_a_folder_is_no_journal(cli: Cli, path: str) -> None:
    """It is refused as what it is."""
    answer = cli("client", "list", "--db", path)
    assert answer.code == 5
    assert "is not a plain file" in answer.err
