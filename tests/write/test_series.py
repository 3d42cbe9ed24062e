"""Series of meetings: planned, held, missed, and through an absence."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once(autouse=True)
def people(cli: Cli) -> None:
    """Dana and Sam."""
    cli("client", "add", "Dana Reyes")
    cli("client", "add", "Sam Li")


def _starts(cli: Cli, state: str) -> list[str]:
    meetings: list[dict[str, Any]] = cli("meeting", "list", "--json").json["meetings"]
    return [one["starts_at"] for one in meetings if one["state"] == state]


def _at(moment: str) -> dict[str, str]:
    return {"CLIENTLOG_NOW": moment}


def test_a_plan_says_the_series_back_and_what_it_overlaps(cli: Cli) -> None:
    """WHEN stands without --at; the next occurrence and the meeting at the same time are named."""
    cli("plan", "dana", "mon", "10:00-11:30")
    answer = cli("plan", "sam", "mon 11:00", "--every", "weekday", "--routine", "--for", "15m")
    assert answer.code == 0, answer.err
    assert "repeats every weekday, routine; then Tue 24 Nov 11:00" in answer.out
    assert "overlaps m1" in answer.err
    meetings = cli("meeting", "list", "--json").json["meetings"]
    assert meetings[0]["ends_at"] == "2026-11-23T11:30:00+01:00"


def test_a_missed_occurrence_does_not_block_the_next(cli: Cli) -> None:
    """What is recorded today is today's occurrence, and the one after it is planned."""
    cli("plan", "dana", "mon 13:00", "--every", "week", "--title", "Weekly")
    answer = cli("log", "dana", "talked", "--json", **_at("2026-12-07T14:05:00"))
    assert answer.json["created"] == ["m2", "m3"]
    assert _starts(cli, "held") == ["2026-12-07T13:00:00+01:00"]
    assert _starts(cli, "planned")[1:] == ["2026-12-14T13:00:00+01:00"]
    cli("meeting", "cancel", "m1", **_at("2026-12-07T15:00:00"))
    assert _starts(cli, "planned") == ["2026-12-14T13:00:00+01:00"]


def test_a_missed_series_goes_on_when_anything_is_logged(cli: Cli) -> None:
    """Whoever forgets one Monday finds the next Monday planned."""
    cli("plan", "dana", "mon 13:00", "--every", "week")
    cli("log", "sam", "talked", **_at("2026-11-25T10:00:00"))
    assert _starts(cli, "planned") == ["2026-11-23T13:00:00+01:00", "2026-11-30T13:00:00+01:00"]


def test_the_next_occurrence_is_the_first_that_has_not_started(cli: Cli) -> None:
    """A cancelled meeting of last week does not skip today's at 13:00."""
    cli("plan", "dana", "mon 13:00", "--every", "week")
    cli("meeting", "cancel", "m1", **_at("2026-11-30T08:30:00"))
    assert _starts(cli, "planned") == ["2026-11-30T13:00:00+01:00"]


def test_a_series_keeps_the_zone_it_was_made_in(cli: Cli) -> None:
    """Recorded from another zone, across a change of the clocks, it stays at 09:15."""
    cli("plan", "dana", "2027-03-22 09:15", "--every", "week", **_at("2027-03-20T08:00:00+01:00"))
    there = {"TZ": "America/New_York", "CLIENTLOG_NOW": "2027-03-22T10:30:00+01:00"}
    assert cli("log", "dana", "met", **there).code == 0
    assert _starts(cli, "planned") == ["2027-03-29T09:15:00+02:00"]


def test_breaking_a_recurring_promise_opens_the_next_unless_the_series_ends(cli: Cli) -> None:
    """`--series` ends it, otherwise the next one is named."""
    cli("promise", "dana", "weekly figures", "every:week", "due:fri")
    answer = cli("break", "p1", "--why", "ill")
    assert "next: p2" in answer.out
    assert "Fri 4 Dec" in answer.out
    answer = cli("drop", "p2", "--why", "not wanted", "--series")
    assert "next:" not in answer.out
    assert cli("list", "promises", "--json").json["items"] == []


def test_the_standing_agenda_is_on_the_page_of_every_occurrence(cli: Cli) -> None:
    """It goes on from one meeting of the series to the next."""
    cli("plan", "dana", "mon 13:00", "--every", "week", "--standing", "numbers, then people")
    cli("log", "dana", "talked", **_at("2026-11-23T14:05:00"))
    page = cli("agenda", "m2", **_at("2026-11-30T12:00:00")).out
    assert "Every time" in page
    assert "numbers, then people" in page
    assert cli("show", "m2", "--json").json["item"]["standing"] == "numbers, then people"
    assert cli("plan", "dana", "tue 13:00", "--standing", "x").code == 2


