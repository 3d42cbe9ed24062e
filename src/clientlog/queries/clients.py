"""Find the client that a typed name means, and read the details of clients."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from clientlog.clock import Clock, format_moment, parse_moment
from clientlog.errors import AmbiguousNameError, NotFoundError, quote
from clientlog.queries.values import Client
from clientlog.suggest import near_matches
from clientlog.text import escape_controls, name_key

LONGEST_NAME = 100
"""The most characters of a name that similar names are looked for."""


_ADDRESSES = (
    "(SELECT nullif(json_group_array(value), '[]') FROM (SELECT value FROM address"
    " WHERE client_id = client.id AND kind = '{kind}' ORDER BY position, id))"
)

_STORED = Client._fields[: Client._fields.index("emails")]
"""The fields that are columns; a client is made of them in this order."""


def _expressions(emails: str, phones: str) -> list[str]:
    return [
        *(f"client.{name}" for name in _STORED),
        emails,
        phones,
        "client.archived_at IS NOT NULL",
        "(SELECT from_day || until_day FROM absence WHERE client_id = client.id"
        " ORDER BY until_day DESC LIMIT 1)",
        "client.by_hand",
        "client.recorded_at",
    ]


CLIENT_COLUMNS = ", ".join(
    _expressions(_ADDRESSES.format(kind="email"), _ADDRESSES.format(kind="phone"))
)
"""The columns of a client, for a query that `client_from_row` reads."""

WITHOUT_ADDRESSES = ", ".join(_expressions("NULL", "NULL"))
"""The same of a client whose addresses nobody asks for."""

CLIENT_WIDTH = len(_expressions("", ""))


def client_from_row(row: Sequence[Any]) -> Client:
    """Return a client from a row that starts with CLIENT_COLUMNS."""
    emails, phones, archived, away, by_hand, entered = row[len(_STORED) : CLIENT_WIDTH]
    return Client(  # type: ignore[misc]  # mypy cannot count the columns
        *row[: len(_STORED)],
        emails=tuple(json.loads(emails)) if emails else (),
        phones=tuple(json.loads(phones)) if phones else (),
        archived=bool(archived),
        away_from=date.fromisoformat(away[:10]) if away else None,
        away_until=date.fromisoformat(away[10:]) if away else None,
        by_hand=bool(by_hand),
        entered_at=parse_moment(entered),
    )


def find_client(db: sqlite3.Connection, who: str) -> Client:
    """Return the client that WHO names: by handle, full name, alias or word prefix.

    Raises AmbiguousName with the candidates, and NotFoundError with near matches.
    """
    matches = matching_clients(db, who)
    if len(matches) > 1:
        raise AmbiguousNameError(escape_controls(who), [client.handle for client in matches])
    if not matches:
        raise NotFoundError(
            f"no client matches {quote(escape_controls(who))}", suggest_clients(db, who)
        )
    return matches[0]


def matching_clients(db: sqlite3.Connection, who: str) -> list[Client]:
    """Return every client that a name can mean: by handle, else by name, else by prefix."""
    exact = _clients(db, "handle = ?", who.strip())
    if exact:
        return exact
    key = name_key(who)
    if not key:
        return []
    return _clients(db, _NAMED, key) or _by_prefix(db, key)


_NAMED = "name_key = ?1 OR id IN (SELECT client_id FROM alias WHERE name_key = ?1)"


def is_whole_name(db: sqlite3.Connection, words: str) -> bool:
    """Return whether words are the whole name, or an alias, of a client."""
    return bool(_clients(db, _NAMED, name_key(words)))


def describe_client(client: Client) -> str:
    """Return `Dana Reyes (dana-reyes), CTO, Acme`, which distinguishes clients of the same name."""
    details = [part for part in (client.role, client.organization) if part]
    return ", ".join([f"{client.name} ({client.handle})", *details])


def is_met_around(db: sqlite3.Connection, clock: Clock, client: Client) -> bool:
    """Return whether a planned meeting with a client is in progress, near or just over."""
    row = db.execute(
        "SELECT 1 FROM meeting JOIN attendance ON meeting_id = meeting.id"
        " WHERE client_id = ? AND state = 'planned' AND starts_at <= ? AND ends_at >= ? LIMIT 1",
        (
            client.id,
            format_moment(clock.now + timedelta(minutes=30)),
            format_moment(clock.now - timedelta(hours=2)),
        ),
    ).fetchone()
    return row is not None


def exact_client(db: sqlite3.Connection, handle: str) -> Client:
    """Return the client with exactly this handle."""
    matches = _clients(db, "handle = ?", handle)
    if not matches:
        near = suggest_clients(db, handle)
        raise NotFoundError(
            f"no client has the handle {quote(escape_controls(handle))}",
            near or "this command takes the exact handle: clientlog client list",
        )
    return matches[0]


def _by_prefix(db: sqlite3.Connection, key: str) -> list[Client]:
    """Return the clients with a word in their names that starts with the key."""
    candidates = db.execute(
        "SELECT id, name_key FROM client UNION ALL SELECT id, handle FROM client"
        " UNION ALL SELECT client_id, name_key FROM alias"
    )
    # A word also begins after a hyphen: `ortega` finds Reyes-Ortega too.
    ids = {
        number
        for number, name in candidates
        if f" {key}" in f" {name}" or f" {key}" in f" {name}".replace("-", " ")
    }
    matches = [client for number in sorted(ids) for client in _clients(db, "id = ?", number)]
    return [client for client in matches if not client.archived] or matches


def _clients(db: sqlite3.Connection, condition: str, value: object) -> list[Client]:
    rows = db.execute(
        f"SELECT {CLIENT_COLUMNS} FROM client WHERE {condition} ORDER BY id", (value,)
    )
    return [client_from_row(row) for row in rows]


def suggest_clients(db: sqlite3.Connection, who: str) -> str:
    """Return a hint with up to three similar names."""
    if len(who) > LONGEST_NAME:
        return ""
    if near := similar_handles(db, who):
        return f"did you mean {', '.join(near)}?"
    has_any = db.execute("SELECT EXISTS (SELECT 1 FROM client)").fetchone()[0]
    return "see: clientlog client list" if has_any else "add one with: clientlog client add NAME"


def similar_handles(db: sqlite3.Connection, who: str) -> list[str]:
    """Return the handles of up to three clients whose names are spelled alike."""
    if len(who) > LONGEST_NAME:
        return []
    known = {handle: handle for (handle,) in db.execute("SELECT handle FROM client")}
    for name, handle in db.execute(
        "SELECT name_key, handle FROM client UNION ALL SELECT alias.name_key, handle"
        " FROM alias JOIN client ON client.id = alias.client_id"
    ):
        known |= {name: handle} | dict.fromkeys(name.split(), handle)
    near = near_matches(name_key(who), known, count=6)
    return list(dict.fromkeys(known[name] for name in near))[:3]


def list_clients(
    db: sqlite3.Connection, *, archived: bool = True, organization: str | None = None
) -> list[Client]:
    """Return full cards by name, with tags, aliases and the last contact."""
    conditions, values = ["TRUE" if archived else "archived_at IS NULL"], []
    if organization is not None:
        conditions.append("organization = ?")
        values.append(organization)
    return _cards(db, " AND ".join(conditions), *values)


def client_card(db: sqlite3.Connection, number: int) -> Client:
    """Return one client's full card."""
    return _cards(db, "id = ?", number)[0]


