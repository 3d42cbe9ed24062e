"""Choose the handles of clients in an import; a handle that is taken gets a number."""

import sqlite3
from collections.abc import Callable

from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import StagedClient, Staging

MOVING = "moving-"
"""A temporary handle, used while two clients swap theirs."""

Write = Callable[[str, tuple[object, ...]], None]


def settle_handles(connection: sqlite3.Connection, staging: Staging, write: Write) -> list[Problem]:
    """Give each client of an import a unique handle.

    Returns the new clients whose own handle was not free.
    """
    settler = _Settler(connection, staging)
    for client in staging.clients():
        if settler.wins(client):
            staging.mark_winner(client.uuid)
    for client in staging.clients():
        settler.settle(client)
    for client in staging.clients():
        if settler.moves(client):
            write(
                "UPDATE client SET handle = ? WHERE uuid = ?",
                (f"{MOVING}{client.id}", client.uuid),
            )
    return settler.conflicts


class _Settler:
    def __init__(self, connection: sqlite3.Connection, staging: Staging) -> None:
        self.connection = connection
        self.staging = staging
        self.conflicts: list[Problem] = []
        self._next: dict[str, int] = {}

    def wins(self, client: StagedClient) -> bool:
        """Return whether the file's version will stand: new here, or changed later there."""
        if client.is_new:
            return True
        (changed_at,) = self.connection.execute(
            "SELECT changed_at FROM client WHERE id = ?", (client.id,)
        ).fetchone()
        return bool(client.changed_at > changed_at)

    def settle(self, client: StagedClient) -> None:
        """Choose the handle of one client."""
        wanted = client.wanted
        if not self.staging.is_winner(client.uuid):
            # A client who was imported before under another handle is not reported again.
            ours = self._handle_here(client)
            if ours.startswith(wanted) and self._is_taken(wanted):
                self.staging.set_handle(client, ours)
            return
        handle = self._free(wanted)
        self.staging.set_handle(client, handle)
        if handle != wanted and client.is_new:
            reason = f"the handle {wanted} is another's: it is now {handle}"
            self.conflicts.append(Problem(client.source, reason))

    def moves(self, client: StagedClient) -> bool:
        """Return whether a client of the journal is given another handle."""
        return (
            not client.is_new
            and self.staging.is_winner(client.uuid)
            and client.handle != self._handle_here(client)
        )

    def _handle_here(self, client: StagedClient) -> str:
        row = self.connection.execute("SELECT handle FROM client WHERE id = ?", (client.id,))
        return str(row.fetchone()[0])

    def _free(self, handle: str) -> str:
        """Return the handle, or the first of its numbered ones, that nobody has."""
        if not self._is_taken(handle):
            return handle
        # The search continues where it ended for the last client of that name.
        number = self._next.get(handle, 2)
        while self._is_taken(f"{handle}-{number}"):
            number += 1
        self._next[handle] = number + 1
        return f"{handle}-{number}"

    def _is_taken(self, handle: str) -> bool:
        if self.staging.is_claimed(handle):
            return True
        row = self.connection.execute("SELECT uuid FROM client WHERE handle = ?", (handle,))
        owner = row.fetchone()
        return owner is not None and not self.staging.is_winner(owner[0])
