"""The words that a value is one of."""

from contextlib import closing
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from clientlog import vocabulary
from clientlog.conflict_steps import STEPS
from clientlog.queries.clients import list_clients
from clientlog.queries.notes import list_notes
from clientlog.queries.values import Direction, Touch
from clientlog.store.journal_file import open_to_look
from clientlog.write import notes
from tests.looking import client, meet, writing


def test_directions_are_those_of_a_client() -> None:
    """In the order in which help shows them."""
    assert get_args(Direction) == vocabulary.DIRECTIONS


@pytest.mark.parametrize(
    ("word", "direction"),
    [
        ("boss", "up"), ("manager", "up"), ("leader", "up"), ("lead", "up"),
        ("report", "down"), ("reports", "down"), ("team", "down"), ("direct-report", "down"),
        ("peer", "sideways"), ("colleague", "sideways"), ("side", "sideways"),
        ("client", "outside"), ("customer", "outside"), ("external", "outside"),
        ("partner", "outside"),
    ],
)  # fmt: skip
def test_what_people_call_a_direction(word: str, direction: str) -> None:
    """Each synonym leads to one direction, and none of them is a direction itself."""
    assert vocabulary.DIRECTION_SYNONYMS[word] == direction
    assert word not in vocabulary.DIRECTIONS


def test_the_journal_takes_every_word(journal: Path) -> None:
    """Each kind of note, and each word of a field of a client."""
    with writing(journal) as change:
        dana = client(change)
        for kind in vocabulary.NOTE_KINDS:
            notes.note(change, dana, "a line", kind=kind)
        for direction in vocabulary.DIRECTIONS:
            client(change, direction, direction=direction)
        for field in ("stake", "stage", "channel"):
            for word in getattr(vocabulary, f"{field}s".upper()):
                client(change, word, **{field: word})
    with closing(open_to_look(journal)) as db:
        known = {known.name: known for known in list_clients(db)}
        assert {note.kind for note in list_notes(db, vocabulary.NOTE_KINDS, settled=True)} == {
            *vocabulary.NOTE_KINDS
        }
    assert known["sideways"].direction == "sideways"
    assert known["influencer"].stake == "influencer"
    assert known["partnership"].stage == "partnership"
    assert known["in-person"].channel == "in-person"


def test_the_steps_of_a_conflict_are_those_that_are_explained() -> None:
    """In their order."""
    assert tuple(STEPS) == vocabulary.CONFLICT_STEPS


def test_addresses_and_touches_are_of_the_kinds_that_the_tables_take() -> None:
    """The database holds no other."""
    assert vocabulary.ADDRESS_KINDS == ("email", "phone")
    assert get_args(get_type_hints(Touch)["source"]) == vocabulary.TOUCH_SOURCES


def test_a_meeting_of_more_than_eight_is_an_audience(journal: Path) -> None:
    """It is no contact with any of them; one of eight is."""
    with writing(journal) as change:
        people = [client(change, f"Client {number}") for number in range(vocabulary.AUDIENCE + 1)]
        meet(change, "2026-11-01 10:00", *people)
        meet(change, "2026-10-01 10:00", *people[1:])
    with closing(open_to_look(journal)) as db:
        last = [known.last_contact for known in list_clients(db)]
    assert [moment and moment.month for moment in last] == [None, *[10] * vocabulary.AUDIENCE]
