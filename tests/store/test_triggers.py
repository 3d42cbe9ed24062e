"""The triggers: what is logged and found is what is in the tables."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from clientlog.kinds import SEARCHED
from clientlog.store import schema, triggers
from clientlog.store.source_states import SourceState, load, save
from clientlog.store.tables import Attendance, Meeting, Touch
from clientlog.vocabulary import AUDIENCE
from clientlog.write import notes
from tests.looking import client, meet, moment_at, writing

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


def begin_change(db: sqlite3.Connection) -> None:
    db.execute(
        "INSERT INTO change (uuid, at, zone, command, kind) VALUES ('v', ?, 'UTC', 'x', 'do')",
        (MOMENT,),
    )


def test_a_record_is_logged_with_the_change_that_is_in_progress(db: sqlite3.Connection) -> None:
    """It is the last one."""
    add_topic(db, "budget")
    begin_change(db)
    db.execute("UPDATE topic SET text = 'travel'")
    rows = db.execute("SELECT change_id, row_id FROM change_row ORDER BY id").fetchall()
    assert rows == [(1, 1), (2, 1)]


def test_many_records_are_logged_and_found_by_one_statement(db: sqlite3.Connection) -> None:
    """In the order of their numbers; from the first to the last of those that are named."""
    for text in ("zero", "one", "two", "three"):
        add_topic(db, text)
    db.execute("DELETE FROM change_row")
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    begin_change(db)
    db.execute("PRAGMA reverse_unordered_selects = ON")
    for statement in (triggers.log_insertion("topic"), triggers.search_insertion("topic")):
        db.execute(statement, (2, 3))
    rows = db.execute("SELECT change_id, table_name, row_id FROM change_row ORDER BY id")
    assert rows.fetchall() == [(2, "topic", 2), (2, "topic", 3)]
    place = list(SEARCHED).index("topic")
    numbers = [(number * triggers.SEARCH_STEP + place,) for number in (2, 3)]
    assert db.execute("SELECT id FROM search_docsize ORDER BY id").fetchall() == numbers


def add_touch(db: sqlite3.Connection) -> None:
    """Add a touch that has no text."""
    db.execute(
        "INSERT INTO touch (uuid, recorded_at, changed_at, zone, client_id, at, channel)"
        " VALUES (lower(hex(randomblob(18))), ?1, ?1, 'UTC', 1, ?1, 'call')",
        (MOMENT,),
    )


def test_a_record_without_a_text_is_not_in_the_index(db: sqlite3.Connection) -> None:
    """Until it has one, and once it has none any more."""
    check = "INSERT INTO search (search, rank) VALUES ('integrity-check', 1)"
    size = "SELECT (SELECT count(*) FROM search_docsize), (SELECT count(*) FROM record_text)"
    add_topic(db, "budget")
    add_touch(db)
    assert db.execute(size).fetchone() == (1, 1)
    for text, count in (("call", 2), (None, 1), ("talk", 2)):
        db.execute("UPDATE touch SET text = ?", (text,))
        assert db.execute(size).fetchone() == (count, count)
        db.execute(check)
    db.execute("UPDATE touch SET text = NULL")
    db.execute("DELETE FROM touch")
    assert db.execute(size).fetchone() == (1, 1)
    db.execute(triggers.search_insertion("touch"), (1, 9))
    assert db.execute(size).fetchone() == (1, 1)
    db.execute(check)


@pytest.fixture
def journal(journal: Path) -> Path:
    """A journal whose triggers are written afresh, as an upgrade does."""
    with closing(sqlite3.connect(journal, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.migrate(db)
        db.execute("INSERT OR IGNORE INTO journal (id, uuid) VALUES (1, ?)", (str(uuid4()),))
    return journal


def contacts(journal: Path) -> set[tuple[int, str, str]]:
    """Return whom there was contact with, on which day, and what it was."""
    with closing(sqlite3.connect(journal)) as db:
        return set(db.execute("SELECT client_id, substr(at, 6, 5), source FROM contact"))


def test_contacts_follow_the_meetings_and_touches(journal: Path) -> None:
    """Whatever is added, changed or removed; those of others stay."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        meet(change, "2026-10-01 10:00", dana, sam)
        meet(change, "2026-10-02 10:00", dana)
        meet(change, "2026-10-03 10:00", sam, state="planned")
        for day in ("04", "05"):
            notes.touch(change, dana, moment_at(f"2026-10-{day} 10:00"))
    expected = {
        (1, "10-01", "m1"), (2, "10-01", "m1"), (1, "10-02", "m2"),
        (1, "10-04", "k1"), (1, "10-05", "k2"),
    }  # fmt: skip
    assert contacts(journal) == expected
    with writing(journal) as change:
        change.get(Meeting, 1).starts_at = moment_at("2026-09-01 10:00")
        change.get(Meeting, 3).state = "held"
        change.get(Touch, 1).client_id = 2
    expected = {
        (1, "09-01", "m1"), (2, "09-01", "m1"), (1, "10-02", "m2"), (2, "10-03", "m3"),
        (2, "10-04", "k1"), (1, "10-05", "k2"),
    }  # fmt: skip
    assert contacts(journal) == expected
    with writing(journal) as change:
        change.get(Attendance, 3).meeting_id = 3
    expected = (expected - {(1, "10-02", "m2")}) | {(1, "10-03", "m3")}
    assert contacts(journal) == expected
    with writing(journal) as change:
        change.remove(change.get(Attendance, 1))
        change.remove(change.get(Touch, 1))
        change.remove(change.get(Meeting, 3))
    assert contacts(journal) == {(2, "09-01", "m1"), (1, "10-05", "k2")}


def test_an_audience_is_no_contact_but_the_largest_meeting_is(journal: Path) -> None:
    """By who attends that very meeting."""
    with writing(journal) as change:
        people = [client(change, f"Client {number}") for number in range(AUDIENCE + 1)]
        meet(change, "2026-10-02 10:00", *people)
        meet(change, "2026-10-01 10:00", *people[:AUDIENCE])
    assert contacts(journal) == {(number + 1, "10-01", "m2") for number in range(AUDIENCE)}


@pytest.mark.parametrize("statement", ["UPDATE external_key SET digest = 'x'", "DELETE"])
def test_what_is_taken_back_is_read_again_from_its_source(
    db: sqlite3.Connection, statement: str
) -> None:
    """The cursors of other kinds of sources stay."""
    for kind in ("ical", "mail"):
        save(db, SourceState(name=kind, kind=kind, cursor=[1]))
    db.execute(
        "INSERT INTO external_key (uuid, recorded_at, changed_at, zone, source, key, record_table,"
        " record_uuid, digest) VALUES (lower(hex(randomblob(18))), ?1, ?1, 'UTC', 'ical', 'k',"
        " 'meeting', lower(hex(randomblob(18))), 'd')",
        (MOMENT,),
    )
    db.execute(statement.replace("DELETE", "DELETE FROM external_key"))
    assert {name: state.cursor for name, state in load(db).items()} == {"ical": None, "mail": [1]}
