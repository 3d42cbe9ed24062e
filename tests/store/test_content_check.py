"""Whether a journal is sound as a whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.errors import JournalError
from clientlog.store.connection import connect_to_check
from clientlog.store.content_check import check_content, find_damage
from tests.store.filled import fill


def test_a_sound_journal_has_no_damage(journal: Path, clock: Clock) -> None:
    """Nor has one that is not there: nothing is known of it."""
    assert find_damage(journal) is None
    fill(journal, clock)
    assert find_damage(journal) is None


def test_a_record_that_refers_to_a_missing_one_is_damage(journal: Path, clock: Clock) -> None:
    """Another program removed a client, without foreign keys."""
    fill(journal, clock)
    with closing(sqlite3.connect(journal, isolation_level=None)) as db:
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DELETE FROM client")
    damage = find_damage(journal)
    assert damage
    assert "refers to one that is missing" in str(damage)


def change_by_hand(journal: Path, *statements: str) -> None:
    """Do what another program does, without CHECKs, foreign keys and triggers."""
    with closing(sqlite3.connect(journal)) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        dropped = triggers.fetchall()
        for name, _ in dropped:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        for _, sql in dropped:
            db.execute(sql)
        db.commit()


UNDATED = "UPDATE client SET recorded_at = '2026-13-45T10:00:00Z'"
LOOSE = "UPDATE note SET client_id = 77"
REFUSED = "UPDATE client SET name = ''"


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ([UNDATED], "a date in client is none"),
        ([UNDATED, LOOSE], "a record refers to one that is missing"),
        ([UNDATED, LOOSE, REFUSED], "CHECK constraint failed"),
    ],
)
def test_damage_is_told_by_its_first_kind(
    journal: Path, clock: Clock, statements: list[str], words: str
) -> None:
    """What SQLite finds, then references, then dates."""
    fill(journal, clock)
    change_by_hand(journal, *statements)
    damage = find_damage(journal)
    assert damage
    assert words in damage.message
    assert "clientlog restore PATH" in damage.hint


def test_only_a_thorough_check_reads_every_date(journal: Path, clock: Clock) -> None:
    """It is what a check does unless it is told otherwise."""
    fill(journal, clock)
    change_by_hand(journal, UNDATED)
    with closing(connect_to_check(journal)) as db:
        check_content(db, journal, thorough=False)
        with pytest.raises(JournalError, match="a date in client is none"):
            check_content(db, journal)


def test_triggers_that_are_written_afresh_may_be_others(journal: Path, clock: Clock) -> None:
    """A backup of an earlier release of the same schema has them as they were then."""
    fill(journal, clock)
    with closing(sqlite3.connect(journal)) as db:
        db.execute("DROP TRIGGER log_note_insert")
    assert find_damage(journal) is None
    with closing(sqlite3.connect(journal)) as db:
        db.execute("CREATE TRIGGER spy AFTER INSERT ON note BEGIN DELETE FROM promise; END")
    damage = find_damage(journal)
    assert damage and "did not write (spy)" in damage.message
