"""Days are the user's local days, wherever the user is."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.conftest import Answer

Cli = Callable[..., Answer]


def _keys(answer: Answer) -> set[str]:
    flags: list[dict[str, Any]] = answer.json["flags"]
    return {flag["key"] for flag in flags}


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "UTC", "Asia/Kolkata"])
def test_due_today_is_not_late_until_the_local_day_has_ended(zone: str, cli: Cli) -> None:
    """A promise due on the 24th is late from the local 25th on, and not a second earlier."""
    cli("client", "add", "Dana", TZ=zone)
    cli("promise", "dana", "call", "due:2026-11-24", TZ=zone)
    last = cli("report", "--json", TZ=zone, CLIENTLOG_NOW="2026-11-24T23:59:59")
    first = cli("report", "--json", TZ=zone, CLIENTLOG_NOW="2026-11-25T00:00:00")
    assert _keys(last) == {"due-soon:p1"}
    assert _keys(first) == {"missed-promise:p1"}


def test_the_same_moment_is_late_in_one_zone_and_not_in_another(cli: Cli) -> None:
    """At noon UTC on the 24th it is the 25th in Auckland already, and only there is it late."""
    cli("client", "add", "Dana", TZ="UTC")
    cli("promise", "dana", "call", "due:2026-11-24", TZ="UTC")
    noon = {"CLIENTLOG_NOW": "2026-11-24T12:00:00Z"}
    assert _keys(cli("report", "--json", TZ="Pacific/Auckland", **noon)) == {"missed-promise:p1"}
    assert _keys(cli("report", "--json", TZ="America/Los_Angeles", **noon)) == {"due-soon:p1"}


@pytest.mark.parametrize(
    ("zone", "day"),
    [
        ("America/Los_Angeles", "2026-11-01"),
        ("America/Los_Angeles", "2026-03-08"),
        ("Europe/Berlin", "2026-10-25"),
        ("Pacific/Auckland", "2026-09-27"),
    ],
)
def test_a_day_with_a_clock_change_ends_at_its_own_midnight(zone: str, day: str, cli: Cli) -> None:
    """Days of 23 and of 25 hours are over when the wall clock says so."""
    now = {"TZ": zone, "CLIENTLOG_NOW": f"{day}T00:30:00"}
    cli("client", "add", "Dana", **now)
    cli("promise", "dana", "call", f"due:{day}", **now)
    assert _keys(cli("report", "--json", TZ=zone, CLIENTLOG_NOW=f"{day}T23:59:59")) == {
        "due-soon:p1"
    }
    following = f"{day[:8]}{int(day[8:]) + 1:02d}T00:00:00"
    assert _keys(cli("report", "--json", TZ=zone, CLIENTLOG_NOW=following)) == {"missed-promise:p1"}


def test_a_friday_typed_on_a_friday_is_the_next_one(cli: Cli) -> None:
    """`fri` is strictly after today, and the echo says which day was understood."""
    cli("client", "add", "Dana")
    assert "due Fri 27 Nov" in cli("promise", "dana", "call", "due:fri").out


@pytest.mark.parametrize(
    ("today", "step", "due"),
    [
        ("2027-01-31", "+1m", "2027-02-28"),
        ("2027-01-31", "+2m", "2027-03-31"),
        ("2028-01-31", "+1m", "2028-02-29"),
        ("2028-02-29", "+1y", "2029-02-28"),
        ("2027-03-01", '"29 feb"', "2028-02-29"),
    ],
)
def test_months_step_without_drift(today: str, step: str, due: str, cli: Cli) -> None:
    """The end of a month stays as near to itself as the other month allows."""
    cli("client", "add", "Dana")
    cli("promise", "dana", f"call due:{step}", CLIENTLOG_NOW=f"{today}T09:00")
    assert cli("list", "promises", "--json").json["items"][0]["due"] == due


def test_a_monthly_promise_made_on_the_31st_comes_back_on_the_31st(cli: Cli) -> None:
    """Each occurrence counts from the first, not from the shortened one before it."""
    cli("client", "add", "Dana")
    cli("promise", "dana", "report due:2027-01-31 every:month", CLIENTLOG_NOW="2027-01-05T09:00")
    cli("done", "p1", CLIENTLOG_NOW="2027-01-31T09:00")
    cli("done", "p2", CLIENTLOG_NOW="2027-02-28T09:00")
    items = cli("list", "promises", "--all", "--json").json["items"]
    assert sorted(item["due"] for item in items) == ["2027-01-31", "2027-02-28", "2027-03-31"]


def test_what_was_over_when_it_was_entered_is_history(cli: Cli) -> None:
    """A past due date is only named as past; a past meeting without a summary is not."""
    cli("client", "add", "Dana")
    cli("promise", "dana", "call", "due:2026-11-01", "--past")
    cli("action", "dana", "write", "due:2026-11-01", "--theirs", "--past")
    cli("meeting", "add", "dana", "--at", "2026-11-02 10:00")
    assert _keys(cli("report", "--json")) == {"past-date:p1", "past-date:a1"}


def test_a_time_the_clocks_skip_is_moved_and_said(cli: Cli) -> None:
    """02:30 in the spring gap becomes 03:30, with a notice on stderr."""
    cli("client", "add", "Dana", CLIENTLOG_NOW="2027-03-01T09:00")
    answer = cli("plan", "dana", "--at", "2027-03-28 02:30", CLIENTLOG_NOW="2027-03-01T09:00")
    assert "03:30" in answer.out
    assert "02:30 does not exist" in answer.err


def test_an_unknown_zone_is_one_warning(cli: Cli) -> None:
    """The answer still comes, in the next zone that is known."""
    cli("client", "add", "Dana")
    answer = cli("report", TZ="Mars/Olympus")
    assert answer.code == 0
    assert len(answer.err.splitlines()) == 1
    assert "Mars/Olympus" in answer.err
