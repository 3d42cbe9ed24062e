"""Many records at once: the log and the index hold what the triggers would have put there."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.store import bulk
from clientlog.store.changes import raw_change
from clientlog.store.schema import LOGGED
from clientlog.store.schema_check import foreign_objects
from tests.store.filled import fill

CHANGE = (
    "INSERT INTO change (id, uuid, at, zone, command, kind)"
    " VALUES (9, 'u', '2026-11-20T11:00:00Z', 'UTC', 'import', 'do')"
)


def contents(path: Path) -> list[list[tuple[object, ...]]]:
    """Return what the log and the search index hold, in one order."""
    with closing(sqlite3.connect(path)) as db:
        return [
            db.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}").fetchall()
            for table, columns in (
                ("change_row", "table_name, row_id, before, after"),
                ("search", "rowid, text, folded"),
            )
        ]


def copy_records(source: Path, target: Path, tables: Sequence[str], *, in_bulk: bool) -> None:
    """Insert the records of one journal into another that is new."""
    with closing(sqlite3.connect(source)) as old, raw_change(target) as connection:
        connection.execute(CHANGE)
        if in_bulk:
            bulk.suspend_triggers(connection)
        for table in tables:
            for row in old.execute(f"SELECT * FROM {table} ORDER BY id"):
                places = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} VALUES ({places})", row)
            if in_bulk:
                bulk.record_insertions(connection, table, 0)
        if in_bulk:
            bulk.resume_triggers(connection)


@pytest.mark.parametrize("chunk", [1, 2, 5_000])
def test_the_log_and_the_index_are_those_of_the_triggers(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    """For a record of every kind, in chunks of any size; and the schema is as it was."""
    monkeypatch.setattr(bulk, "CHUNK", chunk)
    source, single, many = (tmp_path / f"{name}.db" for name in ("source", "single", "many"))
    fill(source, clock, "Łukasz said no", "Zürich")
    copy_records(source, single, LOGGED, in_bulk=False)
    copy_records(source, many, LOGGED, in_bulk=True)
    assert contents(many) == contents(single)
    with closing(sqlite3.connect(many)) as db:
        assert foreign_objects(db) == []


def test_only_records_above_a_number_are_logged(journal: Path, clock: Clock) -> None:
    """Those that were there before have their entries already."""
    fill(journal, clock)
    before = contents(journal)
    with raw_change(journal) as connection:
        connection.execute(CHANGE)
        (last,) = connection.execute("SELECT max(id) FROM note").fetchone()
        bulk.record_insertions(connection, "note", last)
    assert contents(journal) == before


def test_each_range_has_as_many_records_as_a_chunk(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever gaps are between their numbers, and in whatever order SQLite comes upon them."""
    monkeypatch.setattr(bulk, "CHUNK", 2)
    with raw_change(journal) as connection:
        connection.execute("PRAGMA reverse_unordered_selects = ON")
        numbers = "SELECT value AS id FROM json_each('[3, 4, 9, 70, 71]')"
        connection.execute(f"CREATE TABLE gaps AS {numbers}")
        assert [*bulk.number_ranges(connection, "gaps", 3)] == [(4, 9), (10, 71)]
        assert [*bulk.number_ranges(connection, "gaps", 71)] == []
