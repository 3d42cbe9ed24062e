"""Find everything about a person in a journal and in its log.

All of it is SQL over temporary tables, so that a person of 100,000 notes needs no more memory
than one of ten. What a column ever held is in the record, or in an image of the log: the log
has the whole record only where it was removed.
"""

import sqlite3
from collections.abc import Iterable

from clientlog.kinds import LETTERS
from clientlog.store.changes import REMOVED
from clientlog.store.schema import LOGGED
from clientlog.text import name_key

PARTS = {
    "amendment": {"promise_id": "promise", "action_item_id": "action_item"},
    "conflict_step": {"conflict_id": "conflict"},
    "chase": {"promise_id": "promise", "action_item_id": "action_item", "touch_id": "touch"},
}
"""Records without a client of their own, and the columns that name what they belong to."""

_TABLES = {letter: table for table, letter in LETTERS.items()}

_PREPARE = """
DROP TABLE IF EXISTS temp.who;
DROP TABLE IF EXISTS temp.theirs;
DROP TABLE IF EXISTS temp.names;
DROP TABLE IF EXISTS temp.organizations;
DROP VIEW IF EXISTS temp.images;
CREATE TEMP TABLE who (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE theirs (tbl TEXT, id INTEGER, uuid TEXT, PRIMARY KEY (tbl, id)) WITHOUT ROWID;
CREATE TEMP TABLE names (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE organizations (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP VIEW images AS
SELECT change_id, table_name AS tbl, row_id, before AS image FROM main.change_row
WHERE before IS NOT NULL
UNION ALL SELECT change_id, table_name, row_id, after FROM main.change_row
WHERE after IS NOT NULL;
"""

_UNREADABLE = """
DELETE FROM change_row
WHERE NOT json_valid(coalesce(before, '{}')) OR NOT json_valid(coalesce(after, '{}'))
"""
"""An image that is no JSON can neither be searched nor be put back."""

_TAKEN_BACK = f"""
DELETE FROM change_row WHERE change_id IN (
  WITH RECURSIVE turns (id, first) AS (
    SELECT id, id FROM change WHERE kind = 'do' AND undone
    UNION SELECT change.id, first FROM change JOIN turns ON target = turns.id
      WHERE kind IN ('undo', 'redo')
  ), parted (first, last) AS (
    SELECT first, max(id) FROM turns
    WHERE first IN (SELECT change_id FROM change_row WHERE table_name = 'client' AND {REMOVED})
      AND first IN (
        SELECT first FROM turns JOIN change_row ON change_id = turns.id
        WHERE table_name = 'client' AND row_id IN (SELECT id FROM who)
          OR json_extract(before, '$.client_id') IN (SELECT id FROM who)
          OR json_extract(after, '$.client_id') IN (SELECT id FROM who)
      )
    GROUP BY first
  )
  SELECT turns.id FROM turns JOIN parted ON turns.first BETWEEN parted.first AND parted.last
)
"""
"""What a merge or a removal did that was undone: in between, one had the other's words and records.

So had whoever that one was merged into then. Changes that do not stand leave nothing together
with their undo, so that the rest of the log holds without them.
"""

_FIRST_CLIENT = """coalesce(
  (SELECT json_extract(later.before, '$.client_id') AS first FROM change_row AS later
   WHERE later.table_name = kept.table_name AND later.row_id = kept.row_id
     AND later.id > kept.id AND first IS NOT NULL ORDER BY later.id LIMIT 1),
  iif(kept.table_name = 'alias', (SELECT client_id FROM alias WHERE alias.id = kept.row_id),
      (SELECT client_id FROM address WHERE address.id = kept.row_id)))"""
"""Whose an alias or an address was when it was created: what was changed first tells, else it."""

_MERGED = f"""
INSERT OR IGNORE INTO who
SELECT gone.row_id FROM change_row AS gone
JOIN change ON change.id = gone.change_id AND change.kind = 'do' AND NOT change.undone
JOIN change_row AS kept ON kept.change_id = gone.change_id
WHERE gone.table_name = 'client' AND gone.before IS NOT NULL AND gone.after IS NULL
  AND gone.row_id NOT IN (SELECT id FROM client) AND gone.row_id NOT IN (SELECT id FROM who)
  AND (
    kept.table_name = 'client' AND kept.row_id IN (SELECT id FROM who)
      AND kept.before IS NOT NULL AND kept.after IS NOT NULL
    OR kept.table_name IN ('alias', 'address') AND kept.before IS NULL
      AND {_FIRST_CLIENT} IN (SELECT id FROM who)
    OR json_extract(kept.before, '$.client_id') = gone.row_id
      AND json_extract(kept.after, '$.client_id') IN (SELECT id FROM who)
  )
"""
"""Who was merged into them, in a change that stands: it removed one client and gave to another."""

