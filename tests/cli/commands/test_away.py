"""`away`: absences of the user and of clients."""

from collections.abc import Callable

import pytest

from tests.cli.helping import assert_help_is_documented
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]


@prepared_once()
def weekly(cli: Cli) -> Cli:
    """A weekly meeting on Mondays."""
    cli("client", "add", "Dana Reyes", "--cadence", "7d")
    cli("plan", "dana", "--at", "2026-11-23 10:00", "--every", "week", "--topic", "news")
    return cli


def starts(cli: Cli) -> list[str]:
    meetings = cli("meeting", "list", "--json").json["meetings"]
    return [one["starts_at"][:10] for one in meetings if one["state"] == "planned"]


def test_my_series_skip_the_days_i_am_away(weekly: Cli) -> None:
    """The occurrences within the absence are cancelled, and the series goes on after it."""
    answer = weekly("away", "me", "--until", "2026-12-07")
    assert answer.out.startswith(
        "me: away from Fri 20 Nov, back on Mon 7 Dec; skipped: m1 Mon 23 Nov 10:00\n"
    )
    assert starts(weekly) == ["2026-12-07"]


def test_the_end_of_an_absence_plans_again_what_it_skipped(weekly: Cli) -> None:
    """Only what lies ahead, and not what was cancelled by hand."""
    weekly("plan", "dana", "wed 14:00", "--every", "week")
    weekly("meeting", "cancel", "m2")
    weekly("away", "me", "--until", "2026-12-07")
    answer = weekly("away", "end", CLIENTLOG_NOW="2026-11-22T12:00:00+01:00")
    assert answer.out.startswith("me: back; planned again: m1 Mon 23 Nov 10:00")
    planned = [one["ref"] for one in weekly("meeting", "list", "--json").json["meetings"]
               if one["state"] == "cancelled"]  # fmt: skip
    assert planned == ["m2"]


@pytest.mark.parametrize("is_prepared", [False, True])
def test_what_was_planned_in_place_of_a_skipped_meeting_is_withdrawn(
    weekly: Cli, is_prepared: bool
) -> None:
    """Unless it was moved; the series goes on after the meeting that is planned again."""
    weekly("away", "me", "--until", "2026-12-07")
    if is_prepared:
        weekly("meeting", "move", "m2", "--at", "2026-12-07 11:00")
    weekly("away", "end")
    assert starts(weekly) == ["2026-11-23", *(["2026-12-07"] if is_prepared else [])]


def test_cadences_pause_while_i_am_away(weekly: Cli) -> None:
    """Days of an absence are no days of silence."""
    weekly("touch", "dana")
    weekly("meeting", "cancel", "m1")
    weekly("meeting", "cancel", "m2")
    weekly("away", "me", "--until", "2026-11-30")

    def quiet(now: str) -> bool:
        found = weekly("report", "--json", CLIENTLOG_NOW=now).json["flags"]
        return any(flag["rule"] == "quiet-relationship" for flag in found)

    assert not quiet("2026-12-01T12:00")


def test_a_client_who_is_away_is_not_flagged_from_that_day_on(cli: Cli) -> None:
    """An absence to come changes nothing today; within it only my dated words are flagged."""
    cli("client", "add", "Dana Reyes")
    cli("promise", "dana", "--theirs", "sign due:2026-11-19", "--past")
    cli("promise", "dana", "send it")
    cli("promise", "dana", "call due:2026-11-24")
    cli("away", "dana", "--from", "2026-11-23", "--until", "2026-11-30")

    def keys(now: str) -> list[str]:
        return [flag["key"] for flag in cli("report", "--json", CLIENTLOG_NOW=now).json["flags"]]

    assert sorted(keys("2026-11-22T12:00")) == ["due-soon:p3", "past-date:p1", "undated-promise:p2"]
    assert keys("2026-11-23T12:00") == ["due-soon:p3"]
    assert "past-date:p1" in keys("2026-11-30T00:00")


