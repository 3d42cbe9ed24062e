"""The triggers that log every change, and keep the search index and the contacts in step.

An import does the same for many new records at once (`bulk`).
"""

import sqlite3

from clientlog.kinds import SEARCHED
from clientlog.vocabulary import AUDIENCE

SEARCH_STEP = 16
"""A search number is the record's number times this, plus the place of its table."""


def log_triggers(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the triggers that log what is done to a table.

    SQLite reads every trigger whenever a journal is opened, so they are short.
    """
    columns = [info[1] for info in connection.execute(f"PRAGMA table_info({table})")]
    pairs = ", ".join(f"('{column}', OLD.{column}, NEW.{column})" for column in columns)
    image = ", ".join(f"'{column}', OLD.{column}" for column in columns)

    def trigger(event: str, statement: str) -> str:
        event_of = f"log_{table}_{event} AFTER {event.upper()} ON {table}"
        return f"CREATE TRIGGER {event_of} BEGIN INSERT INTO change_row {statement}; END"

    return [
        trigger("insert", f"{_INSERTION} VALUES ({_CHANGE}, '{table}', NEW.id)"),
        trigger(
            "update",
            f"{_IMAGES} SELECT {_CHANGE}, '{table}', NEW.id, json_group_object(name, was),"
            " json_group_object(name, now) FROM (SELECT '' AS name, 0 AS was, 0 AS now"
            f" UNION ALL VALUES {pairs}) WHERE was IS NOT now GROUP BY NULL",
        ),
        trigger(
            "delete", f"{_IMAGES} VALUES ({_CHANGE}, '{table}', OLD.id, json_object({image}), NULL)"
        ),
    ]


_CHANGE = "(SELECT max(id) FROM change)"
_INSERTION = "(change_id, table_name, row_id)"
_IMAGES = "(change_id, table_name, row_id, before, after)"


def log_insertion(table: str) -> str:
    """Return the statement that logs records as new, from one number to another."""
    return (
        f"INSERT INTO change_row {_INSERTION} SELECT {_CHANGE}, '{table}', id FROM {table}"
        " WHERE id BETWEEN ? AND ? ORDER BY id"
    )


def search_triggers(table: str) -> list[str]:
    """Return the triggers that keep a table's part of the search index."""
    # FTS5 must be told the words that it is to forget: the index has no copy of the text.
    remove = (
        "INSERT INTO search (search, rowid, text, folded)"
        f" SELECT 'delete', * FROM ({_search_entry(table, 'OLD')}) WHERE text <> '';"
    )
    insert = f"{_SEARCH_INSERTION} FROM ({_search_entry(table, 'NEW')}) WHERE text <> '';"
    watched = ", ".join((*SEARCHED[table], "folded"))
    create = f"CREATE TRIGGER find_{table}"
    return [
        f"{create}_insert AFTER INSERT ON {table} BEGIN {insert} END",
        f"{create}_update AFTER UPDATE OF {watched} ON {table} BEGIN {remove} {insert} END",
        f"{create}_delete AFTER DELETE ON {table} BEGIN {remove} END",
    ]


def search_insertion(table: str) -> str:
    """Return the statement that makes records searchable, from one number to another."""
    records = f"{_search_entry(table, table)} FROM {table} WHERE id BETWEEN ? AND ?"
    return f"{_SEARCH_INSERTION} FROM ({records}) WHERE text <> ''"


def record_text_view() -> str:
    """Return the view of every text that is searched, from which the index is built and checked."""
    tables = " UNION ALL ".join(
        f"SELECT * FROM ({_search_entry(table, table)} FROM {table}) WHERE text <> ''"
        for table in SEARCHED
    )
    return f"CREATE VIEW record_text (number, text, folded) AS {tables}"


_SEARCH_INSERTION = "INSERT INTO search (rowid, text, folded) SELECT *"


def _search_entry(table: str, row: str) -> str:
    number = search_number(table, f"{row}.id")
    return f"SELECT {number}, {search_text(table, row)} AS text, {row}.folded"


def search_number(table: str, number: str) -> str:
    """Return the SQL of the search number of a table's record."""
    return f"{number} * {SEARCH_STEP} + {list(SEARCHED).index(table)}"


def search_text(table: str, row: str) -> str:
    """Return the SQL of the text of a table's record."""
    columns = (f"coalesce({row}.{column} || char(10), '')" for column in SEARCHED[table])
    return " || ".join(columns)


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

FIXED_TRIGGERS = [
    statement.strip() for statement in (_CONTACT_TRIGGERS + _CURSOR_TRIGGERS).split(";;")
]
"""The triggers that do not follow from the columns of a table."""
