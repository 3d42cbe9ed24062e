"""What every table is made of: column types, constraints, and the record itself."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.dialects import sqlite

from clientlog.models import Record, columns
from tests.models.tables import GOOD, models_of, not_in_the_journal, refuses

DIALECT = sqlite.dialect()


@pytest.mark.parametrize(
    ("kind", "value", "stored"),
    [
        (columns.Flag(), True, 1),
        (columns.Flag(), False, 0),
        (columns.Day(), date(2026, 11, 20), "2026-11-20"),
        (columns.Moment(), datetime(2026, 11, 20, 12, tzinfo=UTC), "2026-11-20T12:00:00Z"),
    ],
)
def test_a_value_is_stored_as_sql_compares_it_and_read_back(
    kind: columns.Flag | columns.Day | columns.Moment, value: object, stored: object
) -> None:
    """What is missing stays missing."""
    assert kind.process_bind_param(value, DIALECT) == stored  # type: ignore[arg-type]  # of its kind
    read = kind.process_result_value(stored, DIALECT)
    assert read == value
    assert type(read) is type(value)
    assert kind.process_bind_param(None, DIALECT) is None
    assert kind.process_result_value(None, DIALECT) is None


@pytest.mark.parametrize("table", GOOD)
@pytest.mark.parametrize(
    ("column", "wrong"),
    [
        ("uuid", "u" * 35),
        ("uuid", None),
        ("recorded_at", "2026-11-22 06:50:00"),
        ("changed_at", "2026-02-30T06:50:00Z"),
        ("zone", ""),
        ("zone", "z" * 201),
    ],
)
def test_every_record_has_an_identity_moments_and_a_zone(
    table: str, column: str, wrong: object
) -> None:
    """In every table."""
    assert refuses(table, **{column: wrong})


@pytest.mark.parametrize("table", GOOD)
def test_a_row_without_what_may_be_missing_is_taken(table: str) -> None:
    """And tables are strict: a text is no number."""
    assert not refuses(table)
    assert refuses(table, id="one")


@pytest.mark.parametrize("model", models_of(columns))
def test_what_a_record_declares_stands_in_the_journal(model: type[Record]) -> None:
    """Its table, its indexes, and the row that is generated of it."""
    assert not_in_the_journal(model) == []
