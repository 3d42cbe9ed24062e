"""What a query of one's own may rely on."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from clientlog.errors import UsageError
from clientlog.rules import sandbox
from clientlog.rules.sandbox import VIEWS, create_views, run_query
from clientlog.store.journal_file import open_to_look
from clientlog.store.tables import Absence
from clientlog.write import clients, commitments, notes
from tests.looking import client, clock_at, give, moment_at, reading, writing

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "own-rules.md"


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_the_columns_of_the_page(view: str, tmp_path: Path) -> None:
    """The documented columns are those that a query finds, in that order."""
    connection = open_to_look(tmp_path / "none.db")
    create_views(connection)
    columns = [one[0] for one in connection.execute(f"SELECT * FROM {view}").description]
    (row,) = re.findall(rf"^\| `{view}` \| (.*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert re.findall("`([a-z_]+)`", re.sub(r"\([^)]*\)", "", row)) == columns


def test_a_connection_with_views_still_only_reads(tmp_path: Path) -> None:
    """Making the views leaves the connection unable to write."""
    connection = open_to_look(tmp_path / "none.db")
    create_views(connection)
    assert connection.execute("PRAGMA query_only").fetchone() == (1,)


@pytest.fixture
def asked(journal: Path) -> Iterator[Callable[[str], list[dict[str, Any]]]]:
    """Ask a journal with two addresses, and a promise that was moved once and broken."""
    with writing(journal) as change:
        dana = client(change)
        clients.set_addresses(change, dana, "email", ["second@example.org", "first@example.org"])
        promised = give(change, "draft", date(2026, 11, 27))
        commitments.renegotiate(change, promised, date(2026, 11, 30), "ill", told=True)
        commitments.settle(change, promised, "broken", "gone", told=True)
    with reading(journal) as db:
        create_views(db)
        yield lambda query: run_query(db, query, clock_at("2026-11-20 12:00"))


def test_a_row_has_the_names_of_the_columns(asked: Callable[[str], list[dict[str, Any]]]) -> None:
    """In small letters, and a query may name the present."""
    assert asked("SELECT handle AS Handle, :today AS day FROM clients") == [
        {"handle": "dana-reyes", "day": "2026-11-20"}
    ]


def test_a_client_has_the_preferred_address(asked: Callable[[str], list[dict[str, Any]]]) -> None:
    """The first that was given."""
    assert asked("SELECT email FROM clients") == [{"email": "second@example.org"}]


def test_moves_are_counted_and_no_other_changes(
    asked: Callable[[str], list[dict[str, Any]]],
) -> None:
    """A promise that was broken was not moved by that."""
    assert asked("SELECT moved, state FROM commitments") == [{"moved": 1, "state": "broken"}]


def test_what_belongs_to_another_client_is_not_read(
    journal: Path, asked: Callable[[str], list[dict[str, Any]]]
) -> None:
    """Addresses, absences, contacts and moves are each client's and each commitment's own."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        clients.set_addresses(change, dana, "phone", ["+49 30 1"])
        clients.set_addresses(change, sam, "phone", ["+49 30 2"])
        for whom, days in ((dana, (5, 9)), (sam, (20,))):
            for day in days:
                change.add(
                    Absence(
                        client_id=whom.id,
                        from_day=date(2026, 12, 1),
                        until_day=date(2026, 12, day),
                    )
                )
                notes.touch(change, whom, moment_at(f"2026-11-{day:02} 10:00"))
        give(change, "table", date(2026, 12, 1), whom=sam)
        for kind in ("action", "promise"):
            item = give(change, "chair", date(2026, 12, 1), whom=sam, kind=kind)
            for day in (2, 3):
                commitments.renegotiate(change, item, date(2026, 12, day), "ill", told=True)
            commitments.settle(change, item, "released", "no", told=True)
        give(change, "stool", date(2026, 12, 1), whom=sam, kind="action")
    query = "SELECT handle, email, phone, away_until, substr(last_contact, 9, 2) AS met"
    assert asked(f"{query} FROM clients ORDER BY handle") == [
        {
            "handle": "dana-reyes",
            "email": "second@example.org",
            "phone": "+49 30 1",
            "away_until": "2026-12-09",
            "met": "09",
        },
        {
            "handle": "sam-li",
            "email": None,
            "phone": "+49 30 2",
            "away_until": "2026-12-20",
            "met": "20",
        },
    ]
    rows = asked("SELECT client, ref, moved FROM commitments ORDER BY ref")
    assert [tuple(row.values()) for row in rows] == [
        ("sam-li", "a1", 2),
        ("sam-li", "a2", 0),
        ("dana-reyes", "p1", 1),
        ("sam-li", "p2", 0),
        ("sam-li", "p3", 2),
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT x FROM nowhere", "no such table: nowhere"),
        ("DELETE FROM client", "a query may only read: one SELECT, and nothing else"),
        ("PRAGMA query_only = OFF", "a query may only read: one SELECT, and nothing else"),
        ("SELECT  'a", 'unrecognized token: "\'a"'),
        (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
            "the query ran for longer than 1 second",
        ),
    ],
)
def test_a_query_that_fails_says_why(
    asked: Callable[[str], list[dict[str, Any]]], query: str, message: str
) -> None:
    """In the words of SQLite, but for what it must not do and for what takes too long."""
    with pytest.raises(UsageError) as caught:
        asked(query)
    assert caught.value.message == message


def test_an_error_without_words_is_named() -> None:
    """Memory that runs out has none."""
    assert sandbox._message(MemoryError()) == "MemoryError"


def test_of_many_rows_a_hundred_and_one_are_read(
    asked: Callable[[str], list[dict[str, Any]]],
) -> None:
    """The last one tells that there are more."""
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)"
    assert len(asked(f"{numbers} SELECT i FROM n")) == 101


def test_a_query_runs_on_a_connection_of_its_own(journal: Path) -> None:
    """What is opened before a fork stays with the parent; it is given back as it was."""
    with writing(journal) as change:
        client(change)
    with reading(journal) as db:
        create_views(db)
        own = sandbox._reopen(db)
        assert own is not db
        assert own.execute("SELECT handle FROM clients").fetchall() == [("dana-reyes",)]
        assert own.execute("PRAGMA query_only").fetchone() == (1,)
        assert db.execute("SELECT handle FROM clients").fetchall() == [("dana-reyes",)]
        own.close()


@pytest.mark.parametrize("forks", [True, False])
def test_a_query_runs_without_a_journal_and_without_forks(
    tmp_path: Path, forks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The journal in memory is empty; where the system has no forks the query runs here."""
    if not forks:
        monkeypatch.delattr(os, "fork")
    with reading(tmp_path / "none.db") as db:
        create_views(db)
        rows = run_query(db, "SELECT count(*) AS n FROM clients", clock_at("2026-11-20 12:00"))
        assert rows == [{"n": 0}]
