"""What the database refuses of meetings by itself, whatever program writes it."""

import pytest

from clientlog.models import Record, meetings
from tests.models.tables import models_of, not_in_the_journal, refuses

MOMENT, EARLIER = "2026-11-22T06:50:00Z", "2026-11-22T06:49:59Z"


@pytest.mark.parametrize(
    ("column", "taken", "refused"),
    [
        ("title", [None, "a"], ["", "a" * 201]),
        ("place", [None, "a"], ["", "a" * 201]),
        ("every", [None, "1w"], [""]),
        ("series", [None, "a"], [""]),
        ("series_zone", [None, "UTC"], [""]),
        ("summary", [None, "a" * 201], ["", "a\x00"]),
        ("standing", [None, "a" * 201], [""]),
        ("state", ["planned", "held", "cancelled", "no-show"], ["open", None]),
        ("channel", [None, "email", "call", "chat", "in-person"], ["fax"]),
        ("starts_at", [EARLIER], ["2026-11-22", None]),
        ("ends_at", ["2026-11-22T06:50:01Z"], [MOMENT, EARLIER, None]),
        ("ends_set_at", [MOMENT], [None, "x"]),
        ("confirmed_at", [None, MOMENT], ["x"]),
        ("anchor_at", [None, MOMENT], ["x"]),
        ("moves", [0, 9], [-1, None]),
        ("nothing_to_note", [0, 1], [2, None]),
        ("review", [0, 1], [2, None]),
        ("routine", [0, 1], [2, None]),
    ],
)
def test_a_column_takes_what_makes_sense_and_nothing_else(
    column: str, taken: list[object], refused: list[object]
) -> None:
    """A meeting ends after it began."""
    assert [value for value in taken if refuses("meeting", **{column: value})] == []
    assert [value for value in refused if not refuses("meeting", **{column: value})] == []


def test_a_meeting_with_a_summary_had_something_to_note() -> None:
    """Either alone is fine."""
    assert refuses("meeting", summary="spoke", nothing_to_note=1)
    assert not refuses("meeting", summary="spoke")
    assert not refuses("meeting", nothing_to_note=1)


@pytest.mark.parametrize("column", ["meeting_id", "client_id"])
def test_attendance_is_of_a_client_and_a_meeting_that_are_there(column: str) -> None:
    """Both."""
    assert refuses("attendance", **{column: 2})
    assert refuses("attendance", **{column: None})


@pytest.mark.parametrize("model", models_of(meetings))
def test_what_a_record_declares_stands_in_the_journal(model: type[Record]) -> None:
    """Its table, its indexes, and the row that is generated of it."""
    assert not_in_the_journal(model) == []
