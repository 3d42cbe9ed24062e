"""Records that stand more than once in the files of an import."""

import sqlite3

from clientlog.interchange.problems import PROBLEM_LIMIT, Problem


def settle_duplicates(staging: sqlite3.Connection) -> list[Problem]:
    """Keep one of the staged records with the same UUID; return those that cannot be.

    Of one that stands in several files, the version changed last is kept, in the place of
    the first; in one file it may stand only once.
    """
    staging.execute(
        "CREATE TABLE duplicate AS SELECT uuid FROM record GROUP BY uuid"
        " HAVING count(*) > 1 ORDER BY min(position)"
    )
    problems: list[Problem] = []
    for (uuid,) in staging.execute("SELECT uuid FROM duplicate"):
        problems += _settle(staging, uuid)
        if len(problems) >= PROBLEM_LIMIT:
            break
    return problems[:PROBLEM_LIMIT]


def _settle(staging: sqlite3.Connection, uuid: str) -> list[Problem]:
    records = staging.execute(
        "SELECT position, kind, file FROM record WHERE uuid = ? ORDER BY position", (uuid,)
    )
    first, table, file = records.fetchone()
    newest, newest_change = first, _value(staging, table, first, "changed_at")
    files = {file}
    problems: list[Problem] = []
    for position, kind, file in records:
        change = _value(staging, kind, position, "changed_at")
        if file in files or kind != table:
            other = "another record has the same"
            reason = other if file in files else f"is a {table} in another file"
            source = _value(staging, kind, position, "_source")
            problems.append(Problem(f"{source}.uuid", reason))
        elif change > newest_change:
            newest, newest_change = position, change
        files.add(file)
        if len(problems) == PROBLEM_LIMIT:
            break
    if not problems:
        _keep(staging, table, uuid, first, newest)
    return problems


def _value(staging: sqlite3.Connection, table: str, position: int, column: str) -> str:
    row = staging.execute(f"SELECT {column} FROM {table} WHERE _position = ?", (position,))
    return str(row.fetchone()[0])


def _keep(staging: sqlite3.Connection, table: str, uuid: str, first: int, newest: int) -> None:
    """Put the newest version in the place of the first, and remove the others."""
    others = "SELECT position FROM record WHERE uuid = ? AND position <> ?"
    staging.execute(f"DELETE FROM {table} WHERE _position IN ({others})", (uuid, newest))
    staging.execute("DELETE FROM record WHERE uuid = ? AND position <> ?", (uuid, newest))
    staging.execute(f"UPDATE {table} SET _position = ? WHERE _position = ?", (first, newest))
    staging.execute("UPDATE record SET position = ? WHERE position = ?", (first, newest))