def _cards(db: sqlite3.Connection, condition: str, *values: object) -> list[Client]:
    rows = db.execute(
        f"SELECT {CLIENT_COLUMNS},"
        " (SELECT max(at) FROM contact WHERE client_id = client.id),"
        " (SELECT group_concat(name, char(10)) FROM (SELECT name FROM tag"
        "  WHERE client_id = client.id ORDER BY name)),"
        " (SELECT group_concat(name, char(10)) FROM (SELECT name FROM alias"
        "  WHERE client_id = client.id ORDER BY id))"
        f" FROM client WHERE {condition} ORDER BY name_key, id",
        values,
    )
    return [_card(row) for row in rows]


def _card(row: tuple[Any, ...]) -> Client:
    last, tags, aliases = row[CLIENT_WIDTH:]
    return client_from_row(row)._replace(
        last_contact=parse_moment(last) if last else None,
        tags=tuple(tags.split("\n")) if tags else (),
        aliases=tuple(aliases.split("\n")) if aliases else (),
    )


def handles_with_tags(db: sqlite3.Connection, tags: Iterable[str]) -> set[str]:
    """Return the handles of the clients who have all of these tags; case does not matter."""
    wanted = {name_key(tag) for tag in tags}
    rows = db.execute(
        "SELECT handle, tag.name FROM tag JOIN client ON client.id = client_id"
    ).fetchall()
    known: dict[str, set[str]] = {}
    for handle, tag in rows:
        known.setdefault(handle, set()).add(name_key(tag))
    return {handle for handle, names in known.items() if wanted <= names}


def has_clients(db: sqlite3.Connection) -> bool:
    """Return whether the journal has any client."""
    return db.execute("SELECT 1 FROM client LIMIT 1").fetchone() is not None


def clients_with_tag(db: sqlite3.Connection, tag: str) -> list[Client]:
    """Return the active clients with a tag, by name; case does not matter."""
    return _cards(
        db,
        "archived_at IS NULL AND id IN (SELECT client_id FROM tag WHERE lower(name) = lower(?))",
        tag.strip(),
    )


def is_recorded(db: sqlite3.Connection, client: Client) -> bool:
    """Return whether any commitment, meeting or news with this client is recorded."""
    row = db.execute(
        "SELECT EXISTS (SELECT 1 FROM promise WHERE client_id = ?1)"
        " OR EXISTS (SELECT 1 FROM action_item WHERE client_id = ?1)"
        " OR EXISTS (SELECT 1 FROM note WHERE client_id = ?1 AND kind = 'news')"
        " OR EXISTS (SELECT 1 FROM attendance WHERE client_id = ?1)",
        (client.id,),
    ).fetchone()
    return bool(row[0])
