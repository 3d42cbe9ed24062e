"""What the write side makes of clients."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.errors import NotFoundError, UsageError
from clientlog.store.tables import (
    ActionItem,
    Address,
    Affiliation,
    Alias,
    Attendance,
    Client,
    Meeting,
    Promise,
    Tag,
)
from clientlog.vocabulary import AUDIENCE
from clientlog.write import clients
from clientlog.write.change import Change, transaction
from clientlog.write.clients import ClientValues

Write = Callable[[Change], object]


def write(journal: Path, clock: Clock, function: Write) -> None:
    """Run one command."""
    with transaction(journal, clock, "test") as change:
        function(change)


def test_a_delegate_who_is_removed_leaves_their_name(journal: Path, clock: Clock) -> None:
    """The commitment stays, with its owner as text."""

    def remove(change: Change) -> None:
        ann, bob = clients.create(change, "Ann"), clients.create(change, "Bob")
        item = ActionItem(client_id=ann.id or 0, text="x", owner="Bob", owner_client_id=bob.id)
        change.add(item)
        clients.remove(change, bob)
        change.reload()
        assert (item.owner, item.owner_client_id) == ("Bob", None)

    write(journal, clock, remove)


@pytest.mark.parametrize(("count", "contacts"), [(AUDIENCE, AUDIENCE), (AUDIENCE + 1, 0)])
def test_a_meeting_of_more_than_eight_is_no_contact(
    journal: Path, clock: Clock, count: int, contacts: int
) -> None:
    """Whether somebody comes to it, leaves it, or it is held afterwards."""
    found = []

    def contact_count(change: Change) -> int:
        change.flush()
        return int(change.connection.execute("SELECT count(*) FROM contact").fetchone()[0])

    def meet(change: Change) -> None:
        end = clock.now + timedelta(hours=1)
        meeting = change.add(
            Meeting(starts_at=clock.now, ends_at=end, ends_set_at=clock.now, state="held")
        )
        people = [clients.create(change, f"Client {number}") for number in range(count)]
        links = [
            change.add(Attendance(meeting_id=meeting.id or 0, client_id=client.id or 0))
            for client in people
        ]
        found.append(contact_count(change))
        meeting.state = "planned"
        found.append(contact_count(change))
        meeting.state = "held"
        found.append(contact_count(change))
        change.remove(links[0])
        found.append(contact_count(change))

    write(journal, clock, meet)
    assert found == [contacts, 0, contacts, count - 1]


def test_a_client_is_archived_once_and_comes_back(journal: Path, clock: Clock) -> None:
    """Archived again or unarchived twice, they are refused."""

    def try_all(change: Change) -> None:
        dana = clients.create(change, "Dana")
        clients.archive(change, dana)
        assert dana.archived_at == clock.now
        with pytest.raises(UsageError, match="is archived already"):
            clients.archive(change, dana)
        clients.unarchive(change, dana)
        assert dana.archived_at is None
        with pytest.raises(UsageError):
            clients.unarchive(change, dana)

    write(journal, clock, try_all)


def test_a_name_that_somebody_has_already_is_remarked_on(journal: Path, clock: Clock) -> None:
    """A new client's and a changed one, and where it is only an alias of the other."""

    def name_alike(change: Change) -> None:
        dana = clients.create(change, "Dana Reyes")
        clients.add_alias(change, dana, "Dee")
        clients.create(change, "dee")
        assert "dana-reyes has the same name" in change.notices.pop()
        other = clients.create(change, "Sam")
        assert change.notices == []
        clients.edit(change, other, name="Dána Reyes")
        assert "dana-reyes has the same name" in change.notices.pop()
        clients.edit(change, other, name="Sam")
        assert change.notices == []
        assert not clients.create(change, "Dana Reyes", by_hand=False).by_hand
        clients.edit(change, dana, role="CTO")
        assert change.notices == []

    write(journal, clock, name_alike)


def test_an_organization_that_is_left_stays_with_the_role_and_the_day(
    journal: Path, clock: Clock
) -> None:
    """Only a name that differs by a letter or two is asked about."""

    def leave(change: Change) -> None:
        dana = clients.create(change, "Dana Reyes", organization="Acme", role="CTO")
        clients.edit(change, dana, organization="Zorg")
        assert change.notices == []
        (left,) = change.all(Affiliation)
        assert (left.client_id, left.organization, left.role) == (dana.id, "Acme", "CTO")
        assert left.until == change.today
        clients.edit(change, dana, organization="Zorgg")
        assert change.notices.pop().endswith("then clientlog org rename Zorg Zorgg")
        clients.edit(change, dana, organization="Zork")
        assert change.notices == []

    write(journal, clock, leave)


