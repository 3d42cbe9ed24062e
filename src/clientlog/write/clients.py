"""Clients: added, changed, renamed, merged, archived, removed."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.shell import quote_words, verbatim
from clientlog.store.tables import (
    Absence,
    ActionItem,
    Address,
    Affiliation,
    Alias,
    Attendance,
    Client,
    Meeting,
    Promise,
    Record,
    SelfCheck,
    Tag,
)
from clientlog.suggest import near_matches
from clientlog.text import is_reserved_word, make_handle, name_key
from clientlog.write.change import ROWS, Change

OWNED: tuple[type[Record], ...] = (
    *(row for letter, row in ROWS.items() if letter != "m"),
    SelfCheck,
    Affiliation,
    Absence,
)
"""What belongs to one client and goes where the client goes."""


class NewClientValues(TypedDict, total=False):
    """What is known of a client beside names and addresses."""

    direction: str
    organization: str | None
    role: str | None
    stake: str | None
    stage: str | None
    aim: str | None
    vision: str | None
    their_vision: str | None
    cadence_days: int | None
    channel: str | None


class ClientValues(NewClientValues, total=False):
    """What can be changed of a client."""

    name: str
    handle: str
    emails: Sequence[str]
    phones: Sequence[str]


def create(
    change: Change,
    name: str,
    *,
    handle: str | None = None,
    by_hand: bool = True,
    emails: Sequence[str] = (),
    phones: Sequence[str] = (),
    **values: Unpack[NewClientValues],
) -> Client:
    """Add a client; the handle is made from the name unless one is chosen."""
    if handle:
        _refuse_taken(change, handle)
    client = Client(
        name=name,
        name_key=name_key(name),
        handle=handle or free_handle(change, name),
        by_hand=by_hand,
        **values,
    )
    if by_hand:
        _warn_of_namesakes(change, client)
    change.add(client)
    set_addresses(change, client, "email", emails)
    set_addresses(change, client, "phone", phones)
    return client


def set_addresses(change: Change, client: Client, kind: str, values: Sequence[str]) -> None:
    """Set the client's addresses of a kind, the preferred one first."""
    known = {a.value: a for a in change.all(Address, client_id=client.id, kind=kind)}
    wanted = list(dict.fromkeys(values))
    for value in known.keys() - wanted:
        change.remove(known[value])
    for position, value in enumerate(wanted):
        if value in known:
            known[value].position = position
        else:
            change.add(Address(client_id=client.id or 0, kind=kind, value=value, position=position))
    change.flush()


def free_handle(change: Change, name: str) -> str:
    """Return `dana-reyes`, and `dana-reyes-2` for the next client of that name."""
    stem = make_handle(name) or "client"
    if is_reserved_word(stem):
        stem = f"{stem}-1"
    if not change.has(Client, "handle", stem):
        return stem
    # Doubled, then halved: thousands of the same name must not be tried one by one.
    taken, free = 1, 2
    while change.has(Client, "handle", f"{stem}-{free}"):
        taken, free = free, free * 2
    while free - taken > 1:
        middle = (taken + free) // 2
        if change.has(Client, "handle", f"{stem}-{middle}"):
            taken = middle
        else:
            free = middle
    return f"{stem}-{free}"


def _refuse_taken(change: Change, handle: str) -> None:
    if change.has(Client, "handle", handle):
        raise UsageError(f"the handle {handle} is taken", "choose another with --handle")


def _warn_of_namesakes(change: Change, client: Client) -> None:
    """Warn that somebody else has the same name, or is called so as well."""
    for other in {other.id: other for other in clients_named(change, client.name)}.values():
        if other is not client:
            change.notices.append(
                f"{other.handle} has the same name; if it is the same person:"
                f" clientlog client merge {client.handle} {other.handle}"
            )


def edit(change: Change, client: Client, **values: Unpack[ClientValues]) -> None:
    """Change columns of a client; the organization that was left is kept as an affiliation.

    A stake is a say in one organization: it is left there unless `values` has another.
    """
    if "organization" in values and leaves(client.organization, values["organization"]):
        _leave(change, client, values["organization"])
        if client.stake and "stake" not in values:
            before = verbatim(f"{client.name} was {client.stake} at {client.organization}")
            change.notices.append(
                f"{before}; if also where they"
                f" are now: clientlog client edit {client.handle} --stake {client.stake}"
            )
            client.stake = None
    if values.get("handle", client.handle) != client.handle:
        _refuse_taken(change, values["handle"])
    if "emails" in values:
        set_addresses(change, client, "email", values.pop("emails"))
    if "phones" in values:
        set_addresses(change, client, "phone", values.pop("phones"))
    for column, value in values.items():
        setattr(client, column, value)
    if "name" in values:
        client.name_key = name_key(client.name)
        rename_owner(change, client, client)
        _warn_of_namesakes(change, client)
    change.flush()


