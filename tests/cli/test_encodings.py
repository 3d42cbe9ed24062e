"""Terminals and pipes that do not have every letter."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.looking import client, give, writing
from tests.prepared import prepared_once

Program = Callable[..., Any]


@prepared_once()
def journal_of_names(journal: Path) -> Path:
    """Names and texts in several scripts."""
    with writing(journal) as change:
        give(change, "größe — “später”…", whom=client(change, "Łukasz Żak"))
        give(change, "見積もり", whom=client(change, "李小龍"))
        give(change, "שלום", whom=client(change, "דנה לוי"))
    return journal


def test_ascii_gets_letters_that_can_be_read(program: Program, journal_of_names: Path) -> None:
    """Not question marks: Łukasz is Lukasz, and three dots are three dots."""
    answer = program("list", PYTHONIOENCODING="ascii")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.isascii()
    assert "Lukasz Zak" in answer.out
    assert "?" not in answer.out


def test_cp1252_keeps_the_letters_it_has(
    program: Program, environment: dict[str, str], journal_of_names: Path
) -> None:
    """A pipe on Windows has umlauts and typographic quotes, and no Polish letters."""
    ended = subprocess.run(
        [sys.executable, "-m", "clientlog", "list"],
        env=environment | {"PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )
    text = ended.stdout.decode("cp1252")
    assert "größe — “später”…" in text
    assert "Lukasz" in text


@pytest.mark.parametrize("width", ["40", "80", "200"])
@pytest.mark.parametrize("look", ["list", "client list", "show li", "today", "report", "stats"])
def test_wide_and_right_to_left_names_stay_within_the_screen(
    cli: Program, journal_of_names: Path, look: str, width: str
) -> None:
    """A Chinese letter takes two columns."""
    cli("client", "edit", "lukasz", "--handle", "li")
    lines = cli(*look.split(), COLUMNS=width).out.splitlines()
    assert lines
    # A command stays whole, so that it can be copied.
    assert not [line for line in lines if cell_len(line) > int(width) and "clientlog" not in line]