_INTO = f"""
SELECT CASE
  WHEN kept.table_name = 'client' THEN kept.row_id
  WHEN kept.before IS NULL THEN {_FIRST_CLIENT}
  ELSE json_extract(kept.after, '$.client_id')
END AS number
FROM change_row AS gone
JOIN change ON change.id = gone.change_id AND change.kind = 'do' AND NOT change.undone
JOIN change_row AS kept ON kept.change_id = gone.change_id
WHERE gone.table_name = 'client' AND gone.before IS NOT NULL AND gone.after IS NULL
  AND json_extract(gone.before, '$.uuid') = ?
  AND (
    kept.table_name = 'client' AND kept.before IS NOT NULL AND kept.after IS NOT NULL
    OR kept.table_name IN ('alias', 'address') AND kept.before IS NULL
    OR json_extract(kept.before, '$.client_id') = gone.row_id
      AND json_extract(kept.after, '$.client_id') IS NOT NULL
  )
ORDER BY gone.id DESC LIMIT 1
"""
"""The other side of `_MERGED`: into whom somebody was merged at last."""

_ALIASES = """
SELECT id FROM alias WHERE client_id IN (SELECT id FROM who) UNION SELECT row_id FROM images
WHERE tbl = 'alias' AND json_extract(image, '$.client_id') IN (SELECT id FROM who)
"""

_NAMED = f"""
INSERT OR IGNORE INTO names
SELECT json_extract(image, '$.handle') FROM images
  WHERE tbl = 'client' AND row_id IN (SELECT id FROM who)
    AND json_extract(image, '$.handle') IS NOT NULL
UNION SELECT json_extract(image, '$.name_key') FROM images
  WHERE tbl = 'client' AND row_id IN (SELECT id FROM who)
    AND json_extract(image, '$.name_key') IS NOT NULL
UNION SELECT json_extract(image, '$.name_key') FROM images
  WHERE tbl = 'alias' AND row_id IN ({_ALIASES})
    AND json_extract(image, '$.name_key') IS NOT NULL
UNION SELECT handle FROM client WHERE id IN (SELECT id FROM who)
UNION SELECT name_key FROM client WHERE id IN (SELECT id FROM who)
UNION SELECT name_key FROM alias WHERE id IN ({_ALIASES})
"""

_ENTERED_BEFORE = """
INSERT OR IGNORE INTO who
SELECT row_id FROM images WHERE tbl = 'client' AND row_id NOT IN (SELECT id FROM client)
AND (json_extract(image, '$.handle') IN (SELECT name FROM names)
  OR json_extract(image, '$.name_key') IN (SELECT name FROM names))
"""
"""Somebody of the same name or handle who was removed before they were entered again."""

_OF_CLIENTS = """
INSERT OR IGNORE INTO theirs (tbl, id) SELECT 'client', id FROM who;
INSERT OR IGNORE INTO theirs (tbl, id) SELECT tbl, row_id FROM images
WHERE json_extract(image, '$.client_id') IN (SELECT id FROM who)
"""

_MEETINGS = """
INSERT OR IGNORE INTO theirs (tbl, id)
SELECT 'meeting', meeting_id FROM attendance GROUP BY meeting_id
HAVING count(*) = sum(client_id IN (SELECT id FROM who));
INSERT OR IGNORE INTO theirs (tbl, id)
SELECT 'meeting', json_extract(image, '$.meeting_id') AS meeting FROM images
WHERE tbl = 'attendance' AND meeting NOT IN (SELECT id FROM meeting)
GROUP BY meeting HAVING count(*) = sum(json_extract(image, '$.client_id') IN (SELECT id FROM who))
"""
"""The meetings of theirs that nobody else attends, and those gone that nobody else attended."""

_ORGANIZATIONS = """
INSERT OR IGNORE INTO organizations
SELECT json_extract(image, '$.organization') AS name FROM images
WHERE tbl IN ('client', 'affiliation') AND (tbl, row_id) IN (SELECT tbl, id FROM theirs)
  AND name IS NOT NULL
UNION SELECT organization FROM client WHERE id IN (SELECT id FROM who) AND organization IS NOT NULL
UNION SELECT organization FROM affiliation WHERE client_id IN (SELECT id FROM who);
DELETE FROM organizations WHERE name IN (
  SELECT organization FROM client WHERE id NOT IN (SELECT id FROM who)
    AND organization IS NOT NULL
  UNION SELECT organization FROM affiliation WHERE client_id NOT IN (SELECT id FROM who)
)
"""
"""The organizations that are named by nobody else."""

_OF_ORGANIZATIONS = """
INSERT OR IGNORE INTO theirs (tbl, id)
SELECT 'organization', id FROM organization WHERE name IN (SELECT name FROM organizations)
UNION SELECT 'snooze', id FROM snooze WHERE organization IN (SELECT name FROM organizations)
UNION SELECT tbl, row_id FROM images
  WHERE tbl = 'organization' AND json_extract(image, '$.name') IN (SELECT name FROM organizations)
  OR tbl = 'snooze' AND json_extract(image, '$.organization') IN (SELECT name FROM organizations)
"""

