"""Tests of the search for stored days and moments that no calendar has."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from clientlog.store import schema
from clientlog.store.date_check import find_unreadable_dates


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    """An empty journal, whose CHECKs are in force, without a log of changes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        schema.create(db)
        for (name,) in db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {name}")
        yield db


def _add_absence(db: sqlite3.Connection, begins: str, until: str, recorded: str) -> None:
    db.execute(
        "INSERT INTO absence (uuid, recorded_at, changed_at, zone, from_day, until_day)"
        " VALUES (?, ?, ?, 'UTC', ?, ?)",
        ("a" * 36, recorded, recorded, begins, until),
    )


def test_a_journal_with_real_dates_has_none(db: sqlite3.Connection) -> None:
    assert find_unreadable_dates(db) == ""
    _add_absence(db, "2028-02-29", "2028-03-01", "2026-11-20T11:00:00Z")
    assert find_unreadable_dates(db) == ""


@pytest.mark.parametrize(
    ("begins", "recorded"),
    [
        ("2026-13-45", "2026-11-20T11:00:00Z"),
        ("2026-1-1", "2026-11-20T11:00:00Z"),
        ("2026-11-20", "2026-11-20T25:00:00Z"),
        ("2026-11-20", "2026-11-20T11:60:00Z"),
    ],
)
def test_what_the_checks_let_through_is_found(
    db: sqlite3.Connection, begins: str, recorded: str
) -> None:
    _add_absence(db, begins, "2199-12-24", recorded)
    assert find_unreadable_dates(db) == "absence"
