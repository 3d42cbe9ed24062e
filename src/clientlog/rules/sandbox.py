"""Run a custom rule's query on stable views of the journal, read-only, for at most a second.

The views are TEMP ones, of one connection: a journal with a view of its own is refused. Their
columns are a promise (docs/how-to/own-rules.md); the tables behind them are not.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from clientlog.clock import Clock, format_moment
from clientlog.errors import UsageError
from clientlog.rules.child import run_in_child
from clientlog.store.connection import connect

SECONDS = 1.0
"""How long one query may run."""

TOO_LONG = f"the query ran for longer than {SECONDS:g} second"

ROWS = 100
"""How many rows of a query are read."""

STEPS = 10_000
"""SQLite's instructions between two looks at the time: well under a millisecond."""

ALLOWED = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_RECURSIVE,
    }
)
"""What a query may do (https://sqlite.org/c3ref/c_alter_table.html)."""

_CLIENT = "(SELECT handle FROM main.client WHERE client.id = client_id)"


def _address(kind: str) -> str:
    """Return the SQL of a client's preferred address of a kind."""
    return (
        f"(SELECT value FROM main.address WHERE client_id = client.id AND kind = '{kind}'"
        " ORDER BY position, id LIMIT 1)"
    )


_COMMITMENT = (
    f"{_CLIENT} AS client, text, theirs, owner, priority, due, every, state, settled_on,"
    " 'n' || need_id AS need, 'm' || meeting_id AS meeting, recorded_at"
)

VIEWS = {
    "clients": (
        "SELECT handle, name, direction, organization, role, stake, stage, aim, vision,"
        " their_vision, cadence_days, channel,"
        f" {_address('email')} AS email, {_address('phone')} AS phone,"
        " (SELECT max(until_day) FROM main.absence WHERE client_id = client.id) AS away_until,"
        " archived_at IS NOT NULL AS archived, recorded_at,"
        " (SELECT max(at) FROM main.contact WHERE client_id = client.id) AS last_contact"
        " FROM main.client"
    ),
    "tags": f"SELECT {_CLIENT} AS client, name AS tag FROM main.tag",
    "commitments": (
        f"SELECT 'p' || id AS ref, 'promise' AS kind, {_COMMITMENT}, (SELECT count(*) FROM"
        " main.amendment WHERE promise_id = promise.id AND kind = 'renegotiated') AS moved"
        f" FROM main.promise UNION ALL SELECT 'a' || id, 'action', {_COMMITMENT},"
        " (SELECT count(*) FROM main.amendment WHERE action_item_id = action_item.id"
        " AND kind = 'renegotiated') FROM main.action_item"
    ),
    "changes": (
        "SELECT coalesce('p' || promise_id, 'a' || action_item_id) AS ref, kind, from_due,"
        " to_due, why, told_at, recorded_at FROM main.amendment"
    ),
    "meetings": (
        "SELECT 'm' || id AS ref, title, starts_at, ends_at, state, summary, nothing_to_note,"
        " review, place, channel, every, confirmed_at, recorded_at FROM main.meeting"
    ),
    "attendances": (
        f"SELECT 'm' || meeting_id AS meeting, {_CLIENT} AS client FROM main.attendance"
    ),
    "contacts": f"SELECT {_CLIENT} AS client, at, source AS ref FROM main.contact",
    "topics": (
        f"SELECT 't' || id AS ref, {_CLIENT} AS client, text, ask, why, state, settled_on,"
        " 'm' || meeting_id AS meeting, recorded_at FROM main.topic"
    ),
    "notes": (
        f"SELECT 'n' || id AS ref, {_CLIENT} AS client, kind, text, tone, priority, state,"
        " confirmed_at, told_at, settled_on, 'm' || meeting_id AS meeting, recorded_at"
        " FROM main.note"
    ),
    "touches": (
        f"SELECT 'k' || id AS ref, {_CLIENT} AS client, text, at, channel,"
        ' "by" AS person FROM main.touch'
    ),
    "conflicts": (
        f"SELECT 'c' || id AS ref, {_CLIENT} AS client, text, state, agreement, agreed_at,"
        " check_on, settled_at, recorded_at FROM main.conflict"
    ),
    "self_checks": (
        f"SELECT {_CLIENT} AS client, recorded_at AS at, abundance, trust, dreams, truth,"
        " balance, grace FROM main.self_check"
    ),
}
"""Each view and how it is made. Days and moments are as stored: ISO dates, and UTC."""


def create_views(connection: sqlite3.Connection) -> None:
    """Create the views in a read-only connection."""
    connection.execute("PRAGMA query_only = OFF")
    for name, query in VIEWS.items():
        connection.execute(f"CREATE TEMP VIEW {name} AS {query}")
    connection.execute("PRAGMA query_only = ON")


def run_query(connection: sqlite3.Connection, query: str, clock: Clock) -> list[dict[str, Any]]:
    """Return the first rows of a query, one more than ROWS where there are more.

    The query may name `:today` (the local day) and `:now` (the moment, in UTC). It runs in a
    process of its own, where the system has them: SQLite does not look at the time within one
    call of a function, however long that takes. That process has another second to end.
    Raises UsageError for a query that fails.
    """
    present = {"today": clock.today.isoformat(), "now": format_moment(clock.now)}
    if hasattr(os, "fork"):
        answer = run_in_child(lambda: _answer(_reopen(connection), query, present), 2 * SECONDS)
    else:
        answer = _answer(connection, query, present)
    if answer is None:
        raise UsageError(TOO_LONG)
    names, rows, problem = answer
    if problem:
        raise UsageError(problem)
    return [dict(zip(names, row, strict=True)) for row in rows]


Answer = tuple[list[str], list[tuple[Any, ...]], str]
"""The names of the columns, the rows, and what was wrong."""


def _answer(connection: sqlite3.Connection, query: str, present: dict[str, str]) -> Answer:
    try:
        with _guarded(connection):
            cursor = connection.execute(query, present)
            names = [column[0].lower() for column in cursor.description or ()]
            rows = cursor.fetchmany(ROWS + 1)
            cursor.close()
    except (sqlite3.Error, sqlite3.Warning, ValueError, MemoryError) as error:
        return [], [], _message(error)
    return names, rows, ""


def _reopen(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Return a connection to the same file: one that was opened before a fork is the parent's."""
    factory = connection.text_factory
    connection.text_factory = bytes
    file = next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == b"main")
    connection.text_factory = factory
    if not file:
        return connection
    own = connect(Path(os.fsdecode(file)), "ro")
    create_views(own)
    return own


def _message(error: Exception) -> str:
    message = " ".join(str(error).split())
    if message == "interrupted":
        return TOO_LONG
    if message == "not authorized":
        return "a query may only read: one SELECT, and nothing else"
    return message or type(error).__name__


@contextmanager
def _guarded(connection: sqlite3.Connection) -> Iterator[None]:
    """Only reading, and only for so long."""
    # A length of time, not the present: CLIENTLOG_NOW must not stop it.
    ends = time.monotonic() + SECONDS
    connection.set_authorizer(_authorize)
    connection.set_progress_handler(lambda: time.monotonic() > ends, STEPS)
    try:
        yield
    finally:
        with suppress(sqlite3.Error):
            connection.set_progress_handler(None, 0)
            connection.set_authorizer(None)


def _authorize(action: int, *_about: object) -> int:
    return sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY
