"""`stats` as it is seen: on a terminal of any kind, as a page, and as JSON."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.cli.helping import assert_help_is_documented
from tests.looking import client
from tests.looking import writing as changing
from tests.queries.test_stats import filled

Cli = Callable[..., Any]

__all__ = ["filled"]


def test_a_year_is_told_in_words_and_shapes(
    cli: Cli, filled: Path, golden: Callable[[str, str], None]
) -> None:
    """At 80 columns, as the golden file has it."""
    golden("stats.txt", cli("stats", COLUMNS="80").out)


@pytest.mark.parametrize("width", ["40", "60", "80", "200"])
def test_no_line_is_wider_than_the_screen(cli: Cli, filled: Path, width: str) -> None:
    """What does not fit is told in words."""
    lines = cli("stats", COLUMNS=width).out.splitlines()
    assert max(map(len, lines)) <= int(width)
    assert any("kept" in line for line in lines)


def test_a_terminal_without_blocks_gets_ascii(program: Cli, filled: Path) -> None:
    """Nothing is replaced by question marks."""
    answer = program("stats", PYTHONIOENCODING="ascii")
    assert answer.out.isascii()
    assert "?" not in answer.out


def test_plain_is_a_line_a_month_and_values_apart_by_tabs(cli: Cli, filled: Path) -> None:
    """Nothing is drawn for somebody who listens."""
    lines = cli("stats", "--plain").out.splitlines()
    assert "Oct 2026\t3" in lines
    assert "Oct 2026\tme\t1\t1\t1\t0" in lines
    assert not any("█" in line for line in lines)


def test_json_has_every_number(cli: Cli, filled: Path) -> None:
    """The same facts in the same order."""
    document = cli("stats", "--json").json
    assert document["contacts"] == [
        {"date": "2026-10-05", "count": 1},
        {"date": "2026-10-15", "count": 2},
    ]
    assert document["promises"][-4] == {
        "month": "2026-10", "by": "me", "kept": 1, "moved": 1, "late": 1, "broken": 0,
    }  # fmt: skip
    assert document == cli("stats", "--format", "json").json


def test_the_page_is_whole_in_itself_and_names_cannot_speak_in_it(cli: Cli, filled: Path) -> None:
    """Every drawing is well-formed SVG; nothing is fetched and nothing runs."""
    with changing(filled) as change:
        client(change, "<script>alert(1)</script> & Co", handle="evil")
    page = cli("stats", "evil", "--format", "html").out
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=|url\(|https?:", page)
    drawings = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert [ElementTree.fromstring(drawing).tag for drawing in drawings] == ["svg"] * 3
    whole = cli("stats", "--format", "html").out
    assert whole.count("<rect") > 365


def test_a_client_without_contacts_has_a_year_of_nothing(cli: Cli, filled: Path) -> None:
    """Said in words, and no chart is empty."""
    cli("client", "add", "Ann Lee")
    answer = cli("stats", "ann")
    assert answer.code == 0
    assert "No contacts in the last 12 months." in answer.out
    assert "Mine: none kept or broken" in answer.out


@pytest.mark.parametrize("arguments", [["--format", "pdf"], ["--json", "--format", "html"]])
def test_a_form_that_there_is_not_is_wrong_usage(cli: Cli, arguments: list[str]) -> None:
    """Exit code 2."""
    assert cli("stats", *arguments).code == 2


def test_a_journal_without_clients_has_a_year_of_nothing(cli: Cli) -> None:
    """It is no bug."""
    answer = cli("stats", CLIENTLOG_DB="")
    assert answer.code == 0
    assert "No contacts in the last 12 months." in answer.out


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("stats")
