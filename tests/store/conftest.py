"""Fixtures of the tests of the store."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clientlog.clock import Clock
from tests.prepared import prepared_once
from tests.store.filled import fill
from tests.store.purging import SECRET


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups, drafts and pages go to this test's own folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def filled(journal: Path, clock: Clock) -> Path:
    """A journal with a record of every kind."""
    fill(journal, clock)
    return journal


@prepared_once()
def person(cli: Callable[..., Any]) -> Callable[..., Any]:
    """Dana, of whom one note is told, and Sam."""
    for command in (
        ("client", "add", "Dana Reyes"),
        ("client", "add", "Sam Li"),
        ("note", "dana", f"about {SECRET}"),
    ):
        assert cli(*command).code == 0
    return cli
