"""Records between being read and being stored."""

import pytest

from clientlog.interchange.columns import Column
from clientlog.interchange.problems import PROBLEM_LIMIT, Problem
from clientlog.interchange.staging import IncomingRecord, Staging
from clientlog.interchange.statements import ABSENT, NOWHERE

NOTE = [Column("changed_at", "changed_at", "moment", True), Column("text", "text", "text", True)]
TAG = [Column("client_id", "client", "pointer", True, None, "note")]
SNOOZE = [Column("subject", "subject", "subject", False)]


@pytest.fixture
def staging() -> Staging:
    """Nothing yet."""
    return Staging({"note": NOTE, "topic": NOTE, "tag": TAG, "snooze": SNOOZE})


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
    staging.index()
    assert staging.take_numbers() == {"note": 5}
    assert list(staging.without_number()) == [[(n, "note", f"u{n}") for n in (2, 3, 4)]]
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
