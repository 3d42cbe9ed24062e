"""Who is the client, by organization."""

from contextlib import closing
from pathlib import Path

import pytest

from clientlog.errors import NotFoundError
from clientlog.queries.organizations import OrganizationMap, find_organization, organizations
from clientlog.store.journal_file import open_to_look
from clientlog.write import clients, notes
from tests.looking import client, writing
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


@pytest.mark.parametrize("typed", ["acme", "ACMÉ", " Acme ", "zurich re"])
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
    """Without feedback, which a table does not show, there are two."""
    with closing(open_to_look(acme)) as db:
        statements: list[str] = []
        db.set_trace_callback(statements.append)
        assert [known.feedback for known in organizations(db, feedback=False)[0].members] == [
            None
        ] * 4
    assert len(statements) == 3
