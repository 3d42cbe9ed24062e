"""Purge a person from one file: remove all their records, and clean the log."""

import re
import sqlite3
from collections.abc import Iterable

from clientlog.clock import Clock
from clientlog.store.changes import start
from clientlog.store.purge_search import collect_records
from clientlog.store.versions import versions_of
from clientlog.text import ascii_fold

COMMAND = "client purge"
"""The command in the history for a purge, without the name."""

PURGED = "(purged)"
"""What stands in the history, or as an owner, where the client stood."""

_OTHERS_OWNER = """
UPDATE {table} SET owner = '(purged)', owner_client_id = NULL
WHERE client_id NOT IN (SELECT id FROM who) AND (owner_client_id IN (SELECT id FROM who)
  OR name_key(owner) IN (SELECT name FROM names))
"""

_OTHERS_PERSON = """
UPDATE touch SET "by" = '(purged)'
WHERE client_id NOT IN (SELECT id FROM who) AND name_key("by") IN (SELECT name FROM names)
"""

_PASSED_ON = "passed on to "
"""How the reason begins that delegating writes (clientlog.write.commitments)."""

_OTHERS_REASON = f"""
UPDATE amendment SET why = '{_PASSED_ON}(purged)', folded = NULL
WHERE kind = 'delegated' AND why LIKE '{_PASSED_ON}%'
  AND name_key(substr(why, {len(_PASSED_ON) + 1})) IN (SELECT name FROM names)
"""

_OTHERS_REASON_LOGGED = f"""
UPDATE change_row
SET {{image}} = json_replace({{image}}, '$.why', '{_PASSED_ON}(purged)', '$.folded', NULL)
WHERE table_name = 'amendment' AND {{image}} IS NOT NULL
  AND coalesce(json_extract({{image}}, '$.kind'), 'delegated') = 'delegated'
  AND json_extract({{image}}, '$.why') LIKE '{_PASSED_ON}%'
  AND name_key(substr(json_extract({{image}}, '$.why'), {len(_PASSED_ON) + 1}))
    IN (SELECT name FROM names)
"""

_OTHERS_LOGGED = """
UPDATE change_row SET {image} = json_replace({image}, '$.{column}', '(purged)')
WHERE table_name IN ('action_item', 'promise', 'touch') AND {image} IS NOT NULL
  AND (table_name, row_id) NOT IN (SELECT tbl, id FROM theirs)
  AND name_key(json_extract({image}, '$.{column}')) IN (SELECT name FROM names)
"""

_PASSED_TO_THEM = """
SELECT DISTINCT tbl, row_id FROM images WHERE tbl IN ('action_item', 'promise')
AND json_extract(image, '$.owner_client_id') IN (SELECT id FROM who)
"""
"""The commitments that they ever owned; the log has those by now that they owned to the last."""

_SCRUB = """
DELETE FROM change_row
WHERE change_id = ? OR (table_name, row_id) IN (SELECT tbl, id FROM theirs)
"""


def purge_person(connection: sqlite3.Connection, clock: Clock, uuids: Iterable[str]) -> set[str]:
    """Purge the client with these UUIDs, inside the caller's transaction; return all they had.

    Nothing takes it back: the change is its own target, and what came before has gaps now.
    """
    change = start(connection, clock, COMMAND)
    connection.execute("UPDATE change SET target = id, undone = 0 WHERE id = ?", (change,))
    collect_records(connection, uuids)
    known = _uuids(connection)
    _remove(connection)
    _scrub(connection, change)
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
    return known | set(uuids)


def person_numbers(connection: sqlite3.Connection) -> set[int]:
    """Return the numbers of the person that `purge_person` has just purged."""
    return {number for (number,) in connection.execute("SELECT id FROM temp.who")}


def person_names(connection: sqlite3.Connection) -> set[str]:
    """Return every handle and name key of the person that `purge_person` has just purged."""
    return {name for (name,) in connection.execute("SELECT name FROM temp.names")}


def knows_person(connection: sqlite3.Connection, uuids: Iterable[str]) -> bool:
    """Return whether anything of a person is in a journal or in its log."""
    return any(
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM client WHERE uuid = ?1) OR EXISTS ("
            " SELECT 1 FROM change_row WHERE table_name = 'client' AND"
            " instr(coalesce(before, '') || coalesce(after, ''), ?1))",
            (uuid,),
        ).fetchone()[0]
        for uuid in uuids
    )


def _uuids(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("SELECT uuid FROM theirs WHERE tbl = 'client' AND uuid IS NOT NULL")
    return {uuid for (uuid,) in rows}


def _remove(connection: sqlite3.Connection) -> None:
    """Remove the records, and their name where they own what is somebody else's."""
    for table in ("action_item", "promise"):
        connection.execute(_OTHERS_OWNER.format(table=table))
    connection.execute(_OTHERS_PERSON)
    connection.execute(_OTHERS_REASON)
    for table in ("meeting", "organization", "snooze", "external_key", "client"):
        connection.execute(
            f"DELETE FROM {table} WHERE id IN (SELECT id FROM theirs WHERE tbl = '{table}')"
        )
    # What a refresh said last may name them.
    connection.execute("UPDATE source_state SET result = NULL")


def _scrub(connection: sqlite3.Connection, purging: int) -> None:
    """Take out of the log what was ever theirs, and the commands that spoke of them."""
    touched = {
        change
        for (change,) in connection.execute(
            "SELECT DISTINCT change_id FROM change_row WHERE (table_name, row_id) IN"
            " (SELECT tbl, id FROM theirs)"
        )
    } | _scrub_owned(connection)
    connection.execute(_SCRUB, (purging,))
    for image in ("before", "after"):
        for column in ("owner", "by"):
            connection.execute(_OTHERS_LOGGED.format(image=image, column=column))
        connection.execute(_OTHERS_REASON_LOGGED.format(image=image))
    speaks = _pattern(connection)
    commands = connection.execute(
        "SELECT id, command, EXISTS (SELECT 1 FROM change_row WHERE change_id = change.id)"
        " FROM change WHERE id <> ?",
        (purging,),
    )
    spoken = [
        (PURGED, change)
        for change, command, has_rows in commands
        if change in touched or not has_rows or speaks.search(ascii_fold(command))
    ]
    connection.executemany("UPDATE change SET command = ? WHERE id = ?", spoken)


def _scrub_owned(connection: sqlite3.Connection) -> set[int]:
    """Take their name out of the log of what they owned; return the changes from when they did.

    The command that passed something on to them may name them by a part of their name.
    """
    changes = set()
    for table, number in connection.execute(_PASSED_TO_THEM).fetchall():
        for version in versions_of(connection, table, number):
            for column, whole in (("before", version.before), ("after", version.after)):
                if whole and _is_theirs(connection, whole.get("owner_client_id")):
                    changes.add(version.change)
                    connection.execute(
                        f"UPDATE change_row SET {column} = json_replace({column}, '$.owner', ?)"
                        " WHERE id = ?",
                        (PURGED, version.entry),
                    )
    return changes


def _is_theirs(connection: sqlite3.Connection, client: object) -> bool:
    return bool(connection.execute("SELECT 1 FROM who WHERE id = ?", (client,)).fetchone())


def _pattern(connection: sqlite3.Connection) -> re.Pattern[str]:
    """Return a pattern that finds their names as whole words in a folded command."""
    names = connection.execute("SELECT name FROM names UNION SELECT name FROM organizations")
    words = {ascii_fold(name) for (name,) in names if name}
    return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, sorted(words) or ["$^"])) + r")(?!\w)")
