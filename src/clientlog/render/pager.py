"""Show what is longer than the screen page by page, as git does."""

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Mapping

DEFAULT = "less"
LESS_OPTIONS = "FRX"
"""Quit if it fits on one screen, keep colours, leave the text on the screen."""


def pager_command(environ: Mapping[str, str]) -> list[str]:
    """Return the pager's command line; an empty list for no pager."""
    for name in ("CLIENTLOG_PAGER", "PAGER"):
        if name in environ:
            command = environ[name].strip()
            break
    else:
        command = DEFAULT
    try:
        words = shlex.split(command)
    except ValueError:
        return []
    return [] if words == ["cat"] else words


def show_in_pager(text: str, environ: Mapping[str, str]) -> bool:
    """Show the text in the pager; return False if it cannot be started."""
    command = pager_command(environ)
    if not command:
        return False
    settings = {"LESS": LESS_OPTIONS, "LV": "-c", **environ}
    sys.stdout.flush()
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=settings)
    except OSError:
        return False
    # Ctrl-C belongs to the pager while it runs.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pager.communicate(
            text.encode(sys.stdout.encoding or "utf-8", sys.stdout.errors or "strict")
        )
    except BrokenPipeError:
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    return True


def fits_the_screen(text: str, columns: int) -> bool:
    """Return whether the text fits on the terminal, with the prompt below it."""
    try:
        height = os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError, AttributeError):
        return True
    rows = sum(max(1, -(-len(line) // columns)) for line in text.splitlines())
    return height < 2 or rows < height
