"""C2, C3, K9, K10: every command, wherever it is started, ends with a documented code.

The commands and the places where a file is named are read from the program itself: a new command
is tried as well, and fails the first test here until it is given what it needs.
"""

import io
import os
import shlex
import shutil
import signal
import stat
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

SECONDS = 20
"""After so many a command hangs."""

ARGUMENTS = {
    "today": "", "report": "", "list": "", "review": "", "org list": "", "doctor": "",
    "log": "dana talked", "show": "dana", "search": "draft", "timeline": "", "agenda": "m1",
    "plan": "dana --at 'tue 10:00'", "topic": "dana budget", "touch": "dana hello",
    "promise": "dana call due:fri", "action": "dana call", "note": "dana 'likes tea'",
    "done": "p1", "renegotiate": "p1 --to fri --why late", "break": "p1 --why ill",
    "drop": "p1 --why gone", "told": "p1", "confirm": "m2", "edit": "p1 words", "rm": "p1 -y",
    "reopen": "p1", "chase": "p2", "status": "dana", "undo": "", "history": "",
    "client add": "'Bo Lind'", "client show": "dana", "client edit": "dana --role CTO",
    "client rm": "dana-reyes -y", "client purge": "dana-reyes -y", "client alias": "dana Dee",
    "client merge": "dana-reyes sam-li -y", "client away": "dana --until fri",
    "client archive": "dana -y", "client unarchive": "dana", "client check": "dana",
    "meeting add": "dana --at 'tue 10:00'", "meeting show": "m1", "meeting edit": "m1 --title x",
    "meeting move": "m1 --at 'tue 10:00'", "meeting cancel": "m1", "meeting rm": "m1 -y",
    "org show": "Acme", "org rename": "Acme Apex", "org edit": "Acme --ends fri",
    "conflict open": "dana dispute", "conflict step": "c1 talked", "conflict show": "c1",
    "conflict agree": "c1 deal --check fri", "conflict check": "c1 --holds",
    "rule explain": "due-soon", "rule set": "due-soon 3", "rule mute": "due-soon",
    "rule unmute": "due-soon", "snooze": "p1 --until fri", "unsnooze": "p1",
    "config get": "date_order", "config set": "date_order dmy", "config edit": "",
    "completion": "bash", "export": "--format json", "backup": "", "restore": "kept.backup -y",
    "demo": "", "refresh": "", "redo": "", "config path": "",
    "import csv": "people.csv", "import vcard": "people.vcf", "import ical": "week.ics",
    "import md": "minutes.md", "import mail": "mail.eml", "import json": "journal.json",
    "stats": "", "meeting list": "", "client list": "", "client duplicates": "",
    "conflict list": "", "rule list": "", "config list": "", "sources": "",
    "help": "dates", "away": "me --until fri", "schedule show": "cron",
}  # fmt: skip
"""What each command is given; it works on the journal below."""

FIRST = {
    "conflict agree": ("conflict step c1 talked",),
    "conflict check": ("conflict step c1 talked", "conflict agree c1 deal --check fri"),
    "redo": ("undo",), "unsnooze": ("snooze p1 --until +9d",), "reopen": ("done p1",),
    "client unarchive": ("client archive dana -y",), "rule unmute": ("rule mute due-soon",),
    "told": ("renegotiate p1 --to +5d --why late",),
}  # fmt: skip
"""What has to come before some of them."""

FILES = {
    "people.csv": "name,email\nBo Lind,bo@example.org\n",
    "people.vcf": "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Lind\r\nN:Lind;Bo;;;\r\nEND:VCARD\r\n",
    "week.ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n",
    "minutes.md": "# Minutes\n\nDate: 2026-11-19\nAttendees: Dana Reyes\n\nWe met.\n",
    "mail.eml": "From: dana@example.org\nTo: me@example.org\nSubject: x\n"
    "Date: Thu, 19 Nov 2026 10:00:00 +0100\nMessage-ID: <1@example.org>\n\nhello\n",
}  # fmt: skip
"""What is imported."""


