"""Completion in bash, zsh and fish themselves, each on a terminal and with its own defaults."""

import os
import re
import shutil
import sysconfig
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pexpect
import pytest

from clientlog.write import notes
from tests.looking import client, give, meet, writing

pytestmark = pytest.mark.slow  # each test starts a shell and waits for its answers

PROMPT = "READY>"

START = {
    "bash": (["--norc", "--noprofile", "-i"], 'eval "$(clientlog completion bash)"'),
    "zsh": (["-f", "-i"], 'eval "$(clientlog completion zsh)"'),
    "fish": (["--no-config", "-i"], "clientlog completion fish | source"),
}

HOSTILE = 'Eve $(touch ran) `touch ran` "; touch ran; [a-z]*'


class Typist:
    """Somebody at a shell."""

    def __init__(self, shell: str, environment: dict[str, str], folder: Path) -> None:
        options, load = START[shell]
        self.shell = pexpect.spawn(
            shell,
            options,
            env=environment,
            cwd=str(folder),
            encoding="utf-8",
            dimensions=(40, 120),
            timeout=30,
        )
        if shell == "fish":
            self.shell.sendline(f"function fish_prompt; echo -n '{PROMPT[:-1]}''>'; end")
        else:
            self.shell.sendline(f"PS1='{PROMPT[:-1]}''>'")
        self.shell.expect_exact(PROMPT)
        self.shell.sendline(load)
        self.shell.expect_exact(PROMPT)

    def press_tab(self, typed: str, expected: str, *, times: int = 1) -> str:
        """Type something and TAB until what is expected appears."""
        self.shell.send(typed)
        for _ in range(times):
            self.shell.send("\t")
            if times > 1:
                self.shell.expect([r"\Z", pexpect.TIMEOUT], timeout=1)
        self.shell.expect(expected)
        seen = str(self.shell.before) + str(self.shell.after)
        # A list that stays on the screen takes the next key: such a line is a test's last.
        if times == 1:
            self.shell.send("\x03")
            self.shell.expect_exact(PROMPT)
        return seen

    def close(self) -> None:
        """Leave."""
        self.shell.close(force=True)


@pytest.fixture(params=list(START))
def typist(
    request: pytest.FixtureRequest, environment: dict[str, str], journal: Path, tmp_path: Path
) -> Iterator[Typist]:
    """Somebody at each shell, with a journal of a few records."""
    if not shutil.which(request.param):
        print(f"SKIPPED LOUDLY: {request.param} is not installed")
        pytest.skip(f"{request.param} is not installed")
    with writing(journal) as change:
        client(change)
        meet(change, "2026-11-24 10:00", state="planned", title="Kick off")
        give(change, "later word", date(2026, 12, 1))
        give(change, "urgent word", date(2026, 11, 10))
        notes.note(change, client(change, HOSTILE, handle="eve"), HOSTILE, kind="need")
    scripts = sysconfig.get_path("scripts")
    environment = environment | {
        "PATH": f"{scripts}{os.pathsep}{environment['PATH']}",
        "TERM": "xterm",
        "LANG": "C.UTF-8",
    }
    del environment["COLUMNS"]
    person = Typist(request.param, environment, tmp_path)
    yield person
    person.close()


def test_a_handle_is_completed_from_letters_in_the_wrong_case(typist: Typist) -> None:
    """DANA becomes dana-reyes."""
    typist.press_tab("clientlog show DANA", "dana-reyes")


def test_a_word_of_the_name_finds_the_handle(typist: Typist) -> None:
    """`rey` is the beginning of her family name."""
    typist.press_tab("clientlog promise reyes", "dana-reyes")


def test_a_command_and_a_kind_are_completed(typist: Typist) -> None:
    """Fixed words, at any place of the line."""
    typist.press_tab("clientlog renego", "renegotiate")
    typist.press_tab("clientlog list agree", "agreements")


def test_records_are_offered_with_their_text_the_most_urgent_first(typist: Typist) -> None:
    """`done` offers what can be done: p2 is due before p1."""
    seen = typist.press_tab("clientlog done p", r"later word", times=2)
    assert re.search(r"p2.*urgent word.*p1.*later word", seen, re.DOTALL)


def test_an_option_is_completed_behind_another_journal(typist: Typist, journal: Path) -> None:
    """The shared options may stand before the command."""
    typist.press_tab(f"clientlog --db {journal} list --due-b", "--due-before")
    typist.press_tab(f"clientlog --db {journal} show DANA", "dana-reyes")


def test_a_hostile_name_is_offered_and_runs_nothing(typist: Typist, tmp_path: Path) -> None:
    """What stands beside a candidate is data of others, and never evaluated."""
    typist.press_tab("clientlog show ev", "eve")
    typist.press_tab("clientlog show n", "n1", times=2)
    assert not (tmp_path / "ran").exists()


Ask = Callable[..., Any]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_answers_to_typers_own_scripts_are_plain_words(
    shell: str, journal: Path, program: Ask
) -> None:
    """Typer's zsh script evaluates what it is given, so nothing in it may mean anything."""
    with writing(journal) as change:
        client(change, HOSTILE, handle="eve")
    answer = program(
        _CLIENTLOG_COMPLETE=f"complete_{shell}",
        _TYPER_COMPLETE_FISH_ACTION="get-args",
        _TYPER_COMPLETE_ARGS="clientlog show e",
        COMP_WORDS="clientlog show e",
        COMP_CWORD="2",
    )
    assert "eve" in answer.out
    assert not set("$`;[") & set(answer.out)
