"""The handles of clients in an import."""

import json
from pathlib import Path

import pytest

from clientlog.store.changes import raw_change
from clientlog.write import clients
from tests.journals import CLIENT, document, export, take_in
from tests.looking import client, clock_at, reading, writing

LATER = clock_at("2026-12-01 09:00")


def handles(journal: Path) -> dict[str, str]:
    with reading(journal) as db:
        return dict(db.execute("SELECT name, handle FROM client ORDER BY id").fetchall())


def renamed(text: str, names: dict[str, str], changed_at: str) -> str:
    """Give clients in an export other handles, as if changed at that moment."""
    document = json.loads(text)
    for record in document["records"]:
        if record["record"] == "client" and record["name"] in names:
            record["handle"] = names[record["name"]]
            record["changed_at"] = changed_at
    return json.dumps(document)


@pytest.fixture
def exported(tmp_path: Path) -> str:
    """An export of another journal with two clients."""
    other = tmp_path / "other.db"
    with writing(other) as change:
        client(change, "Ann Lee", handle="ann")
        client(change, "Bob Day", handle="bob")
    return export(other)


def test_a_handle_that_is_taken_gets_a_number_and_is_reported(journal: Path, exported: str) -> None:
    """One that is free stays; imported again, nothing is reported."""
    with writing(journal) as change:
        client(change, "Anna Other", handle="ann")
    merged = take_in(journal, exported, LATER)
    assert handles(journal) == {"Anna Other": "ann", "Ann Lee": "ann-2", "Bob Day": "bob"}
    assert [problem.reason for problem in merged.conflicts] == [
        "the handle ann is another's: it is now ann-2"
    ]
    assert take_in(journal, exported, LATER).conflicts == []
    assert handles(journal)["Ann Lee"] == "ann-2"


@pytest.mark.parametrize(
    ("changed_at", "expected"),
    [
        ("2026-11-25T09:00:00Z", {"Ann Lee": "bob", "Bob Day": "ann"}),
        ("2026-10-25T09:00:00Z", {"Ann Lee": "ann", "Bob Day": "bob"}),
    ],
)
def test_two_clients_may_exchange_their_handles(
    journal: Path, exported: str, changed_at: str, expected: dict[str, str]
) -> None:
    """The version that was changed later stands."""
    take_in(journal, exported, clock_at("2026-11-20 09:00"))
    swapped = renamed(exported, {"Ann Lee": "bob", "Bob Day": "ann"}, changed_at)
    take_in(journal, swapped, LATER)
    assert handles(journal) == expected


def test_a_handle_that_its_owner_gives_up_is_free(journal: Path, exported: str) -> None:
    """In the same import."""
    take_in(journal, exported, clock_at("2026-11-20 09:00"))
    moved = renamed(exported, {"Ann Lee": "annie", "Bob Day": "ann"}, "2026-11-25T09:00:00Z")
    take_in(journal, moved, LATER)
    assert handles(journal) == {"Ann Lee": "annie", "Bob Day": "ann"}


def test_several_of_one_name_are_numbered_on(journal: Path, tmp_path: Path) -> None:
    """From the first number that nobody has."""
    with writing(journal) as change:
        for handle in ("ann", "ann-2"):
            clients.create(change, f"Here {handle}", handle=handle)
    for number in range(2):
        other = tmp_path / f"{number}.db"
        with writing(other) as change:
            client(change, f"There {number}", handle="ann")
        take_in(journal, export(other), LATER)
    assert list(handles(journal).values()) == ["ann", "ann-2", "ann-3", "ann-4"]


def test_clients_of_one_handle_in_one_import_get_numbers(journal: Path) -> None:
    """One after the other."""
    people = [
        CLIENT.replace("000000000002", f"{n:012}").replace('"number": 1,', "") for n in (3, 5, 7)
    ]
    merged = take_in(journal, document(*people), LATER)
    assert merged.created == ["dana", "dana-2", "dana-3"]


def test_a_client_who_has_a_number_here_is_unchanged_while_the_handle_is_taken(
    journal: Path, exported: str
) -> None:
    """Afterwards the other handle is a difference like any other."""
    with writing(journal) as change:
        client(change, "Anna Other", handle="ann")
    take_in(journal, exported, LATER)
    assert take_in(journal, exported, LATER).conflicts == []
    with raw_change(journal, foreign_keys=True) as connection:
        connection.execute("UPDATE client SET handle = 'anna' WHERE handle = 'ann'")
    (conflict,) = take_in(journal, exported, LATER).conflicts
    assert conflict.reason == "ann was changed here later: ours was kept"
    assert handles(journal)["Ann Lee"] == "ann-2"


def test_a_handle_that_differs_in_versions_of_one_moment_stays(
    journal: Path, exported: str
) -> None:
    """As the rest of the record does, and it is a conflict."""
    take_in(journal, exported, LATER)
    changed_at = json.loads(exported)["records"][0]["changed_at"]
    other = renamed(exported, {"Ann Lee": "zed", "Bob Day": "ann"}, changed_at)
    assert [problem.reason for problem in take_in(journal, other, LATER).conflicts] == [
        "zed was changed here later: ours was kept",
        "ann was changed here later: ours was kept",
    ]
    assert handles(journal) == {"Ann Lee": "ann", "Bob Day": "bob"}