def _leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Yield the words of every command without commands of its own, and the command."""
    names = command.list_commands(None) if hasattr(command, "list_commands") else []
    for name in names:
        yield from _leaves(command.get_command(None, name), (*path, name))
    if not names:
        yield " ".join(path), command


def _file_places() -> Iterator[tuple[str, str, str]]:
    """Yield each command, the words before each file that it can name, and a kind of file."""
    for name, command in _leaves(build()):
        for parameter in command.params:
            metavar = str(parameter.metavar or "")
            if parameter.name == "db":
                yield name, f"{ARGUMENTS.get(name, '')} --db", "pipe"
            elif "FILE" in metavar or "PATH" in metavar:
                option = parameter.opts[0] if parameter.opts[0].startswith("-") else ""
                before = {"which": "verify", "file": "dana", "output": "m1"}.get(parameter.name, "")
                before = "" if name == "export" else before
                for kind in ("pipe", "link to a pipe", "socket", "folder"):
                    yield name, f"{before} {option}".strip(), kind


COMMANDS = [name for name, _ in _leaves(build())]

FILE_PLACES = list(_file_places())


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a journal that has one record of most kinds, and files to import."""
    folder = tmp_path_factory.mktemp("every")
    with pytest.MonkeyPatch.context() as patch:
        _set(patch, folder)
        for line in (
            "client add 'Dana Reyes' --org Acme --email dana@example.org", "client add 'Sam Li'",
            "promise dana draft due:+3d",
            "promise dana answer --theirs", "plan dana --at 'mon 10:00'",
            "log sam talked --action 'call due:fri'", "conflict open dana scope",
            "backup kept.backup", "export -o journal.json", "topic dana budget",
        ):  # fmt: skip
            assert _run(line) == 0, line
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _set(patch: pytest.MonkeyPatch, folder: Path) -> None:
    for name in os.environ:
        if name.startswith(("CLIENTLOG", "XDG", "EDITOR", "VISUAL")):
            patch.delenv(name)
    for name in ("CONFIG", "DATA", "STATE"):
        patch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    patch.setenv("HOME", str(folder))
    patch.setenv("TZ", "Europe/Berlin")
    patch.setenv("EDITOR", " ")
    patch.setenv("CLIENTLOG_EDITOR", "true")
    patch.setenv("CLIENTLOG_DB", str(folder / "journal.db"))
    patch.setenv("CLIENTLOG_CONFIG", str(folder / "config.toml"))
    patch.setenv("CLIENTLOG_NOW", "2026-11-20T12:00:00+01:00")
    patch.setattr(sys, "stdin", io.StringIO())
    config = folder / "config.toml"
    config.write_text('date_order = "dmy"\nme = ["me@example.org"]\n', "utf-8")
    config.chmod(0o600)
    patch.chdir(folder)


def _run(line: str) -> int:
    """Run a command, and fail if it hangs."""
    stopped = []

    def stop(*_: object) -> None:
        stopped.append(line)
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        code = run_program(shlex.split(line))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert not stopped
    return code


