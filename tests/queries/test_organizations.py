"""Who is the client, by organization."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clientlog.errors import NotFoundError
from clientlog.queries.organizations import (
    OrganizationMap,
    ends_of,
    engagement_end,
    find_organization,
    has_organization,
    has_organizations,
    named_organization,
    organizations,
    outside_organizations,
)
from clientlog.store.journal_file import open_to_look
from clientlog.write import clients, notes
from clientlog.write.organizations import set_end
from tests.looking import client, moment_at, reading, writing
from tests.prepared import prepared_once


@prepared_once()
def acme(journal: Path) -> Path:
    """A journal with one organization, in three spellings, and another."""
    with writing(journal) as change:
        client(change, "Eva Boss", organization="Acme", stake="executive")
        manager = client(change, "Max Day", organization="ACME", stake="manager")
        client(change, "Ina Wise", organization="Acme", stake="influencer")
        client(change, "Tom Dev", organization="Acmé")
        clients.archive(change, client(change, "Old Hand", organization="Acme", stake="executive"))
        client(change, "Una Alone", organization="Zürich Re")
        client(change, "Nobody Anywhere")
        notes.note(change, manager, "too slow", kind="feedback", tone="bad")
        notes.note(change, manager, "much better", kind="feedback", tone="good")
        notes.note(change, manager, "what I told him", kind="feedback", direction="given")
    return journal


def names(found: OrganizationMap) -> list[str]:
    return [one.client.name for one in found.members]


def test_spellings_of_one_name_are_one_organization(acme: Path) -> None:
    """Case and accents apart it is the same; it is called what most call it."""
    with closing(open_to_look(acme)) as db:
        assert [one.name for one in organizations(db)] == ["Acme", "Zürich Re"]


def test_those_who_decide_come_first_and_the_archived_are_left_out(acme: Path) -> None:
    """Executives, managers, influencers, the others."""
    with closing(open_to_look(acme)) as db:
        found = find_organization(db, "acme")
    assert names(found) == ["Eva Boss", "Max Day", "Ina Wise", "Tom Dev"]
    assert [one.client.name for one in found.executives] == ["Eva Boss"]


def test_the_latest_feedback_received_says_what_somebody_thinks(acme: Path) -> None:
    """Feedback I gave is not what they think, and the last one counts."""
    with closing(open_to_look(acme)) as db:
        found = find_organization(db, "Acme")
    assert found.managers[0].feedback is not None
    assert found.managers[0].feedback.text == "much better"
    assert found.executives[0].feedback is None


@pytest.mark.parametrize("typed", ["acme", "ACMÉ", " Acme ", "zurich re", "zur", "re"])
def test_an_organization_is_found_whatever_case_and_accents(acme: Path, typed: str) -> None:
    """The name is compared as people's names are."""
    with closing(open_to_look(acme)) as db:
        assert find_organization(db, typed).members


@pytest.mark.parametrize(
    ("typed", "hint"), [("Amce", "Acme"), ("zuurich", "Zürich Re"), ("xyzzy", "org list")]
)
def test_an_unknown_organization_is_not_there_and_near_ones_are_named(
    acme: Path, typed: str, hint: str
) -> None:
    """A typing error leads to the right one."""
    with closing(open_to_look(acme)) as db, pytest.raises(NotFoundError) as caught:
        find_organization(db, typed)
    assert hint in caught.value.hint


def test_the_statements_do_not_grow_with_the_organizations(acme: Path) -> None:
    """Without details, which a table does not show, neither feedback nor contacts are read."""
    with closing(open_to_look(acme)) as db:
        statements: list[str] = []
        db.set_trace_callback(statements.append)
        members = organizations(db, details=False)[0].members
    assert [member.feedback for member in members] == [None] * 4
    assert not any("note" in sql or "contact" in sql for sql in statements)
    assert len(statements) == 3


