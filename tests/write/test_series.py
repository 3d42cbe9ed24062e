"""Series of meetings: planned, held, missed, and through an absence."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from clientlog.store.tables import Absence, Meeting
from clientlog.write import meetings, series
from clientlog.write.change import Change
from tests.conftest import Answer
from tests.looking import client, meet, moment_at, writing
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


# What the command lines above do, by the functions


def weekly(change: Change, when: str = "2026-11-23 10:00", *whom: Any, **more: Any) -> Any:
    """A planned meeting that begins a weekly series."""
    return meet(change, when, *whom, state="planned", every="1w", **more)


def test_the_next_occurrence_keeps_everything_but_its_time(journal: Path) -> None:
    """Who attends, how long it takes, and to which series it belongs."""
    with writing(journal) as change:
        sam, dana = client(change, "Sam Li"), client(change)
        meet(change, "2026-11-20 10:00")
        last = weekly(
            change, "2026-11-23 10:00", sam, dana, minutes=45, title="Weekly", place="Room 1",
            channel="call", review=True, standing="plans", routine=True,
        )  # fmt: skip
        following = series.plan_next(change, last)
        assert following
        assert following.starts_at == moment_at("2026-11-30 10:00")
        assert following.ends_at == moment_at("2026-11-30 10:45")
        assert (following.state, following.ends_set_at) == ("planned", change.clock.now)
        for column in ("title", "place", "channel", "review", "standing", "routine", "every",
                       "anchor_at", "series", "series_zone"):  # fmt: skip
            assert getattr(following, column) == getattr(last, column)
        assert meetings.attendees(change, following) == [sam, dana]
        assert series.plan_next(change, last) is None
        assert series.plan_next(change, following)


def test_a_single_meeting_is_followed_by_none(journal: Path) -> None:
    """Nor one whose series does not say where it began."""
    with writing(journal) as change:
        single = meet(change, "2026-11-23 10:00", state="planned")
        assert series.plan_next(change, single) is None
        unanchored, unscheduled = weekly(change), weekly(change)
        unanchored.anchor_at = unscheduled.every = None
        assert series.plan_next(change, unanchored) is None
        assert series.plan_next(change, unscheduled) is None


def test_the_next_occurrence_lies_ahead_and_is_attended(journal: Path) -> None:
    """One that starts now has begun; away are all who attend, or I am."""
    with writing(journal, "2026-11-23 10:00") as change:
        dana, sam = client(change), client(change, "Sam Li")
        last = weekly(change, "2026-11-16 10:00", dana, sam)
        for number, until in ((dana.id, 8), (sam.id, 1), (None, 1)):
            back = date(2026, 12, until)
            change.add(Absence(client_id=number, from_day=date(2026, 11, 29), until_day=back))
        following = series.plan_next(change, last)
        assert following
        assert following.starts_at == moment_at("2026-12-07 10:00")


@pytest.mark.parametrize(
    ("to", "fields", "following"),
    [
        ("2026-11-24 10:00", {}, "2026-11-30 10:00"),
        ("2026-11-23 11:00", {}, None),
        ("2026-11-24 10:00", {"state": "held"}, None),
        ("2026-11-24 10:00", {"routine": True}, None),
    ],
)
def test_a_meeting_of_a_series_that_moves_to_another_day_plans_the_next(
    journal: Path, to: str, fields: dict[str, Any], following: str | None
) -> None:
    """Counted from the day it had; one that is over or routine plans none."""
    with writing(journal) as change:
        meeting = weekly(change)
        for name, value in fields.items():
            setattr(meeting, name, value)
        planned = series.plan_past_move(change, meeting, moment_at(to))
        assert (planned and planned.starts_at) == (following and moment_at(following))


@pytest.mark.parametrize("is_named", [True, False])
def test_an_occurrence_belongs_to_its_series_by_name_or_by_its_first_start(
    journal: Path, is_named: bool
) -> None:
    """Journals of earlier versions have series without a name; others are no siblings."""
    with writing(journal) as change:
        first = weekly(change, "2026-11-23 10:00")
        other = weekly(change, "2026-11-23 11:00")
        same_start = meet(change, "2026-11-23 10:00", state="planned", every="2w")
        if not is_named:
            first.series = None
        second = series.plan_next(change, first)
        assert second
        third = series.plan_next(change, second)
        assert series.planned_after(change, first) == [second, third]
        assert series.planned_after(change, second) == [third]
        second.state = "held"
        assert series.planned_after(change, first) == [third]
        assert series.planned_after(change, other) == []
        assert series.planned_after(change, same_start) == []


def test_a_later_occurrence_of_an_unnamed_series_is_found_by_its_first_start(journal: Path) -> None:
    """By the schedule as well: another one from the same moment is another series."""
    with writing(journal) as change:
        first, second = weekly(change), weekly(change, "2026-11-30 10:00")
        fortnightly = meet(change, "2026-11-23 10:00", state="planned", every="2w")
        for meeting in (first, second, fortnightly):
            meeting.series, meeting.anchor_at = None, first.starts_at
        assert series.planned_after(change, first) == [second]
        assert series.planned_after(change, fortnightly) == []


@pytest.mark.parametrize(
    ("now", "every", "routine", "is_still"),
    [
        ("2026-11-23 10:59", "1w", True, False),
        ("2026-11-23 11:00", "1w", True, True),
        ("2026-11-23 11:00", "1w", False, False),
        ("2026-11-24 11:00", "1w", False, False),
        ("2026-11-24 11:01", "1w", False, True),
        ("2026-11-23 11:00", "1d", False, True),
    ],
)
def test_a_series_goes_on_once_its_last_meeting_is_missed_or_the_next_is_near(
    journal: Path, now: str, every: str, routine: bool, is_still: bool
) -> None:
    """A routine one passes by itself, keeping its length; others stay, and a next is planned."""
    with writing(journal) as change:
        start = moment_at("2026-11-23 10:00")
        meet(change, "2026-11-23 10:00", state="planned", every=every, routine=routine)
    with writing(journal, now) as change:
        assert [meeting.id for meeting in series.standing_still(change)] == [1] * is_still
        series.roll(change)
        starts = [meeting.starts_at for meeting in change.all(Meeting)]
        assert len(starts) == (2 if is_still and not routine else 1)
        meeting = change.get(Meeting, 1)
        is_moved = is_still and routine
        assert meeting.starts_at == (moment_at("2026-11-30 10:00") if is_moved else start)
        assert meeting.ends_at - meeting.starts_at == timedelta(hours=1)
        assert (meeting.ends_set_at == change.clock.now) is is_moved


def test_a_series_ends_with_the_years_that_are_known(journal: Path) -> None:
    """After 2200 there is no next."""
    with writing(journal) as change:
        last = weekly(change, "2200-12-29 10:00")
        assert series.next_start(change, last) is None
        assert series.next_start(change, weekly(change)) == moment_at("2026-11-30 10:00")


NEAR = moment_at("2026-12-07 10:20")


@pytest.mark.parametrize(
    ("changed", "is_near"),
    [
        ({}, True),
        ({"state": "held"}, False),
        ({"every": None}, False),
        ({"anchor_at": None}, False),
        ({"ends_at": NEAR - timedelta(hours=24)}, False),
        ({"ends_at": NEAR - timedelta(hours=24, minutes=1)}, True),
    ],
)
def test_what_is_recorded_near_an_occurrence_of_a_missed_series_is_that_one(
    journal: Path, changed: dict[str, Any], is_near: bool
) -> None:
    """Missed is what ended more than a day ago and is still planned."""
    with writing(journal) as change:
        meeting = weekly(change)
        for name, value in changed.items():
            setattr(meeting, name, value)
        if "ends_at" in changed:
            meeting.starts_at = meeting.ends_at - timedelta(hours=1)
        near = series.occurrence_near(change, [client(change)], NEAR)
        assert near == ((meeting, moment_at("2026-12-07 10:00")) if is_near else None)
        assert series.occurrence_near(change, [client(change, "Sam Li")], NEAR) is None


@pytest.mark.parametrize(
    ("at", "occurrence"),
    [
        ("12-07 09:29", None),
        ("12-07 09:30", "12-07"),
        ("12-08 09:59", "12-07"),
        ("12-08 10:00", None),
    ],
)
def test_an_occurrence_is_near_from_half_an_hour_before_for_a_day(
    journal: Path, at: str, occurrence: str | None
) -> None:
    """Unless the series has a meeting on that day already."""
    with writing(journal) as change:
        meeting = weekly(change)
        near = series.occurrence_near(change, [client(change)], moment_at(f"2026-{at}"))
        expected = moment_at(f"2026-{occurrence} 10:00") if occurrence else None
        assert (near and near[1]) == expected
        held = series.add_occurrence(change, meeting, moment_at("2026-12-07 08:00"))
        held.state = "held"
        assert series.occurrence_near(change, [client(change)], moment_at(f"2026-{at}")) is None


@pytest.mark.parametrize(
    ("at", "is_near"), [("09:29", False), ("09:30", True), ("11:29", True), ("11:30", False)]
)
def test_an_occurrence_of_a_routine_series_is_near_until_it_is_just_over(
    journal: Path, at: str, is_near: bool
) -> None:
    """And only where exactly those who attend it have met."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        meeting = weekly(change, "2026-11-23 10:00", dana, sam, routine=True)
        moment = moment_at(f"2026-11-30 {at}")
        near = series.occurrence_near(change, [sam, dana], moment)
        assert (near is not None) is is_near
        assert series.occurrence_near(change, [dana], moment) is None
        alone = weekly(change, "2026-11-23 10:00", dana)
        alone.ends_at = moment
        assert series.occurrence_near(change, [dana], moment) is None
        assert meeting.state == "planned"


