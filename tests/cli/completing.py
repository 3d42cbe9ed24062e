"""What the tests of completion share: a journal, and the command that is being typed."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from clientlog.write import clients, commitments, conflicts, notes
from tests.looking import client, clock_at, give, meet, writing


def fill(journal: Path) -> None:
    """Write Dana with a record of each kind, some of them settled, and Sam."""
    with writing(journal) as change:
        dana = client(change)
        clients.tag(change, dana, ["pilot"], [])
        client(change, "Sam Li")
        give(change, "open promise")
        kept = give(change, "kept promise")
        commitments.finish(change, kept, clock_at("2026-11-02 09:00").today)
        give(change, "their promise", theirs=True)
        give(change, "open action", kind="action")
        notes.raise_topic(change, dana, "the budget")
        notes.note(change, dana, "news", kind="news")
        notes.note(change, dana, "a need", kind="need")
        meet(change, "2026-11-24 10:00", state="planned")
        meet(change, "2026-11-01 10:00")
        conflicts.open_conflict(change, dana, "who decides")


def context(command: str = "show", group: str = "", **params: Any) -> Any:
    """Return the command that is being typed, and the noun before it."""
    parent = SimpleNamespace(info_name=group or "clientlog")
    return SimpleNamespace(info_name=command, parent=parent, params=params, args=[])
