"""Removing a person for good: journal, log, search index, backups, drafts and pages.

A purge is done in two steps. The first is one transaction in the journal, which also notes that
files are still to be cleaned; the second cleans them. Whatever stops the second, it is taken up
by the next change or the next purge.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from clientlog.clock import Clock, format_moment, parse_moment, real_now
from clientlog.errors import ClientlogError, NotFoundError, quote
from clientlog.store import backup, purge_files
from clientlog.store.changes import REMOVED, raw_change
from clientlog.store.connection import bounded_memory, translate_errors
from clientlog.store.files import aside
from clientlog.store.identity import Identity, is_uuid, read_identity
from clientlog.store.interrupt import stop_on_signals
from clientlog.store.journal_file import open_to_change, open_to_look
from clientlog.store.old_drafts import adopt_old_drafts
from clientlog.store.paths import real_path
from clientlog.store.purge_files import Person, Sweep
from clientlog.store.purge_records import person_names, person_numbers, purge_person
from clientlog.store.purge_search import merged_into
from clientlog.store.restore import private_copy
from clientlog.text import escape_controls

_ENTERED = f"""
SELECT uuid, handle, name_key FROM client UNION
SELECT json_extract(before, '$.uuid'), json_extract(before, '$.handle'),
  json_extract(before, '$.name_key')
FROM change_row WHERE table_name = 'client' AND {REMOVED} AND json_valid(before)
"""
"""Everybody who is or was a client."""

_Answer = TypeVar("_Answer")

UUID, NUMBER, REWRITE, SWEEP, FILE = "uuid", "number", "rewrite", "sweep", "file"
"""The kinds of what is pending: who was purged, what is still to do, what could not be cleaned."""


@dataclass(frozen=True, slots=True)
class Pending:
    """What a purge has noted for later."""

    rows: tuple[tuple[str, str, str], ...]
    """Kind, target, and the moment it was noted."""

    def all(self, kind: str) -> list[str]:
        """Return the targets of a kind."""
        return [target for noted, target, _ in self.rows if noted == kind]

    @property
    def is_due(self) -> bool:
        """Whether there is something to do: a step that was stopped, or a file that has changed."""
        stopped = self.all(REWRITE) or self.all(SWEEP)
        return bool(stopped) or any(
            purge_files.has_changed(target, parse_moment(noted_at))
            for kind, target, noted_at in self.rows
            if kind == FILE
        )


def purge(path: Path, clock: Clock, uuids: Iterable[str], *, seen: int | None = None) -> Sweep:
    """Purge the person with these UUIDs from everything that clientlog manages.

    Nothing takes this back, and no change made before it can be undone either. What stays is
    what belongs to others as well: meetings they attended, texts of theirs that mention the
    person. `seen` is the last change that the user knew of, if they were asked.
    """
    with raw_change(path, foreign_keys=True, spills=True, seen=seen) as connection:
        adopt_old_drafts(connection, path, read_identity(connection))
        whole = purge_person(connection, clock, uuids)
        whole |= _namesakes_in_backups(connection, path)
        numbers = person_numbers(connection)
        notes = [(UUID, uuid) for uuid in whole] + [(NUMBER, str(number)) for number in numbers]
        _insert(connection, [*notes, (REWRITE, "journal"), (SWEEP, "files")])
    return finish_purges(path, clock)


def finish_purges(path: Path, clock: Clock) -> Sweep:
    """Clean what purges have left to be cleaned; what still cannot be is in the answer."""
    with closing(open_to_look(path)) as db:
        pending = read_pending(db)
        identity = read_identity(db)
    if not pending.rows:
        return Sweep()
    done = Sweep()
    if pending.all(REWRITE):
        try:
            _rewrite(path)
        except ClientlogError as error:
            done.leave(path, error)
    person = Person(frozenset(pending.all(UUID)), frozenset(map(int, pending.all(NUMBER))))
    purge_files.sweep(path, identity, clock, person, done)
    _note(path, done)
    return done


def read_pending(db: sqlite3.Connection) -> Pending:
    """Return what purges have noted for later."""
    return Pending(
        tuple(db.execute("SELECT kind, target, noted_at FROM purge_pending ORDER BY id"))
    )


def _rewrite(path: Path) -> None:
    """Write the file anew: free pages and the search index keep deleted words."""
    with translate_errors(path), closing(open_to_change(path)) as connection:
        with bounded_memory(connection, real_path(path).parent), stop_on_signals(connection):
            connection.execute("VACUUM")
        connection.execute("DELETE FROM purge_pending WHERE kind = ?", (REWRITE,))


def _note(path: Path, done: Sweep) -> None:
    """Note what could not be cleaned, or that nothing is left to be."""
    with raw_change(path) as connection:
        connection.execute("DELETE FROM purge_pending WHERE kind IN (?, ?)", (SWEEP, FILE))
        if not done.left:
            connection.execute("DELETE FROM purge_pending")
        if done.may_pass:
            _insert(connection, [(SWEEP, "files")])
        files = [str(left).encode("utf-8", "backslashreplace").decode() for left in done.left]
        _insert(connection, [(FILE, file) for file in files if file != str(path)])


def _insert(connection: sqlite3.Connection, notes: Iterable[tuple[str, str]]) -> None:
    # By the real clock, as the times of the files are.
    now = format_moment(real_now())
    connection.executemany(
        "INSERT OR IGNORE INTO purge_pending (kind, target, noted_at) VALUES (?, ?, ?)",
        [(kind, target, now) for kind, target in notes],
    )


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody to be purged, and how to call them in a question."""

    uuids: frozenset[str]
    called: str


