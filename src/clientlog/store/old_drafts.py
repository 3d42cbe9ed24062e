"""Drafts of minutes from before their names told whose they are."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from clientlog.errors import ClientlogError
from clientlog.store.files import read_plain
from clientlog.store.identity import Identity, draft_suffix, short_uuid
from clientlog.store.paths import path_digest, state_folder
from clientlog.text import name_key

_LIMIT = 2_000_000
"""The largest draft that is read, in bytes."""

_NAME = re.compile(
    r"(?P<begin>[0-9T]+-[0-9a-f]{4})-(?P<place>[0-9a-f]{8})(?:-m(?P<meeting>[0-9]+))?\.md"
)
_HEADER = re.compile(r"\s*(?:client|with)\s*:(.*)", re.IGNORECASE)


def find_old_drafts(journal: Path) -> list[Path]:
    """Return the drafts of this journal whose names tell only its place."""
    place = path_digest(journal)
    with suppress(OSError):
        return [
            path
            for path in sorted((state_folder() / "drafts").iterdir())
            if (named := _NAME.fullmatch(path.name)) and named["place"] == place
        ]
    return []


def adopt_old_drafts(db: sqlite3.Connection, journal: Path, identity: Identity) -> None:
    """Give old drafts the names of today, which tell whose they are.

    Whose a draft is stands in its header, or is who attends its meeting; where neither tells,
    or it cannot be renamed, it stays as it is.
    """
    for path in find_old_drafts(journal):
        named = _NAME.fullmatch(path.name)
        assert named
        meeting = int(named["meeting"] or 0)
        clients = {*_attendees(db, meeting), *_named_clients(db, path)}
        if clients and identity.journal:
            suffix = f"-m{meeting}" if meeting else ""
            owners = "-".join(map(str, sorted(clients)))
            place = draft_suffix(short_uuid(identity))
            name = f"{named['begin']}-{place}-{owners}{suffix}.md"
            with suppress(OSError):
                path.rename(path.with_name(name))


def _attendees(db: sqlite3.Connection, meeting: int) -> list[int]:
    rows = db.execute("SELECT client_id FROM attendance WHERE meeting_id = ?", (meeting,))
    return [client for (client,) in rows]


def _named_clients(db: sqlite3.Connection, path: Path) -> list[int]:
    """Return the numbers of those whom the header of a draft names."""
    return [
        client
        for name in _header_names(path)
        for (client,) in db.execute(
            "SELECT id FROM client WHERE handle = ?1 OR name_key = ?2"
            " UNION SELECT client_id FROM alias WHERE name_key = ?2",
            (name, name_key(name)),
        )
    ]


def _header_names(path: Path) -> Iterator[str]:
    """Yield the names in the lines before the first heading."""
    try:
        text = read_plain(path, _LIMIT).decode("utf-8", "replace")
    except ClientlogError:
        return
    for line in text.partition("\n##")[0].splitlines():
        if header := _HEADER.fullmatch(line):
            yield from (name.strip() for name in header[1].split(",") if name.strip())
