"""A word planted in what is written of a person, and every file in which it stands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

SECRET = "zanzibar"
"""Stands in every text about the client, and in the names."""


def purge(cli: Callable[..., Any], handle: str = "dana-reyes", **environment: str) -> Any:
    return cli("client", "purge", handle, "--yes", **environment)


def remains(folder: Path) -> list[Path]:
    """Every file in which the word stands, in any of the ways SQLite may keep it."""
    words = [SECRET.encode(), SECRET.encode("utf-16-le")]
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word in path.read_bytes().lower() for word in words)
    ]
