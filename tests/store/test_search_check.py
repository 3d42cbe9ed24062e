"""Whether the search index has the words of the records."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.store.search_check import compare_search_index
from clientlog.write import notes
from tests.looking import client, reading, writing


@pytest.fixture
def used(journal: Path) -> Path:
    """A journal with a client and a touch."""
    with writing(journal) as change:
        notes.touch(change, client(change), change.clock.now, text="call")
    return journal


def test_an_index_of_every_record_is_well(filled: Path) -> None:
    """After changes of every kind."""
    with reading(filled) as db:
        assert compare_search_index(db) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE touch SET text = 'talk'",
        "UPDATE touch SET folded = 'call'",
        "UPDATE touch SET text = NULL",
        "DELETE FROM touch",
    ],
)
def test_a_search_index_with_other_words_than_the_records_is_named(
    used: Path, statement: str
) -> None:
    """Be it a single word: as many texts as before, of as many words, are no proof."""
    with closing(sqlite3.connect(used)) as connection:
        find = "SELECT name, sql FROM sqlite_schema WHERE name GLOB 'find_touch_*'"
        triggers = connection.execute(find).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()
    before = used.read_bytes()
    with reading(used) as db:
        assert compare_search_index(db) == "not the words of the records"
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            db.execute("DELETE FROM change")
    assert used.read_bytes() == before
