"""The kinds of record agree with the tables and with the words of the domain."""

import sqlite3

import pytest

from clientlog import kinds
from clientlog.refs import EXAMPLES, parse_ref
from clientlog.store import schema, triggers
from clientlog.vocabulary import NOTE_KINDS
from clientlog.write.change import ROWS


@pytest.fixture(scope="module")
def columns() -> dict[str, set[str]]:
    """The columns of every logged table."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.migrate(connection)
    return {
        table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        for table in schema.LOGGED
    }


def test_every_letter_is_one_kind_and_one_class() -> None:
    """A REF of every kind is read, and leads to the class of its table."""
    assert len(kinds.BY_LETTER) == len(kinds.KINDS) == len(ROWS)
    for kind in kinds.KINDS:
        assert str(parse_ref(f"{kind.letter}7")) == f"{kind.letter}7"
        assert ROWS[kind.letter].__tablename__ == kind.table


def test_the_hint_of_a_bad_ref_shows_every_kind() -> None:
    """With its letter and its noun."""
    for kind in kinds.KINDS:
        assert any(
            words.startswith(kind.letter) and words.endswith(f" {kind.noun}")
            for words in EXAMPLES.split(", ")
        )


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: str(kind.noun))
def test_what_is_edited_and_searched_is_a_column(
    kind: kinds.Kind, columns: dict[str, set[str]]
) -> None:
    """A need is edited by its number."""
    assert set(kind.searched) <= columns[kind.table]
    assert {name for name in kind.editable if name != "need"} <= columns[kind.table]


def test_what_edit_corrects_is_what_its_reference_says() -> None:
    """A meeting has a command of its own."""
    commitment = {"text", "due", "owner", "priority", "every", "need", "try_until", "is_update"}
    assert {kind.letter: set(kind.editable) for kind in kinds.KINDS} == {
        "m": set(),
        "a": commitment,
        "p": commitment,
        "t": {"text", "ask", "why"},
        "n": {"text", "tone", "priority"},
        "k": {"text", "at", "channel", "by"},
        "c": {"text", "check_on"},
    }


def test_every_part_names_its_owner(columns: dict[str, set[str]]) -> None:
    """By a column, so that undo and history can say whose it is."""
    for part in kinds.PARTS:
        assert {f"{owner}_id" for owner in part.owners} <= columns[part.table]
        assert set(part.searched) <= columns[part.table]


def test_every_searched_table_has_its_place() -> None:
    """A table that is searched and has no place in the index would never be found."""
    searched = {kind.table for kind in kinds.KINDS if kind.searched}
    searched |= {part.table for part in kinds.PARTS if part.searched}
    assert searched | {"client"} == set(kinds.SEARCH_ORDER)
    assert len(kinds.SEARCH_ORDER) <= triggers.SEARCH_STEP


def test_every_kind_of_note_is_in_one_list() -> None:
    """So that `list` shows each of them somewhere, once."""
    listed = [kind for records in kinds.LISTS for kind in records.note_kinds]
    assert sorted(listed) == sorted(NOTE_KINDS)


def test_every_kind_but_the_meeting_has_a_list() -> None:
    """Meetings have a command of their own."""
    assert {records.letter for records in kinds.LISTS} == set(kinds.BY_LETTER) - {"m"}


def test_the_first_state_is_the_one_in_which_a_record_is_written_down() -> None:
    """It is suggested first when a state is asked for."""
    states = {records.word: records.states[0] for records in kinds.LISTS if records.states}
    assert states == {
        "actions": "open", "promises": "open", "topics": "open", "needs": "open",
        "goals": "open", "feedback": "asked", "news": "untold", "offers": "open",
        "conflicts": "open",
    }  # fmt: skip
