"""Records between being read and being stored."""

import sqlite3

import pytest

from clientlog.interchange.columns import Column
from clientlog.interchange.problems import PROBLEM_LIMIT, Problem
from clientlog.interchange.staging import IncomingRecord, Staging
from clientlog.interchange.statements import ABSENT, NOWHERE

NOTE = [Column("changed_at", "changed_at", "moment", True), Column("text", "text", "text", True)]
TAG = [Column("client_id", "client", "pointer", True, None, "note")]
CLIENT = [
    Column("handle", "handle", "text", True),
    Column("changed_at", "changed_at", "moment", True),
]
SNOOZE = [Column("subject", "subject", "subject", False)]


@pytest.fixture
def staging() -> Staging:
    """Nothing yet."""
    return Staging({"note": NOTE, "topic": NOTE, "tag": TAG, "snooze": SNOOZE, "client": CLIENT})


def record(
    uuid: str,
    number: int | None = None,
    table: str = "note",
    changed_at: str = "2026",
    text: str = "x",
) -> IncomingRecord:
    """Write a record as a file has it."""
    return IncomingRecord(f"file: {uuid}", table, uuid, number, [changed_at, text, ABSENT])


def ids(staging: Staging, table: str = "note") -> list[tuple[str, int]]:
    """Return UUID and number of each new record."""
    return [(uuid, number) for _, number, uuid, *_ in staging.rows(table, new=True)]


def test_records_come_back_in_order(staging: Staging) -> None:
    """Whatever their values are, and whatever stands between them."""
    staging.add([record("u1", 7, text="Łukasz \U0001f600\n"), record("t1", table="topic")], 0)
    staging.add([record("u2", 9)], 1)
    assert staging.index() == []
    staging.take_numbers()
    first, second = staging.rows("note", new=True)
    assert first == (1, 7, "u1", "2026", "Łukasz \U0001f600\n", ABSENT)
    assert second[:3] == (3, 9, "u2")
    assert staging.source("topic", 2) == "file: t1"
    assert staging.count() == 3


def test_numbers_of_a_file_are_taken_into_an_empty_journal(staging: Staging) -> None:
    """Each once and within reach; the others are left to be counted on from the highest."""
    numbers = {"u1": 5, "u2": 5, "u3": None, "u4": 1_000_000_001, "u5": 2}
    staging.add((record(uuid, number) for uuid, number in numbers.items()), 0)
    staging.add([record("t1", table="topic")], 0)
    staging.index()
    assert staging.take_numbers() == {"note": 5}
    assert list(staging.without_number()) == [
        [*((n, "note", f"u{n}") for n in (2, 3, 4)), (6, "topic", "t1")]
    ]
    staging.set_numbers([(6, True, 2), (7, True, 3), (8, False, 4)])
    assert ids(staging) == [("u1", 5), ("u2", 6), ("u3", 7), ("u5", 2)]
    known = [(1, 8, "u4", "2026", "x", None)]
    assert [(1, *row[1:]) for row in staging.rows("note", new=False)] == known


def test_many_records_are_numbered_batch_by_batch(staging: Staging) -> None:
    """Each once, also where not all get a number."""
    staging.add((record(f"u{number}") for number in range(2_500)), 0)
    staging.index()
    sizes = []
    for batch in staging.without_number():
        sizes.append(len(batch))
        staging.set_numbers((place, True, place) for place, _, _ in batch if place % 2)
    assert sizes == [1_000, 1_000, 500]


def test_pointers_become_numbers(staging: Staging) -> None:
    """Of the kind that is meant; what is not in the import is nowhere."""
    pointers = {"g1": "u1", "g2": "t1", "g3": "u9"}
    staging.add([record("u1", 4), record("t1", 6, table="topic")], 0)
    staging.add((IncomingRecord("a", "tag", uuid, None, [to]) for uuid, to in pointers.items()), 0)
    subjects = ["topic t1", "note t1", ABSENT]
    staging.add((IncomingRecord("a", "snooze", f"s{n}", n, [s]) for n, s in enumerate(subjects)), 0)
    staging.index()
    staging.take_numbers()
    assert [row[3] for row in staging.rows("tag", new=True)] == [4, NOWHERE, NOWHERE]
    assert [row[3] for row in staging.rows("snooze", new=True)] == ["t6", NOWHERE, ABSENT]
    assert staging.pointer("tag", 4, TAG[0]) == ("note", "t1")
    assert staging.pointer("snooze", 7, SNOOZE[0]) == ("note", "t1")


def test_a_record_stands_in_a_file_once(staging: Staging) -> None:
    """The second is named by its place."""
    staging.add([record("u1"), record("u2"), record("u1", changed_at="2027")], 0)
    assert staging.index() == [Problem("file: u1.uuid", "another record has the same")]


