"""The triggers: what is logged and found is what is in the tables."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from clientlog.kinds import SEARCHED
from clientlog.store import schema, triggers

MOMENT = "2026-11-20T11:00:00Z"


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """Return an empty journal with a change that has begun."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        connection.execute(
            "INSERT INTO change (uuid, at, zone, command, kind) VALUES ('u', ?, 'UTC', 'x', 'do')",
            (MOMENT,),
        )
        yield connection


def add_topic(db: sqlite3.Connection, text: str) -> None:
    """Add a topic whose number is the next."""
    db.execute(
        "INSERT INTO topic (uuid, recorded_at, changed_at, zone, client_id, text, ask, state)"
        " VALUES (lower(hex(randomblob(18))), ?, ?, 'UTC', 1, ?, 0, 'open')",
        (MOMENT, MOMENT, text),
    )


def test_every_change_of_a_record_is_logged(db: sqlite3.Connection) -> None:
    """A removed record whole, a changed one where it differs; nothing where nothing changed."""
    add_topic(db, "budget")
    db.execute("UPDATE topic SET text = '1', why = NULL, ask = 1")
    db.execute("UPDATE topic SET text = '1', why = 'x'")
    db.execute("UPDATE topic SET text = '1'")
    whole = dict(zip(columns(db), db.execute("SELECT * FROM topic").fetchone(), strict=True))
    db.execute("DELETE FROM topic")
    rows = db.execute("SELECT before, after FROM change_row ORDER BY id").fetchall()
    assert rows == [
        (None, None),
        ('{"text":"budget","ask":0}', '{"text":"1","ask":1}'),
        ('{"why":null}', '{"why":"x"}'),
        (json.dumps(whole, separators=(",", ":")), None),
    ]


def columns(db: sqlite3.Connection) -> list[str]:
    """Return the columns of the table of topics."""
    return [row[1] for row in db.execute("PRAGMA table_info(topic)")]


def test_a_record_is_found_by_its_present_text(db: sqlite3.Connection) -> None:
    """Under a number that tells its table."""
    add_topic(db, "budget")
    db.execute("UPDATE topic SET text = 'travel'")
    found = "SELECT rowid FROM search WHERE search MATCH ?"
    assert db.execute(found, ("budget",)).fetchall() == []
    number = triggers.SEARCH_STEP + list(SEARCHED).index("topic")
    assert db.execute(found, ("travel",)).fetchall() == [(number,)]
    db.execute("DELETE FROM topic")
    assert db.execute(found, ("travel",)).fetchall() == []
