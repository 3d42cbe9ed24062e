"""What the database refuses of commitments by itself, whatever program writes it."""

import pytest
from sqlalchemy import Index

from clientlog.models import Record, commitments
from tests.models.tables import models_of, not_in_the_journal, refuses

MOMENT, DAY = "2026-11-22T06:50:00Z", "2026-11-22"


@pytest.mark.parametrize("table", ["promise", "action_item"])
@pytest.mark.parametrize(
    ("column", "taken", "refused"),
    [
        ("text", ["a" * 201], ["", "a\x00", None]),
        ("theirs", [0, 1], [2, None]),
        ("priority", ["must", "good"], ["best", None]),
        ("owner", [None, "Jo"], ["", "a" * 201]),
        ("need_id", [None], [9]),
        ("meeting_id", [None, 1], [9]),
        ("try_until", [None, DAY], ["2026-02-30"]),
        ("anchor", [None, DAY], ["2026-02-30"]),
        ("client_id", [1], [9, None]),
    ],
)
def test_a_column_takes_what_makes_sense_and_nothing_else(
    table: str, column: str, taken: list[object], refused: list[object]
) -> None:
    """Of both kinds alike."""
    assert [value for value in taken if refuses(table, **{column: value})] == []
    assert [value for value in refused if not refuses(table, **{column: value})] == []


@pytest.mark.parametrize(
    ("table", "states"),
    [("promise", ["kept", "broken", "released"]), ("action_item", ["done", "dropped"])],
)
def test_what_is_settled_has_a_day_and_what_is_open_has_none(table: str, states: list[str]) -> None:
    """Each kind has states of its own."""
    for state in ("kept", "broken", "released", "done", "dropped"):
        assert refuses(table, state=state, settled_on=DAY) != (state in states)
        assert refuses(table, state=state)
    assert refuses(table, settled_on=DAY)


@pytest.mark.parametrize("table", ["promise", "action_item"])
def test_values_go_together(table: str) -> None:
    """A date and its moment, an owner and mine, a link and a name, a rhythm and a date."""
    assert not refuses(table, due=DAY, due_set_at=MOMENT, every="1w", anchor=DAY)
    assert refuses(table, due=DAY)
    assert refuses(table, due_set_at=MOMENT)
    assert refuses(table, every="1w")
    assert refuses(table, theirs=1, owner="Jo")
    assert not refuses(table, owner="Jo", owner_client_id=1)
    assert refuses(table, owner_client_id=1)


@pytest.mark.parametrize("table", ["amendment", "chase"])
def test_a_part_belongs_to_one_commitment(table: str) -> None:
    """To a promise or to an action item, not to both and not to none."""
    assert not refuses(table, promise_id=None, action_item_id=1)
    assert refuses(table, promise_id=1, action_item_id=1)
    assert refuses(table, promise_id=None)
    assert refuses(table, promise_id=9)


@pytest.mark.parametrize(
    ("column", "taken", "refused"),
    [
        ("kind", ["renegotiated", "broken", "released", "delegated"], ["kept", None]),
        ("from_due", [None, DAY], ["x"]),
        ("to_due", [None, DAY], ["x"]),
        ("why", [None, "a" * 201], [""]),
        ("told_at", [None, MOMENT], [DAY]),
    ],
)
def test_a_change_has_a_kind_and_days(
    column: str, taken: list[object], refused: list[object]
) -> None:
    """Whether it was told has a moment."""
    assert [value for value in taken if refuses("amendment", **{column: value})] == []
    assert [value for value in refused if not refuses("amendment", **{column: value})] == []


def test_a_chase_has_a_moment() -> None:
    """The touch that it was may be gone."""
    assert refuses("chase", at=None)
    assert refuses("chase", at=DAY)
    assert refuses("chase", touch_id=9)


@pytest.mark.parametrize("model", models_of(commitments))
def test_what_a_record_declares_stands_in_the_journal(model: type[Record]) -> None:
    """Its table, its indexes, and the row that is generated of it."""
    assert not_in_the_journal(model) == []


def test_only_the_rows_that_are_looked_for_are_indexed() -> None:
    """What is open by its date, what was asked by when; the rest of the journal is longer."""
    indexes = [part for part in commitments.commitment_table("x", ("open",))
               if isinstance(part, Index)]  # fmt: skip
    rows = {index.name: str(index.dialect_options["sqlite"]["where"]) for index in indexes}
    assert rows == {
        "x_open": "state = 'open'", "x_settled": "None", "x_asked": "theirs = 1",
        "x_recorded_at": "None", "x_settled_on": "settled_on IS NOT NULL",
        "x_try_until": "try_until IS NOT NULL",
    }  # fmt: skip
