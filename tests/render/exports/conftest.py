"""One journal for all exports: none of them changes it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from clientlog.clock import Clock
from clientlog.store.journal_file import open_to_look
from tests.looking import clock_at
from tests.render.exports.journals import fill


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The journal, to look at."""
    journal = tmp_path_factory.mktemp("exports") / "journal.db"
    fill(journal)
    with closing(open_to_look(journal)) as db:
        yield db


@pytest.fixture(scope="session")
def noon() -> Clock:
    """Friday noon in Berlin."""
    return clock_at("2026-11-20 12:00")
