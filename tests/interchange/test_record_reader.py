"""One record of a document: a value to store, or what is wrong with it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientlog.clock import format_moment
from clientlog.interchange.columns import Column, Type
from clientlog.interchange.problems import Problem
from clientlog.interchange.record_reader import RecordReader
from clientlog.interchange.statements import ABSENT
from clientlog.kinds import SEARCHED

UUID = "00000000-0000-4000-8000-000000000001"


def read(kind: Type, value: Any, *, required: bool = True) -> tuple[Any, list[Problem]]:
    """Read a record of one column; return what it has there, and what is wrong."""
    problems: list[Problem] = []
    reader = RecordReader("tag", [Column("it_id", "it", kind, required)])
    record = reader.read({"record": "tag", "uuid": UUID, "it": value}, "records[0]", problems)
    return (record.values[0] if record else None), problems


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
    assert read(kind, None, required=False) == (ABSENT, [])


def test_a_column_that_came_later_has_its_default() -> None:
    """In a document that is older than it."""
    reader = RecordReader("tag", [Column("source", "source", "line", True, "hand")])
    record = reader.read({"record": "tag", "uuid": UUID}, "records[0]", [])
    assert record
    assert record.values == ["hand"]


@pytest.mark.parametrize(
    ("table", "texts", "derived"),
    [
        ("alias", {"name": "Dána  Reyes"}, ["dana reyes", "dana reyes"]),
        ("organization", {"name": "***"}, ["***"]),
        ("note", {"text": "plain"}, [ABSENT]),
        ("touch", {"text": "Łukasz"}, ["lukasz"]),
        ("tag", {"name": "Łukasz"}, []),
    ],
)
def test_what_follows_from_the_texts_is_added(
    table: str, texts: dict[str, str], derived: list[str | float]
) -> None:
    """The key of a name, and what a search looks for."""
    columns = [Column(name, name, "text", True) for name in texts]
    record = RecordReader(table, columns).read({"uuid": UUID, **texts}, "records[0]", [])
    assert record
    assert record.values == [*texts.values(), *derived]


DAYS = st.dates().map(date.isoformat) | st.text("0123456789-", min_size=9, max_size=11)
TIMES = st.times().map(lambda time: time.strftime("%H:%M:%S")) | st.text("0123456789:", max_size=9)


@given(day=DAYS, time=TIMES, end=st.sampled_from(["Z", "", "+00:00", "z"]))
def test_a_moment_is_written_in_one_way(day: str, time: str, end: str) -> None:
    """As the clock writes it: what is taken is what comes back."""
    text = f"{day}T{time}{end}"
    try:
        expected = format_moment(datetime.fromisoformat(text).replace(tzinfo=UTC)) == text
    except ValueError:
        expected = False
    assert (read("moment", text)[1] == []) == (expected and end == "Z")


def test_ten_unknown_keys_are_named_and_the_others_counted() -> None:
    """In the order of the alphabet; of a long one the first forty letters."""
    problems: list[Problem] = []
    reader = RecordReader("tag", [])
    keys = {f"{number:02}{'x' * 50}": 1 for number in range(12)}
    assert reader.read({"uuid": UUID, **keys}, "records[0]", problems) is None
    named = [Problem(f"records[0].{number:02}{'x' * 38}", "is not known") for number in range(10)]
    assert problems == [*named, Problem("records[0]", "2 more keys are not known")]
    problems.clear()
    reader.read({"uuid": UUID, **dict.fromkeys("abcdefghij")}, "records[0]", problems)
    assert len(problems) == 10


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("uuid", 7, "must be a UUID in lower case"),
        ("uuid", None, "must be a UUID in lower case"),
        ("uuid", "x", "must be a UUID in lower case"),
        ("uuid", UUID.replace("8", "A"), "must be a UUID in lower case"),
        ("number", "1", "must be a whole number above 0"),
        ("number", True, "must be a whole number above 0"),
        ("number", 0, "must be a whole number above 0"),
    ],
)
def test_what_every_record_has_is_checked(key: str, value: object, reason: str) -> None:
    """Its UUID and its number."""
    problems: list[Problem] = []
    raw = {"record": "tag", "uuid": UUID, "number": 1, key: value}
    assert RecordReader("tag", []).read(raw, "records[0]", problems) is None
    assert problems == [Problem(f"records[0].{key}", reason)]


@pytest.mark.parametrize(
    ("number", "own"), [(None, None), (1, 1), (10**9, 10**9), (10**9 + 1, None)]
)
def test_a_number_is_that_of_the_file_within_reach(number: int | None, own: int | None) -> None:
    """A higher one is no mistake, and not used."""
    record = RecordReader("tag", []).read({"uuid": UUID, "number": number}, "records[0]", [])
    assert record
    assert (record.uuid, record.number, record.table) == (UUID, own, "tag")


def test_only_what_is_wrong_with_a_record_is_named() -> None:
    """All of it, and nothing that may be missing."""
    columns = [Column(name, name, "line", name != "b") for name in ("a", "b", "c", "d")]
    problems: list[Problem] = []
    raw = {"uuid": UUID, "a": 1, "c": "x\n"}
    assert RecordReader("tag", columns).read(raw, "r", problems) is None
    assert [problem.source for problem in problems] == ["r.a", "r.c", "r.d"]


@pytest.mark.parametrize(("handle", "reason"), [(7, "must be a text"), ("p4", "'p4' is not free")])
def test_a_handle_is_one_that_a_client_may_have(handle: object, reason: str) -> None:
    """As the command line takes it."""
    names = ("handle", *SEARCHED["client"])
    columns = [Column(name, name, "line", name in {"handle", "name"}) for name in names]
    problems: list[Problem] = []
    raw = {"uuid": UUID, "handle": handle, "name": "Dana"}
    assert RecordReader("client", columns).read(raw, "r", problems) is None
    (problem,) = problems
    assert problem.reason.startswith(reason)
