"""Describe a record in one line, for saying what a command did."""

import sqlite3
from collections.abc import Sequence

from clientlog.clock import Clock
from clientlog.queries.records import find_record
from clientlog.refs import Ref, looks_like_ref, parse_ref
from clientlog.render import sentences


def describe(db: sqlite3.Connection, clock: Clock, ref: Ref) -> str:
    """Return the record in one line; the REF alone if it was removed."""
    record = find_record(db, ref)
    return str(ref) if record is None else sentences.record(record, clock)


def describe_all(db: sqlite3.Connection, clock: Clock, names: Sequence[str]) -> str:
    """Return a line for each REF among these names."""
    refs = [parse_ref(name) for name in names if looks_like_ref(name)]
    return "\n".join(describe(db, clock, ref) for ref in refs)