def test_absences_are_listed_and_end(cli: Cli) -> None:
    """`away list` names them, `away end` ends today's."""
    cli("client", "add", "Dana Reyes")
    assert cli("away", "list").out == "Nobody is away.\n"
    cli("away", "dana", "--until", "2026-11-27")
    cli("away", "me", "--from", "2026-12-21", "--until", "2027-01-04")
    assert cli("away", "list", "--json").json["absences"] == [
        {"client": "dana-reyes", "from": "2026-11-20", "until": "2026-11-27"},
        {"client": "me", "from": "2026-12-21", "until": "2027-01-04"},
    ]
    cli("away", "end", "dana")
    cli("away", "end")
    assert cli("away", "list").out == "Nobody is away.\n"
    assert cli("away", "end").code == 2


def test_days_that_make_no_sense_are_refused(cli: Cli) -> None:
    """Back before going, or without a day."""
    cli("client", "add", "Dana Reyes")
    for options in (("--until", "today"), ("--from", "+5d", "--until", "+3d"), ()):
        assert cli("away", "dana", *options).code == 2


def test_the_first_report_back_begins_with_what_fell_in_between(cli: Cli) -> None:
    """On the first day back, and no longer."""
    cli("client", "add", "Dana Reyes")
    cli("promise", "dana", "send it due:2026-11-25")
    cli("away", "me", "--from", "2026-11-23", "--until", "2026-11-30")
    first = cli("report", CLIENTLOG_NOW="2026-11-30T09:00").out
    assert first.startswith("While you were away (Mon 23 Nov to Mon 30 Nov): missed promise (1)\n")
    assert "While you were away" not in cli("report", CLIENTLOG_NOW="2026-12-01T09:00").out


def test_an_absence_ends_in_the_words_people_try(cli: Cli) -> None:
    """`away dana --back` and `away dana end` are `away end dana`."""
    cli("client", "add", "Dana Reyes")
    for words in (("--back",), ("end",)):
        cli("away", "dana", "--until", "2026-12-07")
        assert cli("away", "dana", *words).out == "dana-reyes: back\n"


def test_meetings_that_are_planned_within_an_absence_are_named(weekly: Cli) -> None:
    """Those of that client, or all while the user is away; a series is skipped instead."""
    weekly("client", "add", "Sam Li")
    weekly("plan", "sam", "--at", "thu 11:00")
    assert "m2" not in weekly("away", "dana", "--until", "+9d").err
    answer = weekly("client", "away", "sam", "--from", "wed", "--until", "+9d")
    assert "still planned: m2  Thu 26 Nov 11:00 with Sam Li" in answer.err
    assert "still planned: m2" in weekly("away", "me", "--until", "+9d").err
    assert weekly("away", "me", "--until", "thu").err == ""


def test_the_help_is_the_one_on_the_page_of_commands() -> None:
    """Each option with what it takes and what it is for."""
    assert_help_is_documented("away")


def test_an_absence_says_its_days_and_nothing_that_did_not_happen(cli: Cli) -> None:
    """Without a series nothing is skipped; of today's meetings only what is to come is named."""
    cli("client", "add", "Dana Reyes")
    early = {"CLIENTLOG_NOW": "2026-11-20T08:00"}
    cli("plan", "dana", "--at", "2026-11-20 15:00", **early)
    cli("plan", "dana", "--at", "2026-11-20 09:00", **early)
    answer = cli("away", "dana", "--until", "fri")
    assert answer.out == "dana-reyes: away from Fri 20 Nov, back on Fri 27 Nov\n"
    assert "still planned: m1" in answer.err
    assert "m2" not in answer.err


def test_too_many_names_or_no_day_are_refused(cli: Cli) -> None:
    """With the command that was meant."""
    cli("client", "add", "Dana Reyes")
    assert cli("away", "dana", "sam", "--until", "fri").err == (
        "clientlog: too many names\n  hint: clientlog away dana --until DATE\n"
    )
    assert cli("away", "dana").err.startswith("clientlog: --until is missing\n")


def test_absences_are_a_table_or_lines(cli: Cli, environment: dict[str, str]) -> None:
    """With tabs between the values in a pipe."""
    cli("away", "me", "--until", "fri")
    assert cli("away", "list").out == "who  from        back\nme   Fri 20 Nov  Fri 27 Nov\n"
    del environment["COLUMNS"]
    assert cli("away", "list").out == "me\tFri 20 Nov\tFri 27 Nov\n"
