"""C2, K9, K10: every command with closed and full streams ends with a documented code."""

import io
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from clientlog.cli.app import build
from clientlog.cli.main import run_program
from tests.conftest import Answer

Cli = Callable[..., Answer]

DOCUMENTED = {0, 1, 2, 3, 4, 5}

ARGUMENTS = {
    "today": "", "report": "", "list": "", "review": "", "org list": "", "doctor": "",
    "log": "dana talked", "show": "dana", "search": "draft", "timeline": "", "agenda": "m1",
    "plan": "dana --at 'tue 10:00'", "topic": "dana budget", "touch": "dana hello",
    "promise": "dana call due:fri", "action": "dana call", "note": "dana 'likes tea'",
    "done": "p1", "renegotiate": "p1 --to fri --why late", "break": "p1 --why ill",
    "drop": "p1 --why gone", "told": "p1", "confirm": "m2", "edit": "p1 words", "rm": "p1 -y",
    "reopen": "p1", "chase": "p1", "status": "dana", "undo": "", "redo": "", "history": "",
    "client add": "'Bo Lind'", "client show": "dana", "client edit": "dana --role CTO",
    "client rm": "dana-reyes -y", "client purge": "dana-reyes -y", "client alias": "dana Dee",
    "client merge": "dana-reyes sam-li -y", "client away": "dana --until fri",
    "client archive": "dana", "client unarchive": "dana", "client check": "dana",
    "meeting add": "dana --at 'tue 10:00'", "meeting show": "m1", "meeting edit": "m1 --title x",
    "meeting move": "m1 --at 'tue 10:00'", "meeting cancel": "m1", "meeting rm": "m1 -y",
    "org show": "Acme", "org rename": "Acme Apex", "org edit": "Acme --ends fri",
    "conflict open": "dana dispute", "conflict step": "c1 talked", "conflict show": "c1",
    "conflict agree": "c1 deal --check fri", "conflict check": "c1 --holds",
    "rule explain": "due-soon", "rule set": "due-soon days 3", "rule mute": "due-soon",
    "rule unmute": "due-soon", "snooze": "p1 --until fri", "unsnooze": "p1",
    "config get": "date_order", "config set": "date_order dmy", "config edit": "",
    "completion": "bash", "export": "--format json", "import": "json -",
    "backup create": "", "backup verify": "none", "restore": "none -y", "demo": "", "refresh": "",
    "help": "dates", "away": "me --until fri", "schedule show": "cron",
}  # fmt: skip
"""What the commands that take something are given; the others get nothing."""


def _leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield the words of every command without commands of its own."""
    names = command.list_commands(None) if hasattr(command, "list_commands") else []
    for name in names:
        yield from _leaves(command.get_command(None, name), (*path, name))
    if not names:
        yield " ".join(path)


COMMANDS = list(_leaves(build()))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal with one record of most kinds."""
    folder = tmp_path_factory.mktemp("streams")
    journal = folder / "journal.db"
    with pytest.MonkeyPatch.context() as patch:
        _set(patch, folder, journal)
        for line in (
            "client add 'Dana Reyes' --org Acme", "client add 'Sam Li'", "promise dana draft",
            "plan dana --at 'mon 10:00'", "log sam talked", "conflict open dana scope",
        ):  # fmt: skip
            assert run_program([*shlex.split(line), "-q"]) == 0
    return journal


def _set(patch: pytest.MonkeyPatch, folder: Path, journal: Path) -> None:
    for name in os.environ:
        if name.startswith(("CLIENTLOG", "XDG", "EDITOR", "VISUAL")):
            patch.delenv(name)
    for name in ("CONFIG", "DATA", "STATE"):
        patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    patch.setenv("HOME", str(folder))
    patch.setenv("TZ", "Europe/Berlin")
    patch.setenv("EDITOR", " ")
    patch.setenv("CLIENTLOG_EDITOR", "true")
    patch.setenv("CLIENTLOG_DB", str(journal))
    patch.setenv("CLIENTLOG_CONFIG", str(folder / "config.toml"))
    patch.setenv("CLIENTLOG_NOW", "2026-11-20T12:00:00+01:00")
    config = folder / "config.toml"
    config.write_text('date_order = "dmy"\n', "utf-8")
    config.chmod(0o600)


def _full() -> io.TextIOWrapper:
    return Path("/dev/full").open("w", encoding="utf-8")


STREAMS: dict[str, Callable[[], dict[str, Any]]] = {
    "stdin closed, stderr full": lambda: {"stdin": None, "stderr": _full()},
    "stdout full": lambda: {"stdin": io.StringIO(), "stdout": _full()},
    "all closed": lambda: {"stdin": None, "stdout": None, "stderr": None},
}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_with_every_stream(
    command: str, filled: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """No bug, no hang, and a result that could not be printed is no success."""
    for name, streams in STREAMS.items():
        journal = tmp_path / f"{name[:6]}.db"
        shutil.copy(filled, journal)
        with pytest.MonkeyPatch.context() as patch:
            _set(patch, tmp_path, journal)
            for stream, value in streams().items():
                patch.setattr(sys, stream, value)
            words = [*command.split(), *shlex.split(ARGUMENTS.get(command, ""))]
            code = run_program(words)
        assert code in DOCUMENTED, (name, capfd.readouterr().err)
        if "stdout" in streams():
            assert code != 0, name


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("typed", ["--version", "--help", "log --help", "help all"])
def test_help_that_cannot_be_printed(typed: str, program: Cli, cli: Cli) -> None:
    """K9: one line and code 1."""
    streams = _full()
    with pytest.MonkeyPatch.context() as patch:
        err = io.StringIO()
        patch.setattr(sys, "stdout", streams)
        patch.setattr(sys, "stderr", err)
        assert run_program(typed.split()) == 1
    assert err.getvalue().count("\n") == 1


def test_an_end_of_input_inside_the_program_is_no_abort(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A truncated module raises EOFError as well: that is a bug, and not an interruption."""

    def fail(*_: object) -> None:
        raise EOFError("EOF read where object expected")

    monkeypatch.setattr("clientlog.cli.commands.show.client_show", fail)
    answer = cli("show", "dana")
    assert answer.code == 70
    assert "bug" in answer.err
