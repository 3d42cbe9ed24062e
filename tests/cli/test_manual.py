"""The manual page."""

import importlib
import re
import runpy

import pytest

from clientlog.cli import manual
from clientlog.cli.manual import manual_page
from clientlog.cli.registry import MODULES, SECTIONS


def test_the_page_has_a_section_for_each_of_the_help() -> None:
    """Between what the program is and what its exit codes mean."""
    page = manual_page()
    titles = re.findall(r"^\.SH (.*)$", page, re.MULTILINE)
    assert titles[:3] == ["NAME", "SYNOPSIS", "DESCRIPTION"]
    assert titles[3 : 3 + len(SECTIONS)] == [title.upper() for title in SECTIONS]
    assert titles[3 + len(SECTIONS) :][:2] == ["EXIT STATUS", "ENVIRONMENT"]


def test_every_command_has_its_help() -> None:
    """As it is laid out there."""
    page = manual_page()
    for name in MODULES:
        assert f".SS clientlog {name}\n.nf\nUsage: clientlog {name} " in page


def test_nothing_in_a_help_page_means_anything_to_troff() -> None:
    """Hyphens and backslashes are escaped, letters beyond ASCII named."""
    page = manual_page()
    body = page.partition(".SH EVERY DAY")[2].partition(".SH EXIT STATUS")[0]
    assert page.isascii()
    assert r"\-\-their\-promise" in body
    assert not re.search(r"(?<!\\)-", body)
    assert {line.split()[0] for line in body.splitlines() if line.startswith(".")} <= {
        ".SH", ".SS", ".nf", ".fi",
    }  # fmt: skip
    assert not re.search(r"^'", body, re.MULTILINE)


def test_the_module_prints_the_page_when_it_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing when it is imported."""
    importlib.reload(manual)
    assert capsys.readouterr().out == ""
    with pytest.warns(RuntimeWarning, match="found in sys.modules"):
        runpy.run_module("clientlog.cli.manual", run_name="__main__")
    assert capsys.readouterr().out == manual_page()
