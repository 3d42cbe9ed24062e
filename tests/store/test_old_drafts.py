"""Drafts from before their names told whose they are."""

from pathlib import Path

import pytest

from clientlog.store.identity import NOBODY, Identity
from clientlog.store.old_drafts import adopt_old_drafts, find_old_drafts
from clientlog.store.paths import path_digest, state_folder
from clientlog.store.tables import Alias
from tests.looking import client, meet, reading, writing

OURS = Identity("01234567-89ab-4000-8000-000000000000", None)


@pytest.fixture
def drafts(journal: Path) -> Path:
    """A folder for drafts, and a journal with a meeting of two clients."""
    with writing(journal) as change:
        meet(change, "2026-11-03 10:00", client(change), client(change, "Sam Li"))
    folder = state_folder() / "drafts"
    folder.mkdir(parents=True)
    return folder


def old_draft(folder: Path, journal: Path, text: str, suffix: str = "") -> Path:
    path = folder / f"20261120T120000-0a1b-{path_digest(journal)}{suffix}.md"
    path.write_text(text)
    return path


def names_after_adoption(folder: Path, journal: Path, identity: Identity = OURS) -> list[str]:
    with reading(journal) as db:
        adopt_old_drafts(db, journal, identity)
    return [path.name for path in folder.iterdir()]


def test_drafts_of_another_journal_are_not_found(journal: Path, drafts: Path) -> None:
    """The name tells the place of the journal."""
    path = old_draft(drafts, journal, "")
    old_draft(drafts, journal.with_name("other.db"), "")
    (drafts / "notes.md").touch()
    assert find_old_drafts(journal) == [path]


@pytest.mark.parametrize("header", ["client: sam-li", "With: Sam Li, nobody", "with: Sammy"])
def test_whose_a_draft_is_stands_in_its_header(journal: Path, drafts: Path, header: str) -> None:
    """By handle, by name or by an alias; another's alias is none of theirs."""
    with writing(journal) as change:
        for number, name in ((1, "dee"), (2, "sammy")):
            change.add(Alias(client_id=number, name=name, name_key=name))
    old_draft(drafts, journal, f"{header}\n\n## Summary\nclient: dana-reyes\n")
    assert names_after_adoption(drafts, journal) == ["20261120T120000-0a1b-0123456789ab-with-2.md"]


def test_a_draft_of_a_meeting_is_that_of_all_who_attend(journal: Path, drafts: Path) -> None:
    """Whatever its header says."""
    old_draft(drafts, journal, "", suffix="-m1")
    assert names_after_adoption(drafts, journal) == [
        "20261120T120000-0a1b-0123456789ab-with-1-2-m1.md"
    ]


def test_a_draft_that_does_not_tell_stays_as_it_is(journal: Path, drafts: Path) -> None:
    """It is nobody's that is known."""
    path = old_draft(drafts, journal, "client: nobody\n")
    assert names_after_adoption(drafts, journal) == [path.name]


def test_a_draft_of_a_journal_without_a_uuid_stays_as_it_is(journal: Path, drafts: Path) -> None:
    """Its name could not tell the journal."""
    path = old_draft(drafts, journal, "client: sam-li\n")
    assert names_after_adoption(drafts, journal, NOBODY) == [path.name]