def test_everything_but_meetings_belongs_to_one_client() -> None:
    """A meeting has attendees instead."""
    assert {row.__tablename__ for row in clients.OWNED} == {
        "action_item", "promise", "topic", "note", "touch", "conflict", "self_check",
        "affiliation", "absence",
    }  # fmt: skip


def test_an_alias_belongs_to_one_client_whatever_its_spelling(journal: Path, clock: Clock) -> None:
    """A name of signs alone is told apart from another; nobody has the name of somebody else."""

    def name_all(change: Change) -> None:
        dana, sam = clients.create(change, "Dana Reyes"), clients.create(change, "Sam")
        for alias in ("Zoë", "!!!", "???"):
            clients.add_alias(change, dana, alias)
        keys = [alias.name_key for alias in change.all(Alias)]
        assert keys == ["zoe", "!!!", "???"]
        for name in ("ZOE", "dana reyes", "!!!"):
            with pytest.raises(UsageError, match="dana-reyes is already known as"):
                clients.add_alias(change, dana, name)
            with pytest.raises(UsageError, match="is a name of dana-reyes"):
                clients.add_alias(change, sam, name)

    write(journal, clock, name_all)


def test_addresses_of_a_kind_are_set_in_their_order(journal: Path, clock: Clock) -> None:
    """What is not named any more is removed; the other kind, and other clients, keep theirs."""

    def set_all(change: Change) -> None:
        dana = clients.create(change, "Dana", emails=["a@x.org", "b@x.org"], phones=["1"])
        sam = clients.create(change, "Sam", emails=["s@x.org"])

        def addresses(client: Client, kind: str) -> list[tuple[str, int]]:
            known = change.all(Address, client_id=client.id, kind=kind)
            return sorted(((one.value, one.position) for one in known), key=lambda one: one[1])

        assert addresses(dana, "email") == [("a@x.org", 0), ("b@x.org", 1)]
        clients.set_addresses(change, dana, "email", ["c@x.org", "b@x.org", "d@x.org", "b@x.org"])
        assert addresses(dana, "email") == [("c@x.org", 0), ("b@x.org", 1), ("d@x.org", 2)]
        assert addresses(dana, "phone") == [("1", 0)]
        assert addresses(sam, "email") == [("s@x.org", 0)]
        clients.set_addresses(change, dana, "email", [])
        assert addresses(dana, "email") == []

    write(journal, clock, set_all)


def test_a_handle_is_made_of_the_name_and_never_given_twice(journal: Path, clock: Clock) -> None:
    """The next client of that name has the next number; a name of signs alone is `client`."""

    def create(change: Change) -> None:
        made = [clients.create(change, "Dana Reyes").handle for _ in range(9)]
        assert made == ["dana-reyes", *(f"dana-reyes-{number}" for number in range(2, 10))]
        for handle in ("dana-reyes-2", "dana-reyes"):
            change.remove(change.all(Client, handle=handle)[0])
            assert clients.create(change, "Dana Reyes").handle == handle
        assert clients.create(change, "!!!").handle == "client"
        ann = clients.create(change, "Ann", handle="boss")
        assert ann.handle == "boss"
        with pytest.raises(UsageError, match="the handle client is taken"):
            clients.edit(change, ann, handle="client")
        clients.edit(change, ann, handle="boss")
        clients.edit(change, ann, handle="ann")
        assert ann.handle == "ann"
        assert [client.name_key for client in change.all(Client, name="!!!")] == ["!!!"]

    write(journal, clock, create)


def test_tags_are_added_once_and_removed_where_they_are(journal: Path, clock: Clock) -> None:
    """Those of other clients stay."""

    def tag(change: Change) -> None:
        dana, sam = clients.create(change, "Dana"), clients.create(change, "Sam")
        clients.tag(change, sam, ["vip"], [])
        clients.tag(change, dana, ["vip", "berlin"], [])
        clients.tag(change, dana, ["vip"], ["berlin"])
        assert [(tag.client_id, tag.name) for tag in change.all(Tag)] == [
            (sam.id, "vip"),
            (dana.id, "vip"),
        ]
        with pytest.raises(UsageError, match="dana has no tag 'berlin'"):
            clients.tag(change, dana, [], ["berlin"])

    write(journal, clock, tag)


def test_an_alias_is_removed_of_the_client_who_has_it(journal: Path, clock: Clock) -> None:
    """In any spelling."""

    def remove(change: Change) -> None:
        dana, sam = clients.create(change, "Dana"), clients.create(change, "Sam")
        for alias in ("!!!", "Dee"):
            clients.add_alias(change, dana, alias)
        with pytest.raises(UsageError, match="sam has no alias 'Dee'"):
            clients.remove_alias(change, sam, "Dee")
        clients.remove_alias(change, dana, "DÉE")
        assert [alias.name for alias in change.all(Alias)] == ["!!!"]
        clients.remove_alias(change, dana, "!!!")
        assert change.all(Alias) == []

    write(journal, clock, remove)


