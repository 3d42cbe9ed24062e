"""Any record, by its REF."""

import sqlite3
from collections.abc import Callable

from clientlog.queries.commitments import find_commitment
from clientlog.queries.conflicts import find_conflict
from clientlog.queries.meetings import find_meeting
from clientlog.queries.notes import find_note
from clientlog.queries.topics import find_topic
from clientlog.queries.touches import find_touch
from clientlog.queries.values import Commitment, Conflict, Meeting, Note, Topic, Touch
from clientlog.refs import Ref, not_found

Record = Commitment | Meeting | Topic | Note | Touch | Conflict

_READERS: dict[str, Callable[[sqlite3.Connection, int], Record | None]] = {
    "m": find_meeting,
    "a": lambda db, number: find_commitment(db, "action", number),
    "p": lambda db, number: find_commitment(db, "promise", number),
    "t": find_topic,
    "n": find_note,
    "k": find_touch,
    "c": find_conflict,
}


def find_record(db: sqlite3.Connection, ref: Ref) -> Record | None:
    """Return the record that a REF names, or None."""
    return _READERS[ref.letter](db, ref.number)


def get_record(db: sqlite3.Connection, ref: Ref) -> Record:
    """Return the record that a REF names; raise NotFoundError where there is none."""
    record = find_record(db, ref)
    if record is None:
        raise not_found(ref)
    return record


def get_meeting(db: sqlite3.Connection, ref: Ref) -> Meeting:
    """Return the meeting that a REF names; raise NotFoundError where there is none."""
    meeting = find_meeting(db, ref.number)
    if meeting is None:
        raise not_found(ref)
    return meeting


def get_conflict(db: sqlite3.Connection, ref: Ref) -> Conflict:
    """Return the conflict that a REF names; raise NotFoundError where there is none."""
    conflict = find_conflict(db, ref.number)
    if conflict is None:
        raise not_found(ref)
    return conflict
