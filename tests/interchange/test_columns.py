"""The columns of a table in an export, read from the schema itself."""

import sqlite3

import pytest

from clientlog.interchange.columns import DERIVED, Column, columns_of, derived_columns
from clientlog.store import schema


@pytest.fixture(scope="module")
def db() -> sqlite3.Connection:
    """An empty journal."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)
    return connection


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("promise", Column("client_id", "client", "pointer", True, None, "client")),
        ("promise", Column("need_id", "need", "pointer", False, None, "note")),
        ("promise", Column("text", "text", "text", True)),
        ("promise", Column("owner", "owner", "line", False)),
        ("promise", Column("theirs", "theirs", "flag", True)),
        ("promise", Column("due", "due", "day", False)),
        ("promise", Column("due_set_at", "due_set_at", "moment", False)),
        ("client", Column("cadence_days", "cadence_days", "number", False)),
        ("meeting", Column("moves", "moves", "number", True, 0)),
        ("touch", Column("source", "source", "text", True, "hand")),
        ("snooze", Column("subject", "subject", "subject", False)),
        ("external_key", Column("record_uuid", "record_uuid", "text", True)),
    ],
)
def test_a_column_has_a_type_and_what_it_points_at(
    db: sqlite3.Connection, table: str, column: Column
) -> None:
    """Its key has lost the `_id`; one that was added later has a value for older documents."""
    columns = {known.name: known for known in columns_of(db, table)}
    assert columns[column.name] == column


@pytest.mark.parametrize("table", schema.LOGGED)
def test_every_column_is_exported_but_those_that_are_computed(
    db: sqlite3.Connection, table: str
) -> None:
    """In the order of the schema; number and identity stand before them."""
    stored = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    names = [column.name for column in columns_of(db, table)]
    assert names == [name for name in stored if name not in DERIVED | {"id", "uuid"}]
    assert {"folded", "name_key"} == DERIVED


@pytest.mark.parametrize("table", schema.LOGGED)
def test_the_computed_columns_of_a_table_are_known(db: sqlite3.Connection, table: str) -> None:
    """As the schema has them."""
    stored = {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    assert set(derived_columns(table)) == stored & DERIVED
