"""Two clients who become one."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.errors import UsageError
from clientlog.queries.clients import find_client
from clientlog.store.journal_file import open_to_look
from clientlog.store.tables import ActionItem, Alias, Attendance, ExternalKey, Mute, Snooze, Tag
from clientlog.write import client_merge, clients, snoozes
from clientlog.write.change import Change, transaction
from clientlog.write.snoozes import SnoozeKey
from tests.looking import client, meet, moment_at, writing

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


def test_links_of_both_clients_are_kept_once(journal: Path) -> None:
    """Tags, meetings, snoozes and mutes; those of others stay where they are."""
    with writing(journal) as change:
        ann, anna, bob = (client(change, name) for name in ("Ann", "Anna", "Bob"))
        for meeting_of in ((ann, anna), (ann,), (bob,)):
            meet(change, "2026-11-01 10:00", *meeting_of)
        for person, tags in ((ann, ["vip", "board"]), (anna, ["vip"]), (bob, ["board", "new"])):
            clients.tag(change, person, tags, [])
            key = SnoozeKey("quiet-relationship", client_id=person.id)
            snoozes.snooze(change, key, date(2026, 12, 1), None)
            snoozes.mute(change, "no-goal", person)
        snoozes.mute(change, "no-vision", ann)
        client_merge.merge(change, ann, anna)
        attended = [(link.meeting_id, link.client_id) for link in change.all(Attendance)]
        assert attended == [(1, anna.id), (2, anna.id), (3, bob.id)]
        assert sorted((tag.client_id, tag.name) for tag in change.all(Tag)) == [
            (anna.id, "board"), (anna.id, "vip"), (bob.id, "board"), (bob.id, "new"),
        ]  # fmt: skip
        assert [snooze.client_id for snooze in change.all(Snooze)] == [anna.id, bob.id]
        assert sorted((mute.client_id, mute.rule) for mute in change.all(Mute)) == [
            (anna.id, "no-goal"), (anna.id, "no-vision"), (bob.id, "no-goal"),
        ]  # fmt: skip


@pytest.mark.parametrize("by_hand", [(True, False), (False, True), (False, False)])
@pytest.mark.parametrize("first", ["source", "target"])
def test_a_merged_client_is_known_since_the_first_was(
    journal: Path, by_hand: tuple[bool, bool], first: str
) -> None:
    """Where either of the two was written down by hand, it is no mere import."""
    early, late = moment_at("2026-10-01 09:00"), moment_at("2026-11-01 09:00")
    with writing(journal) as change:
        source, target = (
            client(change, name, by_hand=hand)
            for name, hand in zip(("Ann", "Anna"), by_hand, strict=True)
        )
        source.recorded_at, target.recorded_at = (
            (early, late) if first == "source" else (late, early)
        )
        client_merge.merge(change, source, target)
        assert target.recorded_at == early
        assert target.by_hand is any(by_hand)


def test_the_names_of_a_merged_client_become_aliases(journal: Path) -> None:
    """But for those that the client who stays, or somebody else, has already."""
    with writing(journal) as change:
        ann, anna, bob = (client(change, name) for name in ("Ann", "Anna", "Bob"))
        for person, names in ((ann, ("Annie", "!!!", "???")), (anna, ("A.",)), (bob, ("Bobby",))):
            for name in names:
                clients.add_alias(change, person, name)
        clients.edit(change, bob, name="Annie")
        key = ExternalKey(source="vcard", key="2", record_table="client", record_uuid=bob.uuid)
        change.add(key)
        client_merge.merge(change, ann, anna)
        assert [(alias.client_id, alias.name) for alias in change.all(Alias)] == [
            (anna.id, "A."), (bob.id, "Bobby"), (anna.id, "Ann"), (anna.id, "!!!"),
            (anna.id, "???"),
        ]  # fmt: skip
        assert key.record_uuid == bob.uuid


def test_what_two_names_have_in_common_is_no_alias(journal: Path) -> None:
    """One who is merged with a namesake brings no name along."""
    with writing(journal) as change:
        ann, other = clients.create(change, "Ann"), clients.create(change, "ANN")
        client_merge.merge(change, ann, other)
        assert change.all(Alias) == []
