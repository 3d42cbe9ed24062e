"""Which journal a file belongs to, and whose it is, by UUIDs.

A journal has one UUID, which its backups and copies carry. Drafts and pages that are kept beside
it end in a mark that names the journal and the clients they are about: the numbers of clients
may be given to others by a `restore`.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from clientlog.errors import ClientlogError
from clientlog.store import schema
from clientlog.store.connection import connect, looking_mode, translate_errors
from clientlog.store.file_state import is_checked, read_state
from clientlog.store.schema_check import refuse_foreign_schema

_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Identity:
    """The UUID of a journal, and that of its first change, which older journals have alone."""

    journal: str | None
    first_change: str | None

    def matches(self, other: "Identity") -> bool:
        """Return whether both belong to the same journal."""
        if self.journal and other.journal:
            return self.journal == other.journal
        return self.first_change is not None and self.first_change == other.first_change


NOBODY = Identity(None, None)
"""The identity of a journal that is not there, or is damaged."""


def read_identity(connection: sqlite3.Connection) -> Identity:
    """Return the identity of an open journal of any version."""
    has_uuid = schema.version_of(connection) >= schema.WITH_UUID
    journal = connection.execute("SELECT uuid FROM journal").fetchone() if has_uuid else None
    first = connection.execute("SELECT uuid FROM change ORDER BY id LIMIT 1").fetchone()
    return Identity(_checked(journal), _checked(first))


def _checked(row: tuple[str] | None) -> str | None:
    """Return a UUID out of a file, None for any other text: it becomes part of a path."""
    return row[0] if row and _UUID.fullmatch(row[0]) else None


def is_uuid(text: str) -> bool:
    """Return whether a text is a UUID as clientlog writes one."""
    return bool(_UUID.fullmatch(text))


def identify(path: Path) -> Identity:
    """Return the identity of a journal or a backup; raise ClientlogError for what is none."""
    with _opened(path) as connection:
        return read_identity(connection)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a journal or a backup of any version; raise ClientlogError for what is none."""
    with translate_errors(path), closing(connect(path, looking_mode(path))) as connection:
        schema.check_version(connection, path)
        if not is_checked(read_state(path)):
            refuse_foreign_schema(connection, path, triggers_are_rewritten=True)
        yield connection


def identify_or_nobody(path: Path) -> Identity:
    """Return the identity of a journal; NOBODY where there is none that can be read."""
    try:
        return identify(path) if path.exists() else NOBODY
    except (ClientlogError, sqlite3.Error, OSError):
        return NOBODY


def short_uuid(identity: Identity) -> str:
    """Return the first digits of the journal's UUID; the names of its drafts have no more."""
    return (identity.journal or "").replace("-", "")[:12]


def draft_suffix(journal: str) -> str:
    """Return the part of a draft's name that tells its journal, by the digits of `short_uuid`."""
    return f"{journal}-with"


_MARK = re.compile(
    r"<!-- clientlog: journal ([0-9a-f]*), clients((?: [0-9a-f-]+)*)"
    r"(?:, meeting ([0-9a-f-]{36}))? -->\s*\Z"
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a draft or a page is."""

    journal: str
    """The first digits of the journal's UUID, empty for none."""
    clients: frozenset[str] = frozenset()
    """The UUIDs of those it is about; pages of earlier versions have their numbers."""
    meeting: str | None = None
    """The UUID of the meeting it is about."""

    @property
    def mark(self) -> str:
        """Return the last line of a file of this owner."""
        clients = "".join(f" {client}" for client in sorted(self.clients))
        meeting = f", meeting {self.meeting}" if self.meeting else ""
        return f"<!-- clientlog: journal {self.journal}, clients{clients}{meeting} -->\n"


def read_owner(
    connection: sqlite3.Connection, clients: Iterable[int], meeting: int | None = None
) -> Owner:
    """Return the owner of a file about these clients and this meeting of a journal."""
    rows = [
        connection.execute("SELECT uuid FROM client WHERE id = ?", (client,)).fetchone()
        for client in clients
    ]
    of_meeting = connection.execute("SELECT uuid FROM meeting WHERE id = ?", (meeting,)).fetchone()
    uuids = frozenset(uuid for row in rows if (uuid := _checked(row)))
    return Owner(short_uuid(read_identity(connection)), uuids, _checked(of_meeting))


def owner_or_nobody(path: Path, clients: Iterable[int], meeting: int | None) -> Owner:
    """Return the same of a journal at a path; an owner of no journal where it cannot be read."""
    try:
        with _opened(path) as connection:
            return read_owner(connection, clients, meeting)
    except (ClientlogError, sqlite3.Error, OSError):
        return Owner("")


def split_mark(text: str) -> tuple[str, Owner | None]:
    """Return a text without the mark that it ends in, and the owner that the mark names."""
    mark = _MARK.search(text)
    if mark is None:
        return text, None
    return text[: mark.start()], Owner(mark[1], frozenset(mark[2].split()), mark[3])