@pytest.mark.parametrize(
    ("before", "after", "leaves"),
    [
        (None, "Acme", False),
        (None, None, False),
        ("Acme", None, True),
        ("Acme", "Zorg", True),
        ("Acme", "ACMÉ", False),
        ("!!!", "???", True),
    ],
)
def test_another_spelling_of_an_organization_is_no_move(
    before: str | None, after: str | None, leaves: bool
) -> None:
    """Only somebody who belongs to one can leave it."""
    assert clients.leaves(before, after) is leaves


def test_what_was_passed_on_goes_to_another_client(journal: Path, clock: Clock) -> None:
    """Of both kinds; what others do stays with them."""

    def rename(change: Change) -> None:
        ann, bob, eve = (clients.create(change, name) for name in ("Ann", "Bob", "Eve"))
        for owner in (bob, eve):
            for table in (ActionItem, Promise):
                change.add(
                    table(
                        client_id=ann.id or 0, text="x", owner=owner.name, owner_client_id=owner.id
                    )
                )
        clients.rename_owner(change, bob, ann)
        change.reload()
        for model in (ActionItem, Promise):
            owners = [(item.owner, item.owner_client_id) for item in change.all(model)]
            assert owners == [("Ann", ann.id), ("Eve", eve.id)]

    write(journal, clock, rename)


def test_a_client_is_removed_with_the_meetings_of_nobody_else(journal: Path, clock: Clock) -> None:
    """A meeting with others goes on without the client."""

    def remove(change: Change) -> None:
        ann, bob = clients.create(change, "Ann"), clients.create(change, "Bob")
        shared, alone, other = (
            Meeting(
                starts_at=clock.now, ends_at=clock.now + timedelta(hours=1),
                ends_set_at=clock.now, state="held",
            )
            for _ in range(3)
        )  # fmt: skip
        for meeting, attendees in ((shared, (ann, bob)), (alone, (ann,)), (other, (bob,))):
            change.add(meeting)
            for client in attendees:
                change.add(Attendance(meeting_id=meeting.id or 0, client_id=client.id or 0))
        clients.remove(change, ann)
        change.reload()
        assert [meeting.id for meeting in change.all(Meeting)] == [shared.id, other.id]
        assert [client.name for client in change.all(Client)] == ["Bob"]
        assert clients.get(change, bob.id or 0).name == "Bob"
        with pytest.raises(NotFoundError, match="removed, or merged"):
            clients.get(change, 99)

    write(journal, clock, remove)


@pytest.mark.parametrize(
    ("values", "stake", "remarks"),
    [
        ({"organization": "Zorg"}, None, 1),
        ({"organization": None}, None, 1),
        ({"organization": "Zorg", "stake": "manager"}, "manager", 0),
        ({"organization": "ACME"}, "executive", 0),
        ({"role": "CEO"}, "executive", 0),
    ],
)
def test_a_say_is_left_in_the_organization_unless_another_is_named(
    journal: Path, clock: Clock, values: ClientValues, stake: str | None, remarks: int
) -> None:
    """The remark has the command that takes it along."""

    def edit(change: Change) -> None:
        dana = clients.create(change, "Dana", organization="Acme", stake="executive")
        clients.edit(change, dana, **values)
        assert (dana.stake, len(change.notices)) == (stake, remarks)
        if remarks:
            assert change.notices[0].endswith("clientlog client edit dana --stake executive")
        assert len(change.all(Affiliation)) == (0 if stake == "executive" else 1)

    write(journal, clock, edit)


def test_a_new_name_and_new_addresses_stand_wherever_the_client_does(
    journal: Path, clock: Clock
) -> None:
    """What was passed on to the client has the new name as well."""

    def edit(change: Change) -> None:
        ann, bob = clients.create(change, "Ann"), clients.create(change, "Bob", emails=["b@x.org"])
        item = Promise(client_id=ann.id or 0, text="x", owner="Bob", owner_client_id=bob.id)
        change.add(item)
        clients.edit(change, bob, name="Bóbby", emails=["n@x.org"], phones=["1"])
        change.reload()
        assert (bob.name, bob.name_key, bob.handle) == ("Bóbby", "bobby", "bob")
        assert (item.owner, item.owner_client_id) == ("Bóbby", bob.id)
        values = {address.kind: address.value for address in change.all(Address)}
        assert values == {"email": "n@x.org", "phone": "1"}
        clients.edit(change, bob, name="!!!")
        assert bob.name_key == "!!!"

    write(journal, clock, edit)
