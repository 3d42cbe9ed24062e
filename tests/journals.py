"""Whole journals, as text: written, taken in, and looked through for what is wrong."""

from contextlib import closing
from pathlib import Path

from clientlog.clock import Clock
from clientlog.interchange.journal_json import Mistake, read_journal, shape_of, write_journal
from clientlog.interchange.merge import Merged, merge
from clientlog.store import doctor
from clientlog.store.changes import raw_change, start
from clientlog.store.journal_file import open_to_look


def export(path: Path) -> str:
    """The journal as text."""
    with closing(open_to_look(path)) as db:
        return write_journal(db)


def take_in(path: Path, text: str, clock: Clock) -> Merged:
    """Import a text in which nothing is wrong, as one change."""
    mistakes: list[Mistake] = []
    with closing(open_to_look(path)) as db:
        records = read_journal(text.encode(), "file", shape_of(db), mistakes)
    assert mistakes == []
    with raw_change(path, foreign_keys=True) as connection:
        return merge(connection, records, lambda: start(connection, clock, "import"))


def unwell(path: Path) -> list[str]:
    """What the doctor finds wrong inside the journal."""
    with closing(open_to_look(path)) as db:
        return [name for name, look in doctor.INSIDE.items() if look(db)]
