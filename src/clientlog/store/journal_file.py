"""The one module that opens the journal, to look or to change; it creates and upgrades it, too."""

import os
import sqlite3
from contextlib import closing, suppress
from math import inf
from pathlib import Path
from warnings import warn

from clientlog.errors import ClientlogError, JournalError, UsageError
from clientlog.store import schema
from clientlog.store.connection import (
    BUSY_SECONDS,
    CHANGING,
    SPILLING,
    bounded_memory,
    checked_version,
    connect,
    looking_mode,
    refuse_special_files,
    translate_error,
    translate_errors,
)
from clientlog.store.file_state import is_checked, read_state, remember
from clientlog.store.files import make_folder, new_file
from clientlog.store.paths import real_path
from clientlog.store.schema_check import refuse_foreign_schema

LOOKED_THROUGH = 32_000_000
"""The largest journal whose every page a look checks, in bytes: five busy years.

A change checks all of any journal.
"""


def open_to_look(path: Path, *, must_exist: bool = False) -> sqlite3.Connection:
    """Return a connection that can only read; to an empty journal in memory if there is none.

    It is opened read-write where that is possible, so that what a killed change left
    is rolled back first; an older journal is brought up to date. Raises JournalError where
    the journal `must_exist` and does not.
    """
    if not exists(path):
        if must_exist:
            raise JournalError(
                f"there is no journal at {path}", "create it with: clientlog client add NAME"
            )
        return _empty_journal()
    mode = looking_mode(path)
    with translate_errors(path):
        connection = connect(path, mode)
        if _check(connection, path, pages_within=LOOKED_THROUGH) < schema.VERSION:
            connection.close()
            upgrade(path)
            connection = connect(path, mode)
            refuse_foreign_schema(connection, path)
        if mode == "rw":
            # A change that follows in this process could not: this connection is in its way.
            _leave_wal_mode(connection)
        connection.execute("PRAGMA query_only = ON")
        return connection


def open_to_change(path: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """Return a connection in autocommit mode for one transaction; create a missing journal.

    Without `foreign_keys` nothing cascades: undo puts every row back by itself.
    """
    if not exists(path):
        create(path)
    with translate_errors(path):
        connection = connect(path, "rw")
        if _check(connection, path) < schema.VERSION:
            upgrade(path)
            refuse_foreign_schema(connection, path)
        _leave_wal_mode(connection)
        connection.executescript(CHANGING.format(foreign_keys="ON" if foreign_keys else "OFF"))
        # SQLite 3.40 lets a trigger write to FTS5 only in a trusted schema, which this one is now.
        connection.execute("PRAGMA trusted_schema = ON")
        return connection


def _check(connection: sqlite3.Connection, path: Path, *, pages_within: float = inf) -> int:
    """Return the version of a journal; raise JournalError where it is not whole or not ours.

    A file that this process has checked, and that nobody has written to since, is not read again.
    """
    state = read_state(path)
    all_pages = state is not None and state.size <= pages_within
    if is_checked(state, all_pages=all_pages):
        return schema.check_version(connection, path)
    version = checked_version(connection, path, pages_within=pages_within)
    refuse_foreign_schema(connection, path)
    remember(state, all_pages=all_pages)
    return version


def check_in_transaction(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a journal that was replaced or written to by another program since it was opened.

    Only reads through the connection: to open the file would drop the locks on it.
    """
    if schema.check_version(connection, path) < schema.VERSION:
        raise JournalError(
            f"{path} was replaced by an older journal; nothing was saved", "try again"
        )
    if not is_checked(read_state(path)):
        refuse_foreign_schema(connection, path)


def create(path: Path) -> None:
    """Build a whole journal beside its place, then give it its name, unless another was faster.

    A kill at any point leaves either no journal or a whole one, and of two first
    runs at once both end up with the same file.
    """
    try:
        make_folder(path.parent)
        with suppress(UsageError), new_file(path) as draft:
            _build(draft)
    except sqlite3.Error as error:
        raise translate_error(error, path) from error
    except OSError as error:
        raise ClientlogError(f"{path} cannot be created: {error.strerror}") from error


def _build(draft: Path) -> None:
    with closing(connect(draft, "rw")) as connection:
        connection.executescript(CHANGING.format(foreign_keys="ON"))
        schema.create(connection)


class JournalUpgraded(UserWarning):
    """An older journal was brought up to date; the message names the backup made before."""


def upgrade(path: Path) -> None:
    """Bring an older journal up to date in one transaction, after a verified backup.

    Of several processes at once one does it; the others find it done.
    """
    from clientlog.store.backup import keep

    copy = keep(path, "upgrade")
    with closing(connect(path, "rw")) as connection:
        connection.executescript(CHANGING.format(foreign_keys="OFF"))
        connection.executescript(SPILLING)
        if _migrate(connection, path):
            _give_back_pages(connection, real_path(path).parent)
            warn(f"{path} was brought up to date; as it was before: {copy}", JournalUpgraded, 2)


def _migrate(connection: sqlite3.Connection, path: Path) -> bool:
    """Bring a journal up to date in one transaction; return whether another had not done it."""
    connection.execute("BEGIN IMMEDIATE")
    is_older = schema.check_version(connection, path) < schema.VERSION
    if is_older:
        counts = _row_counts(connection)
        schema.migrate(connection)
        _refuse_loss(connection, counts, path)
    connection.execute("COMMIT")
    return is_older


def _give_back_pages(connection: sqlite3.Connection, folder: Path) -> None:
    """Make the file smaller where a migration left much of it free.

    Whatever stops that leaves the journal as it was, with pages to be used again: another process
    that has it open, a full disk.
    """
    pages, free = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count")
    )
    if free <= pages / 4:
        return
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError, MemoryError), bounded_memory(connection, folder):
        connection.execute("VACUUM")


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        f"SELECT name FROM sqlite_schema WHERE name IN ({', '.join('?' * len(schema.LOGGED))})",
        schema.LOGGED,
    ).fetchall()
    return {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in names
    }


def _refuse_loss(connection: sqlite3.Connection, before: dict[str, int], path: Path) -> None:
    """Refuse a migration that lost a record or left a dangling reference."""
    after = _row_counts(connection)
    lost = [name for name in before if after.get(name, 0) < before[name]]
    if lost or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise JournalError(f"{path} could not be brought up to date; it was left as it is")


def exists(path: Path) -> bool:
    """Return whether there is a journal file; raise JournalError for what cannot be one."""
    refuse_special_files(path)
    if not path.exists():
        if path.is_symlink():
            raise JournalError(f"{path} is a link to {real_path(path)}, which is not there")
        return False
    if not os.access(path, os.R_OK):
        raise JournalError(f"{path} cannot be read: permission denied")
    return True


def _empty_journal() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)
    # It is no journal yet, so it has no backups either.
    connection.execute("DELETE FROM journal")
    connection.execute("PRAGMA query_only = ON")
    return connection


def _leave_wal_mode(connection: sqlite3.Connection) -> None:
    """Bring a journal that another program put into write-ahead logging back to one file.

    That needs the file for itself. While another program has it open, the change is written
    in that mode, which keeps what was acknowledged as well.
    """
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        return
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise
    connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
