"""Undo where there is nothing to undo, or where what is there is no longer what was left."""

import sqlite3
from contextlib import closing

import pytest

from tests.bad_inputs.person import Person
from tests.bad_inputs.test_files import CLIENT, HEAD

NOTHING: dict[str, tuple[str, tuple[str, ...]]] = {
    "undo without a journal": ("there is nothing to undo", ("undo", "--db", "none.db")),
    "more than there are": ("only 4 changes can be undone", ("undo", "9")),
    "nothing to redo": ("there is nothing to redo", ("redo",)),
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_is_not_there_is_not_undone(person: Person, name: str) -> None:
    """Exit 1, and no journal is made for it."""
    says, typed = NOTHING[name]
    person.refused(1, says, *typed)
    assert not (person.home / "none.db").exists()


def test_when_all_is_undone_there_is_nothing_to_undo(person: Person) -> None:
    """Exit 1 in an empty journal, too."""
    person.taken("undo", "4", "--yes")
    person.refused(1, "there is nothing to undo", "undo")


def test_what_was_changed_again_since_is_refused(person: Person) -> None:
    """Exit 1, with both versions and the way there."""
    person.taken("client", "edit", "dana-reyes", "--role", "analyst")
    person.taken("client", "edit", "dana-reyes", "--role", "director")
    ended = person.refused(1, "role was 'analyst', is 'director'", "undo", "--change", "5")
    assert "clientlog undo --change 6" in ended.err


def test_an_import_is_undone_in_one_step(person: Person) -> None:
    """Exit 0, and the journal is as it was before the whole of it."""
    other = CLIENT.replace("000000000002", "000000000003").replace('"zoe"', '"ann"')
    person.file("two.json", f"{HEAD}{CLIENT}, {other}]}}")
    before = person.export()
    person.taken("import", "json", "two.json")
    assert person.export().count('"record": "client"') == 4
    person.taken("undo")
    assert person.export() == before


NEXT = """
from clientlog.store import schema
first = schema.migration_text
schema.MIGRATIONS = (*schema.MIGRATIONS, "next.sql")
schema.VERSION = len(schema.MIGRATIONS)
schema.migration_text = lambda number: (
    {sql!r} if number == schema.VERSION - 1 else first(number)
)
"""
MIGRATIONS: dict[str, tuple[int, str, str]] = {
    "a column more": (0, "ALTER TABLE note ADD COLUMN colour TEXT;", "undone: clientlog rm n1"),
    "a column less": (
        1,
        "UPDATE change_row SET before = json_set(before, '$.colour', 'red')"
        " WHERE before IS NOT NULL;",
        "the journal was upgraded since",
    ),
}


@pytest.mark.parametrize("name", MIGRATIONS)
def test_after_a_migration_undo_works_or_is_refused(person: Person, name: str) -> None:
    """Exit 0 where every column is still there, else 1 with the reason."""
    code, sql, says = MIGRATIONS[name]
    person.taken("rm", "n1", "--yes")
    file = person.file("newer/sitecustomize.py", NEXT.format(sql=sql))
    ended = person.run("undo", PYTHONPATH=str(file.parent))
    assert ended.code == code, ended.err
    assert "was brought up to date" in ended.err
    assert says in ended.out + ended.err
    with closing(sqlite3.connect(person.journal)) as journal:
        notes = journal.execute("SELECT text FROM note").fetchall()
    assert notes == ([("likes tea",)] if code == 0 else [])
