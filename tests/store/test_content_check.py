"""Whether a journal is sound as a whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

from clientlog.clock import Clock
from clientlog.store.content_check import find_damage
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
