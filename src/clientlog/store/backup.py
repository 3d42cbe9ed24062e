"""Backups: a whole journal in one file that carries its own checksum.

A backup is a copy of a journal, byte for byte, and one more block behind it that SQLite
does not look at (a database's size stands in its header, https://sqlite.org/fileformat.html):
when and why it was made, and the SHA-256 of everything before the sum itself. So one file is
enough, also on another machine, and every flipped bit in it is found.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from shutil import copyfile
from typing import Any

from clientlog.clock import format_moment, real_now
from clientlog.errors import ClientlogError, JournalError, UsageError
from clientlog.store.connection import (
    checked_version,
    connect,
    connect_to_check,
    translate_error,
)
from clientlog.store.content_check import check_content
from clientlog.store.files import (
    OnError,
    leave_out,
    list_folder,
    make_folder,
    new_file,
    open_plain,
    refuse_existing,
)
from clientlog.store.identity import Identity, identify, identify_or_nobody, is_uuid
from clientlog.store.paths import path_digest, state_folder
from clientlog.store.retention import expired
from clientlog.store.schema_check import refuse_foreign_schema

BLOCK = 4096
"""The length of what stands behind the journal: text, then 64 characters of checksum."""

MARK = b"clientlog backup\n"

SUFFIX = ".clientlog-backup"

_PIECE = 1 << 20
_HEADER = 100


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup in the folder that clientlog looks after."""

    path: Path
    made_at: datetime
    reason: str

    @property
    def size(self) -> int:
        """The size in bytes."""
        return self.path.stat().st_size


def backups_folder(journal: Path, identity: Identity | None = None) -> Path:
    """Return the folder of a journal's backups, which the journal's UUID names.

    A journal that has none yet, or cannot be read, has one that is named after its place.
    Where the `identity` is known the journal is not opened.
    """
    identity = identity or identify_or_nobody(journal)
    return all_backups_folder() / (identity.journal or _folder_by_place(journal))


def all_backups_folder() -> Path:
    """Return the folder that has a folder for every journal."""
    return state_folder() / "backups"


def _folder_by_place(journal: Path) -> str:
    return f"{journal.stem[:50]}-{path_digest(journal)}"


def list_backups(
    journal: Path, identity: Identity | None = None, on_error: OnError = leave_out
) -> list[Backup]:
    """Return the backups of a journal, newest first, wherever it was when they were made."""
    identity = identity or identify_or_nobody(journal)
    own = backups_folder(journal, identity)
    backups = backups_in(own, on_error)
    for folder in folders_by_place(on_error):
        others = backups_in(folder, on_error) if folder != own else []
        backups += [backup for backup in others if _belongs(backup.path, identity, on_error)]
    return sorted(backups, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def folders_by_place(on_error: OnError = leave_out) -> list[Path]:
    """Return the folders that older versions named after the place of a journal."""
    paths = list_folder(all_backups_folder(), on_error)
    return [path for path in paths if not is_uuid(path.name) and path.is_dir()]


def backups_in(folder: Path, on_error: OnError = leave_out) -> list[Backup]:
    """Return the backups in one folder; none where it cannot be read."""
    backups = []
    for path in list_folder(folder, on_error):
        made, _, reason = path.name.removesuffix(SUFFIX).partition("_")
        if path.name.endswith(SUFFIX):
            with suppress(ValueError):
                moment = datetime.strptime(made, _NAME).replace(tzinfo=UTC)
                backups.append(Backup(path, moment, reason.partition("_")[0]))
    return backups


def _belongs(path: Path, identity: Identity, on_error: OnError) -> bool:
    """Return whether a backup is of this journal; False for one that cannot be read."""
    try:
        return identify(path).matches(identity)
    except JournalError:
        # It is damaged, or was never a journal.
        return False
    except (ClientlogError, sqlite3.Error, OSError) as error:
        on_error(path, error)
        return False


_NAME = "%Y-%m-%dT%H%M%SZ"


def keep(
    journal: Path, reason: str, identity: Identity | None = None, *, thorough: bool = False
) -> Path:
    """Back up into the journal's own folder, then thin out what lies there."""
    identity = identity or identify_or_nobody(journal)
    folder = backups_folder(journal, identity)
    try:
        make_folder(folder)
    except OSError as error:
        raise ClientlogError(f"{folder} cannot be created: {error.strerror}") from None
    name = f"{real_now():{_NAME}}_{reason}"
    path = folder / (name + SUFFIX)
    try:
        back_up(journal, path, reason, thorough=thorough)
    except UsageError:
        # Another process made one within the same second.
        path = folder / f"{name}_{token_hex(4)}{SUFFIX}"
        back_up(journal, path, reason, thorough=thorough)
    for backup in expired(list_backups(journal, identity), real_now()):
        with suppress(OSError):
            backup.path.unlink()
    return path


def back_up(
    journal: Path, target: Path, reason: str, *, force: bool = False, thorough: bool = False
) -> None:
    """Write a verified backup of the journal; the name appears only on a complete one.

    Its pages and references are checked; with `thorough` every value as well, which takes ten
    times as long.
    """
    refuse_existing(target, force=force)
    if not journal.exists():
        raise ClientlogError(f"there is no journal yet at {journal}")
    try:
        with new_file(target, force=force) as draft:
            _copy(journal, draft)
            with closing(connect_to_check(draft) if thorough else connect(draft, "ro")) as copy:
                check_content(copy, journal, thorough=thorough)
            seal(draft, reason)
    except OSError as error:
        raise ClientlogError(f"{target} cannot be written: {error.strerror}") from None


def _copy(journal: Path, draft: Path) -> None:
    """Copy the journal as it is at one moment; the draft is synced when it is sealed."""
    mode = "rw" if os.access(journal, os.W_OK) else "ro"
    try:
        with closing(connect(journal, mode)) as source:
            checked_version(source, journal)
            refuse_foreign_schema(source, journal)
            beside = source.execute("PRAGMA journal_mode").fetchone()[0] != "delete"
            if beside or os.name != "posix":
                # The latest changes are in a file of their own; Windows locks bytes of the file.
                # As bytes: a path need not be UTF-8.
                source.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(draft),))
                return
            # The lock of a reader, which keeps writers off the file until it has been copied.
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            copyfile(journal, draft)
    except sqlite3.Error as error:
        raise translate_error(error, journal) from error


