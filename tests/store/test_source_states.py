"""How far each configured source was read, and when."""

import sqlite3

import pytest

from clientlog.store import schema
from clientlog.store.source_states import SourceState, load, save
from tests.looking import moment_at

READ = SourceState(
    name="work", kind="ical", cursor={"at": 7}, read_at=moment_at("2026-11-20 12:00"),
    result={"created": 2},
)  # fmt: skip


@pytest.fixture
def db() -> sqlite3.Connection:
    """An empty journal."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)
    return connection


@pytest.mark.parametrize("state", [READ, SourceState(name="home", kind="mail")])
def test_a_state_is_read_as_it_was_kept(db: sqlite3.Connection, state: SourceState) -> None:
    """Whatever of it is not known yet."""
    save(db, state)
    assert load(db) == {state.name: state}


def test_a_later_state_takes_the_place_of_the_earlier(db: sqlite3.Connection) -> None:
    """That of another source stays, and a cursor that is None is one."""
    other = SourceState(name="home", kind="mail", cursor=[1])
    later = SourceState(
        name="work", kind="vcard", read_at=moment_at("2026-11-21 12:00"), result={"created": 0}
    )
    for state in (READ, other, later):
        save(db, state)
    assert load(db) == {"work": later, "home": other}


def test_a_cursor_that_is_the_one_before_is_not_written_again(db: sqlite3.Connection) -> None:
    """That of a large mailbox takes megabytes."""
    save(db, READ)
    before = db.total_changes
    save(db, READ)
    assert db.total_changes == before + 1
