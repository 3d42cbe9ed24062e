"""What is known of an organization beside its clients."""

from datetime import date
from pathlib import Path

import pytest

from clientlog.store.tables import Affiliation, Client, Organization, Snooze
from clientlog.write.organizations import rename, set_end
from tests.looking import client, writing


@pytest.mark.parametrize("again", ["acme", "ACMÉ"])
def test_an_engagement_has_one_end_whatever_the_spelling(journal: Path, again: str) -> None:
    """A later day takes the place of the earlier, and None takes it away."""
    with writing(journal) as change:
        for name, end in (("Acme", date(2026, 12, 1)), (again, date(2027, 1, 1)), ("Zorg", None)):
            set_end(change, name, end)
        assert [(known.name, known.ends_on) for known in change.all(Organization)] == [
            ("Acme", date(2027, 1, 1)),
            ("Zorg", None),
        ]
        assert set_end(change, again, None).ends_on is None


def test_a_name_of_signs_alone_has_an_end_too(journal: Path) -> None:
    """Two of them are told apart."""
    with writing(journal) as change:
        for name in ("!!!", "???"):
            set_end(change, name, date(2026, 12, 1))
        assert len(change.all(Organization)) == 2


@pytest.mark.parametrize("typed", ["Acme", "ACMÉ"])
def test_an_organization_is_renamed_wherever_it_stands(journal: Path, typed: str) -> None:
    """In clients, in where they were before, in snoozes and its own entry; others keep theirs."""
    with writing(journal) as change:
        dana, max_, sam = (
            client(change, name, organization=organization)
            for name, organization in (("Dana", "Acme"), ("Max", "ACME"), ("Sam", "Zorg"))
        )
        client(change, "Solo")
        for name in ("acme", "Zorg"):
            change.add(Affiliation(client_id=sam.id, organization=name, until=date(2026, 1, 1)))
            change.add(Snooze(rule="no-executive", organization=name, until=date(2026, 12, 1)))
            set_end(change, name, date(2026, 12, 24))
        change.add(Snooze(rule="no-executive", client_id=sam.id, until=date(2026, 12, 1)))
        renamed = rename(change, typed, "Kestrel")
        assert renamed == [dana, max_]
        assert [known.organization for known in change.all(Client)] == [
            "Kestrel", "Kestrel", "Zorg", None
        ]  # fmt: skip
        assert [left.organization for left in change.all(Affiliation)] == ["Kestrel", "Zorg"]
        assert [snooze.organization for snooze in change.all(Snooze)] == ["Kestrel", "Zorg", None]
        assert [(known.name, known.name_key) for known in change.all(Organization)] == [
            ("Kestrel", "kestrel"),
            ("Zorg", "zorg"),
        ]


@pytest.mark.parametrize(
    ("ends", "end"),
    [((24, 25), 25), ((24, None), 24), ((None, 25), 25), ((None, None), None)],
)
def test_an_organization_with_the_name_of_another_is_one_with_it(
    journal: Path, ends: tuple[int | None, int | None], end: int | None
) -> None:
    """The end that the other has stays; without one it gets that of the renamed."""
    with writing(journal) as change:
        for name, day in zip(("Acme", "Zorg"), ends, strict=True):
            set_end(change, name, date(2026, 12, day) if day else None)
        rename(change, "Acme", "zorg")
        (left,) = change.all(Organization)
        assert (left.name, left.ends_on) == ("Zorg", date(2026, 12, end) if end else None)


def test_another_spelling_of_its_name_keeps_the_end_of_an_organization(journal: Path) -> None:
    """It is the same organization."""
    with writing(journal) as change:
        set_end(change, "Acme", date(2026, 12, 24))
        rename(change, "acme", "ACME")
        (same,) = change.all(Organization)
        assert (same.name, same.ends_on) == ("ACME", date(2026, 12, 24))
