"""Whole journals, as text: written, taken in, and looked through for what is wrong."""

from contextlib import closing
from io import BytesIO
from pathlib import Path

from clientlog.clock import Clock
from clientlog.interchange.journal_json import read_journal, shape_of, write_journal
from clientlog.interchange.merge import merge
from clientlog.interchange.merged import Merged
from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import Staging
from clientlog.store import doctor
from clientlog.store.changes import raw_change, start
from clientlog.store.journal_file import open_to_look

HEAD = '{"version": 1, "format": "clientlog", "schema": 1, "records": ['
TAG = (
    '{"record": "tag", "uuid": "00000000-0000-4000-8000-000000000001", "number": 1,'
    ' "recorded_at": "2026-11-20T11:00:00Z", "changed_at": "2026-11-20T11:00:00Z",'
    ' "zone": "UTC", "client": "00000000-0000-4000-8000-000000000002", "name": "board"}'
)
CLIENT = (
    '{"record": "client", "uuid": "00000000-0000-4000-8000-000000000002", "number": 1,'
    ' "recorded_at": "2026-11-20T11:00:00Z", "changed_at": "2026-11-20T11:00:00Z",'
    ' "zone": "UTC", "handle": "dana", "name": "Dana", "direction": "up", "by_hand": true}'
)


def document(*records: str) -> str:
    return HEAD + ",\n".join(records) + "]}"


def export(path: Path) -> str:
    """The journal as text."""
    with closing(open_to_look(path)) as book:
        return "".join(write_journal(book))


def take_in(path: Path, text: str, clock: Clock) -> Merged:
    """Import a text in which nothing is wrong, as one change."""
    problems: list[Problem] = []
    with closing(open_to_look(path)) as book:
        shape = shape_of(book)
    staging = Staging(shape)
    staging.add(read_journal(BytesIO(text.encode()), "file", shape, problems), 0)
    problems += staging.index()
    assert problems == []
    with raw_change(path, foreign_keys=True) as connection:
        return merge(connection, staging, lambda: start(connection, clock, "import"))


def unwell(path: Path) -> list[str]:
    """What the doctor finds wrong inside the journal."""
    with closing(open_to_look(path)) as book:
        return [name for name, look in doctor.INSIDE.items() if look(book)]
