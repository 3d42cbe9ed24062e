"""The one door to the terminal."""

import ast
import errno
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

import clientlog
from clientlog.render.terminal import (
    UNBOUNDED,
    Terminal,
    edit_line,
    is_terminal,
    read_line,
    write_err,
    write_out,
)
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


@pytest.mark.parametrize(
    ("terminal", "environ", "paging", "lines", "paged"),
    [
        (True, {}, True, 99, True),
        (False, {}, True, 99, False),
        (True, {"TERM": "dumb"}, True, 99, False),
        (True, {}, False, 99, False),
        (True, {}, True, 3, False),
    ],
)
def test_a_long_page_goes_through_the_pager_of_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    terminal: bool,
    environ: dict[str, str],
    paging: bool,
    lines: int,
    paged: bool,
) -> None:
    """Neither in a pipe nor on a terminal that cannot move its cursor, nor what fits."""
    pages: list[str] = []

    def show(text: str, _environ: object) -> bool:
        pages.append(text)
        return True

    monkeypatch.setattr("clientlog.render.pager.show_in_pager", show)
    monkeypatch.setattr(
        "clientlog.render.pager.fits_the_screen", lambda text, _columns: text.count("\n") < 24
    )
    monkeypatch.setattr(Terminal, "is_terminal", terminal)
    text = "x\n" * lines
    Terminal(environ, paging=paging).write(text, page=True)
    assert pages == ([text] if paged else [])
    assert capsys.readouterr().out == ("" if paged else text)
    Terminal(environ, paging=paging).write(text)
    assert capsys.readouterr().out == text


@pytest.mark.parametrize(("encoding", "written"), [("utf-8", "Zürich"), ("ascii", "Z\\u00fcrich")])
def test_json_escapes_the_letters_that_stdout_cannot_encode(
    monkeypatch: pytest.MonkeyPatch, encoding: str, written: str
) -> None:
    """It is the same document either way."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    Terminal({}).write_json({"city": "Zürich"})
    stream.seek(0)
    assert stream.read() == f'{{\n  "city": "{written}"\n}}\n'


def test_a_terminal_draws_tables_and_pages_unless_something_is_said() -> None:
    """It writes no JSON, and whether it is coloured is found out."""
    terminal = Terminal({})
    assert (terminal.json, terminal.color) == (False, None)
    assert (terminal.plain, terminal.paging) == (False, True)


@pytest.mark.parametrize(("color", "colored"), [("always", True), ("never", False)])
def test_a_colour_that_was_asked_for_is_written_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    color: str,
    colored: bool,
) -> None:
    """NO_COLOR is for what nobody asked for."""
    monkeypatch.setenv("NO_COLOR", "1")
    Terminal({"NO_COLOR": "1", "COLUMNS": "80"}, color=color).write(Text("x", "red"))
    assert ("\x1b[31m" in capsys.readouterr().out) is colored


@pytest.mark.parametrize(
    ("columns", "width"),
    [("20", 20), ("19", 80), ("1000", 1000), ("1001", 80), ("٤٠", 80), ("wide", 80), ("", 80)],
)
def test_columns_are_the_width_where_they_make_sense(columns: str, width: int) -> None:
    """From 20 to 1000, in ASCII digits; else it is 80 where there is no terminal."""
    assert Terminal({"COLUMNS": columns}).width == width
    assert Terminal({"COLUMNS": columns}, plain=True).width == UNBOUNDED


@pytest.mark.parametrize(("columns", "width"), [(132, 132), (20, 20), (10, 20), (0, 80)])
def test_a_terminal_has_its_own_width(
    monkeypatch: pytest.MonkeyPatch, columns: int, width: int
) -> None:
    """20 columns at least; 80 where it does not know."""
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(fileno=lambda: 1))
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    assert Terminal({}).width == width


@pytest.mark.parametrize(
    ("environ", "color", "is_terminal", "colored"),
    [
        ({}, None, True, True),
        ({}, None, False, False),
        ({}, "auto", True, True),
        ({"TERM": "dumb"}, None, True, False),
        ({"NO_COLOR": "1"}, None, True, False),
        ({"NO_COLOR": ""}, None, True, True),
        ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, None, True, False),
        ({"CLIENTLOG_COLOR": "always"}, None, False, True),
        ({"CLIENTLOG_COLOR": "never", "FORCE_COLOR": "1"}, None, True, False),
        ({"CLIENTLOG_COLOR": "auto"}, None, True, True),
        ({"CLIENTLOG_COLOR": "auto"}, None, False, False),
        ({"CLICOLOR_FORCE": "1"}, None, False, True),
        ({"FORCE_COLOR": "3"}, None, False, True),
        ({"FORCE_COLOR": "0"}, None, False, False),
        ({"CLICOLOR_FORCE": "", "FORCE_COLOR": ""}, None, False, False),
    ],
)
def test_colour_is_used_where_the_environment_or_the_terminal_says_so(
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
    color: str | None,
    is_terminal: bool,
    colored: bool,
) -> None:
    """NO_COLOR comes before CLIENTLOG_COLOR, that before the forces, those before the terminal."""
    monkeypatch.setattr(Terminal, "is_terminal", is_terminal)
    assert Terminal(environ, color=color).colored is colored


def test_a_stream_is_a_terminal_only_where_it_says_so() -> None:
    """One that is closed or missing is none."""
    closed = io.StringIO()
    closed.close()
    assert [is_terminal(stream) for stream in (closed, None, io.StringIO())] == [False] * 3
    assert is_terminal(SimpleNamespace(isatty=lambda: True))


def test_pieces_are_escaped_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file gets them as they are."""
    for on_terminal, out in ((True, "a^[b"), (False, "a\x1bb")):
        monkeypatch.setattr(Terminal, "is_terminal", on_terminal)
        Terminal({}).write_pieces(["a\x1b", "b"])
        assert capsys.readouterr().out == out


