"""What a query of one's own may rely on."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

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
                notes.touch(change, whom, moment_at(f"2026-11-{day // 5:02} 10:00"))
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
            "met": "01",
        },
        {
            "handle": "sam-li",
            "email": None,
            "phone": "+49 30 2",
            "away_until": "2026-12-20",
            "met": "04",
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