def test_of_two_series_the_latest_is_the_one_that_was_recorded(journal: Path) -> None:
    """Whoever else attends it."""
    with writing(journal) as change:
        weekly(change, title="old")
        weekly(change, title="new")
        weekly(change, "2026-11-23 10:00", client(change), client(change, "Sam Li"), title="both")
        near = series.occurrence_near(change, [client(change)], NEAR)
        assert near and near[0].title == "both"


def test_a_series_made_elsewhere_keeps_its_time_there(journal: Path) -> None:
    """Without a zone of its own, it is that in which the meeting was written down."""
    with writing(journal) as change:
        meeting = weekly(change, "2027-03-22 09:15")
        meeting.series_zone = "America/New_York"
        assert series.next_start(change, meeting) == moment_at("2027-03-29 10:15")
        meeting.series_zone = None
        assert series.next_start(change, meeting) == moment_at("2027-03-29 09:15")


def test_a_clock_change_ahead_is_remarked_on_once(journal: Path) -> None:
    """Not one that is over."""
    with writing(journal, "2027-03-15 12:00") as change:
        meeting = weekly(change, "2027-03-21 02:30")
        for _ in range(2):
            series.next_start(change, meeting)
        assert change.notices == ["02:30 does not exist on Sun 28 Mar; 03:30 was taken"]
    with writing(journal, "2027-03-28 03:30") as change:
        series.next_start(change, change.get(Meeting, 1))
        assert change.notices == []


def test_everybody_who_attends_is_away_or_i_am(journal: Path) -> None:
    """One who is there is enough; the days of an absence are local ones."""
    with writing(journal) as change:
        dana, sam = client(change), client(change, "Sam Li")
        meet(change, "2026-11-24 00:30", client(change, "Ann Lee"), state="planned")
        meeting = meet(change, "2026-11-24 00:30", dana, sam, state="planned")
        both = ((dana.id, False), (sam.id, True))
        for number, is_absent in both:
            change.add(
                Absence(client_id=number, from_day=date(2026, 11, 24), until_day=date(2026, 11, 25))
            )
            assert series.is_absent(change, meeting) is is_absent
