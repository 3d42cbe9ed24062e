"""What the database refuses of conflicts by itself, whatever program writes it."""

import pytest

from clientlog.conflict_steps import STEPS
from clientlog.models import Record, conflicts
from tests.models.tables import models_of, not_in_the_journal, refuses

MOMENT, DAY = "2026-11-22T06:50:00Z", "2026-11-22"


@pytest.mark.parametrize(
    ("table", "column", "taken", "refused"),
    [
        ("conflict", "text", ["a" * 201], ["", None]),
        ("conflict", "agreement", [None, "a" * 201], [""]),
        ("conflict", "state", ["open", "agreed", "settled"], ["kept", None]),
        ("conflict", "agreed_at", [None, MOMENT], [DAY]),
        ("conflict", "settled_at", [None, MOMENT], [DAY]),
        ("conflict", "check_on", [None, DAY], [MOMENT]),
        ("conflict", "client_id", [1], [9, None]),
        ("conflict_step", "step", [*STEPS], ["shouting", None]),
        ("conflict_step", "text", ["a" * 201], ["", None]),
        ("conflict_step", "conflict_id", [1], [9, None]),
    ],
)
def test_a_column_takes_what_makes_sense_and_nothing_else(
    table: str, column: str, taken: list[object], refused: list[object]
) -> None:
    """The steps are those of the five."""
    assert [value for value in taken if refuses(table, **{column: value})] == []
    assert [value for value in refused if not refuses(table, **{column: value})] == []


@pytest.mark.parametrize("model", models_of(conflicts))
def test_what_a_record_declares_stands_in_the_journal(model: type[Record]) -> None:
    """Its table, its indexes, and the row that is generated of it."""
    assert not_in_the_journal(model) == []