def _prepare(command: str) -> None:
    for line in FIRST.get(command, ()):
        assert _run(f"{line} -q") == 0, line


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_works_where_all_is_well(
    command: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What it is given here is what it takes: the tests below try more than a usage error."""
    with pytest.MonkeyPatch.context() as patch:
        _set(patch, folder)
        _prepare(command)
        code = _run(f"{command} {ARGUMENTS[command]}")
    assert code == 0, capfd.readouterr().err


def _full() -> io.TextIOWrapper:
    return Path("/dev/full").open("w", encoding="utf-8")


STREAMS: dict[str, Callable[[], dict[str, Any]]] = {
    "stdin closed, stderr full": lambda: {"stdin": None, "stderr": _full()},
    "stdout full": lambda: {"stdin": io.StringIO(), "stdout": _full()},
    "stdout closed": lambda: {"stdout": None},
    "all closed": lambda: {"stdin": None, "stdout": None, "stderr": None},
}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_with_every_stream(
    command: str, filled: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """No bug, no hang, and a result that could not be printed is no success."""
    for number, (name, streams) in enumerate(STREAMS.items()):
        folder = tmp_path / str(number)
        shutil.copytree(filled, folder)
        with pytest.MonkeyPatch.context() as patch:
            _set(patch, folder)
            _prepare(command)
            capfd.readouterr()
            for stream, value in streams().items():
                patch.setattr(sys, stream, value)
            code = _run(f"{command} {ARGUMENTS[command]}")
        assert code in DOCUMENTED, (name, capfd.readouterr().err)
        if "stdout" in streams():
            assert code != 0, name


def _leave_no_home(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setenv("HOME", str(folder / "nowhere" / "home"))


def _empty_home(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setenv("HOME", "")


def _delete_folder(patch: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "deleted").mkdir()
    patch.chdir(folder / "deleted")
    (folder / "deleted").rmdir()


def _name_no_utf8(patch: pytest.MonkeyPatch, folder: Path) -> None:
    strange = folder / os.fsdecode(b"\xff\xfe")
    strange.mkdir()
    for name in ("journal.db", "config.toml"):
        (folder / name).rename(strange / name)
    patch.setenv("CLIENTLOG_DB", str(strange / "journal.db"))
    patch.setenv("CLIENTLOG_CONFIG", str(strange / "config.toml"))
    patch.setenv("XDG_STATE_HOME", str(strange))


def _make_pipe(path: Path) -> Path:
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    return path


def _pipe_as_journal(patch: pytest.MonkeyPatch, folder: Path) -> None:
    _make_pipe(folder / "journal.db")


def _pipe_as_configuration(patch: pytest.MonkeyPatch, folder: Path) -> None:
    _make_pipe(folder / "config.toml")


def _pipes_as_state(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """In the place of each backup, and of the folders of drafts and pages."""
    for path in (folder / "state").rglob("*.clientlog-backup"):
        _make_pipe(path)
    for name in ("drafts", "drafts-opened", "pages"):
        _make_pipe(folder / "state" / "clientlog" / name)


SURROUNDINGS: dict[str, Callable[[pytest.MonkeyPatch, Path], None]] = {
    "no home": _leave_no_home,
    "an empty HOME": _empty_home,
    "a deleted folder": _delete_folder,
    "names that are not UTF-8": _name_no_utf8,
    "a pipe as journal": _pipe_as_journal,
    "a pipe as configuration": _pipe_as_configuration,
    "pipes for backups and drafts": _pipes_as_state,
}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_every_surrounding(
    command: str, filled: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A documented code, no hang, and a line where it fails."""
    for number, (name, surround) in enumerate(SURROUNDINGS.items()):
        folder = tmp_path / str(number)
        shutil.copytree(filled, folder)
        with pytest.MonkeyPatch.context() as patch:
            _set(patch, folder)
            _prepare(command)
            capfd.readouterr()
            surround(patch, folder)
            code = _run(f"{command} {ARGUMENTS[command]}")
            out, err = capfd.readouterr()
            assert code in DOCUMENTED, (name, err)
            assert code == 0 or out or "clientlog: " in err, name


@pytest.mark.slow
@pytest.mark.parametrize(("command", "before", "kind"), FILE_PLACES)
def test_every_place_for_a_file_takes_no_pipe_and_no_socket(
    command: str, before: str, kind: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nobody writes to the pipe: refused at once, and what is there stays there.

    Real devices are left alone: whoever runs this may be root.
    """
    named = _make_pipe(folder / "named")
    if kind == "socket":
        named.unlink()
        os.mknod(named, stat.S_IFSOCK | 0o600)
    elif kind == "link to a pipe":
        named = folder / "link"
        named.symlink_to(folder / "named")
    elif kind == "folder":
        named.unlink()
        named.mkdir()
    there = (folder / "named").stat()
    with pytest.MonkeyPatch.context() as patch:
        _set(patch, folder)
        code = _run(f"{command} {before} {named} {'-y' if command == 'restore' else ''}")
    err = capfd.readouterr().err
    assert code in DOCUMENTED, err
    after = (folder / "named").stat()
    assert (after.st_mode, after.st_ino) == (there.st_mode, there.st_ino)
    assert kind == "folder" or code != 0 or before.endswith("--db"), err


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
