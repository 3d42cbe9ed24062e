"""The reference page of the tables."""

import sqlite3
from contextlib import closing

from clientlog.cli.reference import schema_page
from clientlog.store import schema
from tests.docs.pages import DOCS, table_names


def test_the_committed_page_is_the_generated_one() -> None:
    """`python -m clientlog.cli.reference schema > docs/reference/schema.md` changes nothing."""
    assert (DOCS / "reference" / "schema.md").read_text("utf-8") == schema_page()


def test_the_page_has_every_table_of_a_journal() -> None:
    """What a new journal holds is on the page, but for what FTS5 keeps for itself."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        schema.migrate(connection)
        rows = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        stored = {name for (name,) in rows if not name.startswith(("sqlite_", "search_"))}
    page = schema_page()
    headings = {line[3:] for line in page.splitlines() if line.startswith("## ")}
    kept = set(table_names(page, "What the program keeps for itself"))
    assert stored == (headings & stored) | kept
