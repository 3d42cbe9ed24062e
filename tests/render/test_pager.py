"""What is longer than the screen goes through a pager, where somebody looks at it."""

import io
import os
import re
import shlex
import shutil
import sys
import sysconfig
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pexpect
import pytest

from clientlog.render.pager import fits_the_screen, pager_command, show_in_pager
from tests.looking import give, writing
from tests.prepared import prepared_once

Cli = Callable[..., Any]


@prepared_once()
def long(journal: Path) -> Path:
    """Sixty promises."""
    with writing(journal) as change:
        for number in range(60):
            give(change, f"word {number:02}", date(2026, 12, 1))
    return journal


def on_a_terminal(environment: dict[str, str], *arguments: str, **more: str) -> str:
    """What the program shows on a terminal of twenty lines."""
    program = shutil.which("clientlog", path=sysconfig.get_path("scripts")) or "clientlog"
    shown = pexpect.run(
        shlex.join([program, *arguments]),
        env=environment | {"TERM": "xterm"} | more,
        encoding="utf-8",
        timeout=30,
        withexitstatus=False,
    )
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", str(shown))


def test_a_long_list_goes_to_the_pager_and_a_short_one_does_not(
    long: Path, environment: dict[str, str]
) -> None:
    """The pager is told what to show on its standard input."""
    pager = {"CLIENTLOG_PAGER": "head -2"}
    assert "word 59" not in on_a_terminal(environment, "list", **pager)
    assert "word 59" in on_a_terminal(environment, "list", "--no-pager", **pager)
    assert "word 59" in on_a_terminal(environment, "list", CLIENTLOG_PAGER="cat")
    assert "No open needs." in on_a_terminal(environment, "list", "needs", CLIENTLOG_PAGER="false")


def test_a_pager_that_is_not_there_is_done_without(long: Path, environment: dict[str, str]) -> None:
    """The output is shown all the same."""
    shown = on_a_terminal(environment, "list", CLIENTLOG_PAGER="no-such-pager-anywhere")
    assert "word 59" in shown


def test_a_pipe_has_no_pager(long: Path, cli: Cli) -> None:
    """A program that reads gets everything at once."""
    assert "word 59" in cli("list", CLIENTLOG_PAGER="false").out


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({}, ["less"]),
        ({"PAGER": "more -s"}, ["more", "-s"]),
        ({"PAGER": "more", "CLIENTLOG_PAGER": "less -S"}, ["less", "-S"]),
        ({"PAGER": "more", "CLIENTLOG_PAGER": ""}, []),
        ({"PAGER": "cat"}, []),
        ({"PAGER": 'unfinished "quote'}, []),
    ],
)
def test_the_pager_is_named_by_the_environment(environ: dict[str, str], command: list[str]) -> None:
    """CLIENTLOG_PAGER, then PAGER, then less; nothing and cat are none."""
    assert pager_command(environ) == command


@pytest.mark.parametrize(
    ("text", "lines", "fits"),
    [
        ("a\nb", 3, True),
        ("a\nb\nc", 3, False),
        ("a\n\nb", 3, False),
        ("x" * 10, 2, True),
        ("x" * 11, 2, False),
        ("x" * 20, 3, True),
        ("x\n" * 50, 1, True),
        ("x\n" * 50, 0, True),
    ],
)
def test_a_text_fits_with_the_prompt_below_it(
    monkeypatch: pytest.MonkeyPatch, text: str, lines: int, fits: bool
) -> None:
    """Long lines count as often as they wrap; a terminal of no height is none."""
    monkeypatch.setattr("os.get_terminal_size", lambda _handle: os.terminal_size((10, lines)))
    with Path(os.devnull).open("w", encoding="utf-8") as stdout:
        monkeypatch.setattr("sys.stdout", stdout)
        assert fits_the_screen(text, 10) is fits


@pytest.mark.parametrize(
    ("stdout", "shown"),
    [
        (io.StringIO(), "Łódź".encode()),
        (io.TextIOWrapper(io.BytesIO(), "latin-1", "replace"), "?ód?".encode("latin-1")),
        (io.TextIOWrapper(io.BytesIO(), "utf-8"), "Łódź".encode()),
    ],
)
def test_a_pager_gets_the_text_as_the_terminal_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stdout: io.TextIOBase, shown: bytes
) -> None:
    """And the options of less, unless the user has set their own."""
    monkeypatch.setattr(sys, "stdout", stdout)
    script = f"cat > {tmp_path / 'text'}; echo $LESS $MORE > {tmp_path / 'options'}"
    environ = {"PATH": os.environ["PATH"], "PAGER": f"sh -c {shlex.quote(script)}"}
    assert show_in_pager("Łódź", environ)
    assert (tmp_path / "text").read_bytes() == shown
    assert (tmp_path / "options").read_text() == "FRX\n"
    assert show_in_pager("Łódź", environ | {"LESS": "S", "MORE": "-s"})
    assert (tmp_path / "options").read_text() == "S -s\n"
    assert not show_in_pager("Łódź", {"PAGER": ""})
    assert not show_in_pager("Łódź", {"PAGER": str(tmp_path / "none")})


def test_what_is_no_terminal_has_room_for_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody looks at it."""
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert fits_the_screen("x\n" * 500, 80)