def leaves(organization: str | None, other: str | None) -> bool:
    """Return whether somebody leaves an organization; another spelling of it is no move."""
    return bool(organization and name_key(organization) != name_key(other or ""))


def _leave(change: Change, client: Client, other: str | None) -> None:
    """Keep the organization that is left as an affiliation; notice one that was misspelt."""
    left = client.organization or ""
    change.add(
        Affiliation(
            client_id=client.id or 0, organization=left, role=client.role, until=change.today
        )
    )
    names = quote_words([left, other or ""])
    if other and names and near_matches(name_key(left), [name_key(other)], cutoff=0.8):
        change.notices.append(
            f"{verbatim(f'{left} is kept as where {client.name} was before')}; if it was misspelt:"
            f" clientlog undo --change {change.id}, then clientlog org rename {verbatim(names)}"
        )


def tag(change: Change, client: Client, add: list[str], remove: list[str]) -> None:
    """Add tags to a client, and remove others."""
    have = {tag.name: tag for tag in change.all(Tag, client_id=client.id)}
    for name in dict.fromkeys(add):
        if name not in have:
            change.add(Tag(client_id=client.id or 0, name=name))
    for name in remove:
        if name not in have:
            raise UsageError(f"{client.handle} has no tag {quote(name)}")
        change.remove(have[name])


def add_alias(change: Change, client: Client, name: str) -> None:
    """Add an alias; raise UsageError where the name is somebody's already."""
    holders = clients_named(change, name)
    if client in holders:
        raise UsageError(f"{client.handle} is already known as {quote(name)}")
    if holders:
        raise UsageError(f"{quote(name)} is a name of {holders[0].handle}")
    change.add(Alias(client_id=client.id or 0, name=name, name_key=name_key(name)))


def clients_named(change: Change, name: str) -> list[Client]:
    """Return the clients who have this name, in any spelling, as their name or as an alias."""
    aliases = change.all(Alias, name_key=name_key(name))
    named = change.all(Client, name_key=name_key(name))
    return [*named, *(change.get(Client, alias.client_id) for alias in aliases)]


def remove_alias(change: Change, client: Client, name: str) -> None:
    """Remove an alias."""
    aliases = change.all(Alias, client_id=client.id, name_key=name_key(name))
    if not aliases:
        raise UsageError(f"{client.handle} has no alias {quote(name)}")
    change.remove(aliases[0])


def rename_owner(change: Change, source: Client, target: Client) -> None:
    """Let what was passed on to `source` be in the hands of `target`, by their present name."""
    owner = {"owner": target.name, "owner_client_id": target.id}
    for table in (ActionItem, Promise):
        change.update_all(table, {"owner_client_id": source.id}, owner)


def archive(change: Change, client: Client) -> None:
    """Archive a client, who is still found and shown but no longer flagged."""
    if client.archived_at:
        raise UsageError(f"{client.handle} is archived already")
    client.archived_at = change.clock.now
    change.flush()


def unarchive(change: Change, client: Client) -> None:
    """Unarchive a client."""
    if not client.archived_at:
        raise UsageError(f"{client.handle} is not archived")
    client.archived_at = None
    change.flush()


def remove(change: Change, client: Client) -> None:
    """Remove a client with all that is the client's alone, meetings with nobody else included."""
    for attendance in change.all(Attendance, client_id=client.id):
        if len(change.all(Attendance, meeting_id=attendance.meeting_id)) == 1:
            change.remove(change.get(Meeting, attendance.meeting_id))
    change.reload()
    change.remove(change.get(Client, client.id or 0))


def get(change: Change, number: int) -> Client:
    """Return the client of that number, whom an earlier look has found."""
    client = change.find(Client, number)
    if client is None:
        raise NotFoundError("the client was removed, or merged with another one, meanwhile")
    return client
