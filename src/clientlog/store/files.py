"""Files and folders: read up to a limit, written whole or not at all, private to their owner."""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO, BinaryIO

from clientlog.errors import ClientlogError, UsageError

_PIECE = 1 << 20
_ASIDE = re.compile(r"[0-9a-f]{8}\.new(-journal|-wal|-shm)?$")
_TEMPORARY = re.compile(r"etilqs_[0-9a-f]{1,16}")
"""A temporary file of SQLite, whose name is gone as soon as it is open."""


def open_plain(path: Path) -> BinaryIO:
    """Open a plain file for reading; raise OSError for a folder, a pipe, a socket or a device.

    A pipe that nobody writes to is never waited for.
    """
    handle = _open_at_once(path)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "not a plain file", str(path))
    return os.fdopen(handle, "rb")


def read_plain(path: Path, limit: int) -> bytes:
    """Return the content of a plain file; refuse anything else, and more than `limit` bytes."""
    try:
        with open_plain(path) as file:
            content = read_at_most(file, limit + 1)
    except OSError as error:
        raise ClientlogError(f"{path} cannot be read: {error.strerror}") from None
    if len(content) > limit:
        raise ClientlogError(f"{path} is larger than {limit:,} bytes")
    return content


def open_file(path: Path) -> BinaryIO:
    """Open a file or a pipe for reading; raise OSError for a folder and for other devices.

    A pipe is read to its end; one that nobody has opened for writing is empty.
    """
    handle = _open_at_once(path)
    kind = os.fstat(handle).st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
        os.close(handle)
        reason = os.strerror(errno.EISDIR) if stat.S_ISDIR(kind) else "not a file or a pipe"
        raise OSError(errno.EINVAL, reason, str(path))
    os.set_blocking(handle, True)
    return os.fdopen(handle, "rb", buffering=0)


def _open_at_once(path: Path) -> int:
    flags = ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
    return os.open(path, os.O_RDONLY | sum(getattr(os, flag, 0) for flag in flags))


def read_at_most(file: IO[bytes], size: int) -> bytes:
    """Return what an open file or pipe holds, up to so many bytes."""
    content = bytearray()
    while piece := file.read(min(_PIECE, size - len(content))):
        content += piece
    return bytes(content)


def write_file(path: Path, content: bytes | Iterable[bytes], *, force: bool = False) -> None:
    """Write a new file, readable by its owner alone; replace an existing one with `force`.

    Raises UsageError for a file that exists and for what is not a plain file.
    """
    refuse_existing(path, force=force)
    try:
        _write_aside(path, content, force=force)
    except OSError as error:
        raise ClientlogError(f"{path} cannot be written: {error.strerror}") from None


def replace_file(path: Path, content: bytes) -> None:
    """Write a file of clientlog's own whole, through symbolic links; create its folder.

    A crash or a full disk leaves the old file or the new one.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            raise OSError(errno.EINVAL, "not a plain file", str(path))
        make_folder(target.parent)
        _write_aside(target, content, force=True)
    except OSError as error:
        raise ClientlogError(f"{path} cannot be written: {error.strerror}") from None


def _write_aside(path: Path, content: bytes | Iterable[bytes], *, force: bool) -> None:
    """Write a file under another name, sync it, then give it its name."""
    with new_file(path, force=force) as draft, draft.open("wb") as file:
        file.writelines([content] if isinstance(content, bytes) else content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def new_file(path: Path, *, force: bool = False) -> Iterator[Path]:
    """Yield an empty file, private to its owner, that gets its name when it is complete.

    The block syncs what it writes. After an error nothing is left of the file, nor of the
    rollback journal beside it.
    """
    draft = aside(path)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        yield draft
        give_name(draft, path, force=force)
        sync_folder(path.parent)
    finally:
        for leftover in (draft, draft.with_name(f"{draft.name}-journal")):
            leftover.unlink(missing_ok=True)


def aside(path: Path) -> Path:
    """Return the name under which a file is written before it gets its own."""
    return path.with_name(f"{_aside_prefix(path.name)}{token_hex(4)}.new")


OnError = Callable[[Path, Exception], None]
"""What is called with a file or folder that cannot be read."""


def leave_out(_path: Path, _error: Exception) -> None:
    """Leave out what cannot be read."""


def list_folder(folder: Path, on_error: OnError = leave_out) -> list[Path]:
    """Return what lies in a folder, by name; nothing where there is none or it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        on_error(folder, error)
        return []


def leftovers(path: Path) -> list[Path]:
    """Return what killed processes left of writing a file, by name; raise OSError."""
    prefix = _aside_prefix(path.name)
    return sorted(
        path.with_name(name)
        for name in os.listdir(path.parent)  # noqa: PTH208 - names are all that is needed
        if (name.startswith(prefix) and _ASIDE.fullmatch(name, len(prefix)))
        or _TEMPORARY.fullmatch(name)
    )


def is_leftover(name: str) -> bool:
    """Return whether a file name is one that `aside` or SQLite gives, of whatever file."""
    return bool((name.startswith(".") and _ASIDE.search(name)) or _TEMPORARY.fullmatch(name))


def _aside_prefix(name: str) -> str:
    # File systems limit names in bytes.
    return f".{os.fsdecode(os.fsencode(name)[:100])}."


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
    """Let a finished file appear under its name, at once and whole.

    Raises UsageError where something has that name, unless `force` lets it be replaced.
    """
    if force:
        draft.replace(path)
        return
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise UsageError(f"{path} exists already", "add --force to write over it") from None
    except OSError:
        # Some file systems (exFAT, some shares) have no hard links.
        with _folder_lock(path.parent):
            refuse_existing(path, force=False)
            draft.replace(path)
    with suppress(FileNotFoundError):
        draft.unlink()


@contextmanager
def _folder_lock(folder: Path) -> Iterator[None]:
    """Keep other processes of clientlog from giving names in a folder, where the system can."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """Create a folder and its missing parents, private to their owner."""
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
