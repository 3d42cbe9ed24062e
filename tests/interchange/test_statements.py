"""The statements that store a staged record."""

import sqlite3

import pytest

from clientlog.interchange import statements
from clientlog.interchange.columns import Column


def test_columns_are_quoted_and_values_are_parameters() -> None:
    """A column may be called as a word of SQL; the first value of a row is its position."""
    assert statements.insertion("touch", ["by"]) == (
        'INSERT INTO touch (id, uuid, "by") VALUES (?2, ?3, nullif(?4, 0.5)) ON CONFLICT DO NOTHING'
    )
    assert statements.update("touch", ["by", "at"]) == (
        'UPDATE touch SET "by" = ?, "at" = ? WHERE id = ?'
    )
    assert statements.selection("touch", ["by"]) == 'SELECT "by" FROM touch WHERE id = ?'


@pytest.mark.parametrize(
    ("message", "column"),
    [
        ("CHECK constraint failed: length(text) > 0", "text"),
        ("CHECK constraint failed: due IS NULL OR due GLOB '2*'", "due"),
        ("NOT NULL constraint failed", "record"),
    ],
)
def test_a_broken_rule_names_its_column(message: str, column: str) -> None:
    """Where SQLite names none, it is about the record."""
    assert statements.broken_rule(message)[0] == column


@pytest.fixture
def staged() -> sqlite3.Connection:
    """Two records and the chosen handle of a client."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "CREATE TABLE record (position, kind, uuid, id);"
        "INSERT INTO record"
        " VALUES (1, 'topic', 'u1', 6), (2, 'note', 'u2', 7), (3, 'note', 'u3', 8);"
        "CREATE TABLE handle (position, handle);"
        "INSERT INTO handle VALUES (1, 'ann-2');"
    )
    return connection


NOTE = Column("a_id", "a", "pointer", True, None, "note")
SUBJECT = Column("a", "a", "subject", False)


@pytest.mark.parametrize(
    ("table", "column", "value", "selected"),
    [
        ("tag", NOTE, "u2", 7),
        ("tag", NOTE, "u3", 8),
        ("tag", NOTE, "u1", -1),
        ("tag", NOTE, None, None),
        ("snooze", SUBJECT, "topic u1", "t6"),
        ("snooze", SUBJECT, "note u2", "n7"),
        ("snooze", SUBJECT, "note u1", -1),
        ("tag", Column("a", "a", "text", True), "u2", "u2"),
        ("client", Column("name", "name", "text", True), "ann", "ann"),
    ],
)
def test_a_column_is_selected_with_what_it_points_at(
    staged: sqlite3.Connection, table: str, column: Column, value: str | None, selected: object
) -> None:
    """By UUID and kind; what is not in the import is nowhere."""
    staged.execute(f'CREATE TABLE staged (_position, "{column.name}")')
    staged.execute("INSERT INTO staged VALUES (1, ?)", (value,))
    sql = f"SELECT {statements.selected(table, column)} FROM staged"
    assert staged.execute(sql).fetchone() == (selected,)


def test_the_handle_of_a_client_is_the_chosen_one(staged: sqlite3.Connection) -> None:
    """Else that of the file; a handle of another table stays."""
    column = Column("handle", "handle", "text", True)
    staged.execute("CREATE TABLE staged (_position, handle)")
    staged.executemany("INSERT INTO staged VALUES (?, ?)", [(2, "bob"), (1, "ann")])
    chosen, own = (
        staged.execute(f"SELECT {statements.selected(table, column)} FROM staged").fetchall()
        for table in ("client", "tag")
    )
    assert (chosen, own) == ([("bob",), ("ann-2",)], [("bob",), ("ann",)])