def _standup(cli: Cli) -> None:
    cli("plan", "sam", "mon 09:00", "--every", "weekday", "--routine", "--for", "15m")


def test_a_routine_meeting_passes_by_itself_with_any_change(cli: Cli) -> None:
    """The same meeting is planned for the next working day; none is left in the past."""
    _standup(cli)
    for day, following in (("2026-11-24", "2026-11-25"), ("2026-11-27", "2026-11-30")):
        cli("touch", "dana", **_at(f"{day}T16:00:00"))
        assert _starts(cli, "planned") == [f"{following}T09:00:00+01:00"]
    assert len(cli("meeting", "list", "--json").json["meetings"]) == 1


def test_a_routine_meeting_that_has_passed_can_be_recorded_the_same_day(cli: Cli) -> None:
    """The day's meeting is recorded, and the next stays planned."""
    _standup(cli)
    cli("touch", "dana", **_at("2026-11-23T09:30:00"))
    cli("log", "sam", "the radios arrived", **_at("2026-11-23T09:40:00"))
    assert _starts(cli, "held") == ["2026-11-23T09:00:00+01:00"]
    assert _starts(cli, "planned") == ["2026-11-24T09:00:00+01:00"]


def test_a_talk_with_one_of_a_routine_meeting_is_no_occurrence_of_it(cli: Cli) -> None:
    """Neither later that day, nor with others than all who attend."""
    cli("plan", "sam", "mon 09:00", "--every", "weekday", "--routine", "--for", "15m",
        "--with", "dana", "--title", "Stand-up")  # fmt: skip
    alone = cli("log", "sam", "asked for a raise", **_at("2026-11-23T09:20:00"))
    assert "Stand-up" not in alone.out
    later = cli("log", "sam", "--with", "dana", "the raise", **_at("2026-11-23T10:01:00"))
    assert "Stand-up" not in later.out
    both = cli("log", "sam", "--with", "dana", "radios", **_at("2026-11-24T09:20:00"))
    assert "Stand-up" in both.out


def test_a_missed_daily_meeting_leaves_the_next_one_planned(cli: Cli) -> None:
    """It is there on the evening before, and what was missed still wants its summary."""
    cli("plan", "dana", "mon 09:00", "--every", "weekday")
    cli("touch", "sam", **_at("2026-11-23T18:00:00"))
    assert _starts(cli, "planned") == ["2026-11-23T09:00:00+01:00", "2026-11-24T09:00:00+01:00"]
    flags = cli("report", "--json", **_at("2026-11-23T18:40:00")).json["flags"]
    assert {"no-summary:m1", "no-agenda:m2"} <= {flag["key"] for flag in flags}


def test_a_missed_weekly_meeting_waits_a_day_to_be_recorded(cli: Cli) -> None:
    """Whatever else is changed that day; on the next day the series has gone on."""
    cli("plan", "dana", "mon 13:00", "--every", "week")
    cli("touch", "sam", **_at("2026-11-23T18:00:00"))
    assert _starts(cli, "planned") == ["2026-11-23T13:00:00+01:00"]
    cli("touch", "sam", **_at("2026-11-24T18:00:00"))
    assert _starts(cli, "planned") == ["2026-11-23T13:00:00+01:00", "2026-11-30T13:00:00+01:00"]


def test_the_next_meeting_of_a_series_is_a_change_of_its_own(cli: Cli) -> None:
    """`undo` takes back what was typed, and the answer names nothing else."""
    _standup(cli)
    answer = cli("touch", "dana", "--json", **_at("2026-11-24T16:00:00"))
    assert answer.json["created"] == ["k1"]
    cli("undo", "--yes", **_at("2026-11-24T16:01:00"))
    assert _starts(cli, "planned") == ["2026-11-25T09:00:00+01:00"]
    assert "next meetings of series" in cli("history").out


def test_only_a_coming_start_that_a_clock_change_moves_is_remarked_on(cli: Cli) -> None:
    """Once; a series is planned and goes on without a word where the clocks do nothing."""
    when = ("--at", "2027-03-21 02:30", "--every", "week")
    said = cli("plan", "dana", *when, **_at("2027-03-14T12:00:00")).err
    assert said == "clientlog: 02:30 does not exist on Sun 28 Mar; 03:30 was taken\n"
    assert cli("touch", "sam", "called", **_at("2027-03-29T12:00:00")).err == ""
    when = ("--at", "2027-06-07 13:00", "--every", "week")
    assert cli("plan", "sam", *when, **_at("2027-05-31T12:00:00")).err == ""


