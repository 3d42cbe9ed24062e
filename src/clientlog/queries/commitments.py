"""Action items and promises, each with its changes and with every time it was chased."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from clientlog.clock import format_moment, parse_moment
from clientlog.queries.base import (
    chunks,
    numbers_of,
    parse_day_or_none,
    parse_moment_or_none,
    select_with_clients,
)
from clientlog.queries.values import Amendment, Client, Commitment, CommitmentKind

TABLES: dict[CommitmentKind, str] = {"action": "action_item", "promise": "promise"}

_COLUMNS = (
    "id", "text", "theirs", "owner", "priority", "due", "due_set_at", "every", "state",
    "settled_on", "try_until", "is_update", "need_id", "meeting_id", "recorded_at",
)  # fmt: skip

_DELEGATE = ", (SELECT handle FROM client WHERE id = {table}.owner_client_id)"

_UNTOLD = "{table}.id IN (SELECT {table}_id FROM amendment WHERE told_at IS NULL)"

_OPEN = "{table}.state = 'open' AND {table}.settled_on IS NULL"
"""The second follows from the first; with it an index finds what is open with one client."""

ORDER = "ORDER BY {table}.id"

# The plus sign keeps SQLite to what is open or settled lately, since a client may be old.
_IN_ONE_OF = "client.archived_at IS NULL AND +client.organization IN"

_BROKEN_AT = "(SELECT max(recorded_at) FROM amendment WHERE promise_id = promise.id)"
"""Nothing is amended once it is broken."""

_BROKEN = "promise.theirs = 0 AND promise.state = 'broken' AND promise.settled_on >= ?" + "".join(
    f" AND NOT EXISTS (SELECT 1 FROM {table} AS later WHERE later.client_id = promise.client_id"
    f" AND later.theirs = 0 AND {newer} AND later.recorded_at >= {_BROKEN_AT})"
    for table, newer in (("promise", "later.id > promise.id"), ("action_item", "TRUE"))
)
"""A promise that I broke on a day or later, with no commitment to that client since."""


def find_commitment(db: sqlite3.Connection, kind: CommitmentKind, number: int) -> Commitment | None:
    """Return the commitment of that number, or None."""
    return next(iter(_select(db, kind, "{table}.id = ?", number)), None)


def list_commitments(
    db: sqlite3.Connection,
    kind: CommitmentKind,
    *,
    settled: bool = False,
    client: int | None = None,
    theirs: bool | None = None,
    due_before: date | None = None,
) -> list[Commitment]:
    """Return the open commitments of a kind; with `settled`, the others as well."""
    conditions, values = ["TRUE" if settled else _OPEN], []
    for column, value in (("client_id =", client), ("theirs =", theirs), ("due <", due_before)):
        if value is not None:
            conditions.append(f"{{table}}.{column} ?")
            values.append(value.isoformat() if isinstance(value, date) else int(value))
    return _select(db, kind, " AND ".join(conditions), *values)


def open_with_client(db: sqlite3.Connection, client: Client) -> list[Commitment]:
    """Return what is open between me and a client: by due date, undated last."""
    commitments = _of_both(db, f"{{table}}.client_id = ? AND {_OPEN}", client.id)
    return sorted(commitments, key=by_due)


def open_in_organizations(db: sqlite3.Connection, names: Sequence[str]) -> list[Commitment]:
    """Return what is open between me and the active clients of organizations, by due date."""
    commitments = [
        commitment
        for slots, part in chunks(names)
        for commitment in _of_both(db, f"{_IN_ONE_OF} {slots} AND {_OPEN}", *part)
    ]
    return sorted(commitments, key=by_due)


def broken_promises(db: sqlite3.Connection, since: date, client: Client) -> list[Commitment]:
    """Return the promises that I broke since a day, with no commitment to that client since."""
    condition = f"promise.client_id = ? AND {_BROKEN} {ORDER}"
    return _select(db, "promise", condition, client.id, since.isoformat())


def broken_in_organizations(
    db: sqlite3.Connection, since: date, names: Sequence[str]
) -> list[Commitment]:
    """Return the promises to active clients of organizations that I broke in the same way."""
    promises: list[Commitment] = []
    for slots, part in chunks(names):
        condition = f"{_IN_ONE_OF} {slots} AND {_BROKEN} ORDER BY +promise.id"
        promises += _select(db, "promise", condition, *part, since.isoformat())
    return promises


def open_in_hands(db: sqlite3.Connection, client: Client) -> list[Commitment]:
    """Return the open commitments that were passed on to a client, by due date."""
    condition = f"{{table}}.owner_client_id = ? AND {_OPEN}"
    return sorted(_of_both(db, condition, client.id), key=by_due)


def unlinked_owners(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return REF and owner of what is open and was passed on to somebody by name alone."""
    return [
        (commitment.ref, commitment.owner)
        for commitment in _of_both(
            db,
            f"{{table}}.owner IS NOT NULL AND {{table}}.owner_client_id IS NULL AND {_OPEN}",
        )
        if commitment.owner
    ]


