"""Records between being read and being stored."""

from collections.abc import Iterator

import pytest

from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import NUMBER_REACH, IncomingRecord, Staging, stage

TABLES = ("client", "note")


@pytest.fixture
def staging() -> Iterator[Staging]:
    """Nothing yet."""
    yield Staging(TABLES)


def record(
    uuid: str,
    number: int | None = None,
    table: str = "note",
    changed_at: str = "2026",
    text: str = "x",
) -> IncomingRecord:
    """Write a record as a file has it."""
    return IncomingRecord(
        f"file: {uuid}", table, uuid, number, {"changed_at": changed_at, "text": text}
    )


def ids(staging: Staging, table: str = "note") -> list[tuple[str, int, bool]]:
    """Return UUID, number and newness of each record."""
    return [(item.uuid, item.id, item.is_new) for item in staging.records(table)]


def test_records_come_back_in_order(staging: Staging) -> None:
    """Whatever their values are."""
    values = {"changed_at": "2026", "text": "Łukasz \U0001f600\n", "flag": 1, "none": None}
    staging.add(IncomingRecord("a", "note", "u1", 7, values), 0)
    staging.add(record("u2"), 0)
    staging.number("note", 0, None)
    first, second = staging.records("note")
    assert (first.values, first.number, first.source) == (values, 7, "a")
    assert second.uuid == "u2"


def test_numbers_of_a_file_are_taken_into_an_empty_journal(staging: Staging) -> None:
    """Each once and within reach; the others are counted on from the highest."""
    numbers = {"u1": 5, "u2": 5, "u3": None, "u4": NUMBER_REACH + 1, "u5": 2}
    assert stage((record(uuid, number) for uuid, number in numbers.items()), staging, 0) == []
    staging.number("note", 99, None)
    assert [(uuid, number) for uuid, number, _ in ids(staging)] == [
        ("u1", 5), ("u2", 6), ("u3", 7), ("u4", 8), ("u5", 2),
    ]  # fmt: skip
    assert all(is_new for _, _, is_new in ids(staging))


def test_numbers_are_given_afresh_where_there_are_records(staging: Staging) -> None:
    """What the journal has already keeps its own."""
    stage((record(uuid, 1000) for uuid in ("u1", "u2", "u3")), staging, 0)
    staging.number("note", 40, {"u2": 7}.get)
    assert ids(staging) == [("u1", 41, True), ("u2", 7, False), ("u3", 42, True)]
    assert staging.find("note", "u3") == 42
    assert staging.find("client", "u3") is None
    assert staging.find("note", "u9") is None


def test_a_record_stands_in_a_file_once(staging: Staging) -> None:
    """Of several files the version changed last counts, in the place of the first."""
    staging.add(record("u1", changed_at="2026"), 0)
    staging.add(record("u2"), 0)
    assert staging.add(record("u1"), 0) == Problem("file: u1.uuid", "another record has the same")
    assert staging.add(record("u1", changed_at="2025", text="older"), 1) is None
    assert staging.add(record("u1", changed_at="2027", text="newer"), 1) is None
    problem = staging.add(record("u1", table="client"), 2)
    assert problem == Problem("file: u1.uuid", "is a note in another file")
    staging.number("note", 0, None)
    assert [item.values["text"] for item in staging.records("note")] == ["newer", "x"]
