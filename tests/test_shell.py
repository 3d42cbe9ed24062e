"""Quoting for bash, zsh and fish."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.shell import (
    export_line,
    history_line,
    qualify,
    quote_or,
    quote_word,
    quote_words,
    typed_program,
    verbatim,
)
from clientlog.text import escape_controls

HOSTILE = [
    "plain", "", " ", "it's", "'", "''", "\\", "\\'", "a\\b", "a\\\\", "'\\'", "$(touch x)", "`id`",
    "$HOME", "~root", "=ls", "!!", "a;b", "a&b", "a|b", "a>b", "*", "?", "{a,b}", "[a]", "#x", "%1",
    "^x", '"', "a\"b", "-x", "é", "李", "O'Brien & \\ Söhne", "!'\\", "(a)", "x\\'; touch y; '",
]  # fmt: skip


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_quoted_word_is_one_argument(shell: str) -> None:
    """X4: whatever a word holds, each shell hands it on as it is."""
    found = shutil.which(shell)
    if not found:
        pytest.skip(f"no {shell} here")
    command = quote_words(["printf", "<%s>", *HOSTILE])
    assert command
    ended = subprocess.run([found, "-c", command], capture_output=True, check=True)
    assert ended.stdout.decode() == "".join(f"<{word}>" for word in HOSTILE)


@pytest.mark.parametrize("word", ["a\nb", "\x1b[2J", "a\x00b", "\u202e", "\udcff", "\x7f"])
def test_what_cannot_be_made_safe(word: str) -> None:
    """A word with control characters is not offered as part of a command."""
    assert quote_word(word) is None
    assert quote_words(["clientlog", "show", word]) is None


@given(st.text())
def test_any_word(word: str) -> None:
    """A quoted word holds the same characters, and nothing that a terminal would act on."""
    quoted = quote_word(word)
    if quoted is None:
        assert escape_controls(word) != word
    else:
        assert escape_controls(quoted) == quoted
        assert quoted.replace("'", "").replace("\\", "") == word.replace("'", "").replace("\\", "")


def test_what_cannot_be_made_safe_is_to_be_filled_in() -> None:
    """Everything else is quoted."""
    assert quote_or("it is", "NAME") == "'it is'"
    assert quote_or("it\x1b", "NAME") == "NAME"


def test_history_keeps_everything() -> None:
    """The history has a line for every command, also for one that no shell could take."""
    assert history_line(["note", "dana", "it's"]) == """note dana 'it'\\''s'"""
    assert history_line(["note", "dana", "it's\x1b"]) == """note dana 'it'"'"'s\x1b'"""


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("/bin/bash", "export CLIENTLOG_DB='/journals/it'\\''s.db'"),
        ("/usr/bin/fish", "set -gx CLIENTLOG_DB '/journals/it'\\''s.db'"),
        ("", "export CLIENTLOG_DB='/journals/it'\\''s.db'"),
    ],
)
def test_a_variable_is_set_as_the_users_shell_sets_it(shell: str, line: str) -> None:
    """SHELL names it."""
    assert export_line("CLIENTLOG_DB", "/journals/it's.db", {"SHELL": shell}) == line


def test_a_shell_that_is_named_is_the_users_beside_powershell() -> None:
    """As where one was started from the other."""
    environ = {"SHELL": "/usr/bin/fish", "PSModulePath": "modules"}
    assert export_line("CLIENTLOG_DB", "j.db", environ) == "set -gx CLIENTLOG_DB j.db"


def test_powershell_sets_a_variable_in_its_own_way() -> None:
    """It is recognized where SHELL is not set; a quote in a literal is doubled."""
    line = export_line("CLIENTLOG_DB", "C:\\it's.db", {"PSModulePath": "modules"})
    assert line == "$env:CLIENTLOG_DB = 'C:\\it''s.db'"


@pytest.mark.parametrize("environ", [{"SHELL": "/bin/bash"}, {"PSModulePath": "modules"}])
def test_a_value_that_no_quoting_makes_safe_sets_nothing(environ: dict[str, str]) -> None:
    """The caller prints a line to be filled in."""
    assert export_line("CLIENTLOG_DB", "a\nb", environ) is None


@pytest.mark.parametrize(
    ("typed", "script", "program"),
    [
        (["python", ".venv/bin/clientlog"], ".venv/bin/clientlog", ".venv/bin/clientlog"),
        (["python", "my env/clientlog"], "my env/clientlog", "'my env/clientlog'"),
        (
            ["venv/bin/python", "-m", "clientlog"],
            "src/clientlog/__main__.py",
            "venv/bin/python -m clientlog",
        ),
        (["venv/bin/python", "-m", "pytest"], "pytest/__main__.py", "clientlog"),
        (["venv/bin/python", "clientlog/x.py"], "clientlog/x.py", "clientlog"),
        (["pytest"], "/usr/bin/pytest", "clientlog"),
    ],
)
def test_the_program_is_named_as_it_was_typed(typed: list[str], script: str, program: str) -> None:
    """A path stays a path, as a person typed it before the environment was activated."""
    assert typed_program(typed, script) == program


def test_a_program_that_the_shell_finds_is_named_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shell hands on the whole path of what it found in PATH."""
    script = tmp_path / "clientlog"
    script.write_text("#!/bin/sh\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert typed_program(["python", str(script)], str(script)) == "clientlog"


@pytest.mark.parametrize(
    ("text", "qualified"),
    [
        ("see: clientlog history", "see: clientlog --db j history"),
        ("clientlog undo, then clientlog redo",
         "clientlog --db j undo, then clientlog --db j redo"),
        ("clientlog --help", "clientlog --help"),
        (f"the draft is {verbatim('/x/clientlog data/d.md')}: clientlog log --resume",
         "the draft is /x/clientlog data/d.md: clientlog --db j log --resume"),
        (f"ask {verbatim('clientlog done p1')}: clientlog done p2",
         "ask clientlog done p1: clientlog --db j done p2"),
        (f"clientlog log {verbatim(quote_or('it' + chr(39) + 's clientlog undo', 'X'))}",
         "clientlog --db j log 'it'\\''s clientlog undo'"),
    ],
)  # fmt: skip
def test_a_command_in_a_hint_names_the_journal_and_a_text_of_the_users_does_not(
    text: str, qualified: str
) -> None:
    """Whatever the user's text looks like."""
    assert qualify(text, "clientlog --db j") == qualified