def open_shared(db: sqlite3.Connection, client: Client, clients: Sequence[Client]) -> set[str]:
    """Return the REFs of what is open with a client and was made with all of these present."""
    together = (
        " AND (SELECT count(*) FROM attendance WHERE meeting_id = {table}.meeting_id"
        f" AND attendance.client_id IN {numbers_of(clients)}) = {len(clients)}"
    )
    condition = f"{{table}}.client_id = ? AND {_OPEN}{together}"
    return {commitment.ref for commitment in _of_both(db, condition, client.id)}


def commitments_of_meeting(db: sqlite3.Connection, meeting: int) -> list[Commitment]:
    """Return what came out of a meeting, action items first, in the order it was recorded."""
    return _of_both(db, f"{{table}}.meeting_id = ? {ORDER}", meeting)


def commitments_for_need(db: sqlite3.Connection, need: int) -> list[Commitment]:
    """Return the commitments that serve a need."""
    return _of_both(db, f"{{table}}.need_id = ? {ORDER}", need)


def judged_promises(db: sqlite3.Connection, client: Client) -> list[Commitment]:
    """Return the promises between me and a client that were kept or broken."""
    condition = f"{{table}}.client_id = ? AND {{table}}.state IN ('kept', 'broken') {ORDER}"
    return _select(db, "promise", condition, client.id)


def promises_settled_since(
    db: sqlite3.Connection, day: date, *, client: int | None = None
) -> list[Commitment]:
    """Return the promises that were kept or broken on a day or later, by whomever."""
    condition = "{table}.state IN ('kept', 'broken') AND {table}.settled_on >= ?"
    if client is None:
        return _select(db, "promise", f"{condition} {ORDER}", day.isoformat())
    mine = f"{condition} AND {{table}}.client_id = ? {ORDER}"
    return _select(db, "promise", mine, day.isoformat(), client)


def untold_promises(db: sqlite3.Connection, client: Client) -> list[Commitment]:
    """Return my promises with a change that the client has not been told of."""
    condition = f"{{table}}.client_id = ? AND {{table}}.theirs = 0 AND {_UNTOLD} {ORDER}"
    return _select(db, "promise", condition, client.id)


def untold_commitments(db: sqlite3.Connection, client: Client) -> list[Commitment]:
    """Return what I owe, or will not do after all, with a change the client does not know of."""
    condition = (
        "{table}.client_id = ? AND {table}.theirs = 0"
        f" AND {{table}}.state NOT IN ('kept', 'done') AND {_UNTOLD} {ORDER}"
    )
    return _of_both(db, condition, client.id)


def finished_since(
    db: sqlite3.Connection, client: Client, day: date, moment: datetime | None
) -> list[Commitment]:
    """Return what was done or kept since a day, and changed after a moment."""
    condition = (
        "{table}.client_id = ? AND {table}.state IN ('kept', 'done') AND {table}.settled_on >= ?"
        " AND {table}.changed_at > ? ORDER BY {table}.settled_on, {table}.id"
    )
    changed_after = format_moment(moment) if moment else ""
    return _of_both(db, condition, client.id, day.isoformat(), changed_after)


