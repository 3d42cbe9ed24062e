"""Texts kept in files: compared, or written anew with CLIENTLOG_UPDATE_GOLDEN=1."""

import os
from pathlib import Path


def check(path: Path, text: str) -> None:
    """Compare a text with its file; the switch writes the file instead."""
    if os.environ.get("CLIENTLOG_UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
