"""People, commitments, meetings and touches as tables."""

import csv
import io
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from clientlog.clock import Clock
from clientlog.render.exports.tables import TABLES
from clientlog.store.journal_file import open_to_look
from clientlog.write import commitments
from tests.looking import give, writing


def rows(
    db: sqlite3.Connection, clock: Clock, name: str, *, is_private: bool = False
) -> list[dict[str, str]]:
    """The rows of a table, without empty cells."""
    text = TABLES[name](db, clock, is_private)
    found = csv.DictReader(io.StringIO(text, newline=""))
    return [{key: value for key, value in row.items() if value} for row in found]


def test_people_with_what_address_books_know(exported: sqlite3.Connection, noon: Clock) -> None:
    """Everybody, the archived included."""
    dana, old, sam = rows(exported, noon, "people")
    assert dana == {
        "name": "Dana Reyes", "handle": "dana-reyes", "direction": "up", "organization": "Acme",
        "role": "CTO", "channel": "call", "cadence": "14", "email": "d@acme.example",
        "phone": "'+49 1", "tag": "north\nvip", "alias": "Dee", "archived": "false",
    }  # fmt: skip
    assert (old["archived"], sam["archived"]) == ("true", "false")


def test_private_adds_stake_stage_aim_and_visions(
    exported: sqlite3.Connection, noon: Clock
) -> None:
    """And nothing else."""
    plain, private = (
        rows(exported, noon, "people", is_private=is_private)[0] for is_private in (False, True)
    )
    assert {key: value for key, value in private.items() if key not in plain} == {
        "stake": "executive", "stage": "relationship", "aim": "partnership",
        "vision": "mine\nlong", "their_vision": "theirs",
    }  # fmt: skip


def test_commitments_by_date(exported: sqlite3.Connection, noon: Clock) -> None:
    """Open and settled ones, the undated last."""
    found = rows(exported, noon, "commitments")
    assert [(row["text"].split()[0], row.get("due"), row["state"]) for row in found] == [
        ("call", "2026-11-01", "kept"),
        ("approve", "2026-11-23", "open"),
        ("send", "2026-11-27", "open"),
        ("book", "2026-11-30", "open"),
        ("weekly", "2026-12-04", "open"),
        ("no", None, "open"),
    ]
    assert found[3] == {
        "kind": "action", "text": "book the room", "client": "dana-reyes", "by": "me",
        "owner": "Jo", "due": "2026-11-30", "priority": "good", "state": "open",
    }  # fmt: skip
    assert (found[1]["by"], found[2]["priority"], found[4]["every"]) == ("client", "must", "1w")


def test_meetings_with_their_summaries(exported: sqlite3.Connection, noon: Clock) -> None:
    """Oldest first, moments in the user's zone."""
    held, weekly, _ = rows(exported, noon, "meetings")
    assert held == {
        "ref": "m3", "start": "2026-11-03T10:00:00+01:00", "end": "2026-11-03T11:00:00+01:00",
        "state": "held", "clients": "dana-reyes; sam-li", "summary": "Paused\n\n# the migration",
    }  # fmt: skip
    assert (weekly["title"], weekly["place"], weekly["state"]) == ("Weekly", "Room 2", "planned")


def test_touches_oldest_first(exported: sqlite3.Connection, noon: Clock) -> None:
    """With their channel, their text and who of the team it was."""
    assert rows(exported, noon, "touches") == [
        {
            "ref": "k1", "at": "2026-11-01T09:00:00+01:00", "client": "dana-reyes",
            "channel": "call", "text": "first call",
        },
        {"ref": "k2", "at": "2026-11-02T08:00:00+01:00", "client": "dana-reyes", "by": "Jo"},
    ]  # fmt: skip


def test_only_people_have_something_private(exported: sqlite3.Connection, noon: Clock) -> None:
    """The other tables are the same with and without."""
    for name in TABLES.keys() - {"people"}:
        assert TABLES[name](exported, noon, True) == TABLES[name](exported, noon, False)


def test_an_action_item_that_was_done_is_in_the_table(journal: Path, noon: Clock) -> None:
    """With how long it was to be tried."""
    with writing(journal) as change:
        tried = give(change, "call", date(2026, 11, 3), kind="action")
        tried.try_until = date(2026, 11, 9)
        commitments.finish(change, tried, date(2026, 11, 2))
        give(change, "send the draft", date(2026, 11, 4))
    with closing(open_to_look(journal)) as db:
        action, promise = rows(db, noon, "commitments")
    assert (action["kind"], action["state"], action["try_until"]) == (
        "action",
        "done",
        "2026-11-09",
    )
    assert promise["kind"] == "promise"
