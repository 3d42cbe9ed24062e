"""What the queries of every noun share."""

from datetime import UTC, date, datetime
from pathlib import Path

from clientlog.queries.base import (
    CHUNK,
    chunks,
    numbers_of,
    parse_day_or_none,
    parse_moment_or_none,
    select_with_clients,
)
from tests.looking import DANA, client, give, reading, writing


def test_empty_days_and_moments_are_none() -> None:
    """A column that may be empty is read as None, and else as a day or an aware moment."""
    assert (parse_day_or_none(None), parse_moment_or_none(None)) == (None, None)
    assert parse_day_or_none("2026-11-20") == date(2026, 11, 20)
    assert parse_moment_or_none("2026-11-20T11:00:00Z") == datetime(2026, 11, 20, 11, tzinfo=UTC)


def test_each_row_has_its_columns_the_extra_values_and_its_client(journal: Path) -> None:
    """Rows of one client share one value; expressions are called extra0 and extra1."""
    with writing(journal) as change:
        sam = client(change, "Sam Li")
        for text, whom in (("plan", client(change)), ("table", sam), ("draft", client(change))):
            give(change, text, whom=whom)
    with reading(journal) as db:
        rows = list(
            select_with_clients(
                db,
                "promise",
                ("id", "text"),
                "promise.id > ? ORDER BY promise.id DESC",
                (1,),
                extra=", (length(text)), (promise.theirs)",
            )
        )
        everything = list(select_with_clients(db, "promise", ("text",), "TRUE ORDER BY promise.id"))
    assert [(owner.handle, row) for owner, row in rows] == [
        ("dana-reyes", {"id": 3, "text": "draft", "extra0": 5, "extra1": 0}),
        ("sam-li", {"id": 2, "text": "table", "extra0": 5, "extra1": 0}),
    ]
    assert everything[0][0] is everything[2][0]
    assert everything[0][0] != everything[1][0]


def test_numbers_come_in_parts_that_one_statement_takes() -> None:
    """Every number is asked for once, with as many placeholders as numbers."""
    assert list(chunks([])) == []
    assert list(chunks([7, 9])) == [("(?, ?)", [7, 9])]
    parts = list(chunks(range(1, CHUNK + 2)))
    assert [number for _, part in parts for number in part] == list(range(1, CHUNK + 2))
    assert [slots.count("?") for slots, _ in parts] == [CHUNK, 1]
    assert CHUNK <= 999


def test_the_numbers_of_clients_are_a_list_in_sql() -> None:
    """Commas between them, parentheses around them."""
    assert numbers_of([DANA, DANA._replace(id=22)]) == "(1, 22)"
