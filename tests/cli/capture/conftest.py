"""Fixtures of capture."""

from pathlib import Path

import pytest


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """Where drafts lie."""
    return tmp_path / "state" / "clientlog" / "drafts"