def open_commitments(db: sqlite3.Connection) -> list[Commitment]:
    """Return all open commitments."""
    return _of_both(db, _OPEN)


def tried_between(db: sqlite3.Connection, first: date, last: date) -> list[Commitment]:
    """Return what was to be tried until one of these days and was not given up."""
    condition = "{table}.try_until BETWEEN ? AND ? AND {table}.state IN ('open', 'kept', 'done')"
    return _of_both(db, condition, first.isoformat(), last.isoformat())


def settled_untold(db: sqlite3.Connection) -> list[Commitment]:
    """Return settled commitments with a change that the client was not told about."""
    return _of_both(db, f"{{table}}.state <> 'open' AND {_UNTOLD}")


def by_due(commitment: Commitment) -> tuple[bool, date, str, int]:
    """Return the key that sorts by due date, undated last; then by kind and number."""
    due = commitment.due
    return due is None, due or date.max, commitment.ref[0], commitment.number


def _of_both(db: sqlite3.Connection, condition: str, *values: object) -> list[Commitment]:
    return [commitment for kind in TABLES for commitment in _select(db, kind, condition, *values)]


def _select(
    db: sqlite3.Connection, kind: CommitmentKind, condition: str, *values: object
) -> list[Commitment]:
    table = TABLES[kind]
    where, extra = condition.format(table=table), _DELEGATE.format(table=table)
    rows = list(select_with_clients(db, table, _COLUMNS, where, values, extra=extra))
    numbers = [row["id"] for _, row in rows]
    amendments = _amendments(db, table, numbers)
    chases = _chases(db, table, numbers)
    return [
        Commitment(
            kind=kind,
            number=row["id"],
            client=client,
            text=row["text"],
            theirs=bool(row["theirs"]),
            owner=row["owner"],
            delegate=row["extra0"],
            due=parse_day_or_none(row["due"]),
            due_set_at=parse_moment_or_none(row["due_set_at"]),
            state=row["state"],
            priority=row["priority"],
            every=row["every"],
            need=row["need_id"],
            meeting=row["meeting_id"],
            settled_on=parse_day_or_none(row["settled_on"]),
            try_until=parse_day_or_none(row["try_until"]),
            is_update=bool(row["is_update"]),
            recorded_at=parse_moment(row["recorded_at"]),
            amendments=tuple(amendments.get(row["id"], ())),
            chases=tuple(chases.get(row["id"], ())),
        )
        for client, row in rows
    ]


def _amendments(
    db: sqlite3.Connection, table: str, numbers: Sequence[int]
) -> dict[int, list[Amendment]]:
    amendments: dict[int, list[Amendment]] = {}
    columns = "kind, recorded_at, from_due, to_due, why, told_at"
    for number, kind, at, old, new, why, told_at in _parts(
        db, "amendment", table, columns, numbers
    ):
        amendments.setdefault(number, []).append(
            Amendment(
                kind=kind,
                at=parse_moment(at),
                from_due=parse_day_or_none(old),
                to_due=parse_day_or_none(new),
                why=why,
                told_at=parse_moment_or_none(told_at),
            )
        )
    return amendments


def _chases(
    db: sqlite3.Connection, table: str, numbers: Sequence[int]
) -> dict[int, list[datetime]]:
    chases: dict[int, list[datetime]] = {}
    for number, at in _parts(db, "chase", table, "at", numbers):
        chases.setdefault(number, []).append(parse_moment(at))
    return {number: sorted(moments) for number, moments in chases.items()}


def _parts(
    db: sqlite3.Connection, part: str, table: str, columns: str, numbers: Sequence[int]
) -> Iterable[tuple[Any, ...]]:
    """Yield the rows of a table that belong to these commitments, with the number of each."""
    for slots, chunk in chunks(numbers):
        yield from db.execute(
            f"SELECT {table}_id, {columns} FROM {part} WHERE {table}_id IN {slots} ORDER BY id",
            chunk,
        ).fetchall()
