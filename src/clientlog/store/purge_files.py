"""What a purge does beside the journal: backups, drafts of minutes, pages, and what was left over.

Whose a page is stands in its last line, whose a draft is in that of the text it began from, as
UUIDs of the journal and of clients; nothing is found by searching a text.
"""

import errno
import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from clientlog.clock import Clock
from clientlog.errors import ClientlogError
from clientlog.store import backup, connection
from clientlog.store.files import aside, is_leftover, leftovers, list_folder, read_plain
from clientlog.store.identity import Identity, Owner, short_uuid, split_mark
from clientlog.store.interrupt import stop_on_signals
from clientlog.store.old_drafts import find_old_drafts
from clientlog.store.paths import state_folder
from clientlog.store.purge_records import knows_person, purge_person
from clientlog.store.restore import private_copy

SIZE_LIMIT = 50_000_000
"""The largest draft or page that is read, in bytes."""

_DRAFT = re.compile(r"-([0-9a-f]{12})-with((?:-[0-9]+)*)(?:-m[0-9]+)?\.md")
"""The name of a draft; those of earlier versions have the numbers of their clients."""

_PASSING = {errno.ENOSPC, errno.EDQUOT, errno.EIO}
_PASSING_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}
_NOT_OPENED = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


@dataclass(slots=True)
class Sweep:
    """What one pass over the files cleaned, and what it had to leave."""

    backups: int = 0
    drafts: int = 0
    left: list[Path] = field(default_factory=list)
    may_pass: bool = False
    """Whether the disk was full or failing, so that the next change should try again."""

    def __bool__(self) -> bool:
        """Return whether there was anything to clean."""
        return bool(self.backups or self.drafts or self.left)

    def leave(self, path: Path, error: Exception) -> None:
        """Note a file or folder that could not be cleaned, and whether that may pass."""
        if path not in self.left:
            self.left.append(path)
        cause: BaseException | None = error
        while cause:
            self.may_pass |= getattr(cause, "errno", 0) in _PASSING
            code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
            self.may_pass |= code in _PASSING_SQLITE
            # SQLite does not say why it cannot open a file; where the user could, it may pass.
            if code in _NOT_OPENED:
                self.may_pass |= os.access(path, os.R_OK | os.W_OK)
            cause = cause.__cause__ or cause.__context__


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is purged: every UUID and number they ever had in this journal."""

    uuids: frozenset[str]
    numbers: frozenset[int]

    def is_among(self, clients: Iterable[str]) -> bool:
        """Return whether one of these UUIDs, or numbers as earlier versions wrote, is theirs."""
        return not (self.uuids | {*map(str, self.numbers)}).isdisjoint(clients)


def sweep(journal: Path, identity: Identity, clock: Clock, person: Person, done: Sweep) -> None:
    """Clean everything beside the journal of a person; what was done is noted in `done`."""
    _clean_backups(journal, identity, clock, person, done)
    _remove_drafts(identity, person, done)
    _remove_pages(identity, person, done)
    _remove_leftovers(journal, done)
    # What is older than the names of today, and did not say whose it is.
    done.left += find_old_drafts(journal)
    # Damaged journals that were set aside: whose they are, nobody can read.
    done.left += [
        path
        for path in list_folder(journal.parent, done.leave)
        if path.name.startswith(f"{journal.name}.damaged-")
    ]


def _remove(path: Path, done: Sweep) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        done.leave(path, error)
        return False
    return True


def _clean_backups(
    journal: Path, identity: Identity, clock: Clock, person: Person, done: Sweep
) -> None:
    """Write every managed backup anew without the person; name those that cannot be read."""
    own = backup.backups_folder(journal, identity)
    for copy in backup.list_backups(journal, identity, done.leave):
        draft = aside(copy.path)
        try:
            with private_copy(copy.path, draft):
                if _purge_copy(draft, clock, person):
                    backup.seal(draft, copy.reason)
                    backup.verify(draft)
                    draft.replace(copy.path)
                    done.backups += 1
        except (ClientlogError, sqlite3.Error, OSError) as error:
            done.leave(copy.path, error)
    for folder in (own, *backup.folders_by_place(done.leave)):
        for path in list_folder(folder, done.leave):
            if is_leftover(path.name):
                _remove(path, done)


def _purge_copy(draft: Path, clock: Clock, person: Person) -> bool:
    """Purge a private copy of a backup; return whether there was anything to purge."""
    with closing(connection.connect(draft, "rw")) as copy:
        if not knows_person(copy, person.uuids):
            return False
        copy.executescript(connection.CHANGING.format(foreign_keys="ON"))
        # SQLite 3.40 lets a trigger write to FTS5 only so; the copy was checked for its triggers.
        copy.execute("PRAGMA trusted_schema = ON")
        copy.executescript(connection.SPILLING)
        with stop_on_signals(copy):
            copy.execute("BEGIN IMMEDIATE")
            purge_person(copy, clock, person.uuids)
            copy.execute("COMMIT")
            with connection.bounded_memory(copy, draft.parent):
                copy.execute("VACUUM")
    return True


def _remove_drafts(identity: Identity, person: Person, done: Sweep) -> None:
    """Remove the drafts of minutes of meetings with them; name those that do not say whose."""
    drafts, bases = state_folder() / "drafts", state_folder() / "drafts-opened"
    # The base last: it alone tells whose a draft is.
    for path in list_folder(drafts, done.leave):
        base = bases / path.name
        if _is_theirs(path, base, identity, person, done) and _remove(path, done):
            done.drafts += _remove(base, done)
    for base in list_folder(bases, done.leave):
        is_alone = not (drafts / base.name).exists()
        if is_alone and _is_theirs(base, base, identity, person, done):
            _remove(base, done)


def _is_theirs(path: Path, base: Path, identity: Identity, person: Person, done: Sweep) -> bool:
    """Return whether a draft of this journal, or a file that a killed process left, is to go."""
    named = _DRAFT.search(path.name)
    if not named:
        return is_leftover(path.name)
    if named[1] != short_uuid(identity):
        return False
    owner = _read_owner(base)
    numbers = [number for number in named[2].split("-") if number]
    if owner is None and not numbers:
        done.left.append(path)
    return person.is_among([*numbers, *(owner.clients if owner else ())])


def _read_owner(path: Path) -> Owner | None:
    """Return the owner that the mark of a file names; None where it has none."""
    try:
        return split_mark(read_plain(path, SIZE_LIMIT).decode("utf-8", "replace"))[1]
    except ClientlogError:
        return None


def _remove_pages(identity: Identity, person: Person, done: Sweep) -> None:
    """Remove the kept pages that are about them, and those of which nobody knows whose they are."""
    for path in list_folder(state_folder(), done.leave):
        if is_leftover(path.name):
            _remove(path, done)
        elif path.suffix == ".html":
            owner = _read_owner(path)
            ours = owner and owner.journal == short_uuid(identity)
            theirs = owner is None or (ours and person.is_among(owner.clients))
            if theirs and _remove(path, done):
                done.drafts += 1


def _remove_leftovers(journal: Path, done: Sweep) -> None:
    """Remove what killed processes left beside the journal."""
    try:
        for path in leftovers(journal):
            _remove(path, done)
    except FileNotFoundError:
        return
    except OSError as error:
        done.leave(journal.parent, error)


def has_changed(path: str, since: datetime) -> bool:
    """Return whether a file that could not be cleaned is gone, or another, or accessible now."""
    try:
        changed = os.lstat(path).st_ctime
    except OSError:
        return not os.path.lexists(path)
    # The moment was cut to the second.
    return changed > since.timestamp() + 1
