"""Read one key, without waiting for enter where the system allows it."""

import os
import sys

END = "\x04"
"""Ctrl-D, and the value for input that has ended."""

ESCAPE = b"\x1b"


def read_key() -> str:
    """Return the key that was pressed; without termios the first letter of a line."""
    try:
        import termios
        import tty
    except ImportError:
        line = sys.stdin.readline()
        return line[:1] if line else END
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        # Ctrl-C goes on to interrupt, and what was typed ahead is not lost.
        tty.setcbreak(handle, termios.TCSADRAIN)
        typed = os.read(handle, 1)
        if typed == ESCAPE:
            # An arrow key sends several characters, none of which is a key of ours.
            termios.tcflush(handle, termios.TCIFLUSH)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
    return typed.decode("ascii", "replace") or END


def discard_typed() -> None:
    """Discard what was typed ahead and not read yet."""
    try:
        import termios
    except ImportError:
        return
    termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
