"""The one door to the terminal."""

import ast
import io
import sys
from pathlib import Path

import pytest
from rich.console import Group
from rich.text import Text

import clientlog
from clientlog.render.terminal import Terminal, write_err, write_out
from clientlog.render.text.tables import Cell, Listing, Row

SOURCE = Path(clientlog.__file__).parent

WRITES_PAGES = {"cli/manual.py", "cli/reference.py", "rules/reference.py"}
"""Scripts that print pages of the documentation; no user runs them."""

HOSTILE = "a\x1b]0;xb\u202ec\x9b31m"


def _ways_out(path: Path) -> list[str]:
    """Return the calls of a module that write to a stream of the process."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        streams = ("sys.stdout.write", "sys.stderr.write", "sys.__stdout__", "sys.__stderr__")
        if name in {"print", "input", "pprint", "getpass", "os.write"} or name.startswith(streams):
            found.append(f"{path.relative_to(SOURCE)}:{node.lineno} {name}")
        if name.endswith(("console.print", "stdout.buffer.write", "typer.echo", "typer.secho")):
            found.append(f"{path.relative_to(SOURCE)}:{node.lineno} {name}")
    return found


def test_nothing_else_writes_to_the_terminal() -> None:
    """X1: every module but one leaves printing to the terminal's own."""
    found = [
        way
        for path in sorted(SOURCE.rglob("*.py"))
        if str(path.relative_to(SOURCE)) not in {"render/terminal.py", *WRITES_PAGES}
        for way in _ways_out(path)
    ]
    assert found == []


@pytest.mark.parametrize("color", ["always", "never"])
def test_results_are_escaped(capsys: pytest.CaptureFixture[str], color: str) -> None:
    """Plain and laid out, with and without colour, text holds no control characters."""
    terminal = Terminal({}, color=color)
    terminal.write(HOSTILE)
    terminal.write(Text(HOSTILE, style="bold"))
    out = capsys.readouterr().out.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert out == "a^[]0;xb<U+202E>c<U+009B>31m\n" * 2


def test_remarks_and_questions_are_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    """What goes to stderr is escaped as well; a remark is one line."""
    write_err(f"{HOSTILE}\nsecond")
    Terminal({}).warn("a\nb\x1b")
    assert capsys.readouterr().err == ("a^[]0;xb<U+202E>c<U+009B>31m\nsecond\nclientlog: a^Jb^[\n")


def test_line_ends_of_other_systems_stay(capsys: pytest.CaptureFixture[str]) -> None:
    """CR before LF is a line end; alone it would write over the line."""
    write_out("a\r\nb\rc\n")
    assert capsys.readouterr().out == "a\r\nb^Mc\n"


def test_closed_and_full_stderr(monkeypatch: pytest.MonkeyPatch) -> None:
    """A remark that nobody can read stops nothing."""
    monkeypatch.setattr(sys, "stderr", None)
    write_err("x")
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    write_err("x")


def test_records_are_a_line_each_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    """Unless a width is asked for; other texts are laid out all the same."""
    table = Listing(("ref", "text"), [Row([Cell("p1")], [("x", "")])])
    Terminal({}).write(table, records=True)
    assert capsys.readouterr().out == "p1\tx\n"
    for environ, records in (({"COLUMNS": "80"}, True), ({}, False)):
        Terminal(environ).write(table, records=records)
        assert capsys.readouterr().out.splitlines()[0] == "ref  text"
    Terminal({"COLUMNS": "80"}, plain=True).write(table)
    assert capsys.readouterr().out == "p1\tx\n"


def test_markup_and_emoji_codes_are_printed_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    """Also in a text that Rich lays out itself."""
    Terminal({"COLUMNS": "80"}).write(Group("[bold]tea[/] [/] :tea: 12"))
    assert capsys.readouterr().out == "[bold]tea[/] [/] :tea: 12\n"
