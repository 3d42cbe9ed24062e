"""Connections to a journal, and the checks that come before the first use.

The settings and their reasons are in docs/explanation/reliability.md.
"""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path
from urllib.parse import quote

from clientlog.errors import ClientlogError, JournalError
from clientlog.store import schema
from clientlog.store.page_check import find_zeroed_page
from clientlog.store.paths import SIDECARS

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
SPILLING = "PRAGMA cache_size = -16000; PRAGMA cache_spill = ON;"
"""For a change of any size in little memory; both are read when the transaction begins."""


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection with the safe settings, in autocommit mode; `mode` is `ro` or `rw`.

    Raises JournalError for what is not a plain file: SQLite would wait for a pipe.
    """
    refuse_special_files(path)
    # Empty slashes keep a path that begins with two of them from being taken for a host.
    address = f"file:{'//' if path.is_absolute() else ''}{quote(os.fsencode(path))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LENGTH_LIMIT)
    connection.executescript(_SETTINGS)
    return connection


def looking_mode(path: Path) -> str:
    """Return the mode in which to look: `rw` where SQLite can roll back what a killed change left.

    It removes a file beside the journal then.
    """
    return "rw" if all(os.access(place, os.W_OK) for place in (path, path.parent)) else "ro"


def connect_to_check(path: Path) -> sqlite3.Connection:
    """Return a connection that only reads, and on which `quick_check` holds rows to their CHECKs.

    SQLite does not even parse the CHECKs of a file that is opened with `mode=ro`
    (sqlite3AddCheckConstraint in its build.c).
    """
    connection = connect(path, "rw")
    connection.execute("PRAGMA query_only = ON")
    return connection


def refuse_special_files(path: Path) -> None:
    """Refuse a folder, a pipe, a socket or a device as a journal or as one of its sidecars."""
    for file in (path, *(Path(f"{path}{suffix}") for suffix in SIDECARS)):
        try:
            kind = os.stat(file).st_mode  # noqa: PTH116 - pathlib hides a looping link
        except FileNotFoundError:
            continue
        except OSError as error:
            raise JournalError(f"{file} cannot be opened: {error.strerror}") from error
        if not stat.S_ISREG(kind):
            raise JournalError(f"{file} is not a plain file and cannot be a journal")


def checked_version(
    connection: sqlite3.Connection, path: Path, *, pages_within: float = inf
) -> int:
    """Return the version of a journal; raise JournalError where the file is not whole.

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
def bounded_memory(connection: sqlite3.Connection, folder: Path) -> Iterator[None]:
    """Let a VACUUM put its copy into a temporary file in a folder, and write as it goes.

    In memory it takes twice the journal. SQLite removes the name of the file as soon as it has
    opened it, so that nothing stays after a kill; no text belongs into any other folder.
    """
    connection.executescript(SPILLING)
    # A path that is not UTF-8 is no value of a PRAGMA; some builds of SQLite do not know this one.
    with suppress(sqlite3.OperationalError, UnicodeEncodeError):
        name = schema.quote_identifier(str(folder))
        connection.execute(f"PRAGMA temp_store_directory = {name}")
        if connection.execute("PRAGMA temp_store_directory").fetchone():
            connection.execute("PRAGMA temp_store = FILE")
    try:
        yield
    finally:
        connection.execute("PRAGMA temp_store_directory = ''")


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into one line and the right exit code."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate_error(error, path) from error


def translate_error(error: sqlite3.Error, path: Path) -> ClientlogError:
    """Return what a SQLite error means to the person whose journal it is."""
    extended = getattr(error, "sqlite_errorcode", 0)
    code = extended & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return JournalError("another clientlog is writing; nothing was saved", "try again")
    if extended in _AFTER_COMMIT:
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
