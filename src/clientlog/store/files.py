"""Files and folders: read up to a limit, written whole or not at all, for their owner alone."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from clientlog.errors import ClientlogError, UsageError

_PIECE = 1 << 20


def read_file(path: Path, limit: int) -> bytes:
    """The content of a file or a pipe; refuse a folder, and more than `limit` bytes."""
    try:
        with path.open("rb", buffering=0) as file:
            return read_up_to(file.fileno(), limit, str(path))
    except OSError as error:
        raise ClientlogError(f"{path} cannot be read: {error.strerror}") from None


def read_up_to(handle: int, limit: int, name: str) -> bytes:
    """Everything an open file has to say; endless ones are cut off at the limit and one byte."""
    content = bytearray()
    while piece := os.read(handle, min(_PIECE, limit + 1 - len(content))):
        content += piece
        if len(content) > limit:
            raise ClientlogError(f"{name} is larger than {limit:,} bytes")
    return bytes(content)


def write_file(path: Path, content: bytes | Iterable[bytes], *, force: bool = False) -> None:
    """Write a file of its owner's: to the side first, synced, then given its name.

    Refuses what exists without `force` (exit code 2), and what is no file at all.
    """
    refuse_existing(path, force=force)
    draft = path.with_name(f".{path.name[:100]}.{token_hex(4)}.new")
    try:
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines([content] if isinstance(content, bytes) else content)
                file.flush()
                os.fsync(file.fileno())
            give_name(draft, path, force=force)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise ClientlogError(f"{path} cannot be written: {error.strerror}") from None


def refuse_existing(path: Path, *, force: bool) -> None:
    """Refuse to write over something, or into something that is no file."""
    try:
        kind = path.lstat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise ClientlogError(f"{path} cannot be written: {error.strerror}") from None
    if stat.S_ISDIR(kind):
        raise UsageError(f"{path} is a folder", "name a file in it")
    if not force:
        raise UsageError(f"{path} exists already", "add --force to write over it")
    if not stat.S_ISREG(kind):
        raise UsageError(f"{path} is not a plain file", "name another")


def give_name(draft: Path, path: Path, *, force: bool) -> None:
    """Let a finished file appear under its name, at once and whole."""
    if force:
        draft.replace(path)
        return
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise UsageError(f"{path} exists already", "add --force to write over it") from None
    except OSError:
        # Some file systems (exFAT, some shares) know no links: a race is possible there.
        refuse_existing(path, force=False)
        draft.replace(path)
    with suppress(FileNotFoundError):
        draft.unlink()


def make_folder(folder: Path) -> None:
    """Create the folder and its missing parents, for their owner alone."""
    if folder.exists():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder survive a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
