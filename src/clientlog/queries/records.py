"""Any record, by its REF."""

import sqlite3
from collections.abc import Callable, Sequence

from clientlog.kinds import KINDS, LETTERS
from clientlog.queries.commitments import find_commitment
from clientlog.queries.conflicts import find_conflict, list_conflicts
from clientlog.queries.meetings import find_meeting
from clientlog.queries.notes import find_note
from clientlog.queries.topics import find_topic, list_topics
from clientlog.queries.touches import find_touch, list_touches
from clientlog.queries.values import Commitment, Conflict, Meeting, Note, Topic, Touch
from clientlog.refs import Ref, not_found, parse_ref

Item = Commitment | Topic | Note | Touch | Conflict
Record = Item | Meeting

_READERS: dict[str, Callable[[sqlite3.Connection, int], Record | None]] = {
    "m": find_meeting,
    "a": lambda db, number: find_commitment(db, "action", number),
    "p": lambda db, number: find_commitment(db, "promise", number),
    "t": find_topic,
    "n": find_note,
    "k": find_touch,
    "c": find_conflict,
}


LISTERS: dict[str, Callable[[sqlite3.Connection, bool, int | None], Sequence[Item]]] = {
    "t": lambda db, settled, client: list_topics(db, settled=settled, client=client),
    "c": lambda db, settled, client: list_conflicts(db, settled=settled, client=client),
    "k": lambda db, _settled, client: list_touches(db, client=client),
}
"""The function that lists a kind, by letter; settled records or not, one client's or all."""


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


def record_counts(db: sqlite3.Connection) -> dict[str, int]:
    """Return how many clients and records of each kind there are, by table."""
    return {
        table: int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
        for table in ("client", *LETTERS)
    }


def all_names(db: sqlite3.Connection) -> list[str]:
    """Return the handle of every client and the REF of every record."""
    queries = ["SELECT handle FROM client ORDER BY id"]
    queries += [f"SELECT '{kind.letter}' || id FROM {kind.table} ORDER BY id" for kind in KINDS]
    return [name for query in queries for (name,) in db.execute(query).fetchall()]


_MENTION = """
SELECT ref FROM (
  SELECT 1 AS place, 'p' || id AS ref, id FROM promise WHERE instr(text, ?1)
  UNION ALL SELECT 2, 'a' || id, id FROM action_item WHERE instr(text, ?1)
  UNION ALL SELECT 3, 't' || id, id FROM topic WHERE instr(text, ?1)
  UNION ALL SELECT 4, 'n' || id, id FROM note WHERE instr(text, ?1)
  UNION ALL SELECT 5, 'c' || id, id FROM conflict WHERE instr(text, ?1)
  UNION ALL SELECT 6, 'm' || id, id FROM meeting WHERE instr(coalesce(title, ''), ?1)
    OR instr(coalesce(summary, ''), ?1)
) ORDER BY place, id DESC LIMIT 1
"""


def newest_with_words(db: sqlite3.Connection, words: str) -> Ref | None:
    """Return the newest record whose text contains these words; promises come first."""
    row = db.execute(_MENTION, (words,)).fetchone()
    return parse_ref(row[0]) if row else None
