"""The migrations, held against the models."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable
from sqlmodel import SQLModel

import clientlog.models
from clientlog.errors import JournalError
from clientlog.kinds import SEARCHED
from clientlog.store import schema, schema_check
from clientlog.store.identity import is_uuid
from tests.looking import client, writing
from tests.models.tables import plain_sql

OWN_TABLES = {
    "change", "change_row", "contact", "search", "journal", "source_state", "purge_pending",
}  # fmt: skip


def _journal() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    return connection


def test_the_migrations_end_in_the_tables_the_models_declare() -> None:
    """Every table and index stands in a new journal exactly as SQLModel would create it."""
    declared = set()
    for table in SQLModel.metadata.tables.values():
        declared.add(plain_sql(str(CreateTable(table).compile(dialect=sqlite.dialect()))))
        declared |= {
            plain_sql(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
            for index in table.indexes
        }
    stored = {
        plain_sql(sql)
        for name, sql in _journal().execute(
            "SELECT tbl_name, sql FROM sqlite_schema WHERE type IN ('table', 'index')"
            " AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        )
        if name.split("_")[0] not in {"search"} and name not in OWN_TABLES
    }
    assert stored == declared


def test_no_index_is_the_beginning_of_another() -> None:
    """It would be written with every record, and find nothing that the other does not."""
    connection = _journal()
    for table in (*SQLModel.metadata.tables, *OWN_TABLES):
        whole = [
            [column for _, _, column in connection.execute(f"PRAGMA index_info({name})")]
            for _, name, _, _, is_partial in connection.execute(f"PRAGMA index_list({table})")
            if not is_partial
        ]
        for first in whole:
            assert sum(columns[: len(first)] == first for columns in whole) == 1, (table, first)


def test_every_table_of_the_models_is_logged() -> None:
    """No record can change without the log of changes knowing it."""
    assert clientlog.models
    assert set(schema.LOGGED) == set(SQLModel.metadata.tables)


def test_every_searched_column_exists_and_is_a_text() -> None:
    """The search triggers name real columns, and each searched table has a folded one."""
    connection = _journal()
    for table, columns in SEARCHED.items():
        known = {row[1]: row[2] for row in connection.execute(f"PRAGMA table_info({table})")}
        assert set(columns) | {"folded"} <= set(known)
        assert {known[column] for column in columns} == {"TEXT"}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("archived_at", "2026-02-30T10:00:00Z"),
        ("archived_at", "2026-01-01 10:00:00"),
        ("cadence_days", 0),
        ("direction", "above"),
        ("name", ""),
        ("name", "a\x00b"),
        ("handle", "Ann Lee"),
    ],
)
def test_the_database_refuses_nonsense_by_itself(column: str, value: object) -> None:
    """Whatever program writes it: no impossible day, no unknown word, no empty or NUL text."""
    connection = _journal()
    connection.execute(
        "INSERT INTO change (uuid, at, zone, command, kind) VALUES ('u', 'a', 'z', 'c', 'do')"
    )
    good = {
        "uuid": "u" * 36, "recorded_at": "2026-11-22T06:50:00Z",
        "changed_at": "2026-11-22T06:50:00Z", "zone": "UTC", "handle": "ann", "name": "Ann",
        "name_key": "ann", "direction": "up", "by_hand": 1,
    }  # fmt: skip
    row = good | {column: value}
    insert = f"INSERT INTO client ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute(insert, tuple(row.values()))


def test_a_new_journal_is_what_the_migrations_end_in() -> None:
    """`python -m clientlog.models` changes nothing in `schema.sql`."""
    script = Path(schema.__file__).with_name("schema.sql")
    assert script.read_text("utf-8") == schema.current_script()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as new:
        schema.create(new)
        assert schema_check.foreign_objects(new) == []
        assert schema.check_version(new, "new") == schema.VERSION
        assert _content(new) == _content(_journal())
        assert is_uuid(new.execute("SELECT uuid FROM journal").fetchone()[0])


def _content(connection: sqlite3.Connection) -> list[str]:
    """Return the rows of a journal without its UUID, and without counters that stand at 0."""
    return [
        line
        for line in connection.iterdump()
        if line.startswith("INSERT INTO")
        and not line.startswith(('INSERT INTO "journal"', 'INSERT INTO "sqlite_sequence"'))
        and "sqlite_master" not in line
    ]


def test_only_the_numbers_of_a_table_out_of_reach_are_reset() -> None:
    """They follow the highest that is there, or that the log knows of that table."""
    with closing(_journal()) as connection:
        for table, seq in (("client", 1 << 41), ("note", 7)):
            connection.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, seq))
        connection.execute(
            "INSERT INTO change (id, uuid, at, zone, command, kind)"
            " VALUES (1, 'x', 'x', 'UTC', 'x', 'do')"
        )
        for table, number in (("client", 4), ("note", 9)):
            connection.execute(
                "INSERT INTO change_row (change_id, table_name, row_id) VALUES (1, ?, ?)",
                (table, number),
            )
        assert schema.out_of_reach(connection) == ["client"]
        schema.mend_sequences(connection)
        rows = connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
    assert {"client": 4, "note": 7}.items() <= dict(rows).items()


@pytest.mark.parametrize(
    ("version", "words"),
    [
        (-1, "is damaged: its schema version is -1"),
        (0, "is damaged"),
        (schema.VERSION + 1, "newer"),
    ],
)
def test_a_version_that_no_release_wrote_is_refused(version: int, words: str) -> None:
    """Whatever is in the journal."""
    with closing(_journal()) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {version}")
        with pytest.raises(JournalError, match=words):
            schema.check_version(connection, "a.db")


def test_every_released_version_is_taken() -> None:
    """From the first; but a database of another program is not."""
    with closing(_journal()) as connection:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        for version in range(1, schema.VERSION + 1):
            connection.execute(f"PRAGMA user_version = {version}")
            assert schema.check_version(connection, "a.db") == version
        connection.execute("PRAGMA application_id = 7")
        with pytest.raises(JournalError, match="is not a clientlog journal"):
            schema.check_version(connection, "a.db")


def test_a_number_is_out_of_reach_beyond_a_limit() -> None:
    """Below zero, and where it is no number; other programs' tables are left alone."""
    limit = 1 << 40
    sequences = {
        "client": limit, "note": limit + 1, "topic": 0, "tag": -1, "touch": "x", "foreign": -1,
    }  # fmt: skip
    with closing(_journal()) as connection:
        connection.execute("DELETE FROM sqlite_sequence")
        connection.executemany("INSERT INTO sqlite_sequence VALUES (?, ?)", [*sequences.items()])
        assert sorted(schema.out_of_reach(connection)) == ["note", "tag", "touch"]
        assert "client" in schema.out_of_reach(connection, reach=limit - 1)
        schema.mend_sequences(connection, reach=limit - 1)
        assert schema.out_of_reach(connection, reach=limit - 1) == []


def test_the_next_number_follows_the_highest_of_the_table_and_of_its_log(journal: Path) -> None:
    """Whichever of them is higher."""
    with writing(journal) as change:
        for name in ("Ann", "Bea", "Cleo"):
            client(change, name)
    with closing(sqlite3.connect(journal)) as connection:
        find = "SELECT seq FROM sqlite_sequence WHERE name = 'client'"
        for logged, highest in ((2, 3), (7, 7), (5, 7)):
            connection.execute(
                "INSERT INTO change_row (change_id, table_name, row_id) VALUES (1, 'client', ?)",
                (logged,),
            )
            connection.execute("UPDATE sqlite_sequence SET seq = -1 WHERE name = 'client'")
            schema.mend_sequences(connection)
            assert connection.execute(find).fetchone() == (highest,)
