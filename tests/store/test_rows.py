"""The rows that a change reads and writes are those that the models describe."""

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