def seal(draft: Path, reason: str) -> None:
    """Add the block with the checksum, and sync."""
    about = {"made_at": format_moment(real_now()), "reason": reason}
    text = MARK + json.dumps(about).encode() + b"\n"
    with draft.open("r+b") as file:
        digest = hashlib.sha256()
        for piece in _pieces(file):
            digest.update(piece)
        block = text.ljust(BLOCK - 64, b"\n")
        digest.update(block)
        file.write(block + digest.hexdigest().encode())
        file.flush()
        os.fsync(file.fileno())


def _pieces(file: Any) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def verify(path: Path) -> None:
    """Check the checksum and the content of a backup; raise JournalError if it is damaged."""
    if not sealed_well(path):
        raise JournalError(f"{path} is not a backup, or was cut short")
    with closing(connect_to_check(path)) as connection:
        check_content(connection, path)


def sealed_well(path: Path) -> bool:
    """Return whether the file carries a checksum that holds; False for a plain journal without one.

    Raises JournalError for a sum that does not hold.
    """
    try:
        with open_plain(path) as file:
            size = os.fstat(file.fileno()).st_size
            header = file.read(_HEADER)
            digest = hashlib.sha256(header)
            left = size - 64 - len(header)
            while left > 0 and (piece := file.read(min(_PIECE, left))):
                digest.update(piece)
                left -= len(piece)
            claimed = file.read()
            file.seek(max(0, size - BLOCK))
            marked = file.read(len(MARK)) == MARK
    except OSError as error:
        raise ClientlogError(f"{path} cannot be read: {error.strerror}") from None
    if digest.hexdigest().encode() == claimed:
        return True
    if marked or size > _journal_length(header):
        raise JournalError(f"{path} is damaged: its checksum does not hold")
    return False


def _journal_length(header: bytes) -> int:
    """Return the length of the journal in front of the checksum, from its header."""
    size = int.from_bytes(header[16:18])
    return (65536 if size == 1 else size) * int.from_bytes(header[28:32])


def make_daily_backup(journal: Path, identity: Identity | None = None) -> Path | None:
    """Back up before the first change of a day, by the real clock; None where it is done."""
    if not journal.exists():
        return None
    today = f"{real_now():%Y-%m-%d}"
    with suppress(OSError):
        # Names are all that is needed.
        names = os.listdir(backups_folder(journal, identity))  # noqa: PTH208
        if any(name.startswith(today) for name in names):
            return None
    return keep(journal, "daily", identity)
