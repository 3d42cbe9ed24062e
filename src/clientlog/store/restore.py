"""Restore a backup, without losing the present journal."""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from clientlog.clock import real_now
from clientlog.errors import ClientlogError, JournalError
from clientlog.shell import quote_or, verbatim
from clientlog.store import backup, schema
from clientlog.store.connection import (
    BUSY_SECONDS,
    CHANGING,
    checked_version,
    connect,
    connect_to_check,
    refuse_special_files,
    translate_error,
)
from clientlog.store.content_check import check_content
from clientlog.store.files import aside, give_name, make_folder, open_plain, sync_folder
from clientlog.store.paths import real_path
from clientlog.store.schema_check import refuse_foreign_schema

ATTEMPTS = 10
"""How often the present is backed up again because somebody wrote in the meantime."""

_HEADER = 100


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of the previous journal, and whether the backup had a checksum."""

    sealed: bool
    kept: Path | None = None
    set_aside: Path | None = None


def restore(journal: Path, source: Path) -> Restored:
    """Restore the journal from a backup; back up the present journal first.

    Everything is checked on a private copy. A journal that is damaged, so that it cannot be
    backed up, is set aside under another name. A kill leaves the old journal or the new one.
    """
    _refuse_unfit(source)
    # A link stays one: what it leads to is restored.
    journal = real_path(journal)
    refuse_special_files(journal)
    draft = aside(journal)
    try:
        make_folder(journal.parent)
        with private_copy(source, draft) as sealed:
            return _put_in_place(journal, draft, sealed)
    except sqlite3.Error as error:
        raise translate_error(error, journal) from error
    except OSError as error:
        raise ClientlogError(
            f"{source} cannot be restored: {error.strerror}; the journal is as it was"
        ) from None


@contextmanager
def private_copy(source: Path, draft: Path) -> Iterator[bool]:
    """Yield a checked, upgraded copy of a backup, and whether it had a checksum."""
    try:
        _copy(source, draft)
        sealed = _unsealed(draft, source)
        _prepare(draft, source)
        yield sealed
    finally:
        for suffix in ("", "-journal", "-wal", "-shm"):
            draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _refuse_unfit(source: Path) -> None:
    try:
        kind = source.stat().st_mode
    except OSError as error:
        raise ClientlogError(f"{source} cannot be read: {error.strerror}") from None
    if not stat.S_ISREG(kind):
        raise ClientlogError(f"{source} is not a file", "see: clientlog backup list")
    for suffix in ("-journal", "-wal"):
        beside = source.with_name(source.name + suffix)
        if beside.exists() and beside.stat().st_size:
            named = verbatim(quote_or(str(source), "PATH"))
            raise ClientlogError(
                f"{source} holds an unfinished change ({beside.name} lies beside it)",
                f"let it be finished first: clientlog history --db {named}",
            )


def _copy(source: Path, draft: Path) -> None:
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as target, open_plain(source) as file:
        while piece := file.read(1 << 20):
            target.write(piece)


def _unsealed(draft: Path, source: Path) -> bool:
    """Check and remove the checksum; False for a plain journal, which carries none."""
    try:
        sealed = backup.sealed_well(draft)
    except JournalError:
        raise JournalError(
            f"{source} is damaged: its checksum does not hold; the journal is as it was",
            "take another: clientlog backup list",
        ) from None
    if sealed:
        os.truncate(draft, draft.stat().st_size - backup.BLOCK)
    return sealed


def _prepare(draft: Path, source: Path) -> None:
    """Check what is in the private copy, and bring it up to date."""
    try:
        with closing(connect(draft, "rw")) as connection:
            checked_version(connection, source)
            refuse_foreign_schema(connection, source, triggers_are_rewritten=True)
            connection.execute("PRAGMA journal_mode = DELETE")
            check_content(connection, source)
            connection.executescript(CHANGING.format(foreign_keys="OFF"))
            connection.execute("BEGIN IMMEDIATE")
            schema.migrate(connection)
            schema.mend_sequences(connection)
            connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise translate_error(error, source) from error


def _put_in_place(journal: Path, draft: Path, sealed: bool) -> Restored:
    if not journal.exists():
        _sync(draft)
        give_name(draft, journal, force=False)
        sync_folder(journal.parent)
        return Restored(sealed)
    try:
        return Restored(sealed, kept=_overwrite(journal, draft))
    except JournalError:
        if not _is_damaged(journal):
            raise
    aside = journal.with_name(f"{journal.name}.damaged-{real_now():%Y%m%dT%H%M%SZ}")
    for suffix in ("-journal", "-wal", ""):
        present = journal.with_name(journal.name + suffix)
        if present.exists():
            present.rename(aside.with_name(aside.name + suffix))
    _sync(draft)
    give_name(draft, journal, force=False)
    sync_folder(journal.parent)
    return Restored(sealed, set_aside=aside)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _is_damaged(journal: Path) -> bool:
    """Return whether the file is a damaged clientlog journal."""
    with journal.open("rb") as file:
        header = file.read(_HEADER)
    if not header.startswith(b"SQLite format 3\0") or len(header) < _HEADER:
        return True
    ours = int.from_bytes(header[68:72]) == schema.APPLICATION_ID
    if not ours or int.from_bytes(header[60:64]) > schema.VERSION:
        return False
    try:
        with closing(connect_to_check(journal)) as connection:
            check_content(connection, journal)
    except (ClientlogError, sqlite3.DatabaseError) as error:
        return not isinstance(error, sqlite3.OperationalError)
    return False


def _overwrite(journal: Path, draft: Path) -> Path:
    """Back up the present and put the draft over it, with nobody writing in between."""
    # Held open to the end: closing it would drop SQLite's locks on the file.
    handle = os.open(journal, os.O_RDONLY)
    try:
        for _ in range(ATTEMPTS):
            count = _change_count(handle)
            copy = backup.keep(journal, "restore")
            _keep_numbers(journal, draft)
            if _copied(journal, draft, handle, count):
                return copy
    finally:
        os.close(handle)
    raise JournalError("another clientlog is writing all the time; nothing was restored")


def _change_count(handle: int) -> bytes:
    """SQLite's count of commits, in the header of the file."""
    return os.pread(handle, 4, 24)


