"""Read who the client is in each organization: who decides, directs, influences, and the others."""

import sqlite3
from dataclasses import dataclass

from clientlog.errors import NotFoundError, quote
from clientlog.queries.clients import list_clients
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

    @property
    def members(self) -> tuple[Member, ...]:
        """Everyone, those who decide first."""
        return self.executives + self.managers + self.influencers + self.others


def organizations(db: sqlite3.Connection) -> list[OrganizationMap]:
    """Return every organization with an active client, by name; spellings of one name are one."""
    feedback = latest_feedback(db)
    by_key: dict[str, list[Client]] = {}
    for client in list_clients(db, archived=False):
        if client.organization:
            by_key.setdefault(_key(client.organization), []).append(client)
    return [_map(by_key[key], feedback) for key in sorted(by_key)]


def outside_organizations(db: sqlite3.Connection) -> list[str]:
    """Return the names of the organizations of active clients outside."""
    rows = db.execute(
        "SELECT DISTINCT organization FROM client WHERE archived_at IS NULL"
        " AND direction = 'outside' AND organization IS NOT NULL ORDER BY organization"
    )
    return [name for (name,) in rows]


def has_organization(db: sqlite3.Connection, name: str) -> bool:
    """Return whether a client belongs to exactly this organization."""
    row = db.execute("SELECT 1 FROM client WHERE organization = ? LIMIT 1", (name,)).fetchone()
    return row is not None


def named_organization(db: sqlite3.Connection, name: str) -> OrganizationMap | None:
    """Return the organization of exactly this name, case and accents ignored."""
    key = _key(name)
    return next((one for one in organizations(db) if _key(one.name) == key), None)


def find_organization(db: sqlite3.Connection, name: str) -> OrganizationMap:
    """Return the organization of that name, or the only one with a word that starts with it.

    Case and accents do not matter; raises NotFoundError with near names.
    """
    known = {_key(organization.name): organization for organization in organizations(db)}
    key = _key(name)
    starting = [folded for folded in known if f" {key}" in f" {folded}"] if key else []
    if key in known or len(starting) == 1:
        return known.get(key) or known[starting[0]]
    close = starting or near_matches(key, known, cutoff=0.5)
    near = ", ".join(known[folded].name for folded in close[:3])
    raise NotFoundError(
        f"no organization is called {quote(escape_controls(name))}",
        f"did you mean {near}?" if near else "see: clientlog org list",
    )


def _key(name: str) -> str:
    return name_key(name) or name.casefold()


def _map(clients: list[Client], feedback: dict[int, Note]) -> OrganizationMap:
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
