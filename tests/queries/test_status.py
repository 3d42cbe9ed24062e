"""What a status is made from."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.queries.clients import exact_client
from clientlog.queries.status import Facts, last_told, read_facts
from clientlog.queries.values import Commitment, Note
from clientlog.write import commitments, notes
from tests.looking import client, clock_at, give, meet, moment_at, reading, writing


def refs(found: Iterable[Commitment | Note]) -> list[str]:
    return [record.ref for record in found]


def facts(journal: Path, who: str = "dana-reyes", **more: Any) -> Facts:
    with reading(journal) as db:
        return read_facts(db, clock_at("2026-11-20 12:00"), exact_client(db, who), **more)


def settle(change: Any, how: Any, *, told: bool = False, **more: Any) -> None:
    commitments.settle(change, give(change, "x", **more), how, "no", told=told)


@pytest.fixture
def people(journal: Path) -> Path:
    """A leader, an executive, two colleagues of the executive, and one of another organization."""
    with writing(journal, "2026-10-01 09:00") as change:
        client(change)
        client(change, "Lea Boss", direction="up")
        client(change, "Eva Chief", organization="Acme", stake="executive")
        client(change, "Max Day", organization="Acme", stake="manager")
        client(change, "Una Alone", organization="Zorg")
    return journal


def test_what_is_open_and_what_was_finished_is_split_by_side(people: Path) -> None:
    """Each of this client alone."""
    with writing(people, "2026-11-10 09:00") as change:
        for theirs in (False, True):
            give(change, "open", theirs=theirs)
            item = give(change, "finished", theirs=theirs)
            commitments.finish(change, item, date(2026, 11, 10))
            give(change, "another", whom=client(change, "Max Day"), theirs=theirs)
        settle(change, "broken")
        notes.note(change, client(change), "x", kind="news")
        notes.raise_topic(change, client(change), "x")
        notes.raise_topic(change, client(change), "x", ask=True)
        meet(change, "2026-11-24 10:00", state="planned")
    found = facts(people)
    assert found.client.handle == "dana-reyes"
    assert (refs(found.mine), refs(found.theirs)) == (["p1"], ["p4"])
    assert (refs(found.finished), refs(found.received)) == (["p2"], ["p5"])
    assert (refs(found.changed), refs(found.broken)) == (["p7"], ["p7"])
    assert refs(found.news) == ["n1"]
    assert [topic.ref for topic in found.asks] == ["t2"]
    assert found.meeting and found.meeting.ref == "m1"
    assert (found.told_at, found.private, found.organizations) == (None, None, ())
    assert found.recorded
    assert not facts(people, "una-alone").recorded


def test_who_was_never_told_anything_hears_of_two_weeks(people: Path) -> None:
    """The first day of them counts; who was told hears of what changed since."""
    with writing(people, "2026-11-10 09:00") as change:
        for day in (5, 6):
            commitments.finish(change, give(change, "x"), date(2026, 11, day))
    assert refs(facts(people).finished) == ["p2"]
    with writing(people, "2026-11-10 09:00") as change:
        notes.note(change, client(change), "x", kind="news", told=True)
    assert refs(facts(people).finished) == []
    with writing(people, "2026-11-11 09:00") as change:
        commitments.finish(change, give(change, "x"), date(2026, 11, 11))
    assert refs(facts(people).finished) == ["p3"]


def test_broken_promises_are_spoken_of_for_thirty_days(people: Path) -> None:
    """The thirtieth day is the last."""
    for day in ("2026-10-20 09:00", "2026-10-21 09:00"):
        with writing(people, day) as change:
            settle(change, "broken")
            settle(change, "broken", whom=client(change, "Max Day"))
    with writing(people, "2026-10-20 09:00") as change:
        settle(change, "broken", whom=client(change, "Una Alone"))
    assert refs(facts(people).broken) == ["p3"]
    assert refs(facts(people, "una-alone").broken) == []
    (acme,) = facts(people, "eva-chief").organizations
    assert refs(acme.broken) == ["p4"]


@pytest.mark.parametrize("how", ["news", "promise", "action"])
def test_a_client_was_last_told_of_news_or_of_a_change(people: Path, how: str) -> None:
    """The latest counts, of this client alone."""
    for day, name in ((10, "Dana Reyes"), (9, "Dana Reyes"), (11, "Max Day")):
        with writing(people, f"2026-11-{day:02} 09:00") as change:
            whom = client(change, name)
            if how == "news":
                notes.note(change, whom, "x", kind="news", told=True)
                notes.note(change, whom, "x", kind="news")
                asked = notes.note(change, whom, "x", kind="feedback")
                asked.told_at = moment_at("2026-11-15 09:00")
            else:
                settle(change, "released", told=True, kind=how, whom=whom)
                settle(change, "released", kind=how, whom=whom)
    with reading(people) as db:
        told = [last_told(db, exact_client(db, who)) for who in ("dana-reyes", "max-day")]
        assert last_told(db, exact_client(db, "una-alone")) is None
    assert told == [moment_at("2026-11-10 09:00"), moment_at("2026-11-11 09:00")]


@pytest.fixture
def organizations(people: Path) -> Path:
    """Something open, broken and untold with everybody of both organizations."""
    with writing(people, "2026-11-10 09:00") as change:
        for name in ("Eva Chief", "Max Day", "Una Alone"):
            whom = client(change, name)
            give(change, "mine", whom=whom)
            give(change, "theirs", whom=whom, theirs=True)
            notes.note(change, whom, "x", kind="news")
    with writing(people, "2026-11-11 09:00") as change:
        for name in ("Eva Chief", "Max Day", "Una Alone"):
            settle(change, "broken", whom=client(change, name))
    return people


def test_an_executive_answers_for_the_others_of_the_organization(organizations: Path) -> None:
    """What is open with the executive stands in the executive's own part."""
    (acme,) = facts(organizations, "eva-chief").organizations
    assert acme.name == "Acme"
    assert (refs(acme.mine), refs(acme.theirs)) == (["p3"], ["p4"])
    assert (refs(acme.broken), refs(acme.news)) == (["p8"], ["n2"])
    assert facts(organizations, "max-day").organizations == ()


