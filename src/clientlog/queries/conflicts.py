"""Conflicts, each with its last step."""

import sqlite3

from clientlog.clock import parse_moment
from clientlog.queries.base import parse_day_or_none, parse_moment_or_none, select_with_clients
from clientlog.queries.values import Conflict

_COLUMNS = (
    "id", "text", "state", "agreement", "agreed_at", "check_on", "settled_at", "recorded_at",
)  # fmt: skip

_LAST_STEP = (
    ", (SELECT step FROM conflict_step WHERE conflict_id = conflict.id ORDER BY id DESC LIMIT 1)"
    ", (SELECT max(recorded_at) FROM conflict_step WHERE conflict_id = conflict.id)"
)


def find_conflict(db: sqlite3.Connection, number: int) -> Conflict | None:
    """Return the conflict of that number, or None."""
    return next(iter(_select(db, "conflict.id = ?", number)), None)


def list_conflicts(
    db: sqlite3.Connection, *, settled: bool = False, client: int | None = None
) -> list[Conflict]:
    """Return the unsettled conflicts in order of number; with `settled`, the others as well."""
    condition = "TRUE" if settled else "conflict.state <> 'settled'"
    if client is not None:
        condition += f" AND conflict.client_id = {client:d}"
    # The plus sign keeps SQLite to the index of what is open, and from reading all by number.
    return _select(db, f"{condition} ORDER BY +conflict.id")


def conflicts_to_follow(db: sqlite3.Connection) -> list[Conflict]:
    """Return the unsettled conflicts, and those that no contact has followed."""
    return _select(
        db,
        "conflict.state <> 'settled' OR NOT EXISTS (SELECT 1 FROM contact"
        " WHERE contact.client_id = conflict.client_id AND contact.at > conflict.settled_at)",
    )


def _select(db: sqlite3.Connection, condition: str, *values: object) -> list[Conflict]:
    return [
        Conflict(
            number=row["id"],
            client=client,
            text=row["text"],
            state=row["state"],
            agreement=row["agreement"],
            agreed_at=parse_moment_or_none(row["agreed_at"]),
            check_on=parse_day_or_none(row["check_on"]),
            settled_at=parse_moment_or_none(row["settled_at"]),
            opened_at=parse_moment(row["recorded_at"]),
            step=row["extra0"],
            last_step_at=parse_moment_or_none(row["extra1"]),
        )
        for client, row in select_with_clients(
            db, "conflict", _COLUMNS, condition, values, extra=_LAST_STEP
        )
    ]
