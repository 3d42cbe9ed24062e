"""Which journal a file belongs to: a journal has one UUID, which its backups and copies carry."""

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from clientlog.errors import ClientlogError
from clientlog.store import schema
from clientlog.store.connection import connect, translate_errors
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
    mode = "rw" if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK) else "ro"
    with translate_errors(path), closing(connect(path, mode)) as connection:
        schema.check_version(connection, path)
        if not is_checked(read_state(path)):
            refuse_foreign_schema(connection, path, triggers_are_rewritten=True)
        return read_identity(connection)


def identify_or_nobody(path: Path) -> Identity:
    """Return the identity of a journal; NOBODY where there is none that can be read."""
    try:
        return identify(path) if path.exists() else NOBODY
    except (ClientlogError, sqlite3.Error, OSError):
        return NOBODY


def short_uuid(identity: Identity) -> str:
    """Return the part of the journal's UUID that stands in the names of its drafts."""
    return (identity.journal or "").replace("-", "")[:12]


def draft_suffix(identity: Identity, clients: Iterable[int]) -> str:
    """Return the part of a draft's name that tells whose it is."""
    return "-".join((short_uuid(identity), "with", *map(str, sorted(clients))))
