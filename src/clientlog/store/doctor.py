"""The checks of `doctor`, which only read and never raise."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from clientlog.errors import ClientlogError
from clientlog.settings import read_settings
from clientlog.shell import quote_or
from clientlog.store import backup, schema, triggers
from clientlog.store.connection import checked_version, connect
from clientlog.store.date_check import find_unreadable_dates
from clientlog.store.files import is_leftover, leftovers
from clientlog.store.journal_file import open_to_look
from clientlog.store.paths import real_path, state_folder
from clientlog.store.purge import FILE, read_pending
from clientlog.store.schema_check import foreign_objects
from clientlog.store.search_check import compare_search_index
from clientlog.text import counted

OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables: https://sqlite.org/stricttables.html."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check, and what to do if it failed."""

    name: str
    ok: bool
    detail: str
    advice: str = ""


def examine(journal: Path, config: Path, zone: str) -> Iterator[Check]:
    """Return every check, in the order in which they are printed."""
    yield from _journal(journal)
    yield _permissions("journal file", journal, 0o077)
    yield _permissions("journal folder", journal.parent, 0o077 if _is_ours(journal) else 0o002)
    yield _leftovers(journal)
    yield from _backups(journal)
    yield _configuration(config)
    yield Check("zone", True, zone)
    yield _sqlite()


def _is_ours(journal: Path) -> bool:
    """Return whether the journal's folder is clientlog's own; another may be shared on purpose."""
    return journal.parent.name == "clientlog"


def _journal(journal: Path) -> Iterator[Check]:
    if not os.path.lexists(journal):
        yield Check("journal", True, f"{journal} (none yet: the first change creates it)")
        return
    try:
        with closing(_open(journal)) as db:
            version = schema.version_of(db)
            size = journal.stat().st_size
            records = sum(
                db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in schema.LOGGED
            )
            yield Check("journal", True, f"{journal}, {counted(records, 'record')}, {size:,} bytes")
            yield Check("schema", True, f"version {version}")
            for name, look in INSIDE.items():
                yield _looked(name, db, look)
            yield _purges(db)
    except (ClientlogError, sqlite3.Error) as error:
        hint = error.hint if isinstance(error, ClientlogError) else ""
        yield Check("journal", False, str(error), hint or _BRING_BACK)


_BRING_BACK = "bring back a backup: clientlog backup list, then clientlog restore PATH"


_WRITE_ANEW = (
    "write the journal anew: clientlog export --format json -o FILE,"
    " then clientlog import json FILE --db NEW"
)


def _open(journal: Path) -> sqlite3.Connection:
    """Open the journal for reading without upgrading it."""
    if _is_older(journal):
        raise ClientlogError(
            f"{journal} is of an older version", "any other command brings it up to date"
        )
    return open_to_look(journal)


def _is_older(journal: Path) -> bool:
    try:
        with closing(connect(journal, "ro")) as connection:
            return checked_version(connection, journal) < schema.VERSION
    except (ClientlogError, sqlite3.Error):
        return False


def _purges(db: sqlite3.Connection) -> Check:
    """Check that every purge was finished."""
    pending = read_pending(db)
    if not pending.rows:
        return Check("purges", True, "none pending")
    files = [path for path in pending.all(FILE) if os.path.lexists(path)]
    if not files:
        return Check("purges", False, "one was stopped", "any change or purge finishes it")
    return Check(
        "purges",
        False,
        f"could not clean {', '.join(files)}",
        "remove these files, or make them accessible; any change or purge goes on",
    )


def _looked(name: str, db: sqlite3.Connection, look: Callable[[sqlite3.Connection], str]) -> Check:
    try:
        wrong = look(db)
    except sqlite3.Error as error:
        wrong = str(error)
    advice = _WRITE_ANEW if name in {"search index", "contacts"} else _BRING_BACK
    return Check(name, not wrong, wrong or "ok", advice if wrong else "")


def _integrity(db: sqlite3.Connection) -> str:
    problems = [row[0] for row in db.execute("PRAGMA integrity_check(5)")]
    return "" if problems == ["ok"] else "; ".join(problems)


def _pointers(db: sqlite3.Connection) -> str:
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    return f"{counted(len(broken), 'record')} with a broken reference" if broken else ""


def _dates(db: sqlite3.Connection) -> str:
    table = find_unreadable_dates(db)
    return f"{table} has one that is none" if table else ""


def _schema_text(db: sqlite3.Connection) -> str:
    foreign = foreign_objects(db)
    return f"not as clientlog wrote it: {', '.join(foreign)}" if foreign else ""


_CONTACTS = f"{triggers.CONTACTS_OF_MEETINGS} UNION SELECT client_id, at, 'k' || id FROM touch"


def _contacts(db: sqlite3.Connection) -> str:
    """Check that the contact table matches the held meetings and touches."""
    stored = "SELECT client_id, at, source FROM contact"
    wrong = db.execute(
        f"SELECT (SELECT count(*) FROM (SELECT * FROM ({_CONTACTS}) EXCEPT {stored}))"
        f" + (SELECT count(*) FROM ({stored} EXCEPT SELECT * FROM ({_CONTACTS})))"
    ).fetchone()[0]
    return counted(wrong, "wrong date of contact", "wrong dates of contact") if wrong else ""


