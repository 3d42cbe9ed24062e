"""Quoting for bash, zsh and fish."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.shell import history_line, quote_word, quote_words
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


def test_history_keeps_everything() -> None:
    """The history has a line for every command, also for one that no shell could take."""
    assert history_line(["note", "dana", "it's\x1b"]) == """note dana 'it'"'"'s\x1b'"""