def find_person(db: sqlite3.Connection, path: Path, name: str) -> Found | None:
    """Return the client with a handle or a UUID, here or gone; None where there never was one.

    Raises NotFoundError for somebody who is another client now.
    """
    here = db.execute(
        "SELECT uuid, handle, name FROM client WHERE handle = ?1 OR uuid = ?1", (name,)
    ).fetchone()
    if here:
        return Found(frozenset({here[0]}), f"{here[1]} ({here[2]})")
    uuids = _follow_merges(db, name, _in_log(db, name))
    uuids = uuids or set(_ask_backups(path, lambda copy: _in_log(copy, name)))
    return Found(frozenset(uuids), name) if uuids else None


def _follow_merges(db: sqlite3.Connection, name: str, uuids: set[str]) -> set[str]:
    """Return the UUIDs of who these people, who are gone, were merged into, or their own.

    Refuse who was merged into a client who is there: all they had is that client's.
    """
    merged = {merged_into(db, uuid) or uuid for uuid in uuids}
    for uuid in merged.difference(uuids):
        into = db.execute("SELECT handle FROM client WHERE uuid = ?", (uuid,)).fetchone()
        if into:
            raise NotFoundError(
                f"{quote(escape_controls(name))} was merged into {into[0]}",
                f"purge both with: clientlog client purge {into[0]}",
            )
    return merged


def _ask_backups(
    path: Path,
    ask: Callable[[sqlite3.Connection], Iterable[_Answer]],
    identity: Identity | None = None,
) -> Iterator[_Answer]:
    """Yield all that is found in the backups of a journal; one that cannot be read is left out.

    Within a change the `identity` is needed: a large one has locked the journal for everybody else.
    """
    for backup_file in backup.list_backups(path, identity):
        draft = aside(backup_file.path)
        try:
            with private_copy(backup_file.path, draft), closing(open_to_look(draft)) as copy:
                answers = list(ask(copy))
        except (ClientlogError, sqlite3.Error, OSError):
            continue
        yield from answers


def _namesakes_in_backups(connection: sqlite3.Connection, path: Path) -> set[str]:
    """Return the UUIDs of who has a name of the purged person in a backup and is no client now.

    A journal that was restored knows nothing of who was entered in the meantime.
    """
    names = person_names(connection)
    clients = {uuid for (uuid,) in connection.execute("SELECT uuid FROM client")}
    identity = read_identity(connection)
    rows = _ask_backups(path, lambda copy: copy.execute(_ENTERED), identity)
    entered = {uuid for uuid, *called in rows if names & {*called}}
    return {uuid for uuid in entered if isinstance(uuid, str) and is_uuid(uuid)} - clients


def _in_log(db: sqlite3.Connection, name: str) -> set[str]:
    """Return the UUIDs of the clients who ever had a handle or a UUID."""
    column = "uuid" if is_uuid(name) else "handle"
    rows = db.execute(
        "WITH images AS ("
        " SELECT row_id, before AS image FROM change_row WHERE table_name = 'client'"
        " UNION ALL SELECT row_id, after FROM change_row WHERE table_name = 'client'),"
        " named AS (SELECT row_id FROM images WHERE json_valid(image)"
        f" AND json_extract(image, '$.{column}') = ?1)"
        " SELECT json_extract(image, '$.uuid') FROM images"
        " WHERE json_valid(image) AND row_id IN named"
        f" UNION SELECT uuid FROM client WHERE id IN named OR {column} = ?1",
        (name,),
    )
    return {uuid for (uuid,) in rows if isinstance(uuid, str) and is_uuid(uuid)}
