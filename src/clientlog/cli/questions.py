"""Questions to the person at the terminal, asked on stderr."""

import sys
from collections.abc import Sequence

from clientlog.errors import ClientlogError, UsageError
from clientlog.render.terminal import is_terminal, read_line, write_err


def can_ask() -> bool:
    """Tell whether somebody is there to read a question and to answer it."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def ask(question: str) -> str:
    """Return the answer without the blanks around it; raises UsageError at the end of stdin."""
    line = read_line(question)
    if not line:
        raise UsageError("no answer; nothing was saved")
    return line.strip()


def choose(question: str, choices: Sequence[str]) -> str:
    """Return the one of the choices whose number is typed."""
    for number, choice in enumerate(choices, 1):
        write_err(f"  {number}  {choice}")
    answer = ask(f"{question}: which number? ")
    if not answer.isascii() or not answer.isdigit() or not 1 <= int(answer[:6]) <= len(choices):
        raise UsageError("nothing was chosen; nothing was saved")
    return choices[int(answer) - 1]


def confirm(question: str) -> None:
    """Return when the answer is yes; raises ClientlogError for any other."""
    if ask(f"{question} [y/N] ").lower() not in {"y", "yes"}:
        raise ClientlogError("nothing was changed")
