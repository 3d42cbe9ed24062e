"""The cells of a CSV table, one function for each kind of value."""

from datetime import date

import pytest

from clientlog.dates import DateContext
from clientlog.errors import ClientlogError
from clientlog.interchange import csv_cells as cells

CALENDAR = DateContext(today=date(2026, 11, 20))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Action", "action"),
        (" action items ", "action"),
        ("tasks", "action"),
        ("todo", "action"),
        ("Promises", "promise"),
        ("commitment", "promise"),
    ],
)
def test_a_kind_may_be_named_as_in_other_programs(text: str, kind: str) -> None:
    """One or many, in any case."""
    assert cells.parse_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "theirs"),
    [("me", False), (" Mine ", False), ("us", False), ("they", True), ("Client", True),
     ("dána REYES", True)],
)  # fmt: skip
def test_whose_it_is_may_be_said_in_many_ways(text: str, theirs: bool) -> None:
    """The name of the client is theirs."""
    assert cells.parse_theirs(text, "Dana Reyes") is theirs


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-12-01", date(2026, 12, 1)), ("2026-12-01 00:00:00", date(2026, 12, 1)),
     ("2026-12-01T00:00:00.000Z", date(2026, 12, 1)), ("fri", date(2026, 11, 27))],
)  # fmt: skip
def test_a_day_may_have_the_midnight_of_a_spreadsheet(text: str, day: date) -> None:
    """Another time is no day."""
    assert cells.parse_day(text, CALENDAR) == day
    with pytest.raises(ClientlogError):
        cells.parse_day("2026-12-01 10:00:00", CALENDAR)


@pytest.mark.parametrize(
    ("text", "priority"),
    [("MUST", "must"), ("high", "must"), ("1", "must"), ("a", "must"), ("good", "good"),
     (" Low ", "good"), ("none", "good")],
)  # fmt: skip
def test_a_priority_may_be_named_as_in_other_programs(text: str, priority: str) -> None:
    """In any case."""
    assert cells.parse_priority(text) == priority


@pytest.mark.parametrize(
    ("text", "action", "promise"),
    [
        ("", "open", "open"),
        ("To do", "open", "open"),
        ("0", "open", "open"),
        ("x", "done", "kept"),
        ("Completed", "done", "kept"),
        ("canceled", "dropped", "released"),
        ("broken", None, "broken"),
        ("released", None, "released"),
        ("waiting", None, None),
    ],
)
def test_a_state_may_be_named_as_in_other_programs(
    text: str, action: str | None, promise: str | None
) -> None:
    """As far as the kind has it."""
    for kind, state in (("action", action), ("promise", promise)):
        if state:
            assert cells.parse_state(text, kind) == state
        else:
            with pytest.raises(ClientlogError, match="unknown state"):
                cells.parse_state(text, kind)


@pytest.mark.parametrize(("text", "days"), [("14", 14), (" 14 ", 14), ("2w", 14), ("1 week", 7)])
def test_a_cadence_is_a_number_of_days_or_a_length(text: str, days: int) -> None:
    """A bare number is days."""
    assert cells.parse_cadence(text) == days


def test_what_is_not_known_is_named_with_what_is() -> None:
    """Control characters become visible."""
    parse = cells.one_of("stake", ("executive", "manager"))
    assert parse(" Manager ") == "manager"
    for read, message in (
        (lambda: parse("bo\x1bss"), "unknown stake 'bo^[ss' (executive, manager)"),
        (lambda: cells.parse_kind("x"), "unknown kind 'x' (action, promise)"),
        (lambda: cells.parse_theirs("Sam", "Dana Reyes"),
         "'Sam' is neither me nor the client of this row"),
        (lambda: cells.parse_priority("x"), "unknown priority 'x' (must, good)"),
        (lambda: cells.parse_state("y", "action"), "unknown state 'y' (done, dropped, open)"),
    ):  # fmt: skip
        with pytest.raises(ClientlogError) as caught:
            read()
        assert caught.value.message == message


def test_a_line_has_no_line_ends_and_a_text_may() -> None:
    """Neither has a NUL."""
    assert cells.parse_text("a\nb") == "a\nb"
    assert cells.parse_line("a") == "a"
    for parse, text in ((cells.parse_line, "a\nb"), (cells.parse_text, "a\x00")):
        with pytest.raises(ClientlogError):
            parse(text)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a; b,c:::d", ["a", "b", "c", "d"]),
        ("a, b\nc", ["a, b", "c"]),
        ("a\r\n\r\nb", ["a", "b"]),
        (" ; ", []),
        ("", []),
        ("a:b", ["a:b"]),
    ],
)
def test_several_values_stand_in_lines_or_between_signs(text: str, values: list[str]) -> None:
    """Where there are lines, the signs are text."""
    assert cells.split_values(text) == values


@pytest.mark.parametrize(
    ("values", "text"),
    [(["a"], "a"), (["a, b"], "a, b\n"), (["a", "b"], "a\nb"), ([], "")],
)
def test_values_are_written_so_that_they_are_found_again(values: list[str], text: str) -> None:
    """One with a comma has a line of its own."""
    assert cells.join_values(values) == text
    assert cells.split_values(text) == values
