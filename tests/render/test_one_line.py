"""Any record named by its REF, in a line."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.refs import Ref
from clientlog.render.one_line import describe, describe_all
from clientlog.store.journal_file import open_to_look
from tests.looking import give, meet, writing


@pytest.fixture
def db(journal: Path) -> Iterator[sqlite3.Connection]:
    """A journal with a promise and a meeting."""
    with writing(journal) as change:
        give(change, "send the draft", date(2026, 11, 27))
        meet(change, "2026-11-24 10:00", state="planned")
    with closing(open_to_look(journal)) as connection:
        yield connection


def test_a_record_is_a_sentence(db: sqlite3.Connection, clock: Clock) -> None:
    """It begins with its REF."""
    said = describe(db, clock, Ref("p", 1))
    assert said == "p1  I promised Dana Reyes: send the draft (due Fri 27 Nov)"


def test_a_record_that_is_gone_is_its_ref(db: sqlite3.Connection, clock: Clock) -> None:
    """As after its removal."""
    assert describe(db, clock, Ref("p", 7)) == "p7"


def test_of_several_names_the_refs_are_described(db: sqlite3.Connection, clock: Clock) -> None:
    """A line each, in their order; a handle is no record."""
    assert describe_all(db, clock, ["m1", "dana-reyes", "p1"]).splitlines() == [
        "m1  Tue 24 Nov 10:00 with Dana Reyes",
        "p1  I promised Dana Reyes: send the draft (due Fri 27 Nov)",
    ]
    assert describe_all(db, clock, ["dana-reyes"]) == ""
