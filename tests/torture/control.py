"""Clientlog as it is not: with its promises taken out, on which the figures must fail.

`python -m tests.torture.control loose …` runs the program without `BEGIN IMMEDIATE`, each
statement on its own; `hasty` acknowledges every change before it is committed; `blind` saves over
what was changed since a text was opened or a question asked. `newer` is no such control, but a
later version with one more migration, to upgrade journals with.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from clientlog.store import journal_file, schema


class LooseCursor(sqlite3.Cursor):
    """Begins no transaction."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:  # type: ignore[override]
        """Run anything but BEGIN IMMEDIATE."""
        return self if sql == "BEGIN IMMEDIATE" else super().execute(sql, *values)


class LooseConnection(sqlite3.Connection):
    """A connection on which every statement stands alone."""

    def cursor(self, factory: Any = None) -> Any:
        """Return a cursor that begins nothing."""
        return super().cursor(LooseCursor)

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        """Run anything but the beginning of a change, and its end."""
        if sql == "BEGIN IMMEDIATE" or (sql in {"COMMIT", "ROLLBACK"} and not self.in_transaction):
            return super().cursor(LooseCursor)
        if sql.startswith(("INSERT", "UPDATE")):
            time.sleep(0.02)  # as on a slow disk, so that another writer comes in between
        return super().execute(sql, *values)


def loosen() -> None:
    """Let changes run without a transaction."""
    connect = sqlite3.connect

    def loose(*arguments: Any, **options: Any) -> Any:
        return connect(*arguments, **{**options, "factory": LooseConnection})

    journal_file.sqlite3.connect = loose  # type: ignore[attr-defined]


def hurry() -> None:
    """Say that it is saved, then wait, then save."""
    from clientlog.write import change

    original = change.transaction

    @contextmanager
    def hasty(*arguments: Any, **options: Any) -> Iterator[Any]:
        with original(*arguments, **options) as under_way:
            yield under_way
            if os.fork():
                os.write(1, b"saved\n")
                os._exit(0)
            for stream in (0, 1, 2):
                os.dup2(os.open(os.devnull, os.O_RDWR), stream)
            time.sleep(3)

    change.transaction = hasty


def blind() -> None:
    """Compare nothing with what was there when somebody began to write, or was asked."""
    from clientlog.cli.capture import session
    from clientlog.store import changes

    vars(session)["merge_minutes"] = lambda _opened, typed, _current: typed
    vars(changes)["last_change"] = lambda _connection: 0


MIGRATION = """
ALTER TABLE note ADD COLUMN colour TEXT;
UPDATE note SET colour = 'red';
CREATE INDEX note_colour ON note (colour);
"""


def grow() -> None:
    """Be a version that knows one more migration."""
    known, own = schema.migration_text, schema.VERSION
    schema.MIGRATIONS = (*schema.MIGRATIONS, "next.sql")  # type: ignore[assignment]
    schema.VERSION = own + 1
    schema.migration_text = lambda number: MIGRATION if number == own else known(number)


if __name__ == "__main__":
    kind = sys.argv.pop(1)
    {"loose": loosen, "hasty": hurry, "blind": blind, "newer": grow}[kind]()
    from clientlog.cli.main import main

    main()
