"""Find stored days and moments that no calendar has."""

import re
import sqlite3

from clientlog.store.schema import quote_identifier

_READING = re.compile(r"(?:date\(|strftime\('[^']+', )(\w+), '\+0 days'\)", re.ASCII)
"""How the CHECKs of the schema read a column with a day or a moment."""


def find_unreadable_dates(db: sqlite3.Connection) -> str:
    """Return the first table with a day or moment that is none; empty for no table.

    The schema is ours already. Its CHECKs refuse 30 February, but `date('2026-13-45')` is NULL, and
    a CHECK that is NULL holds.
    """
    for table, text in db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"):
        condition = " OR ".join(
            f"({reading[1]} IS NOT NULL AND {reading[0]} IS NULL)"
            for reading in _READING.finditer(text)
        )
        if (
            condition
            and db.execute(
                f"SELECT 1 FROM {quote_identifier(table)} WHERE {condition} LIMIT 1"
            ).fetchone()
        ):
            return str(table)
    return ""
