"""A sample year, filled once for all the tests that only look at it."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from clientlog.clock import Clock, read_clock
from clientlog.demo.player import fill
from clientlog.store.journal_file import open_to_look

NOW, ZONE = "2026-11-20T12:00", "Europe/Berlin"

LAST_MOMENTS = (
    ("2026-11-23T07:30", ZONE),  # Monday
    ("2026-11-24T13:59", ZONE),
    ("2026-11-25T14:00", ZONE),
    ("2026-11-26T18:00", ZONE),
    ("2026-11-21T23:50", ZONE),  # Saturday
    ("2026-11-22T00:10", ZONE),  # Sunday
    ("2027-01-01T09:00", ZONE),
    ("2028-02-29T12:00", ZONE),
    ("2027-03-31T16:00", "America/Los_Angeles"),
    ("2027-03-28T02:30", ZONE),  # the hour that is skipped
    ("2026-10-25T02:30", ZONE),  # the hour that comes twice
    ("2026-12-31T23:59:59", "Pacific/Auckland"),
    ("2026-06-15T12:00", "Pacific/Kiritimati"),
    ("2026-06-15T12:00", "UTC"),
)

Filled = tuple[sqlite3.Connection, Clock]


def clock_at(now: str, zone: str = ZONE) -> Clock:
    """The clock of somebody who lives in that zone."""
    return read_clock({"CLIENTLOG_NOW": now, "TZ": zone}, None)[0]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The journal of a year that ends on a Friday at noon in Berlin."""
    path = tmp_path_factory.mktemp("sample") / "demo.db"
    fill(path, clock_at(NOW))
    return path


@pytest.fixture(scope="session")
def db(sample: Path) -> Iterator[sqlite3.Connection]:
    """The same, to look at."""
    connection = open_to_look(sample)
    yield connection
    connection.close()


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Callable[[str, str], Filled]]:
    """Fill a year that ends at another moment, in another zone."""
    opened: list[sqlite3.Connection] = []

    def fill_it(now: str, zone: str) -> Filled:
        path, clock = tmp_path / f"{len(opened)}.db", clock_at(now, zone)
        fill(path, clock)
        opened.append(open_to_look(path))
        return opened[-1], clock

    yield fill_it
    for connection in opened:
        connection.close()