def test_what_was_moved_to_an_earlier_hour_is_not_planned_again_that_day(cli: Cli) -> None:
    """Nor recorded as an occurrence of its own; the next one has the usual hour."""
    _standup(cli)
    cli("meeting", "move", "m1", "--at", "today 08:00", **_at("2026-11-23T07:00:00"))
    cli("touch", "dana", **_at("2026-11-23T08:30:00"))
    assert _starts(cli, "planned") == ["2026-11-24T09:00:00+01:00"]
    cli("plan", "dana", "tue 16:00", "--every", "week", **_at("2026-11-23T08:40:00"))
    cli("meeting", "move", "m2", "--at", "today 10:00", **_at("2026-11-24T09:50:00"))
    cli("log", "dana", "talked", **_at("2026-11-24T10:30:00"))
    assert _starts(cli, "held") == ["2026-11-24T10:00:00+01:00"]
    assert _starts(cli, "planned")[1:] == ["2026-12-01T16:00:00+01:00"]


@pytest.mark.parametrize(
    ("every", "moved_to", "planned"),
    [
        ("week", "wed 10:00", ["2026-11-25T10:00", "2026-12-04T09:00"]),
        ("week", "mon 30 nov 10:00", ["2026-11-30T10:00", "2026-12-04T09:00"]),
        ("day", "sat 28 nov 14:00", ["2026-11-28T09:00", "2026-11-28T14:00"]),
        ("week", "fri 11:00", ["2026-11-27T11:00"]),
    ],
)
def test_a_meeting_moved_to_another_day_leaves_the_next_on_its_own(
    cli: Cli, every: str, moved_to: str, planned: list[str]
) -> None:
    """The series neither repeats the day that it left nor loses the one it came to."""
    cli("plan", "dana", "fri 27 nov 09:00", "--every", every)
    answer = cli("meeting", "move", "m1", "--at", moved_to)
    assert ("; next: m2 " in answer.out) == (len(planned) == 2), answer.out
    assert _starts(cli, "planned") == [f"{start}:00+01:00" for start in planned]
    cli("undo", "--yes")
    assert _starts(cli, "planned") == ["2026-11-27T09:00:00+01:00"]


def test_a_series_goes_on_after_a_moved_meeting_was_recorded(cli: Cli) -> None:
    """The one that was planned when it moved is the next; no other is planned beside it."""
    cli("plan", "dana", "fri 27 nov 09:00", "--every", "week")
    cli("meeting", "move", "m1", "--at", "wed 10:00")
    cli("log", "dana", "talked", **_at("2026-11-25T10:40:00"))
    assert _starts(cli, "held") == ["2026-11-25T10:00:00+01:00"]
    assert _starts(cli, "planned") == ["2026-12-04T09:00:00+01:00"]
    cli("log", "dana", "talked", **_at("2026-12-04T09:40:00"))
    assert _starts(cli, "planned") == ["2026-12-11T09:00:00+01:00"]


def test_a_talk_at_the_usual_hour_is_no_occurrence_where_that_of_the_day_was_moved(
    cli: Cli,
) -> None:
    """The day's meeting was earlier; this one is another."""
    _standup(cli)
    cli("meeting", "move", "m1", "--at", "today 07:00", **_at("2026-11-23T06:00:00"))
    cli("log", "sam", "the radios", **_at("2026-11-23T07:10:00"))
    cli("log", "sam", "the budget", **_at("2026-11-23T09:10:00"))
    assert _starts(cli, "held") == ["2026-11-23T07:00:00+01:00", "2026-11-23T09:10:00+01:00"]


@pytest.mark.parametrize(("time", "is_occurrence"), [("12:30", True), ("12:29", False)])
def test_an_occurrence_can_be_recorded_from_half_an_hour_before_its_start(
    cli: Cli, time: str, is_occurrence: bool
) -> None:
    """Earlier it is another talk."""
    cli("plan", "dana", "mon 13:00", "--every", "week", "--title", "Weekly")
    answer = cli("log", "dana", "talked", **_at(f"2026-12-07T{time}:00"))
    assert answer.code == 0, answer.err
    expected = "13:00" if is_occurrence else time
    assert _starts(cli, "held") == [f"2026-12-07T{expected}:00+01:00"]
