"""What is in a journal file beside the tables of the models: versions, triggers, derived tables.

Migrations are an append-only list of SQL files; the triggers are written afresh after
the last one, from the columns as they then are.
"""

import sqlite3
from contextlib import closing
from importlib.resources import files
from uuid import uuid4

from clientlog.errors import JournalError
from clientlog.kinds import SEARCHED
from clientlog.vocabulary import AUDIENCE

APPLICATION_ID = 0x636C6F67
"""`clog`, in the header of every journal (https://sqlite.org/pragma.html#pragma_application_id)."""

MIGRATIONS = ("0001_first.sql", "0002_second.sql")

VERSION = len(MIGRATIONS)

WITH_UUID = 2
"""The first version in which a journal has a UUID of its own."""

LOGGED = (
    "client", "alias", "tag", "affiliation", "meeting", "attendance", "action_item", "promise",
    "amendment", "topic", "note", "touch", "conflict", "conflict_step", "self_check", "snooze",
    "address", "absence", "organization", "chase", "mute", "external_key",
)  # fmt: skip
"""The tables whose every change is logged, parents before children."""

SEARCH_STEP = 16
"""A search number is the record's number times this, plus the place of its table."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the journal from its version to the newest, inside the caller's transaction."""
    # Without triggers, so that what a migration does is no change that could be undone.
    drop_triggers(connection)
    for number in range(version_of(connection), VERSION):
        run_script(connection, migration_text(number))
    write_triggers(connection)
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
    """Return what `schema.sql` has to be: every statement of the schema the migrations end in."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        statements = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
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
    """Bring numbers that would be given next back into reach of those that were given.

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
    """Drop every trigger."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute("DROP TRIGGER " + quote_identifier(name))


def quote_identifier(name: str) -> str:
    """Return a name as SQL takes it, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def write_triggers(connection: sqlite3.Connection) -> None:
    """Write every trigger afresh: the log of changes, the search index, the contacts."""
    drop_triggers(connection)
    for statement in triggers(connection):
        connection.execute(statement)


def triggers(connection: sqlite3.Connection) -> list[str]:
    """Return every trigger of a journal, as it is stored."""
    statements = [trigger for table in LOGGED for trigger in _log_triggers(connection, table)]
    statements += [
        trigger
        for place, table in enumerate(SEARCHED)
        for trigger in _search_triggers(table, place)
    ]
    return statements + [
        statement.strip() for statement in (_CONTACT_TRIGGERS + _CURSOR_TRIGGERS).split(";;")
    ]


def _log_triggers(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]

    def image(row: str) -> str:
        return "json_object(" + ", ".join(f"'{c}', {row}.{c}" for c in columns) + ")"

    def trigger(event: str, row: str, before: str, after: str) -> str:
        # Each image is written once: SQLite reads every trigger whenever a journal is opened.
        return (
            f"CREATE TRIGGER log_{table}_{event} AFTER {event.upper()} ON {table} BEGIN"
            " INSERT INTO change_row (change_id, table_name, row_id, before, after)"
            f" SELECT (SELECT max(id) FROM change), '{table}', {row}.id, before, after"
            f" FROM (SELECT {before} AS before, {after} AS after)"
            " WHERE before IS NOT after; END"
        )

    return [
        trigger("insert", "NEW", "NULL", image("NEW")),
        trigger("update", "NEW", image("OLD"), image("NEW")),
        trigger("delete", "OLD", image("OLD"), "NULL"),
    ]


def _search_triggers(table: str, place: int) -> list[str]:
    columns = SEARCHED[table]
    text = " || ".join(f"coalesce(NEW.{column} || char(10), '')" for column in columns)
    number = f"* {SEARCH_STEP} + {place}"
    insert = (
        f"INSERT INTO search (rowid, text, folded) SELECT NEW.id {number}, {text}, NEW.folded"
        f" WHERE {text} <> '';"
    )
    remove = f"DELETE FROM search WHERE rowid = OLD.id {number};"
    watched = ", ".join((*columns, "folded"))
    create = f"CREATE TRIGGER find_{table}"
    return [
        f"{create}_insert AFTER INSERT ON {table} BEGIN {insert} END",
        f"{create}_update AFTER UPDATE OF {watched} ON {table} BEGIN {remove} {insert} END",
        f"{create}_delete AFTER DELETE ON {table} BEGIN {remove} END",
    ]


CONTACTS_OF_MEETINGS = f"""
SELECT client_id, starts_at AS at, 'm' || meeting.id AS source
FROM attendance JOIN meeting ON meeting.id = meeting_id
WHERE state = 'held' AND (SELECT count(*) FROM (SELECT 1 FROM attendance AS a
  WHERE a.meeting_id = meeting.id LIMIT {AUDIENCE + 1})) <= {AUDIENCE}
""".strip()
"""The contacts that meetings are: with every client who attended, unless it was an audience."""


def _meeting_contacts(row: str, column: str) -> str:
    """Return the statements that work out the contacts of one meeting afresh."""
    return (
        f"  DELETE FROM contact WHERE source = 'm' || {row}.{column};\n"
        f"  INSERT INTO contact {CONTACTS_OF_MEETINGS} AND meeting.id = {row}.{column};\n"
    )


_CONTACT_TRIGGERS = f"""
CREATE TRIGGER contact_attendance_insert AFTER INSERT ON attendance BEGIN
{_meeting_contacts("NEW", "meeting_id")}END;;
CREATE TRIGGER contact_attendance_update AFTER UPDATE ON attendance BEGIN
{_meeting_contacts("OLD", "meeting_id")}{_meeting_contacts("NEW", "meeting_id")}END;;
CREATE TRIGGER contact_attendance_delete AFTER DELETE ON attendance BEGIN
{_meeting_contacts("OLD", "meeting_id")}END;;
CREATE TRIGGER contact_meeting_insert AFTER INSERT ON meeting WHEN NEW.state = 'held' BEGIN
{_meeting_contacts("NEW", "id")}END;;
CREATE TRIGGER contact_meeting_update AFTER UPDATE OF state, starts_at ON meeting BEGIN
{_meeting_contacts("NEW", "id")}END;;
CREATE TRIGGER contact_meeting_delete AFTER DELETE ON meeting BEGIN
  DELETE FROM contact WHERE source = 'm' || OLD.id;
END;;
CREATE TRIGGER contact_touch_insert AFTER INSERT ON touch BEGIN
  INSERT INTO contact VALUES (NEW.client_id, NEW.at, 'k' || NEW.id);
END;;
CREATE TRIGGER contact_touch_update AFTER UPDATE OF client_id, at ON touch BEGIN
  DELETE FROM contact WHERE source = 'k' || OLD.id;
  INSERT INTO contact VALUES (NEW.client_id, NEW.at, 'k' || NEW.id);
END;;
CREATE TRIGGER contact_touch_delete AFTER DELETE ON touch BEGIN
  DELETE FROM contact WHERE source = 'k' || OLD.id;
END;;
"""

_CURSOR_TRIGGERS = """
CREATE TRIGGER cursor_external_key_update AFTER UPDATE OF digest ON external_key BEGIN
  UPDATE source_state SET cursor = NULL WHERE kind = NEW.source;
END;;
CREATE TRIGGER cursor_external_key_delete AFTER DELETE ON external_key BEGIN
  UPDATE source_state SET cursor = NULL WHERE kind = OLD.source;
END
"""
"""What is taken back must be read again: a refresh writes its cursor last."""
