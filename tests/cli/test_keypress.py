"""One key from the person."""

import io
import os
import pty
import sys

import pytest

from clientlog.cli.keypress import END, read_key


def press(monkeypatch: pytest.MonkeyPatch, typed: bytes) -> tuple[str, bytes]:
    """The key that is read of what was typed, and what is left to be read."""
    master, slave = pty.openpty()
    with os.fdopen(slave, closefd=True) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        os.write(master, typed)
        key = read_key()
        os.set_blocking(slave, False)
        try:
            rest = os.read(slave, 10)
        except BlockingIOError:
            rest = b""
    os.close(master)
    return key, rest


@pytest.mark.parametrize(("typed", "key"), [(b"d", "d"), (b" ", " "), (b"\n", "\n")])
def test_a_key_needs_no_enter(monkeypatch: pytest.MonkeyPatch, typed: bytes, key: str) -> None:
    """It is read as it is, and what was typed ahead is left."""
    assert press(monkeypatch, typed + b"next") == (key, b"next")


def test_an_arrow_is_one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows its escape character was not meant as keys."""
    assert press(monkeypatch, b"\x1b[A") == ("\x1b", b"")


def test_a_byte_that_is_no_letter_is_a_key_of_no_meaning(monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not fail."""
    assert press(monkeypatch, b"\xff")[0] == "\ufffd"


def test_the_terminal_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Line editing is on again."""
    import termios

    master, slave = pty.openpty()
    with os.fdopen(slave, closefd=True) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        before = termios.tcgetattr(slave)
        os.write(master, b"d")
        read_key()
        assert termios.tcgetattr(slave) == before
    os.close(master)


@pytest.mark.parametrize(("line", "key"), [("done\n", "d"), ("", END)])
def test_without_termios_it_is_the_first_letter_of_a_line(
    monkeypatch: pytest.MonkeyPatch, line: str, key: str
) -> None:
    """At the end of the input, Ctrl-D."""
    monkeypatch.setitem(sys.modules, "termios", None)
    monkeypatch.setattr(sys, "stdin", io.StringIO(line))
    assert read_key() == key
