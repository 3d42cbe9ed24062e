"""What a journal has besides the tables of the models: versions, triggers, derived tables.

Migrations are an append-only list of SQL files; the triggers are written afresh after
the last one, from the columns as they then are.
"""

import sqlite3
from contextlib import closing
from importlib.resources import files
from uuid import uuid4

from clientlog.errors import JournalError
from clientlog.kinds import SEARCHED
from clientlog.store.triggers import (
    FIXED_TRIGGERS,
    log_triggers,
    record_text_view,
    search_triggers,
)

APPLICATION_ID = 0x636C6F67
"""`clog`, in the header of every journal (https://sqlite.org/pragma.html#pragma_application_id)."""

MIGRATIONS = ("0001_first.sql", "0002_second.sql", "0003_third.sql")

VERSION = len(MIGRATIONS)

WITH_UUID = 2
"""The first version in which a journal has a UUID of its own."""

LOGGED = (
    "client", "alias", "tag", "affiliation", "meeting", "attendance", "action_item", "promise",
    "amendment", "topic", "note", "touch", "conflict", "conflict_step", "self_check", "snooze",
    "address", "absence", "organization", "chase", "mute", "external_key",
)  # fmt: skip
"""The tables whose every change is logged, parents before children."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the journal from its version to the newest, inside the caller's transaction."""
    # Without triggers, so that what a migration does is no change that could be undone.
    drop_triggers(connection)
    first = version_of(connection)
    for number in range(first, VERSION):
        run_script(connection, migration_text(number))
    write_triggers(connection)
    if first:
        # In one piece, as it is searched fastest.
        for command in ("rebuild", "optimize"):
            connection.execute("INSERT INTO search (search) VALUES (?)", (command,))
    connection.execute(f"PRAGMA user_version = {VERSION}")


def create(connection: sqlite3.Connection) -> None:
    """Write the schema of VERSION into an empty database, in a transaction of its own.

    The migrations end in the same, but take four times as long.
    """
    script = files("clientlog.store").joinpath("schema.sql").read_text("utf-8")
    connection.executescript(
        f"BEGIN IMMEDIATE; PRAGMA application_id = {APPLICATION_ID};"
        f" PRAGMA user_version = {VERSION}; {script}"
    )
    connection.execute("INSERT INTO journal (id, uuid) VALUES (1, ?)", (str(uuid4()),))
    connection.execute("COMMIT")


def current_script() -> str:
    """Return the content of `schema.sql`: every statement of the schema after all migrations."""
    with closing(sqlite3.connect(":memory:")) as connection:
        migrate(connection)
        statements = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE 'search_%' ORDER BY rowid"
        ).fetchall()
    return "\n".join(f"{statement};\n" for (statement,) in statements)


def migration_text(number: int) -> str:
    """Return the SQL that leads from version `number` to the next."""
    return files("clientlog.store").joinpath("migrations", MIGRATIONS[number]).read_text("utf-8")


def version_of(connection: sqlite3.Connection) -> int:
    """Return the schema's version; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_version(connection: sqlite3.Connection, path: object) -> int:
    """Return the version of a journal; refuse another program's file and a newer journal."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise JournalError(f"{path} is not a clientlog journal", "name another with --db")
    version = version_of(connection)
    if version < 1:
        raise JournalError(
            f"{path} is damaged: its schema version is {version}",
            "bring back a backup with: clientlog restore PATH",
        )
    if version > VERSION:
        raise JournalError(
            f"{path} was written by a newer clientlog (schema {version}, this one knows {VERSION})",
            "upgrade clientlog: pipx upgrade clientlog",
        )
    return version


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run the statements one by one: `executescript` would commit the transaction first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def mend_sequences(connection: sqlite3.Connection, *, reach: int = 1 << 40) -> None:
    """Reset the next numbers of tables to follow those that were given.

    SQLite gives no number after 2^63-1, so that nothing could be written again.
    """
    for table in out_of_reach(connection, reach=reach):
        (highest,) = connection.execute(
            f"SELECT max(coalesce((SELECT max(id) FROM {table}), 0), coalesce((SELECT max(row_id)"
            " FROM change_row WHERE table_name = ?), 0))",
            (table,),
        ).fetchone()
        connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = ?", (highest, table))


def out_of_reach(connection: sqlite3.Connection, *, reach: int = 1 << 40) -> list[str]:
    """Return the tables whose next number is beyond any that clientlog gives."""
    rows = connection.execute(
        "SELECT name FROM sqlite_sequence WHERE seq > ? OR typeof(seq) <> 'integer' OR seq < 0",
        (reach,),
    )
    return [name for (name,) in rows if name in {*LOGGED, "change", "change_row", "purge_pending"}]


def drop_triggers(connection: sqlite3.Connection) -> None:
    """Drop every trigger, and the view that is written with them."""
    connection.execute("DROP VIEW IF EXISTS record_text")
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute("DROP TRIGGER " + quote_identifier(name))


def quote_identifier(name: str) -> str:
    """Return a name quoted for SQL."""
    return '"' + name.replace('"', '""') + '"'


def write_triggers(connection: sqlite3.Connection) -> None:
    """Write every trigger afresh: the log of changes, the search index, the contacts.

    With them the view of all that is searched, which follows from the same columns.
    """
    drop_triggers(connection)
    for statement in (record_text_view(), *triggers(connection)):
        connection.execute(statement)


def triggers(connection: sqlite3.Connection) -> list[str]:
    """Return every trigger of a journal, as it is stored."""
    statements = [trigger for table in LOGGED for trigger in log_triggers(connection, table)]
    statements += [trigger for table in SEARCHED for trigger in search_triggers(table)]
    return statements + FIXED_TRIGGERS