def _numbers(db: sqlite3.Connection) -> str:
    """Return the tables whose next number is out of reach, as a sentence; empty if none is."""
    beyond = schema.out_of_reach(db)
    return f"the next number is out of reach: {', '.join(beyond)}" if beyond else ""


def _change_log(db: sqlite3.Connection) -> str:
    """Return what is wrong with the records in the log of changes; empty if nothing is."""
    tables = ", ".join(f"'{table}'" for table in schema.LOGGED)
    images = " + ".join(
        f"({image} IS NOT NULL AND CASE WHEN json_valid({image})"
        f" THEN json_type({image}) <> 'object' OR EXISTS (SELECT 1 FROM json_each({image})"
        " WHERE type NOT IN ('text', 'integer', 'null')) ELSE 1 END)"
        for image in ("before", "after")
    )
    (wrong,) = db.execute(
        f"SELECT count(*) FROM change_row WHERE {images} OR table_name NOT IN ({tables})"
    ).fetchone()
    (undated,) = db.execute(
        "SELECT count(*) FROM change WHERE strftime('%Y-%m-%dT%H:%M:%SZ', at) IS NOT at"
    ).fetchone()
    wrong += undated
    return f"{counted(wrong, 'unreadable entry', 'unreadable entries')}" if wrong else ""


INSIDE: dict[str, Callable[[sqlite3.Connection], str]] = {
    "integrity": _integrity,
    "references": _pointers,
    "dates": _dates,
    "schema text": _schema_text,
    "change log": _change_log,
    "numbers": _numbers,
    "search index": compare_search_index,
    "contacts": _contacts,
}


def _permissions(name: str, path: Path, closed: int) -> Check:
    """Check that other users cannot read the journal."""
    try:
        mode = path.stat().st_mode
        above = [folder.stat().st_mode for folder in real_path(path).parents]
    except FileNotFoundError:
        return Check(name, True, f"{path} (not there yet)")
    except OSError as error:
        return Check(name, False, f"{path}: {error.strerror}")
    mode_text = stat.filemode(mode)
    for reading, entering in ((0o007, 0o001), (0o070, 0o010)):
        reached = all(folder & entering for folder in above)
        if os.name == "posix" and reached and mode & closed & reading:
            return Check(
                name,
                False,
                f"{path} is open to others ({mode_text})",
                f"chmod go= {quote_or(str(path), 'PATH')}",
            )
    return Check(name, True, f"{path} ({mode_text})")


def _leftovers(journal: Path) -> Check:
    """Check for files that killed processes left behind."""
    try:
        names = [path.name for path in journal.parent.iterdir()]
    except OSError:
        names = []
    hot = [name for name in names if name in {f"{journal.name}-journal", f"{journal.name}-wal"}]
    unfinished = [path for folder in _folders(journal) for path in _unfinished(folder, journal)]
    if unfinished:
        paths = " ".join(map(str, unfinished))
        return Check("leftovers", True, f"of a command that was cut off, not needed: {paths}")
    if hot:
        return Check("leftovers", True, f"a change is under way, or was cut off ({hot[0]})")
    return Check("leftovers", True, "none")


def _folders(journal: Path) -> tuple[Path, ...]:
    state = state_folder()
    drafts = (state / "drafts", state / "drafts-opened")
    return (journal.parent, backup.backups_folder(journal), state, *drafts)


def _unfinished(folder: Path, journal: Path) -> list[Path]:
    """Return the files of clientlog in a folder that were never finished."""
    try:
        if folder == journal.parent:
            return leftovers(journal)
        return sorted(path for path in folder.iterdir() if is_leftover(path.name))
    except OSError:
        return []


def _backups(journal: Path) -> Iterator[Check]:
    backups = backup.list_backups(journal)
    folder = backup.backups_folder(journal)
    if not backups:
        yield Check("backups", True, f"{folder} (none yet: the first change of a day makes one)")
        return
    bad = []
    for item in backups:
        try:
            backup.verify(item.path)
        except (ClientlogError, sqlite3.Error):
            bad.append(item.path)
    newest = f"{backups[0].made_at:%Y-%m-%d %H:%M} UTC"
    if bad:
        advice = f"make a new one with clientlog backup, and remove {bad[0]}"
        yield Check("backups", False, f"{len(bad)} of {len(backups)} in {folder} are bad", advice)
    else:
        yield Check("backups", True, f"{folder}, {len(backups)} verified, the newest of {newest}")
    yield _permissions("backup folder", folder, 0o077)


def _configuration(config: Path) -> Check:
    if not os.path.lexists(config):
        return Check("configuration", True, f"{config} (none: everything is as it comes)")
    try:
        warnings = read_settings(config).warnings
    except ClientlogError as error:
        return Check("configuration", False, error.message, error.hint)
    if warnings:
        return Check("configuration", False, "; ".join(warnings))
    return Check("configuration", True, str(config))


def _sqlite() -> Check:
    ok = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    needed = ".".join(map(str, OLDEST_SQLITE))
    return Check("SQLite", ok, sqlite3.sqlite_version, "" if ok else f"at least {needed} is needed")
