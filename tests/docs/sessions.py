"""Running the sessions of a page in a home of their own, as a reader would type them."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, Block, Comment, parts

SHOWN_HOME = "/home/you"
"""What the pages show in place of the temporary folder."""


@dataclass(frozen=True)
class Ran:
    """One command of a session: where its block begins, what the page shows, what it printed."""

    block: Block
    command: str
    shown: tuple[str, ...]
    printed: tuple[str, ...]

    @property
    def is_as_shown(self) -> bool:
        """Whether the page tells the truth."""
        return _fits(self.shown, self.printed)

    @property
    def truth(self) -> tuple[str, ...]:
        """The lines that should follow the command on the page, with what it leaves out."""
        if ANY_LINES not in self.shown:
            return _kept(self.shown, self.printed)
        head = self.shown.index(ANY_LINES)
        tail = len(self.printed) - (len(self.shown) - head - 1)
        first = _kept(self.shown[:head], self.printed[:head])
        return (*first, ANY_LINES, *_kept(self.shown[head + 1 :], self.printed[tail:]))


ANY_LINES = "…"
"""A line that stands for any lines."""


def _fits(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether lines are as shown, `…` standing for anything."""
    if ANY_LINES in shown:
        head = shown.index(ANY_LINES)
        tail = len(printed) - (len(shown) - head - 1)
        return (
            head <= tail
            and _fits(shown[:head], printed[:head])
            and _fits(shown[head + 1 :], printed[tail:])
        )
    return len(shown) == len(printed) and all(map(_line_fits, shown, printed))


def _line_fits(shown: str, printed: str) -> bool:
    return bool(re.fullmatch(".*".join(map(re.escape, shown.split("…"))), printed))


def _kept(shown: tuple[str, ...], printed: tuple[str, ...]) -> tuple[str, ...]:
    """The lines printed, each as it is shown where that is true."""
    pairs = zip_longest(shown, printed[: len(shown)], fillvalue="")
    kept = [old if _line_fits(old, new) else new for old, new in pairs][: len(printed)]
    return (*kept, *printed[len(kept) :])


@dataclass
class Shell:
    """The home of one page, and the present there."""

    folder: Path
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]
    now: str = ""
    homes: int = 0
    code: int = 0
    home: Path = field(init=False)

    def __post_init__(self) -> None:
        self.move_house()

    def move_house(self) -> None:
        """Begin with nothing."""
        self.homes += 1
        self.home = self.folder / str(self.homes)
        self.home.mkdir()
        self.patch.chdir(self.home)

    @property
    def environment(self) -> dict[str, str]:
        """What a reader's shell would have, and nothing of this machine."""
        scripts = sysconfig.get_path("scripts")
        return {
            "CLIENTLOG_NOW": self.now,
            "COLUMNS": "90",
            "HOME": str(self.home),
            "LANG": "C.UTF-8",
            "PATH": os.pathsep.join([scripts, os.environ.get("PATH", os.defpath)]),
            "TZ": "Europe/Berlin",
        }

    def run(self, command: str) -> tuple[str, ...]:
        """The lines a command prints, what it says beside them first."""
        if command.strip() == "echo $?":
            return (str(self.code),)
        words = _plain_words(command)
        printed = self._in_this_process(words) if words else self._in_bash(command)
        lines = printed.replace(str(self.home), SHOWN_HOME).split("\n")
        return tuple(line.rstrip() for line in lines[: -1 if not lines[-1] else None])

    def _in_this_process(self, words: list[str]) -> str:
        from clientlog.cli.main import run_program

        with self.patch.context() as patch:
            for name in os.environ:
                patch.delenv(name)
            assigned = dict(one.split("=", 1) for one in words[: words.index("clientlog")])
            for name, value in (self.environment | assigned).items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), "utf-8"))
            self.capture.readouterr()
            self.code = run_program(words[words.index("clientlog") + 1 :])
        out, err = self.capture.readouterr()
        return err + out

    def _in_bash(self, command: str) -> str:
        bash = shutil.which("bash")
        if not bash:
            pytest.skip("there is no bash here")
        if "jq" in command and not shutil.which("jq"):
            pytest.skip("there is no jq here")
        ended = subprocess.run(
            [bash, "-c", command],
            env=self.environment,
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        self.code = ended.returncode
        return ended.stdout


def _plain_words(command: str) -> list[str]:
    """The words of a command that needs no shell; none for one that does."""
    reader = shlex.shlex(command, posix=True, punctuation_chars=True)
    reader.whitespace_split = True
    if any(set(word) <= set("();<>|&") for word in reader) or "$" in command or "~" in command:
        return []
    # A line goes on after a backslash at its end; shlex would make a word of the line break.
    words = shlex.split(command.replace("\\\n", " "))
    program = next((n for n, word in enumerate(words) if "=" not in word), 0)
    return words if words[program] == "clientlog" else []


def run_page(text: str, shell: Shell) -> Iterator[Ran]:
    """Run every session of a page in order."""
    file = None
    for part in parts(text):
        if isinstance(part, Comment) and part.kind == "continues":
            for _ in run_page((ROOT / part.text).read_text("utf-8"), shell):
                pass
        elif isinstance(part, Comment):
            file = _prepare(part, shell) or file
        elif file:
            (shell.home / file).write_text("\n".join(part.lines) + "\n", "utf-8")
            file = None
        elif part.is_session and shell.now:
            for command, shown in split_session(part):
                yield Ran(part, command, shown, shell.run(command))


def _prepare(comment: Comment, shell: Shell) -> str | None:
    match comment.kind:
        case "now":
            shell.now = comment.text
        case "new journal":
            shell.move_house()
        case "before":
            for line in comment.text.replace("\\\n", " ").split("\n"):
                printed = shell.run(line)
                assert shell.code in {0, 3}, (line, printed)
        case "file":
            return comment.text
    return None


def split_session(block: Block) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each command of a session with the lines that follow it, without a blank one at the end."""
    command: list[str] = []
    shown: list[str] = []
    for line in [*block.lines, "$ "]:
        if line.startswith("$ "):
            if command:
                yield "\n".join(command), tuple(_stripped(shown))
            command, shown = [line.removeprefix("$ ")], []
        elif command[-1].endswith("\\") and not shown:
            command.append(line)
        else:
            shown.append(line)


def _stripped(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def rewritten(text: str, ran: list[Ran]) -> str:
    """The page with what the commands really print."""
    lines = text.split("\n")
    for block in sorted({one.block for one in ran}, key=lambda one: -one.first):
        told: list[str] = []
        for one in ran:
            if one.block == block:
                told += ["", *_typed(one.command), *one.truth]
        lines[block.first : block.first + len(block.lines)] = told[1:]
    return "\n".join(lines)


def _typed(command: str) -> list[str]:
    return f"$ {command}".split("\n")