def test_a_text_ends_in_one_line_end(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty one stays empty."""
    for text, out in (("", ""), ("x", "x\n"), ("x\n", "x\n")):
        Terminal({}).write(text)
        assert capsys.readouterr().out == out


def test_what_rich_lays_out_is_neither_padded_nor_cut_nor_highlighted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A command that is longer than the line stays whole, and a number has no colour."""
    terminal = Terminal({"COLUMNS": "40"}, color="always")
    command = "x" * 60
    terminal.write(
        Group(Padding("12", (0, 0, 0, 2)), Text(command, no_wrap=True, overflow="ignore"))
    )
    assert capsys.readouterr().out == f"  12\n{command}\n"


def test_a_closed_stdout_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is for any program."""
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OSError) as raised:
        write_out("x")
    assert raised.value.errno == errno.EBADF


def test_a_question_is_asked_on_stderr_and_its_answer_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the same line; without stdin the answer is empty."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("yes\nno\n"))
    assert read_line("sure?\x1b ") == "yes\n"
    assert capsys.readouterr() == ("", "sure?^[ ")
    monkeypatch.setattr(sys, "stdin", None)
    assert read_line("sure?") == ""
    monkeypatch.setattr("builtins.input", lambda question: f"[{question}]")
    assert edit_line("a\x1b") == "[a^[]"


def test_a_remark_is_out_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A question without a line end as well, before somebody is waited for."""
    stderr = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=False)
    monkeypatch.setattr(sys, "stderr", stderr)
    write_err("Sure? ", end="")
    assert stderr.buffer.getvalue() == b"Sure? "


def test_a_long_text_is_laid_out_in_the_width_of_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Between words."""
    Terminal({"COLUMNS": "20"}).write(Text("one two three four five six seven"))
    assert capsys.readouterr().out == "one two three four\nfive six seven\n"


@pytest.mark.parametrize(("color", "out"), [("always", "\x1b[91mx\x1b[0m\n"), ("never", "x\n")])
@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_colours_are_the_sixteen_of_every_terminal(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    color: str,
    out: str,
    term: str,
) -> None:
    """They follow the palette of the user, whatever the terminal says that it could do."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", term)
    Terminal({}, color=color).write(Text("x", style="#ff5555"))
    assert capsys.readouterr().out == out
