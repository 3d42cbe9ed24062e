"""What an export needs beside the values that everybody sees: lasting identities."""

import sqlite3
from datetime import datetime

from clientlog.clock import parse_moment


def identities(db: sqlite3.Connection, table: str) -> dict[int, tuple[str, datetime]]:
    """Return by number the UUID of each record of a table, and when it was last changed."""
    return {
        number: (uuid, parse_moment(changed_at))
        for number, uuid, changed_at in db.execute(f"SELECT id, uuid, changed_at FROM {table}")
    }


def external_keys(db: sqlite3.Connection, source: str) -> dict[str, str]:
    """Return by UUID what a kind of source calls a record; of several names the first."""
    return {
        uuid: key
        for key, uuid in db.execute(
            "SELECT key, record_uuid FROM external_key WHERE source = ? ORDER BY id DESC", (source,)
        )
    }
