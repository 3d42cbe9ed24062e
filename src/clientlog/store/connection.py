"""Connections to a journal, and what is found out on the way in.

The settings and their reasons are in docs/explanation/reliability.md.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from pathlib import Path
from urllib.parse import quote

from clientlog.errors import ClientlogError, JournalError
from clientlog.store import schema
from clientlog.store.page_check import find_zeroed_page

BUSY_SECONDS = 30
LENGTH_LIMIT = 16_000_000

_AFTER_COMMIT = {sqlite3.SQLITE_IOERR_DIR_FSYNC, sqlite3.SQLITE_IOERR_UNLOCK}
"""What may fail when the change is in the journal already: the folder's sync, the unlocking."""

_SETTINGS = """
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA temp_store = MEMORY;
"""
CHANGING = """
PRAGMA foreign_keys = {foreign_keys};
PRAGMA synchronous = EXTRA;
PRAGMA secure_delete = ON;
PRAGMA cache_spill = OFF;
"""


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection with the safe settings, in autocommit mode; `mode` is `ro` or `rw`."""
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LENGTH_LIMIT)
    connection.executescript(_SETTINGS)
    return connection


def checked_version(
    connection: sqlite3.Connection, path: Path, *, pages_within: float = inf
) -> int:
    """The version, once the file is known to be a whole journal.

    SQLite reads on in a file that was cut short, and works on around a page that was
    wiped, so both are looked for, under a shared lock, when no writer can be changing it.
    """
    connection.execute("BEGIN")
    try:
        version = schema.check_version(connection, path)
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        pages, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "page_size")
        )
        _refuse_holes(path, pages * size, pages_within)
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    return version


def _refuse_holes(path: Path, expected: int, pages_within: float) -> None:
    bring_back = "bring back a backup with: clientlog restore PATH"
    try:
        length = path.stat().st_size
        page = find_zeroed_page(path) if expected <= length <= pages_within else None
    except OSError as error:
        raise ClientlogError(f"{path} cannot be read: {error.strerror}") from error
    if length < expected:
        raise JournalError(f"{path} was cut short; it was left as it is", bring_back)
    if page:
        raise JournalError(f"{path} has lost page {page}; it was left as it is", bring_back)


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file into one line and the right exit code."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate_error(error, path) from error


def translate_error(error: sqlite3.Error, path: Path) -> ClientlogError:
    """What a SQLite error means to the person whose journal it is."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return JournalError("another clientlog is writing; nothing was saved", "try again")
    if getattr(error, "sqlite_errorcode", 0) in _AFTER_COMMIT:
        return ClientlogError(
            f"the disk is failing ({error}), perhaps after the change was saved",
            "see whether it was: clientlog history",
        )
    if code in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}:
        return ClientlogError(f"the disk is full or failing ({error}); nothing was saved")
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return ClientlogError(f"{path} cannot be written: {error}; nothing was saved")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return JournalError(
            f"{path} is damaged or not a journal; it was left as it is",
            "see: clientlog doctor; bring back a backup with: clientlog restore PATH",
        )
    raise error
