"""Every command that the report prints, pasted into a shell, is one command."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]

HOSTILE = 'Q\'uirk \\ & "Sons" $(touch ran) `touch ran` ; | * ~ !! # {a,b} [x] %1 <>'

STUB = """#!/bin/sh
{ printf '%s\\0' "$#"; [ $# -eq 0 ] || printf '%s\\0' "$@"; } >> "$CALLS"
"""

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile"],
    "zsh": ["zsh", "-f"],
    "fish": ["fish", "--no-config"],
}


@pytest.fixture
def printed(cli: Cli, tmp_path: Path) -> list[str]:
    """The commands of the sample year's report, and of a hostile organization's, of `today` too."""
    sample, hostile = tmp_path / "it's a year" / "demo.db", tmp_path / HOSTILE.replace("/", "")
    sample.parent.mkdir()
    hostile.mkdir()
    cli("demo", "--db", str(sample))
    other = str(hostile / "j.db")
    earlier = {"CLIENTLOG_NOW": "2026-10-01T10:00:00"}
    for name in ("Dana Reyes", "Sam Li"):
        cli("client", "add", name, "--org", HOSTILE, "--db", other, **earlier)
        cli("touch", name, HOSTILE, "--db", other, **earlier)
    lines = [
        line.strip()
        for db in (str(sample), other)
        for look in (("report", "--full", "--care", "--old"), ("report",))
        for line in cli(*look, "--db", db, COLUMNS="80").out.splitlines()
    ]
    commands = [line for line in lines if line.startswith("clientlog ")]
    assert len(commands) > 60
    return commands


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_of_the_report_is_one_command(
    shell: str, printed: list[str], tmp_path: Path
) -> None:
    """It reaches the program with the words that are printed, and nothing else is run."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    folder, calls = tmp_path / "bin", tmp_path / "calls"
    folder.mkdir()
    (folder / "clientlog").write_text(STUB)
    (folder / "clientlog").chmod(0o755)
    environment = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "CALLS": str(calls),
        "LC_ALL": "C.UTF-8",
    }
    pasted = "\n".join(printed) + "\n"
    subprocess.run(
        SHELLS[shell], input=pasted, text=True, env=environment, cwd=folder, check=False, timeout=60
    )
    assert read_calls(calls) == [shlex.split(command)[1:] for command in printed]
    assert [path.name for path in folder.iterdir()] == ["clientlog"]


def read_calls(path: Path) -> list[list[str]]:
    """Return the arguments of each call."""
    words = iter(path.read_text("utf-8").split("\0")[:-1])
    return [[next(words) for _ in range(int(count))] for count in words]
