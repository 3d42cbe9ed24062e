"""The state of each configured source, in the journal but not part of undo."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from clientlog.clock import format_moment, parse_moment


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is known about a source from the last time it was read."""

    name: str
    kind: str
    cursor: Any = None
    """The cursor for the next reading; None to read everything."""
    read_at: datetime | None = None
    """When it was last read without a failure."""
    result: Mapping[str, Any] = field(default_factory=dict)
    """What the last reading gave, and why something was left out."""


def load(connection: sqlite3.Connection) -> dict[str, SourceState]:
    """Return the state of every source that was ever read, by name."""
    return {
        name: SourceState(
            name=name,
            kind=kind,
            cursor=json.loads(cursor) if cursor else None,
            read_at=parse_moment(read_at) if read_at else None,
            result=json.loads(result) if result else {},
        )
        for name, kind, cursor, read_at, result in connection.execute(
            "SELECT name, kind, cursor, read_at, result FROM source_state"
        )
    }


def save(connection: sqlite3.Connection, state: SourceState) -> None:
    """Keep the state of a source, inside the caller's transaction."""
    read_at = format_moment(state.read_at) if state.read_at else None
    connection.execute(
        "INSERT INTO source_state (name, kind, read_at, result) VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (name) DO UPDATE SET kind = ?2, read_at = ?3, result = ?4",
        (state.name, state.kind, read_at, json.dumps(dict(state.result))),
    )
    # The cursor of a large mailbox takes megabytes, and is mostly the one before.
    connection.execute(
        "UPDATE source_state SET cursor = ?2 WHERE name = ?1 AND cursor IS NOT ?2",
        (state.name, None if state.cursor is None else json.dumps(state.cursor)),
    )