def test_no_more_problems_are_named_than_anybody_reads(staging: Staging) -> None:
    """However often a record, or each record, stands in a file."""
    staging.add((record(f"u{number % 7}") for number in range(3 * PROBLEM_LIMIT)), 0)
    assert len(staging.index()) == PROBLEM_LIMIT


def test_of_several_files_the_version_changed_last_counts(staging: Staging) -> None:
    """In the place of the first, with its own number."""
    staging.add([record("u1", 1, changed_at="2026"), record("u2", 2)], 0)
    staging.add([record("u1", 3, changed_at="2027", text="newest"), record("u3", 5)], 1)
    staging.add([record("u1", 4, changed_at="2025", text="older")], 2)
    assert staging.index() == []
    staging.take_numbers()
    assert [(row[1], row[4]) for row in staging.rows("note", new=True)] == [
        (3, "newest"), (2, "x"), (5, "x"),
    ]  # fmt: skip
    assert staging.count() == 3


def test_a_uuid_has_one_kind_in_all_files(staging: Staging) -> None:
    """Another kind is refused, and the file that has it is named."""
    staging.add([record("u1")], 0)
    staging.add([record("u1", table="topic")], 1)
    assert staging.index() == [Problem("file: u1.uuid", "is a note in another file")]


def test_a_number_within_reach_is_taken(staging: Staging) -> None:
    """Up to a thousand million."""
    staging.add([record("u1", 1_000_000_000)], 0)
    staging.index()
    assert staging.take_numbers() == {"note": 1_000_000_000}


def person(uuid: str, handle: str, number: int | None = None) -> IncomingRecord:
    """Write a client as a file has it."""
    return IncomingRecord(
        f"file: {uuid}", "client", uuid, number, [handle, "2026", "key", "folded"]
    )


def test_a_client_has_the_handle_of_the_file_until_another_is_chosen(staging: Staging) -> None:
    """What is chosen is claimed, and comes back."""
    staging.add([person("c1", "ann", 4), record("u1"), person("c2", "ann", 7)], 0)
    staging.index()
    staging.take_numbers()
    first, second = staging.clients()
    assert (first.position, first.source, first.id, first.uuid) == (1, "file: c1", 4, "c1")
    assert (first.is_new, first.wanted, first.changed_at, first.handle) == (1, "ann", "2026", None)
    staging.set_handle(second, "ann-2")
    assert [client.handle for client in staging.clients()] == [None, "ann-2"]
    assert [row[3] for row in staging.rows("client", new=True)] == ["ann", "ann-2"]
    assert [staging.is_claimed(handle) for handle in ("ann", "ann-2")] == [False, True]


def test_the_clients_whose_version_stands_are_remembered(staging: Staging) -> None:
    """By UUID."""
    assert not staging.is_winner("c1")
    staging.mark_winner("c1")
    assert [staging.is_winner(uuid) for uuid in ("c1", "c2")] == [True, False]


def test_what_was_created_has_the_names_of_the_journal(staging: Staging) -> None:
    """REFs and handles by number; no tags, nothing without a number and nothing left out."""
    staging.add([record("u1", 9), record("u2", 4), record("u3"), record("u4", 5)], 0)
    staging.add([record("t1", 4, "topic"), IncomingRecord("a", "tag", "g1", 1, ["u1"])], 0)
    staging.add([person("c1", "ann", 4), person("c2", "bob", 5), record("u5", 6)], 0)
    staging.index()
    staging.take_numbers()
    staging.set_numbers([(6, False, 9)])
    staging.leave_out(4)
    for client in staging.clients():
        staging.set_handle(client, f"{client.wanted}-2")
    assert list(staging.created_names()) == ["n4", "n9", "t4", "ann-2", "bob-2"]


def test_what_was_changed_is_named_as_the_journal_names_it(staging: Staging) -> None:
    """Each once; what is new was not changed, unless it was not stored."""
    staging.add([record("u1", 1), record("u2", 2), record("t1", 3, "topic")], 0)
    staging.index()
    staging.take_numbers()
    staging.leave_out(2)
    staging.set_numbers([(3, False, 3)])
    touched = [("topic", 3), ("note", 1), ("note", 2), ("note", 3), ("client", 2), ("client", 1)]
    for table, number in [*touched, ("topic", 3)]:
        staging.touch(table, number)
    journal = sqlite3.connect(":memory:")
    journal.execute("CREATE TABLE client (id INTEGER, handle TEXT)")
    journal.executemany("INSERT INTO client VALUES (?, ?)", [(1, "ann"), (2, "bob")])
    assert staging.finish(journal) == 5
    assert list(staging.changed_names()) == ["ann", "bob", "n2", "n3", "t3"]
