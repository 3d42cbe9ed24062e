"""`client list`: everyone you work with, narrowed and ordered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from clientlog import render
from clientlog.cli.context import Context
from clientlog.cli.filters import sort_records
from clientlog.cli.result import Result
from clientlog.clock import Clock
from clientlog.queries.clients import list_clients
from clientlog.queries.values import Client
from clientlog.text import name_key

SORT_KEYS: dict[str, Callable[[Client], Any]] = {
    "name": lambda client: name_key(client.name),
    "handle": lambda client: client.handle,
    "contact": lambda client: client.last_contact,
    "direction": lambda client: client.direction,
    "organization": lambda client: name_key(client.organization) if client.organization else None,
}
"""What `--sort` takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFilter:
    """The options that filter a list of clients."""

    direction: str | None = None
    organization: str | None = None
    stake: str | None = None
    stage: str | None = None
    tags: tuple[str, ...] = ()
    quiet_since: date | None = None
    """Only clients with no contact since this day."""
    archived: bool = False

    def takes(self, client: Client, clock: Clock) -> bool:
        """Return whether the options let the client through."""
        tags = {name_key(tag) for tag in client.tags}
        return (
            self.direction in {None, client.direction}
            and self.stake in {None, client.stake}
            and self.stage in {None, client.stage}
            and (
                self.organization is None
                or name_key(client.organization or "") == name_key(self.organization)
            )
            and {name_key(tag) for tag in self.tags} <= tags
            and not self._heard(client, clock)
        )

    def _heard(self, client: Client, clock: Clock) -> bool:
        since, last = self.quiet_since, client.last_contact
        return since is not None and last is not None and clock.day(last) >= since


def _no_clients(context: Context, narrow: ClientFilter) -> str:
    """Return what is said in place of an empty list: that all are archived, or how to begin."""
    everyone = list_clients(context.connection)
    archived = sum(narrow.takes(client, context.clock) for client in everyone)
    if narrow != ClientFilter(archived=narrow.archived):
        rest = f" but {archived} archived: add --all" if archived else "."
        return f"No such client{rest}"
    if archived:
        return f"No clients but {archived} archived: {context.program} client list --all"
    return f"No clients yet: {context.program} client add NAME"


def client_list(context: Context, narrow: ClientFilter, *, sort: str | None = None) -> Result:
    """List everyone by name; archived clients only when requested."""
    known = list_clients(context.connection, archived=narrow.archived)
    clients = sort_records(
        [client for client in known if narrow.takes(client, context.clock)], sort, SORT_KEYS
    )
    return context.result(
        lambda: {
            "clients": [render.json.documents.client(client, context.clock) for client in clients]
        },
        lambda: (
            render.text.lists.clients(clients, context.clock)
            if clients
            else _no_clients(context, narrow)
        ),
        records=True,
    )
