"""The references of single records, against what SQLite finds when it reads every table."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from clientlog.clock import Clock
from clientlog.store import undo
from clientlog.store.changes import raw_change, start
from clientlog.store.journal_file import create
from clientlog.store.references import find_references, has_loose_references
from clientlog.store.schema import LOGGED
from tests.store.filled import fill


@pytest.fixture
def connection(journal: Path, clock: Clock) -> Iterator[sqlite3.Connection]:
    """A journal with something in it, in which nothing cascades."""
    fill(journal, clock)
    with closing(sqlite3.connect(journal)) as connection:
        yield connection


def test_every_row_of_a_sound_journal_is_well(connection: sqlite3.Connection) -> None:
    """Neither a row with references nor one without is loose."""
    rows = [
        (table, number)
        for table in LOGGED
        for (number,) in connection.execute(f"SELECT id FROM {table}")
    ]
    assert rows
    assert not has_loose_references(connection, rows)


def test_a_row_that_went_is_missed_by_what_points_at_it(connection: sqlite3.Connection) -> None:
    """Wherever SQLite's own check finds something, and nowhere else."""
    missed = set()
    for parent in LOGGED:
        for (number,) in connection.execute(f"SELECT id FROM {parent}").fetchall():
            connection.execute(f"DELETE FROM {parent} WHERE id = ?", (number,))
            found = connection.execute("PRAGMA foreign_key_check").fetchone() is not None
            assert has_loose_references(connection, [(parent, number)]) is found
            missed |= {parent} if found else set()
            connection.rollback()
    assert {"client", "meeting", "promise"} <= missed


def test_a_row_that_points_nowhere_is_found(connection: sqlite3.Connection) -> None:
    """By each of its references."""
    for child, column, _ in find_references(connection):
        row = connection.execute(f"SELECT min(id) FROM {child}").fetchone()
        if row[0] is None:
            continue
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute(f"UPDATE {child} SET {column} = 999999 WHERE id = ?", row)
        assert has_loose_references(connection, [(child, row[0])])
        connection.rollback()


def test_every_reference_has_an_index(tmp_path: Path) -> None:
    """What points at a row is found without reading the table."""
    create(tmp_path / "journal.db")
    with closing(sqlite3.connect(tmp_path / "journal.db")) as connection:
        references = find_references(connection)
        assert references
        for child, column, _ in references:
            plan = connection.execute(
                f"EXPLAIN QUERY PLAN SELECT 1 FROM {child} WHERE {column} = 1"
            ).fetchall()
            assert plan[0][3].startswith("SEARCH"), (child, column)


def test_undo_checks_the_touched_records_and_no_table_as_a_whole(
    journal: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The statements of an undo name no check of everything."""
    fill(journal, clock)
    with raw_change(journal) as connection:
        start(connection, clock, "client edit")
        connection.execute("UPDATE client SET role = 'lead' WHERE id = 1")
    statements: list[str] = []
    revert = undo.revert_change

    def traced(connection: sqlite3.Connection, *arguments: Any) -> int:
        connection.set_trace_callback(statements.append)
        return revert(connection, *arguments)

    monkeypatch.setattr(undo, "revert_change", traced)
    undo.undo(journal, clock)
    assert any("UPDATE client" in statement for statement in statements)
    assert not any("foreign_key_check" in statement for statement in statements)
