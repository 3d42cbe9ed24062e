"""Read who the client is in each organization: who decides, directs, influences, and the others."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from clientlog.errors import NotFoundError, quote
from clientlog.queries.base import parse_moment_or_none
from clientlog.queries.notes import latest_feedback
from clientlog.queries.values import Client, Note
from clientlog.suggest import near_matches
from clientlog.text import escape_controls, name_key


@dataclass(frozen=True, slots=True)
class Member:
    """A client in an organization, with the latest feedback received from them."""

    client: Client
    feedback: Note | None = None


@dataclass(frozen=True, slots=True)
class OrganizationMap:
    """An organization's active clients by their say in the work."""

    name: str
    executives: tuple[Member, ...] = ()
    managers: tuple[Member, ...] = ()
    influencers: tuple[Member, ...] = ()
    others: tuple[Member, ...] = ()
    ends_on: date | None = None
    """The day the engagement ends."""

    @property
    def members(self) -> tuple[Member, ...]:
        """Everyone, those who decide first."""
        return self.executives + self.managers + self.influencers + self.others


def organizations(db: sqlite3.Connection, *, details: bool = True) -> list[OrganizationMap]:
    """Return every organization with an active client, by name; spellings of one name are one.

    The latest feedback and the last contact of each client are only read with `details`.
    """
    feedback = latest_feedback(db) if details else {}
    return _maps(db, _spellings(db), feedback, contacts=details)


def outside_organizations(db: sqlite3.Connection) -> list[str]:
    """Return the names of the organizations of active clients outside."""
    rows = db.execute(
        "SELECT DISTINCT organization FROM client WHERE archived_at IS NULL"
        " AND direction = 'outside' AND organization IS NOT NULL ORDER BY organization"
    )
    return [name for (name,) in rows]


def has_organizations(db: sqlite3.Connection) -> bool:
    """Return whether a client, archived or not, belongs to any organization."""
    row = db.execute("SELECT 1 FROM client WHERE organization IS NOT NULL LIMIT 1").fetchone()
    return row is not None


def has_organization(db: sqlite3.Connection, name: str) -> bool:
    """Return whether a client belongs to exactly this organization."""
    row = db.execute("SELECT 1 FROM client WHERE organization = ? LIMIT 1", (name,)).fetchone()
    return row is not None


def named_organization(db: sqlite3.Connection, name: str) -> OrganizationMap | None:
    """Return the organization of exactly this name, case and accents ignored."""
    key, spellings = name_key(name), _spellings(db)
    return _load(db, key, spellings) if key in spellings else None


def find_organization(db: sqlite3.Connection, name: str) -> OrganizationMap:
    """Return the organization of that name, or the only one with a word that starts with it.

    Case and accents do not matter; raises NotFoundError with near names.
    """
    key, spellings = name_key(name), _spellings(db)
    starting = [folded for folded in spellings if f" {key}" in f" {folded}"] if key else []
    if key in spellings or len(starting) == 1:
        return _load(db, key if key in spellings else starting[0], spellings)
    if key in _spellings(db, archived=True):
        raise NotFoundError(
            f"{quote(escape_controls(name))} has only archived clients",
            "see: clientlog client list --all",
        )
    close = starting or near_matches(key, spellings, cutoff=0.5)
    near = ", ".join(_load(db, folded, spellings).name for folded in close[:3])
    raise NotFoundError(
        f"no organization is called {quote(escape_controls(name))}",
        f"did you mean {near}?" if near else "see: clientlog org list",
    )


_Spellings = Mapping[str, Sequence[str]]
"""The key of an organization, and every spelling of its name."""


def _spellings(db: sqlite3.Connection, *, archived: bool = False) -> dict[str, list[str]]:
    """Return the spellings of every organization with an active client, in order of the keys.

    With `archived`, those of archived clients as well.
    """
    rows = db.execute(
        "SELECT DISTINCT organization FROM client"
        " WHERE organization IS NOT NULL AND (archived_at IS NULL OR ?)",
        (archived,),
    )
    spellings: dict[str, list[str]] = {}
    for (name,) in rows:
        spellings.setdefault(name_key(name), []).append(name)
    return dict(sorted(spellings.items()))


def _load(db: sqlite3.Connection, key: str, spellings: _Spellings) -> OrganizationMap:
    return _maps(db, {key: spellings[key]}, latest_feedback(db))[0]


def _maps(
    db: sqlite3.Connection,
    spellings: _Spellings,
    feedback: Mapping[int, Note],
    *,
    contacts: bool = True,
) -> list[OrganizationMap]:
    """Return the organizations of these spellings, the clients of each by name."""
    keys = {name: key for key, names in spellings.items() for name in names}
    clients: dict[str, list[Client]] = {key: [] for key in spellings}
    for client in _members(db, list(keys), contacts=contacts):
        clients[keys[client.organization or ""]].append(client)
    ends = ends_of(db)
    return [replace(_map(clients[key], feedback), ends_on=ends.get(key)) for key in spellings]


def ends_of(db: sqlite3.Connection) -> dict[str, date]:
    """Return the day the engagement ends, by the key of the organization."""
    rows = db.execute("SELECT name_key, ends_on FROM organization WHERE ends_on IS NOT NULL")
    return {key: date.fromisoformat(day) for key, day in rows}


def engagement_end(db: sqlite3.Connection, client: Client) -> date | None:
    """Return the day the engagement with a client's organization ends."""
    return ends_of(db).get(name_key(client.organization)) if client.organization else None


def _members(db: sqlite3.Connection, names: Sequence[str], *, contacts: bool) -> Iterator[Client]:
    """Yield the active clients of organizations by name, as far as a map shows them."""
    last_contact = "(SELECT max(at) FROM contact WHERE client_id = client.id)"
    rows = db.execute(
        "SELECT id, handle, name, direction, organization, role, stake,"
        f" {last_contact if contacts else 'NULL'} FROM client"
        " WHERE archived_at IS NULL AND organization IN (SELECT value FROM json_each(?))"
        " ORDER BY name_key, id",
        (json.dumps(names),),
    )
    for *known, last in rows.fetchall():
        yield Client(*known)._replace(last_contact=parse_moment_or_none(last))


def _map(clients: list[Client], feedback: Mapping[int, Note]) -> OrganizationMap:
    """Return one organization, with the spelling that most of its clients have."""
    spellings = [client.organization or "" for client in clients]
    by_stake: dict[str | None, list[Member]] = {}
    for client in clients:
        member = Member(client, feedback.get(client.id))
        by_stake.setdefault(client.stake, []).append(member)
    return OrganizationMap(
        max(dict.fromkeys(spellings), key=spellings.count),
        executives=tuple(by_stake.get("executive", ())),
        managers=tuple(by_stake.get("manager", ())),
        influencers=tuple(by_stake.get("influencer", ())),
        others=tuple(by_stake.get(None, ())),
    )
