"""Check that the schema of a journal is the one that clientlog wrote."""

import re
import sqlite3
from contextlib import closing
from hashlib import sha256

from clientlog.errors import JournalError
from clientlog.store import schema

DIGEST = "c1294cd0fff92bca08a26db5fd1848506ae26e283dc81911bdf0a29365f2db47"
"""The digest of the schema of VERSION, so that a look need not build one to compare with.

Where it is another, because SQLite wrote a text differently, the schema is compared in full.
"""

_OURS = re.compile("trigger (log|find|contact|cursor)_[a-z_]+|view record_text")
"""What is written afresh after the last migration."""

_STATISTICS = re.compile(r"CREATE TABLE sqlite_stat[1-4]\([a-zA-Z, ]+\)")


def refuse_foreign_schema(
    connection: sqlite3.Connection, path: object, *, triggers_are_rewritten: bool = False
) -> None:
    """Refuse a journal whose schema has anything that clientlog did not write, or lacks something.

    Triggers, views, CHECKs and expressions run with the rights of whoever reads or writes,
    whatever `trusted_schema` says. Those triggers of ours that an upgrade or a restore writes
    afresh may be others.
    """
    foreign = foreign_objects(connection, triggers_are_rewritten=triggers_are_rewritten)
    if foreign:
        raise JournalError(
            f"{path} has a schema that clientlog did not write ({foreign[0][:60]});"
            " it was left as it is",
            "bring back a backup with: clientlog restore PATH",
        )


def foreign_objects(
    connection: sqlite3.Connection, *, triggers_are_rewritten: bool = False
) -> list[str]:
    """Return the names of the tables, indexes, triggers and views that differ from ours."""
    version = schema.version_of(connection)
    objects = _objects(connection)
    if version == schema.VERSION and schema_digest(objects) == DIGEST:
        return []
    expected = _expected_objects(version)
    different = objects ^ expected
    if triggers_are_rewritten or version < schema.VERSION:
        different = {row for row in different if not _OURS.fullmatch(f"{row[0]} {row[1]}")}
    return sorted({name for _, name, _ in different})


def schema_digest(objects: set[tuple[str, str, str]]) -> str:
    """Return the digest of a schema."""
    return sha256(repr(sorted(objects)).encode("utf-8", "surrogateescape")).hexdigest()


def current_digest() -> str:
    """Return the digest of a new journal, as DIGEST has to be."""
    return schema_digest(_expected_objects(schema.VERSION))


def _expected_objects(version: int) -> set[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as expected:
        for number in range(version):
            schema.run_script(expected, schema.migration_text(number))
        if version == schema.VERSION:
            schema.write_triggers(expected)
        return _objects(expected)


def _objects(connection: sqlite3.Connection) -> set[tuple[str, str, str]]:
    """Return type, name and text of everything in the schema but SQLite's own indexes."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    return {
        (kind, name, sql)
        for kind, name, sql in rows
        if not (kind == "index" and name.startswith("sqlite_autoindex_") and not sql)
        and not (name.startswith("sqlite_stat") and _STATISTICS.fullmatch(sql))
        and not (name == "sqlite_sequence" and sql == "CREATE TABLE sqlite_sequence(name,seq)")
    }
