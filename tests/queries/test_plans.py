"""How SQLite finds what a look shows: by indexes, so that a journal may grow old."""

import re
import shlex
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from clientlog.clock import Clock
from clientlog.store import connection as connection_module
from clientlog.store import journal_file
from tests.conftest import Answer
from tests.store.filled import fill

Ask = Callable[..., Answer]

LOOKS = (
    "today", "report --all", "review --json", "rule list",
    "list", "list --mine", "list --theirs", "list --due-before mon", "list promises --client one",
    "list topics", "list conflicts", "list notes", "list needs", "list feedback", "list decisions",
    "list needs --client one", "list touches --client one",
    "show one", "show m1", "show a1", "show p1", "show t1", "show n1", "show k1", "show c1",
    "search text", "search text --client one", "timeline --limit 5", "timeline one",
    "timeline --since yesterday", "timeline --until today --limit 5",
    "agenda", "agenda one", "agenda one --private", "agenda m1 --private",
    "status one", "status one --private",
    "meeting list --since yesterday", "meeting list --client one",
    "client list", "client check one", "client duplicates", "org list", "org show 'a line'",
    "history", "history p1",
)  # fmt: skip

EVERYTHING = ("list --all", "list notes --all", "list touches", "meeting list")
"""The looks that show all there is, and so read it."""

SMALL = {
    "client", "organization", "alias", "tag", "affiliation", "snooze", "mute", "absence",
    "self_check", "conflict", "conflict_step",
    "change", "sqlite_master", "sqlite_schema", "CONSTANT", "found",
}  # fmt: skip
"""What may be read whole: people, the rare conflicts, the log of commands (by its number, and
only as much as is shown), SQLite's own, and the hits that are shown. The search index is no
table: every match in it is ranked."""

UNSETTLED = {
    "action_item_open", "promise_open", "amendment_untold", "meeting_planned",
    "meeting_without_summary", "meeting_no_show", "topic_open", "note_unsettled",
}  # fmt: skip
"""The indexes that hold nothing but what is open, and the few meetings nobody came to."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every query that is put to a journal from now on."""
    queries: list[str] = []
    connect = connection_module.connect

    def traced(path: Path, mode: str) -> sqlite3.Connection:
        connection = connect(path, mode)
        connection.set_trace_callback(queries.append)
        return connection

    monkeypatch.setattr(journal_file, "connect", traced)
    return queries


def scans(journal: Path, queries: list[str]) -> Iterator[str]:
    """The steps that read a whole table which grows with the journal."""
    with closing(sqlite3.connect(journal)) as connection:
        for query in queries:
            if not query.lstrip().startswith("SELECT") or "'main'.'search_" in query:
                continue
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {query}"):
                what = re.match(r"SCAN (\w+)\b(?! VIRTUAL)(?:.* INDEX (\w+))?", step)
                if what and what[1] not in SMALL and what[2] not in UNSETTLED:
                    yield f"{step}: {query}"


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_reads_no_growing_table_whole(
    cli: Ask, journal: Path, clock: Clock, asked: list[str], look: str
) -> None:
    """Every query goes by a number, a client, a day, or an index of what is open."""
    fill(journal, clock)
    asked.clear()
    assert cli(*shlex.split(look)).code == 0
    assert asked or look == "rule list"
    assert not list(scans(journal, asked))


def test_the_status_of_a_leader_reads_no_growing_table_whole(
    cli: Ask, journal: Path, clock: Clock, asked: list[str]
) -> None:
    """It sums up what is open, not what was promised to the clients of years."""
    fill(journal, clock)
    assert cli("client", "add", "Lea Boss", "--direction", "up").code == 0
    asked.clear()
    assert cli("status", "lea-boss").code == 0
    assert any("organization IN" in query for query in asked)
    assert not list(scans(journal, asked))


@pytest.mark.parametrize("look", EVERYTHING)
def test_only_what_shows_everything_reads_everything(
    cli: Ask, journal: Path, clock: Clock, asked: list[str], look: str
) -> None:
    """A list of all there is costs as much as there is."""
    fill(journal, clock)
    asked.clear()
    assert cli(*shlex.split(look)).code == 0
    assert list(scans(journal, asked))
