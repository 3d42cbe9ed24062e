"""What the write side makes of clients."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.errors import UsageError
from clientlog.store.tables import ActionItem, Affiliation, Alias, Attendance, Meeting
from clientlog.vocabulary import AUDIENCE
from clientlog.write import clients
from clientlog.write.change import Change, transaction

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
        clients.create(change, "Dana Reyes", by_hand=False)
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
        assert "if it was misspelt" in change.notices.pop()

    write(journal, clock, leave)


def test_an_alias_belongs_to_one_client_whatever_its_spelling(journal: Path, clock: Clock) -> None:
    """A name of signs alone is told apart from another; nobody has the name of somebody else."""

    def name_all(change: Change) -> None:
        dana, sam = clients.create(change, "Dana Reyes"), clients.create(change, "Sam")
        for alias in ("Dee", "!!!", "???"):
            clients.add_alias(change, dana, alias)
        keys = [alias.name_key for alias in change.all(Alias)]
        assert keys == ["dee", "!!!", "???"]
        for name in ("DEE", "dana reyes", "!!!"):
            with pytest.raises(UsageError, match="dana-reyes is already known as"):
                clients.add_alias(change, dana, name)
            with pytest.raises(UsageError, match="is a name of dana-reyes"):
                clients.add_alias(change, sam, name)

    write(journal, clock, name_all)
