"""Fixtures of more than one command."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clientlog.cli.context import Context
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once()
def people(cli: Cli) -> None:
    """Dana, whom the meetings are with, and Sam."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Sam Li")


@pytest.fixture
def interactive(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person at a terminal, as far as the command can tell."""
    monkeypatch.setattr(Context, "interactive", True)


@pytest.fixture
def deny_access(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the system say of some files that they cannot be read, as root can read them all."""
    access = os.access

    def deny(*files: Path) -> None:
        names = {str(file) for file in files}
        monkeypatch.setattr(
            "os.access", lambda path, *more: str(path) not in names and access(path, *more)
        )

    return deny


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with no room left."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("mount"):
        pytest.skip("SKIPPED LOUDLY: mounting a small file system needs root")
    place = tmp_path / "small"
    place.mkdir()
    if os.system(f"mount -t tmpfs -o size=1m tmpfs {place} 2>/dev/null"):
        pytest.skip("SKIPPED LOUDLY: this machine does not let tests mount a file system")
    with contextlib.suppress(OSError):
        (place / "filler").write_bytes(b"x" * 2**20)
    yield place
    subprocess.run(["umount", "--lazy", place], check=False)
