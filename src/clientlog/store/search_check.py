"""Compare the search index with the records, word by word."""

import sqlite3

_COPY = """
CREATE TEMP VIEW searched AS SELECT * FROM main.record_text;
CREATE VIRTUAL TABLE temp.search_copy USING fts5 (
  text, folded, content = 'searched', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2'
);
""" + "".join(
    f"DELETE FROM search_copy_{part}; INSERT INTO search_copy_{part} SELECT * FROM search_{part};"
    for part in ("data", "idx", "docsize")
)
"""The index, with the texts that it is of, where a connection that only looks may write."""


def compare_search_index(db: sqlite3.Connection) -> str:
    """Return what is wrong with the search index; empty if it has the words of every record.

    FTS5 compares an index with its texts, but only where it may write: in memory.
    """
    db.execute("PRAGMA query_only = OFF")
    try:
        db.executescript(_COPY)
        db.execute("INSERT INTO search_copy (search_copy, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
            raise
        return "not the words of the records"
    finally:
        db.execute("PRAGMA query_only = ON")
    return ""
