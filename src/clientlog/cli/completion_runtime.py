"""What a shell is answered while somebody types: never creates a journal, never complains."""

import os
import re

import typer

from clientlog.store import paths
from clientlog.store.journal_file import open_to_look


def answer() -> int:
    """Answer the shell that asks through the environment; every failure is an empty answer."""
    from typer.completion import completion_init  # type: ignore[attr-defined]  # not in __all__

    from clientlog.cli.app import build

    try:
        completion_init()
        build().main([], prog_name="clientlog")
    except SystemExit:
        return 0
    except Exception:
        return 0
    return 0


def complete_handles(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Handles that go on from what was typed, with the name in word characters.

    Typer's zsh completion evaluates what stands beside a suggestion, twice.
    """
    try:
        db = open_to_look(paths.journal_path(os.environ, context.params.get("db")))
        rows = db.execute(
            "SELECT handle, name FROM client WHERE archived_at IS NULL ORDER BY handle"
        ).fetchall()
    except Exception:
        return []
    return [
        (handle, re.sub(r"[^\w ]+", " ", name).strip())
        for handle, name in rows
        if handle.startswith(incomplete.lower())
    ]
