"""Records that stand more than once in the files of an import."""

import sqlite3

import pytest

from clientlog.interchange.duplicates import settle_duplicates
from clientlog.interchange.problems import Problem

Staged = tuple[str, str, str, str]
"""Kind, UUID, file and moment of the last change."""


def staged(*records: Staged) -> sqlite3.Connection:
    """Stage these records, in this order."""
    staging = sqlite3.connect(":memory:")
    staging.execute("CREATE TABLE record (position INTEGER, kind TEXT, uuid TEXT, file TEXT)")
    for table in ("note", "promise"):
        staging.execute(f"CREATE TABLE {table} (_position INTEGER, _source TEXT, changed_at TEXT)")
    for position, (kind, uuid, file, changed_at) in enumerate(records):
        staging.execute("INSERT INTO record VALUES (?, ?, ?, ?)", (position, kind, uuid, file))
        source = f"{file}: {kind}s[{position}]"
        staging.execute(f"INSERT INTO {kind} VALUES (?, ?, ?)", (position, source, changed_at))
    return staging


def left(staging: sqlite3.Connection) -> list[tuple[int, str, str]]:
    """Return position, UUID and moment of what is still staged."""
    return staging.execute(
        "SELECT position, uuid, changed_at FROM record JOIN note ON _position = position"
        " ORDER BY position"
    ).fetchall()


@pytest.mark.parametrize(
    ("moments", "newest"),
    [(("1", "2", "3"), "3"), (("3", "2", "1"), "3"), (("1", "3", "2"), "3"), (("2", "2"), "2")],
)
def test_of_several_files_the_version_changed_last_takes_the_place_of_the_first(
    moments: tuple[str, ...], newest: str
) -> None:
    """Other records stay where they are."""
    versions = [("note", "u", f"{place}.json", at) for place, at in enumerate(moments)]
    staging = staged(("note", "a", "0.json", "9"), *versions, ("note", "z", "0.json", "0"))
    assert settle_duplicates(staging) == []
    last = len(moments) + 1
    assert left(staging) == [(0, "a", "9"), (1, "u", newest), (last, "z", "0")]
    assert staging.execute("SELECT count(*) FROM note").fetchone() == (3,)


def test_of_two_versions_of_one_moment_the_first_is_kept() -> None:
    """So an import gives the same twice."""
    staging = staged(("note", "u", "a.json", "1"), ("note", "u", "b.json", "1"))
    settle_duplicates(staging)
    assert staging.execute("SELECT _source FROM note").fetchall() == [("a.json: notes[0]",)]


def test_in_one_file_a_record_may_stand_only_once() -> None:
    """Each that has the UUID of another is named, and nothing is removed."""
    records = [("note", "u", file, "1") for file in ("a.json", "a.json", "b.json", "b.json")]
    staging = staged(*records)
    assert settle_duplicates(staging) == [
        Problem("a.json: notes[1].uuid", "another record has the same"),
        Problem("b.json: notes[3].uuid", "another record has the same"),
    ]
    assert len(left(staging)) == 4


def test_a_record_has_one_kind_in_all_files() -> None:
    """The first that was read says which."""
    staging = staged(("note", "u", "a.json", "1"), ("promise", "u", "b.json", "2"))
    assert settle_duplicates(staging) == [
        Problem("b.json: promises[1].uuid", "is a note in another file")
    ]


@pytest.mark.parametrize("apart", [True, False])
def test_after_a_hundred_problems_the_rest_is_not_looked_at(apart: bool) -> None:
    """Of one record or of many, in the order of the files."""
    uuids = [str(number // 2) if apart else "u" for number in range(240)]
    problems = settle_duplicates(staged(*[("note", uuid, "a.json", "1") for uuid in uuids]))
    assert len(problems) == 100
    assert problems[0].source == "a.json: notes[1].uuid"
    assert problems[-1].source == f"a.json: notes[{199 if apart else 100}].uuid"


def test_records_are_named_in_the_order_of_their_first_place() -> None:
    """Whatever stands between."""
    staging = staged(*(("note", uuid, "a.json", "1") for uuid in ("u", "a", "a", "u")))
    assert [problem.source for problem in settle_duplicates(staging)] == [
        "a.json: notes[3].uuid", "a.json: notes[2].uuid",
    ]  # fmt: skip