@pytest.fixture
def mixed(journal: Path) -> Path:
    """Organizations of every kind: outside, inside, archived, and one without an end."""
    with writing(journal) as change:
        for name, organization, direction in (
            ("Uma", "Zorg", "outside"), ("Eva", "Acme", "outside"), ("Abe", "Acme", "outside"),
            ("Ida", "Home", "up"), ("Old", "Old Ltd", "outside"), ("Solo", None, "outside"),
        ):  # fmt: skip
            client(change, name, organization=organization, direction=direction)
        clients.archive(change, client(change, "Old"))
        set_end(change, "Zorg", date(2026, 12, 24))
        set_end(change, "Acme", date(2026, 12, 25))
        set_end(change, "Acme", None)
        for who, hour in (("Eva", "10:00"), ("Eva", "11:00"), ("Uma", "12:00")):
            notes.touch(change, client(change, who), moment_at(f"2026-11-01 {hour}"))
    return journal


def test_outside_organizations_are_those_of_active_clients_outside(mixed: Path) -> None:
    """Each once, by name."""
    with reading(mixed) as db:
        assert outside_organizations(db) == ["Acme", "Zorg"]
        assert [known.name for known in organizations(db)] == ["Acme", "Home", "Zorg"]


def test_an_organization_has_the_day_it_ends_and_its_clients_by_name(mixed: Path) -> None:
    """Each client with the last contact of their own; an end that was taken back is none."""
    with reading(mixed) as db:
        acme, home, zorg = organizations(db)
        clock = {member.client.name: member.client.last_contact for member in acme.members}
        assert ends_of(db) == {"zorg": date(2026, 12, 24)}
        assert engagement_end(db, zorg.members[0].client) == date(2026, 12, 24)
        assert engagement_end(db, acme.members[0].client) is None
        eva = find_organization(db, "acme").members[1].client
        assert eva.last_contact == moment_at("2026-11-01 11:00")
    assert clock == {"Abe": None, "Eva": moment_at("2026-11-01 11:00")}
    assert list(clock) == ["Abe", "Eva"]
    assert (acme.ends_on, home.ends_on, zorg.ends_on) == (None, None, date(2026, 12, 24))


def test_an_organization_is_there_by_exactly_its_name(mixed: Path) -> None:
    """One of archived clients too; a journal of people without one has none."""
    with reading(mixed) as db:
        assert has_organizations(db)
        known = [has_organization(db, name) for name in ("Old Ltd", "old ltd", "None")]
        assert known == [True, False, False]
        assert named_organization(db, "zorg") is not None
        assert named_organization(db, "zor") is None


def test_people_without_an_organization_make_none(journal: Path) -> None:
    """Nobody belongs to anything."""
    with writing(journal) as change:
        client(change)
    with reading(journal) as db:
        assert not has_organizations(db)
        assert organizations(db) == []
        assert outside_organizations(db) == []


def test_nothing_is_found_by_an_empty_name_and_three_near_names_are_offered(
    mixed: Path,
) -> None:
    """The words that start alike come first."""
    with writing(mixed) as change:
        for number in range(4):
            client(change, f"Client {number}", organization=f"Same {number}")
    with reading(mixed) as db:
        with pytest.raises(NotFoundError) as caught:
            find_organization(db, "same")
        assert caught.value.hint == "did you mean Same 0, Same 1, Same 2?"
        with pytest.raises(NotFoundError):
            find_organization(db, "")


def test_a_whole_name_is_not_taken_for_the_start_of_another(mixed: Path) -> None:
    """A name that is longer than the right one leads to it; one of the archived is told of."""
    with writing(mixed) as change:
        client(change, "Lab", organization="Acme Labs")
    with reading(mixed) as db:
        assert find_organization(db, "acme").name == "Acme"
        for typed, hint in (
            ("acme gmbh x", "did you mean Acme Labs, Acme?"),
            ("old ltd", "see: clientlog client list --all"),
        ):
            with pytest.raises(NotFoundError) as caught:
                find_organization(db, typed)
            assert caught.value.hint == hint
