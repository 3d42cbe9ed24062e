"""Removing a client so that nothing is left: journal, log, search index, drafts, backups."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from clientlog.clock import Clock
from clientlog.errors import ClientlogError
from clientlog.kinds import LETTERS
from clientlog.queries.values import Client
from clientlog.store import backup
from clientlog.store.changes import Image, raw_change, start
from clientlog.store.connection import CHANGING, connect, translate_errors
from clientlog.store.journal_file import open_to_change
from clientlog.store.paths import state_folder
from clientlog.store.restore import private_copy
from clientlog.text import ascii_fold

COMMAND = "client purge"
"""What the history says of a purge: not of whom."""

PURGED = "(purged)"
"""What the history says of a command that spoke of the client."""

OWNERS = {
    "promise_id": "promise",
    "action_item_id": "action_item",
    "conflict_id": "conflict",
}
"""Columns by which a part belongs to a record of the client's."""

TABLES = {letter: table for table, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Purged:
    """What was done beside the journal itself."""

    backups: int = 0
    drafts: int = 0
    left: list[Path] = field(default_factory=list)
    """Files that could not be cleaned, or that clientlog does not look after: for the person."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the log, with what is known of it before or after."""

    id: int
    change: int
    table: str
    number: int
    standing: bool
    images: tuple[Image, ...]

    def any(self, column: str) -> set[object]:
        """The values a column had."""
        return {image[column] for image in self.images if image.get(column) is not None}


def purge(path: Path, clock: Clock, client: Client) -> Purged:
    """Remove a client from everything that clientlog manages. Nothing takes this back.

    Changes made before it can no longer be undone either: their log has gaps now. What stays
    is what belongs to others as well: meetings they attended, texts of theirs that mention
    the client.
    """
    with raw_change(path, foreign_keys=True) as connection:
        (uuid,) = connection.execute(
            "SELECT uuid FROM client WHERE id = ?", (client.id,)
        ).fetchone()
        uuids, names = _purge_in(connection, clock, {uuid})
    _rewrite(path)
    left: list[Path] = []
    cleaned = _purge_backups(path, clock, uuids, left)
    drafts = _purge_drafts(names, left)
    # Damaged journals that were set aside, and what a killed process left.
    beside = (f"{path.name}.damaged-", f".{path.name}.")
    left += [one for one in _inside(path.parent, left) if one.name.startswith(beside)]
    return Purged(cleaned, drafts, left)


def _rewrite(path: Path) -> None:
    """Free pages and the search index keep deleted words: write the file anew."""
    with translate_errors(path), closing(open_to_change(path)) as connection:
        connection.execute("VACUUM")


def _purge_in(
    connection: sqlite3.Connection, clock: Clock, uuids: set[str]
) -> tuple[set[str], set[str]]:
    """Purge the clients with these UUIDs; return theirs and those merged into them, and names."""
    change = start(connection, clock, COMMAND)
    connection.execute("UPDATE change SET target = id, undone = 0 WHERE id = ?", (change,))
    clients = _clients(connection, uuids)
    images = list(_client_images(connection, clients))
    uuids = uuids | {str(image["uuid"]) for image in images}
    names = _names(connection, images, clients)
    _remove(connection, clients)
    _scrub(connection, clients, names, change)
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
    return uuids, names


def _log(connection: sqlite3.Connection) -> Iterator[_Row]:
    for number, change, table, row, standing, before, after in connection.execute(
        "SELECT change_row.id, change_id, table_name, row_id, kind = 'do' AND undone = 0,"
        " before, after FROM change_row JOIN change ON change.id = change_id"
    ):
        images = tuple(json.loads(image) for image in (before, after) if image)
        yield _Row(number, change, table, row, bool(standing), images)


def _clients(connection: sqlite3.Connection, uuids: set[str]) -> set[int]:
    """The numbers of the clients, and of those who were merged into them for good."""
    here = dict(connection.execute("SELECT uuid, id FROM client").fetchall())
    found = {here[uuid] for uuid in uuids if uuid in here}
    merged: set[tuple[int, int]] = set()
    for row in _log(connection):
        if row.table == "client" and row.any("uuid") & uuids:
            found.add(row.number)
        elif row.standing and len(row.images) == 2:
            was, became = (image.get("client_id") for image in row.images)
            if was and became and was != became and was not in here.values():
                merged.add((was, became))
    while sources := {was for was, became in merged if became in found} - found:
        found |= sources
    return found


def _client_images(connection: sqlite3.Connection, clients: set[int]) -> Iterator[Image]:
    for row in _log(connection):
        if row.table == "client" and row.number in clients:
            yield from row.images
    for number, uuid, handle, name in connection.execute(
        "SELECT id, uuid, handle, name FROM client"
    ):
        if number in clients:
            yield {"uuid": uuid, "handle": handle, "name": name}


def _names(connection: sqlite3.Connection, images: Iterable[Image], clients: set[int]) -> set[str]:
    """Every name they ever had, folded."""
    names = {str(image[key]) for image in images for key in ("handle", "name")}
    for row in _log(connection):
        if row.table == "alias" and row.any("client_id") & clients:
            names |= {str(name) for name in row.any("name")}
    for client, name in connection.execute("SELECT client_id, name FROM alias"):
        if client in clients:
            names.add(name)
    return {ascii_fold(name) for name in names}


def _remove(connection: sqlite3.Connection, clients: set[int]) -> None:
    """Remove the records, and the meetings that nobody else attended."""
    listed = ", ".join(map(str, clients))
    connection.execute(
        f"DELETE FROM meeting WHERE id IN (SELECT meeting_id FROM attendance GROUP BY meeting_id"
        f" HAVING count(*) = sum(client_id IN ({listed})))"
    )
    own = " UNION ALL ".join(
        f"SELECT '{letter}' || id FROM {table} WHERE client_id IN ({listed})"
        for letter, table in TABLES.items()
        if table != "meeting"
    )
    connection.execute(f"DELETE FROM snooze WHERE subject IN ({own})")
    for table in ("action_item", "promise"):
        delegated = f"SELECT id FROM {table} WHERE owner_client_id IN ({listed})"
        connection.execute(
            "UPDATE amendment SET why = NULL, folded = NULL"
            f" WHERE kind = 'delegated' AND {table}_id IN ({delegated})"
        )
        connection.execute(
            f"UPDATE {table} SET owner = NULL, owner_client_id = NULL"
            f" WHERE owner_client_id IN ({listed})"
        )
    connection.execute(f"DELETE FROM client WHERE id IN ({listed})")


def _scrub(
    connection: sqlite3.Connection, clients: set[int], names: set[str], purging: int
) -> None:
    """Take out of the log what was ever theirs, and the commands that spoke of them."""
    theirs = _theirs(connection, clients)
    rows, changes = set(), set()
    for row in _log(connection):
        if (row.table, row.number) in theirs or row.change == purging:
            rows.add((row.id,))
            changes.add(row.change)
    connection.executemany("DELETE FROM change_row WHERE id = ?", rows)
    for change, command, kept in connection.execute(
        "SELECT id, command, EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)"
        " FROM change"
    ).fetchall():
        folded = ascii_fold(command)
        if change != purging and (
            change in changes or not kept or any(name in folded for name in names if name)
        ):
            connection.execute("UPDATE change SET command = ? WHERE id = ?", (PURGED, change))


def _theirs(connection: sqlite3.Connection, clients: set[int]) -> set[tuple[str, int]]:
    """Every record that was ever theirs, by table and number: the parts of those records too."""
    log = list(_log(connection))
    theirs = {("client", number) for number in clients}
    for column in ("client_id", "owner_client_id"):
        theirs |= {(row.table, row.number) for row in log if row.any(column) & clients}
    theirs |= _meetings(connection, log, clients)
    for row in log:
        owners = {(table, one) for column, table in OWNERS.items() for one in row.any(column)}
        subjects = {
            (TABLES[str(one)[0]], int(str(one)[1:]))
            for one in row.any("subject")
            if row.table == "snooze"
        }
        if (owners | subjects) & theirs:
            theirs.add((row.table, row.number))
    return theirs


def _meetings(
    connection: sqlite3.Connection, log: list[_Row], clients: set[int]
) -> set[tuple[str, int]]:
    """The meetings that are gone, and that nobody else ever attended."""
    here = {number for (number,) in connection.execute("SELECT id FROM meeting")}
    attended: dict[int, set[object]] = {}
    for row in log:
        if row.table == "attendance":
            for image in row.images:
                attended.setdefault(image["meeting_id"], set()).add(image["client_id"])
    return {
        ("meeting", meeting)
        for meeting, who in attended.items()
        if meeting not in here and who <= clients
    }


def _inside(folder: Path, left: list[Path]) -> list[Path]:
    """What lies in a folder; one that cannot be read is left for the person to look at."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError:
        left.append(folder)
        return []


def _purge_backups(path: Path, clock: Clock, uuids: set[str], left: list[Path]) -> int:
    """Write every managed backup anew without them; those that cannot be read are named."""
    _inside(backup.folder_of(path), left)
    cleaned = 0
    for one in backup.listed(path):
        draft = one.path.with_name(f".{one.path.name}.{token_hex(4)}.new")
        try:
            with private_copy(one.path, draft):
                _purge_copy(draft, clock, uuids)
                backup.seal(draft, one.reason)
                backup.verify(draft)
                draft.replace(one.path)
            cleaned += 1
        except (ClientlogError, sqlite3.Error, OSError):
            left.append(one.path)
    return cleaned


def _purge_copy(draft: Path, clock: Clock, uuids: set[str]) -> None:
    with closing(connect(draft, "rw")) as connection:
        connection.executescript(CHANGING.format(foreign_keys="ON"))
        # SQLite 3.40 lets a trigger write to FTS5 only so; the copy was checked for its triggers.
        connection.execute("PRAGMA trusted_schema = ON")
        connection.execute("BEGIN IMMEDIATE")
        _purge_in(connection, clock, uuids)
        connection.execute("COMMIT")
        connection.execute("VACUUM")


def _purge_drafts(names: set[str], left: list[Path]) -> int:
    """Remove the drafts of minutes that name them, and the page that was opened last."""
    removed = 0
    pages = [one for one in _inside(state_folder(), left) if one.suffix == ".html"]
    drafts = _inside(state_folder() / "drafts", left)
    opened = _inside(state_folder() / "drafts-opened", left)
    for draft in (*drafts, *opened, *pages):
        try:
            text = ascii_fold(draft.read_text("utf-8", "replace"))
            if any(name in text for name in names if name):
                draft.unlink()
                removed += draft not in opened
        except OSError:
            left.append(draft)
    return removed
