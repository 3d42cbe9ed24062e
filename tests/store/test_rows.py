"""The rows that a change reads and writes are those that the models describe."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session, SQLModel, select

import clientlog.models
from clientlog.clock import Clock
from clientlog.models.__main__ import TABLES, generate
from clientlog.store import rows, tables
from clientlog.store.journal_file import open_to_look
from tests.looking import client, moment_at, reading, writing
from tests.store.filled import fill

MODELS = {
    name: model
    for name, model in vars(clientlog.models).items()
    if isinstance(model, type) and issubclass(model, SQLModel) and hasattr(model, "__table__")
}


def test_the_classes_are_those_that_the_models_generate() -> None:
    """Whoever changes a model runs: python -m clientlog.models."""
    assert TABLES.read_text("utf-8") == generate()


@pytest.mark.parametrize("name", MODELS)
def test_a_class_has_the_columns_of_its_model_in_their_order(name: str) -> None:
    """What is not in the class would be stored as NULL."""
    columns = list(getattr(MODELS[name], "__table__").columns.keys())  # noqa: B009 - set by SQLModel
    assert list(getattr(tables, name).__columns__) == columns


@pytest.mark.parametrize("name", MODELS)
def test_a_row_is_read_as_its_model_reads_it(name: str, journal: Path, clock: Clock) -> None:
    """Days, moments and flags mean the same on both sides, and nothing is left out."""
    fill(journal, clock)
    with closing(open_to_look(journal)) as connection:
        read = [row.values() for row in rows.select(connection, getattr(tables, name))]
    with Session(create_engine(f"sqlite:///{journal}")) as session:
        models = session.exec(select(MODELS[name]).order_by("id")).all()
        assert read == [model.model_dump() for model in models]
    assert read


def test_an_unknown_column_is_refused() -> None:
    """A misspelt name is an error, not a value that is lost."""
    with pytest.raises(TypeError, match="Tag has no column colour"):
        tables.Tag(client_id=1, name="board", colour="red")  # type: ignore[call-arg]  # on purpose


@pytest.fixture
def tagged(journal: Path) -> Path:
    """Dana with the tags board and vip, Sam with board."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        for whom, name in ((dana, "board"), (dana, "vip"), (sam, "board")):
            change.add(tables.Tag(client_id=whom.id, name=name))
    return journal


def tags(connection: sqlite3.Connection) -> list[str]:
    return [row.name for row in rows.select(connection, tables.Tag)]


def test_one_row_is_written_or_deleted(tagged: Path) -> None:
    """The others stay as they are; a row that is gone cannot be written."""
    with writing(tagged) as change:
        db = change.connection
        vip = rows.select(db, tables.Tag)[1]
        vip.name = "lead"
        rows.update(db, vip, ["name"])
        assert tags(db) == ["board", "lead", "board"]
        rows.delete(db, vip)
        assert tags(db) == ["board", "board"]
        with pytest.raises(LookupError, match=r"^tag 2 is gone$"):
            rows.update(db, vip, ["name"])


def test_rows_are_found_by_every_value(tagged: Path) -> None:
    """Also by none at all; without values all are found."""
    with reading(tagged) as db:
        db.execute("PRAGMA reverse_unordered_selects = ON")
        assert [row.id for row in rows.select(db, tables.Tag, client_id=1, name="board")] == [1]
        assert [row.id for row in rows.select(db, tables.Tag, name="board")] == [1, 3]
        assert [row.id for row in rows.select(db, tables.Client, role=None)] == [1, 2]
        assert rows.select(db, tables.Client, role=None, handle="none") == []
        assert rows.has(db, tables.Tag, "name", "vip")
        assert not rows.has(db, tables.Tag, "name", "lead")


def test_many_rows_are_written_where_they_differ(tagged: Path) -> None:
    """One that has the values already keeps the moment it was changed at."""
    later = moment_at("2026-11-20 12:00")
    with writing(tagged) as change:
        db = change.connection
        first, second = rows.select(db, tables.Client)
        first.role, first.vision = "CTO", "towers"
        rows.update(db, first, ["role", "vision"])
        values = {"role": "CTO", "vision": "towers"}
        rows.update_all(db, tables.Client, {"direction": "outside"}, values, later)
        first, second = rows.select(db, tables.Client)
        assert (second.role, second.vision, second.changed_at) == ("CTO", "towers", later)
        assert first.changed_at != later
        rows.update_all(db, tables.Client, {"id": 1, "role": "VP"}, {"role": "CEO"}, later)
        rows.update_all(db, tables.Client, {"id": 2, "role": "CTO"}, {"role": None}, later)
        assert [row.role for row in rows.select(db, tables.Client)] == ["CTO", None]


def test_a_row_is_given_the_next_number_and_keeps_its_own(tagged: Path) -> None:
    """What is inserted is what is read."""
    with writing(tagged) as change:
        for number in (None, 9):
            change.connection.execute("DELETE FROM tag WHERE client_id = 2")
            row = tables.Tag(client_id=2, name="new", id=number)
            kept = change.add(row)
            change.flush()
            assert kept.id == (number or 4)
            assert [row.name for row in rows.select(change.connection, tables.Tag, id=kept.id)] == [
                "new"
            ]
