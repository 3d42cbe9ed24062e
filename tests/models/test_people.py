"""What the database refuses of clients by itself, whatever program writes it."""

import pytest

from clientlog.models import Record, people
from tests.models.tables import models_of, not_in_the_journal, refuses


@pytest.mark.parametrize(
    ("table", "column", "taken", "refused"),
    [
        ("client", "handle", ["ann-2", "a" * 200], ["Ann", "ann lee", "ann_lee", "", "a" * 201]),
        ("client", "name", ["Ann"], ["", "a\x00b", "a" * 201, None]),
        ("client", "name_key", ["ann"], ["", "a\x00b", None]),
        ("client", "direction", ["up", "down", "sideways", "outside"], ["above", None]),
        ("client", "stake", [None, "executive", "manager", "influencer"], ["boss", ""]),
        ("client", "stage", [None, "transactional", "relationship", "partnership"], ["x"]),
        ("client", "aim", [None, "partnership"], ["x"]),
        ("client", "channel", [None, "email", "call", "chat", "in-person"], ["fax"]),
        ("client", "cadence_days", [None, 1, 3650], [0, 3651, -1]),
        ("client", "organization", [None, "Acme"], ["", "a" * 201]),
        ("client", "role", [None, "CTO"], ["", "a" * 201]),
        ("client", "vision", [None, "a" * 201], ["", "a" * 1_000_001]),
        ("client", "their_vision", [None, "a" * 201], ["", "a\x00"]),
        ("client", "archived_at", [None, "2026-11-22T06:50:00Z"], ["2026-11-22"]),
        ("client", "by_hand", [0, 1], [2, None]),
        ("address", "kind", ["email", "phone"], ["fax", None]),
        ("address", "value", ["a"], ["", "a" * 201]),
        ("address", "position", [0, 9], [-1, None]),
        ("address", "client_id", [1], [2, None]),
        ("absence", "client_id", [None, 1], [2]),
        ("absence", "until_day", ["2026-11-03"], ["2026-11-01", "2026-10-31", "2026-11-31"]),
        ("alias", "name", ["a"], ["", "a" * 201]),
        ("alias", "name_key", ["a"], ["", None]),
        ("tag", "name", ["a"], ["", None]),
        ("affiliation", "until", ["1900-01-01", "2200-12-31"], ["1899-12-31", "2201-01-01"]),
        ("affiliation", "organization", ["a"], ["", None]),
        ("affiliation", "role", [None, "CTO"], [""]),
        ("organization", "name", ["a"], ["", None]),
        ("organization", "ends_on", [None, "2026-12-01"], ["2026-02-30"]),
        *[
            ("self_check", point, [1, 5], [0, 6, None])
            for point in ("abundance", "trust", "dreams", "truth", "balance", "grace")
        ],
    ],
)
def test_a_column_takes_what_makes_sense_and_nothing_else(
    table: str, column: str, taken: list[object], refused: list[object]
) -> None:
    """Unknown words, impossible days, empty texts, and numbers out of range are refused."""
    assert [value for value in taken if refuses(table, **{column: value})] == []
    assert [value for value in refused if not refuses(table, **{column: value})] == []


@pytest.mark.parametrize("model", models_of(people))
def test_what_a_record_declares_stands_in_the_journal(model: type[Record]) -> None:
    """Its table, its indexes, and the row that is generated of it."""
    assert not_in_the_journal(model) == []
