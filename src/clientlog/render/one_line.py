"""Any record named by its REF, in a line: for saying what a command just did."""

import sqlite3
from collections.abc import Callable, Sequence

from clientlog.clock import Clock
from clientlog.queries import records
from clientlog.refs import Ref, looks_like_ref, parse_ref
from clientlog.render import sentences


def describe(db: sqlite3.Connection, clock: Clock, ref: Ref) -> str:
    """The record in a line; the bare REF when it is gone."""
    lines = _READERS[ref.letter](db, clock, ref.number)
    return lines[0] if lines else str(ref)


def describe_all(db: sqlite3.Connection, clock: Clock, names: Sequence[str]) -> str:
    """A line for each REF among these names."""
    refs = [parse_ref(name) for name in names if looks_like_ref(name)]
    return "\n".join(describe(db, clock, ref) for ref in refs)


Reader = Callable[[sqlite3.Connection, Clock, int], list[str]]

_READERS: dict[str, Reader] = {
    "m": lambda b, c, n: [sentences.meeting(x, c) for x in records.meetings(b, "meeting.id=?", n)],
    "a": lambda b, c, n: [
        sentences.commitment(x, c) for x in records.commitments(b, "action", "action_item.id=?", n)
    ],
    "p": lambda b, c, n: [
        sentences.commitment(x, c) for x in records.commitments(b, "promise", "promise.id=?", n)
    ],
    "t": lambda b, c, n: [sentences.topic(x) for x in records.topics(b, "topic.id=?", n)],
    "n": lambda b, c, n: [sentences.note(x) for x in records.notes(b, "note.id=?", n)],
    "k": lambda b, c, n: [sentences.touch(x, c) for x in records.touches(b, "touch.id=?", n)],
    "c": lambda b, c, n: [sentences.conflict(x) for x in records.conflicts(b, "conflict.id=?", n)],
}
