"""A journal that several tests of the read side begin with."""

from pathlib import Path

from clientlog.write import clients
from tests.looking import client, writing
from tests.prepared import prepared_once


@prepared_once()
def people(journal: Path) -> Path:
    """A journal that knows Dana and Sam, and Ann, who is archived."""
    with writing(journal, "2026-10-01 09:00") as change:
        for name in ("Dana Reyes", "Sam Li", "Ann Lee"):
            client(change, name)
        clients.archive(change, client(change, "Ann Lee"))
    return journal
