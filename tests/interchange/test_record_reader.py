"""One record of a document: a value to store, or what is wrong with it."""

from typing import Any

import pytest

from clientlog.interchange.columns import Column, Type
from clientlog.interchange.problems import Problem
from clientlog.interchange.record_reader import RecordReader

UUID = "00000000-0000-4000-8000-000000000001"


def read(kind: Type, value: Any, *, required: bool = True) -> tuple[Any, list[Problem]]:
    """Read a record of one column; return what it has there, and what is wrong."""
    problems: list[Problem] = []
    reader = RecordReader("note", [Column("it_id", "it", kind, required)])
    record = reader.read({"record": "note", "uuid": UUID, "it": value}, "records[0]", problems)
    return (record.values["it_id"] if record else None), problems


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        ("flag", True, 1),
        ("number", -7, -7),
        ("pointer", UUID, UUID),
        ("subject", f"promise {UUID}", f"promise {UUID}"),
        ("text", "a\nb", "a\nb"),
        ("line", " Zürich ", " Zürich "),
        ("day", "2028-02-29", "2028-02-29"),
        ("moment", "2026-12-31T23:59:59Z", "2026-12-31T23:59:59Z"),
    ],
)
def test_a_value_of_each_type_is_stored_as_it_stands(kind: Type, value: Any, stored: Any) -> None:
    """Texts with their blanks, flags as SQLite has them."""
    assert read(kind, value) == (stored, [])


@pytest.mark.parametrize(
    ("kind", "value", "reason"),
    [
        ("flag", 1, "must be true or false"),
        ("number", True, "must be a whole number"),
        ("number", 2**53, "must be a whole number"),
        ("pointer", "x", "'x' is not a UUID"),
        ("subject", f"client {UUID}", "must be a kind of record and a UUID"),
        ("text", " ", "it is empty"),
        ("text", 1, "must be a text"),
        ("line", "a\nb", "it holds a line break or a tab: 'a^Jb'"),
        ("day", "2026-02-30", "'2026-02-30' is not a date like 2026-12-31"),
        (
            "moment",
            "2026-12-31 23:59",
            "'2026-12-31 23:59' is not a date like 2026-12-31T23:59:59Z",
        ),
    ],
)
def test_another_value_is_named_with_its_key(kind: Type, value: Any, reason: str) -> None:
    """And the record is not taken."""
    assert read(kind, value) == (None, [Problem("records[0].it", reason)])


@pytest.mark.parametrize("kind", ["flag", "number", "pointer", "text", "line", "day", "moment"])
def test_a_value_that_is_needed_is_missing(kind: Type) -> None:
    """Null and no key are the same."""
    assert read(kind, None)[1] == [Problem("records[0].it", "is missing")]
    assert read(kind, None, required=False) == (None, [])
