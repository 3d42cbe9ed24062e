"""Two clients who become one."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.errors import UsageError
from clientlog.queries.clients import find_client
from clientlog.store.journal_file import open_to_look
from clientlog.store.tables import ActionItem, ExternalKey
from clientlog.write import client_merge, clients
from clientlog.write.change import Change, transaction

Write = Callable[[Change], object]


def write(journal: Path, clock: Clock, function: Write) -> None:
    """Run one command."""
    with transaction(journal, clock, "test") as change:
        function(change)


def test_the_addresses_of_merged_clients_are_kept_each_once(journal: Path, clock: Clock) -> None:
    """Those of the client that stays come first."""

    def merge(change: Change) -> None:
        ann = clients.create(change, "Ann", emails=["ann@work", "ann@home"], phones=["1"])
        anna = clients.create(change, "Anna", emails=["anna@x", "ann@home"])
        client_merge.merge(change, ann, anna)

    write(journal, clock, merge)
    with closing(open_to_look(journal)) as db:
        client = find_client(db, "anna")
    assert client.emails == ("anna@x", "ann@home", "ann@work")
    assert client.phones == ("1",)


def test_what_points_at_a_merged_client_points_at_the_other(journal: Path, clock: Clock) -> None:
    """Work in their hands and what imports remember of them."""

    def merge(change: Change) -> None:
        ann, anna, bob = (clients.create(change, name) for name in ("Ann", "Anna", "Bob"))
        item = ActionItem(client_id=bob.id or 0, text="x", owner="Ann", owner_client_id=ann.id)
        own = ActionItem(client_id=anna.id or 0, text="y", owner="Ann", owner_client_id=ann.id)
        change.add(item)
        change.add(own)
        key = ExternalKey(source="vcard", key="1", record_table="client", record_uuid=ann.uuid)
        change.add(key)
        client_merge.merge(change, ann, anna)
        assert item.owner_client_id == anna.id
        assert own.owner_client_id is None
        assert key.record_uuid == anna.uuid

    write(journal, clock, merge)


def test_what_is_missing_of_the_client_that_stays_is_filled(journal: Path, clock: Clock) -> None:
    """What is known of both is that of the client that stays; the other's name is an alias."""

    def merge(change: Change) -> None:
        ann = clients.create(change, "Ann", role="Director", aim="partnership")
        anna = clients.create(change, "Anna", role="Manager")
        client_merge.merge(change, ann, anna)

    write(journal, clock, merge)
    with closing(open_to_look(journal)) as db:
        client = find_client(db, "anna")
        aliases = db.execute("SELECT client_id, name FROM alias").fetchall()
    assert (client.role, client.aim) == ("Manager", "partnership")
    assert aliases == [(client.id, "Ann")]


def test_nobody_is_merged_into_themselves(journal: Path, clock: Clock) -> None:
    """They would be gone."""

    def merge(change: Change) -> None:
        ann = clients.create(change, "Ann")
        client_merge.merge(change, ann, ann)

    with pytest.raises(UsageError, match="ann cannot be merged into itself"):
        write(journal, clock, merge)
