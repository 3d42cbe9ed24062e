"""Many meetings and touches at once: the contacts are those that the triggers find."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.store import bulk, bulk_contacts
from clientlog.store.changes import raw_change
from clientlog.store.schema_check import foreign_objects
from clientlog.vocabulary import AUDIENCE
from clientlog.write import notes
from tests.looking import client, meet, moment_at, reading, writing

TABLES = ("meeting", "attendance", "touch")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """Held meetings with few, with many, with an audience; a planned one, and a touch."""
    path = tmp_path / "journal.db"
    with writing(path) as change:
        people = [client(change, f"Client {number}") for number in range(AUDIENCE + 1)]
        for count in (2, AUDIENCE, AUDIENCE + 1):
            meet(change, "2026-10-01 09:00", *people[:count])
        meet(change, "2026-12-01 09:00", people[0], state="planned")
        notes.touch(change, people[0], moment_at("2026-10-02 09:00"))
    return path


def contacts(path: Path) -> list[tuple[object, ...]]:
    """Return every contact, in one order."""
    with reading(path) as db:
        return db.execute("SELECT * FROM contact ORDER BY client_id, at, source").fetchall()


def take_out(connection: sqlite3.Connection, condition: str) -> dict[str, list[tuple[object, ...]]]:
    """Remove records from the three tables, and return them."""
    rows = {
        table: connection.execute(f"SELECT * FROM {table} WHERE {condition}").fetchall()
        for table in TABLES
    }
    for table in reversed(TABLES):
        connection.execute(f"DELETE FROM {table} WHERE {condition}")
    return rows


def put_back(
    connection: sqlite3.Connection,
    rows: dict[str, list[tuple[object, ...]]],
    after: dict[str, int],
    between: str = "SELECT 1",
) -> None:
    """Insert the records in bulk; do something else before the contacts are worked out."""
    bulk_contacts.suspend_contacts(connection)
    for table, records in rows.items():
        for record in records:
            connection.execute(
                f"INSERT INTO {table} VALUES ({', '.join('?' * len(record))})", record
            )
    connection.execute(between)
    bulk_contacts.resume_contacts(connection, after)


@pytest.mark.parametrize("chunk", [1, 2, 5_000])
def test_the_contacts_are_those_of_the_triggers(
    journal: Path, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    """In chunks of any size; and the schema is as it was."""
    monkeypatch.setattr(bulk, "CHUNK", chunk)
    before = contacts(journal)
    with raw_change(journal) as connection:
        rows = take_out(connection, "TRUE")
        assert connection.execute("SELECT count(*) FROM contact").fetchone() == (0,)
        put_back(connection, rows, {})
    assert contacts(journal) == before
    assert len(before) == 2 + AUDIENCE + 1
    with closing(sqlite3.connect(journal)) as db:
        assert foreign_objects(db) == []


@pytest.mark.parametrize("last", [2, 4])
def test_a_new_attendance_of_an_old_meeting_counts(journal: Path, last: int) -> None:
    """Of the latest one too; a meeting that it makes an audience is no contact any more."""
    with raw_change(journal) as connection:
        rows = {
            "attendance": connection.execute(
                "SELECT 99, uuid || '', recorded_at, changed_at, zone, 2, client_id FROM attendance"
                " WHERE meeting_id = 3 AND client_id NOT IN"
                " (SELECT client_id FROM attendance WHERE meeting_id = 2)"
            ).fetchall()
        }
        connection.execute("DELETE FROM attendance WHERE meeting_id = 3")
        put_back(connection, rows, {"attendance": 98, "meeting": last, "touch": 1})
    assert {source for _, _, source in contacts(journal)} == {"m1", "k1"}


def test_an_attendance_that_was_moved_to_a_new_meeting_counts_once(journal: Path) -> None:
    """Its trigger has made the meeting a contact already."""
    with raw_change(journal) as connection:
        rows = {"meeting": take_out(connection, "id = 1")["meeting"]}
        put_back(
            connection,
            rows,
            {"attendance": 99, "touch": 1},
            "UPDATE attendance SET meeting_id = 1 WHERE meeting_id = 4",
        )
    assert [client for client, _, source in contacts(journal) if source == "m1"] == [1, 2]
