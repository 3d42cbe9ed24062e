"""Whether a whole journal is sound: its pages, its references, its dates."""

import sqlite3
from contextlib import closing
from pathlib import Path

from clientlog.errors import ClientlogError, JournalError
from clientlog.store.connection import checked_version, connect_to_check, translate_error
from clientlog.store.date_check import find_unreadable_dates
from clientlog.store.schema_check import refuse_foreign_schema


def check_content(connection: sqlite3.Connection, path: Path, *, thorough: bool = True) -> None:
    """Refuse a journal that is damaged, or whose records refer to missing ones.

    If `thorough`, also one whose values no calendar has, or, on a connection of
    `connect_to_check`, that its CHECKs refuse.
    """
    try:
        checked_version(connection, path)
        refuse_foreign_schema(connection, path, triggers_are_rewritten=True)
        result = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        loose = connection.execute("PRAGMA foreign_key_check").fetchone()
        undated = thorough and find_unreadable_dates(connection)
    except sqlite3.Error as error:
        raise translate_error(error, path) from error
    if result != "ok":
        reason = result
    elif loose:
        reason = "a record refers to one that is missing"
    elif undated:
        reason = f"a date in {undated} is none"
    else:
        return
    raise JournalError(
        f"{path} is damaged: {reason}",
        "bring back a backup: clientlog backup list, then clientlog restore PATH",
    )


def find_damage(path: Path) -> JournalError | None:
    """Return the error that says how the journal is damaged; None where it is whole."""
    try:
        with closing(connect_to_check(path)) as connection:
            check_content(connection, path)
    except JournalError as error:
        return error
    except (ClientlogError, sqlite3.Error):
        # Not there, or not readable: not the reason of a failure that got past opening it.
        return None
    return None