def test_a_leader_at_a_customer_hears_of_no_other_customer(organizations: Path) -> None:
    """Another spelling of the organization is the same one."""
    with writing(organizations) as change:
        client(change, "Pat Chief", organization="ACME", direction="up")
    (acme,) = facts(organizations, "pat-chief").organizations
    assert acme.name == "Acme"


def test_a_leader_answers_for_every_organization_or_for_the_one_named(organizations: Path) -> None:
    """All that is open there."""
    acme, zorg = facts(organizations, "lea-boss").organizations
    assert (acme.name, refs(acme.mine)) == ("Acme", ["p1", "p3"])
    assert (zorg.name, refs(zorg.theirs), refs(zorg.news)) == ("Zorg", ["p6"], ["n3"])
    (zorg,) = facts(organizations, "lea-boss", about="Zorg").organizations
    assert zorg.name == "Zorg"
    assert facts(organizations, "eva-chief", about="Zorg").organizations == ()


def test_private_notes_are_read_only_when_asked_for(people: Path) -> None:
    """A leader hears what customers said in the last thirty days; nobody else does.

    The clocks were put back in between.
    """
    for when in ("2026-10-21 12:59", "2026-10-21 13:00"):
        with writing(people, when) as change:
            notes.note(change, client(change), "x", kind="feedback")
    with writing(people) as change:
        notes.note(change, client(change, "Lea Boss"), "x", kind="goal")
        notes.note(change, client(change, "Lea Boss"), "x", kind="personal")
    leader = facts(people, "lea-boss", private=True).private
    assert leader
    assert (refs(leader.notes), refs(leader.customers)) == (["n3"], ["n2"])
    client_outside = facts(people, private=True).private
    assert client_outside
    assert (refs(client_outside.notes), client_outside.customers) == (["n1", "n2"], ())


def test_the_statements_of_a_status_do_not_grow_with_the_organizations(people: Path) -> None:
    """Thirty organizations are read by as many statements as three."""

    def count(numbers: range) -> int:
        with writing(people) as change:
            for number in numbers:
                whom = client(change, f"Client {number}", organization=f"Works {number}")
                give(change, "x", whom=whom)
        statements: list[str] = []
        with reading(people) as db:
            db.set_trace_callback(statements.append)
            leader = exact_client(db, "lea-boss")
            assert len(read_facts(db, clock_at("2026-11-20 12:00"), leader).organizations) > 3
        return len(statements)

    assert count(range(3)) == count(range(3, 30))


def test_who_was_told_long_ago_hears_of_everything_since(people: Path) -> None:
    """Two weeks are for those who were never told."""
    with writing(people, "2026-10-05 09:00") as change:
        notes.note(change, client(change), "x", kind="news", told=True)
    with writing(people, "2026-10-06 09:00") as change:
        commitments.finish(change, give(change, "x"), date(2026, 10, 6))
    assert refs(facts(people).finished) == ["p1"]


def test_a_leader_of_no_organization_answers_for_every_one(people: Path) -> None:
    """One whose name has no letters is not taken for theirs."""
    with writing(people) as change:
        client(change, "Ann Lee", organization="***")
    names = [found.name for found in facts(people, "lea-boss").organizations]
    assert sorted(names) == ["***", "Acme", "Zorg"]