def _keep_numbers(journal: Path, draft: Path) -> None:
    """Let the copy give no number twice, and be this journal, with what a purge still has to do."""
    with closing(connect(journal, "ro")) as live, closing(connect(draft, "rw")) as copy:
        beyond = set(schema.out_of_reach(live))
        used = live.execute("SELECT seq, name FROM sqlite_sequence").fetchall()
        copy.execute("BEGIN IMMEDIATE")
        for seq, name in used:
            if name in beyond:
                continue
            copy.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (seq, name))
            copy.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT ?, ?"
                " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)",
                (name, seq, name),
            )
        copy.execute(
            "UPDATE journal SET uuid = ?", live.execute("SELECT uuid FROM journal").fetchone()
        )
        copy.execute("DELETE FROM purge_pending")
        copy.executemany(
            "INSERT INTO purge_pending (kind, target, noted_at) VALUES (?, ?, ?)",
            live.execute("SELECT kind, target, noted_at FROM purge_pending"),
        )
        copy.execute("COMMIT")


class _ChangedError(Exception):
    """Another process wrote between the backup and the lock."""


def _copied(journal: Path, draft: Path, handle: int, count: bytes) -> bool:
    """Copy the draft over the journal in one transaction, unless that has changed meanwhile."""
    until = time.monotonic() + BUSY_SECONDS
    locked = False

    def watch(status: int, _left: int, _total: int) -> None:
        nonlocal locked
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            if time.monotonic() > until:
                raise JournalError("another clientlog is writing; nothing was restored")
        elif not locked:
            locked = True
            if _change_count(handle) != count:
                raise _ChangedError

    with closing(connect(draft, "ro")) as copy, closing(connect(journal, "rw")) as live:
        live.executescript(CHANGING.format(foreign_keys="OFF"))
        try:
            # A few pages at first: the lock is held from then on, and only then is there
            # still time to see that somebody was faster.
            copy.backup(live, pages=4, progress=watch)
        except _ChangedError:
            return False
    return True
