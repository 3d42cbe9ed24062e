"""The one module that opens the journal, to look or to change; it makes and upgrades it, too."""

import os
import sqlite3
import stat
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_hex
from warnings import warn

from clientlog.errors import ClientlogError, JournalError
from clientlog.store import schema
from clientlog.store.connection import (
    CHANGING,
    checked_version,
    connect,
    translate_error,
    translate_errors,
)
from clientlog.store.files import make_folder, sync_folder

LOOKED_THROUGH = 32_000_000
"""The largest journal whose every page a look checks, in bytes: five busy years.

A change checks all of any journal.
"""


def open_to_look(path: Path) -> sqlite3.Connection:
    """A connection that can only read; an empty journal in memory where there is none.

    It is opened read-write where that is possible, so that what a killed change left
    is rolled back first; an older journal is brought up to date.
    """
    if not _is_there(path):
        return _empty_journal()
    mode = "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro"
    with translate_errors(path):
        connection = connect(path, mode)
        if checked_version(connection, path, pages_within=LOOKED_THROUGH) < schema.VERSION:
            connection.close()
            upgrade(path)
            connection = connect(path, mode)
        connection.execute("PRAGMA query_only = ON")
        return connection


def open_to_change(path: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """A connection in autocommit mode for one `BEGIN IMMEDIATE` transaction; creates the journal.

    Without `foreign_keys` nothing cascades: undo puts every row back by itself.
    """
    if not _is_there(path):
        create(path)
    with translate_errors(path):
        connection = connect(path, "rw")
        if checked_version(connection, path) < schema.VERSION:
            upgrade(path)
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != "delete":
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.executescript(CHANGING.format(foreign_keys="ON" if foreign_keys else "OFF"))
        if schema.has_foreign_parts(connection):
            raise JournalError(
                f"{path} has triggers or views that clientlog did not write; it was left as it is",
                "bring back a backup with: clientlog restore PATH",
            )
        # SQLite 3.40 lets a trigger write to FTS5 only in a trusted schema, which this one is now.
        connection.execute("PRAGMA trusted_schema = ON")
        return connection


def create(path: Path) -> None:
    """Build a whole journal beside its place, then give it its name, unless another was faster.

    A kill at any point leaves either no journal or a whole one, and of two first
    runs at once both end up with the same file.
    """
    try:
        make_folder(path.parent)
        draft = path.with_name(f".{path.name}.{token_hex(4)}.new")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _build(draft)
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(path.parent)
    except sqlite3.Error as error:
        raise translate_error(error, path) from error
    except OSError as error:
        raise ClientlogError(f"{path} cannot be created: {error.strerror}") from error


def _build(draft: Path) -> None:
    with closing(connect(draft, "rw")) as connection:
        connection.executescript(CHANGING.format(foreign_keys="ON"))
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.migrate(connection)
        connection.execute("COMMIT")


class JournalUpgraded(UserWarning):
    """An older journal was brought up to date; the message names the backup made before."""


def upgrade(path: Path) -> None:
    """Bring an older journal up to date in one transaction, after a verified backup.

    Of several processes at once one does it; the others find it done.
    """
    from clientlog.store.backup import keep

    kept = keep(path, "upgrade")
    with closing(connect(path, "rw")) as connection:
        connection.executescript(CHANGING.format(foreign_keys="OFF"))
        connection.execute("BEGIN IMMEDIATE")
        version = schema.check_version(connection, path)
        if version < schema.VERSION:
            counts = _row_counts(connection)
            schema.migrate(connection)
            _refuse_loss(connection, counts, path)
        connection.execute("COMMIT")
    if version < schema.VERSION:
        warn(f"{path} was brought up to date; as it was before: {kept}", JournalUpgraded, 2)


def _row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN"
        f" ({', '.join('?' * len(schema.LOGGED))})",
        schema.LOGGED,
    ).fetchall()
    return {
        name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for (name,) in names
    }


def _refuse_loss(connection: sqlite3.Connection, before: dict[str, int], path: Path) -> None:
    """A migration may move columns, but never lose a record, nor leave one pointing at nothing."""
    after = _row_counts(connection)
    lost = [name for name in before if after.get(name, 0) < before[name]]
    if lost or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise JournalError(f"{path} could not be brought up to date; it was left as it is")


def _is_there(path: Path) -> bool:
    try:
        kind = os.stat(path).st_mode  # noqa: PTH116 - pathlib hides a looping link
    except FileNotFoundError:
        return False
    except OSError as error:
        raise JournalError(f"{path} cannot be opened: {error.strerror}") from error
    if not stat.S_ISREG(kind):
        raise JournalError(f"{path} is not a file that can be a journal")
    if not os.access(path, os.R_OK):
        raise JournalError(f"{path} cannot be read: permission denied")
    return True


def _empty_journal() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    connection.execute("PRAGMA query_only = ON")
    return connection
