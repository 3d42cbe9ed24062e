"""Questions to the user at the terminal, asked on stderr."""

import sys
from collections.abc import Sequence

from clientlog.errors import ClientlogError, UsageError
from clientlog.render.terminal import is_terminal, read_line, write_err


def can_ask() -> bool:
    """Return whether somebody can read a question and answer it."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def ask(question: str) -> str:
    """Return the answer without surrounding blanks; raise UsageError at the end of stdin."""
    line = read_line(question)
    if not line:
        raise UsageError("no answer; nothing was saved")
    return line.strip()


def ask_yes(question: str) -> bool:
    """Return whether the answer is yes; ask again for what is neither yes nor no."""
    while (answer := ask(f"{question} [y/N] ").lower()) not in {"y", "yes", "n", "no", ""}:
        write_err("  y for yes, n or Enter for no")
    return answer.startswith("y")


def choose(question: str, choices: Sequence[str]) -> str:
    """Return the choice whose number is typed."""
    for number, choice in enumerate(choices, 1):
        write_err(f"  {number}  {choice}")
    answer = ask(f"{question}: which number? ")
    if not answer.isascii() or not answer.isdigit() or not 1 <= int(answer[:6]) <= len(choices):
        raise UsageError("nothing was chosen; nothing was saved")
    return choices[int(answer) - 1]


def confirm(question: str) -> None:
    """Return if the answer is yes; raise ClientlogError for any other answer."""
    if ask(f"{question} [y/N] ").lower() not in {"y", "yes"}:
        raise ClientlogError("nothing was changed")