_IDENTIFY = f"""
UPDATE theirs SET uuid = (
  SELECT json_extract(before, '$.uuid') FROM change_row
  WHERE table_name = tbl AND row_id = theirs.id AND {REMOVED} LIMIT 1
)
"""

_IDENTIFY_HERE = """
UPDATE theirs SET uuid = (SELECT {0}.uuid FROM {0} WHERE {0}.id = theirs.id)
WHERE tbl = '{0}' AND uuid IS NULL
"""
"""The log has no UUID of a record that is still there."""

_IMPORTED = """
INSERT OR IGNORE INTO theirs (tbl, id)
SELECT 'external_key', id FROM external_key WHERE record_uuid IN (SELECT uuid FROM theirs)
UNION SELECT tbl, row_id FROM images WHERE tbl = 'external_key'
  AND json_extract(image, '$.record_uuid') IN (SELECT uuid FROM theirs)
"""
"""What other programs call their records."""


def collect_records(connection: sqlite3.Connection, uuids: Iterable[str]) -> None:
    """Collect all that the person with these UUIDs ever was, had and was called.

    It is left in the temporary tables `who`, `theirs`, `names` and `organizations`.
    """
    connection.create_function("name_key", 1, _name_key_or_none, deterministic=True)
    run_statements(connection, _PREPARE, _UNREADABLE)
    _find_numbers(connection, uuids)
    _find_records(connection)


def merged_into(db: sqlite3.Connection, uuid: str) -> str | None:
    """Return the UUID of the client that somebody is now, through merges that stand."""
    number = db.execute(_INTO, (uuid,)).fetchone()
    if not number:
        return None
    (into,) = db.execute(
        "SELECT uuid FROM client WHERE id = ?1 UNION ALL SELECT json_extract(before, '$.uuid')"
        f" FROM change_row WHERE table_name = 'client' AND row_id = ?1 AND {REMOVED} LIMIT 1",
        number,
    ).fetchone() or (None,)
    return merged_into(db, into) or into if into else None


def run_statements(connection: sqlite3.Connection, *scripts: str) -> int:
    """Run statements in the transaction that is open; return how many rows they changed."""
    before = connection.total_changes
    for script in scripts:
        for statement in script.split(";"):
            if statement.strip():
                connection.execute(statement)
    return connection.total_changes - before


def _name_key_or_none(text: object) -> str | None:
    return name_key(text) if isinstance(text, str) else None


def _find_numbers(connection: sqlite3.Connection, uuids: Iterable[str]) -> None:
    """Collect the numbers that the person ever had: merged, removed, entered again."""
    for uuid in uuids:
        connection.execute(
            "INSERT OR IGNORE INTO who SELECT id FROM client WHERE uuid = ?1 UNION SELECT row_id"
            " FROM images WHERE tbl = 'client' AND json_extract(image, '$.uuid') = ?1",
            (uuid,),
        )
    while run_statements(connection, _TAKEN_BACK, _MERGED, _NAMED, _ENTERED_BEFORE):
        pass


def _find_records(connection: sqlite3.Connection) -> None:
    """Collect every record that was ever theirs, by table and number, and the parts of those."""
    run_statements(connection, _OF_CLIENTS)
    for table in LOGGED:
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        if "client_id" in columns:
            run_statements(
                connection,
                f"INSERT OR IGNORE INTO theirs (tbl, id) SELECT '{table}', id FROM {table}"
                " WHERE client_id IN (SELECT id FROM who)",
            )
    run_statements(connection, _MEETINGS, _ORGANIZATIONS, _OF_ORGANIZATIONS)
    for part, owners in PARTS.items():
        for column, table in owners.items():
            run_statements(
                connection,
                f"INSERT OR IGNORE INTO theirs (tbl, id) SELECT '{part}', id FROM {part}"
                f" WHERE {column} IN (SELECT id FROM theirs WHERE tbl = '{table}')"
                f" UNION SELECT tbl, row_id FROM images"
                f" WHERE tbl = '{part}' AND json_extract(image, '$.{column}') IN"
                f" (SELECT id FROM theirs WHERE tbl = '{table}')",
            )
    for letter, table in _TABLES.items():
        subjects = f"(SELECT '{letter}' || id FROM theirs WHERE tbl = '{table}')"
        run_statements(
            connection,
            "INSERT OR IGNORE INTO theirs (tbl, id)"
            f" SELECT 'snooze', id FROM snooze WHERE subject IN {subjects}"
            " UNION SELECT tbl, row_id FROM images"
            f" WHERE tbl = 'snooze' AND json_extract(image, '$.subject') IN {subjects}",
        )
    run_statements(connection, _IDENTIFY, *map(_IDENTIFY_HERE.format, LOGGED), _IMPORTED)
