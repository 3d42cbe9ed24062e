"""`python -m clientlog`."""

import runpy

import pytest

from clientlog.cli import main


def test_the_package_runs_what_the_command_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once, and only when it is the program, not when it is imported."""
    calls: list[str] = []
    monkeypatch.setattr(main, "main", lambda: calls.append("main"))
    runpy.run_module("clientlog", run_name="__main__")
    assert calls == ["main"]
    runpy.run_module("clientlog.__main__", run_name="clientlog.__main__")
    assert calls == ["main"]
