"""The one definition of late, and that every view agrees with it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from clientlog.clock import Clock
from clientlog.lateness import (
    dates_before,
    days_late,
    missed_dates,
    raises_alarm,
    standing,
    was_past,
)
from clientlog.queries.values import Commitment
from tests.conftest import Answer
from tests.rules.build import action, at, promise

Cli = Callable[..., Answer]
TODAY = date(2026, 11, 20)
CLOCK = Clock(datetime(2026, 11, 20, 11, tzinfo=UTC), UTC, "UTC")


@pytest.mark.parametrize(
    ("commitment", "expected", "days", "alarm"),
    [
        (promise(), "undated", 0, False),
        (promise(due=1), "ahead", 0, False),
        (promise(due=0), "today", 0, False),
        (promise(due=-1), "overdue", 1, True),
        (action(due=-40), "overdue", 40, True),
        (promise(due=-2, due_set_at=at(-1)), "overdue", 2, False),
        (promise(due=-2, due_set_at=at(-2, "23:00")), "overdue", 2, True),
        (promise(due=-2, state="kept"), "settled", 0, False),
        (promise(due=-2, state="broken"), "settled", 0, False),
        (action(due=-2, state="dropped"), "settled", 0, False),
    ],
)
def test_every_state_has_one_answer(
    commitment: Commitment, expected: str, days: int, alarm: bool
) -> None:
    """Due today is due; what was past when recorded is overdue, but raises no alarm."""
    assert standing(commitment, TODAY) == expected
    assert days_late(commitment, TODAY) == days
    assert raises_alarm(commitment, CLOCK) is alarm


@pytest.mark.parametrize(
    ("commitment", "missed"),
    [
        (promise(due=0, every="1w"), 0),
        (promise(due=-1, every="1w"), 1),
        (promise(due=-7, every="1w"), 1),
        (promise(due=-8, every="1w"), 2),
        (promise(due=-15, every="1w"), 3),
        (promise(due=-100), 1),
        (promise(due=-100, state="kept"), 0),
        (promise(every="1w"), 0),
    ],
)
def test_each_missed_date_counts(commitment: Commitment, missed: int) -> None:
    """A weekly promise fifteen days late has missed three dates."""
    assert missed_dates(commitment, TODAY) == missed


@pytest.mark.parametrize("every", ["1d", None])
def test_a_date_is_missed_on_the_day_after(every: str | None) -> None:
    """Not on the day itself."""
    assert dates_before(TODAY, every, TODAY) == 0
    assert dates_before(TODAY, every, date(2026, 11, 21)) == 1


@pytest.mark.parametrize(
    ("commitment", "past"),
    [
        (promise(due=-2, due_set_at=at(-1)), True),
        (promise(due=-1, due_set_at=at(-1)), False),
        (promise(due=None, due_set_at=at(-1)), False),
        (promise(due=-2), False),
    ],
)
def test_a_date_was_past_if_its_day_was_over_when_it_was_set(
    commitment: Commitment, past: bool
) -> None:
    """Without a date, or without the moment it was set at, it was not."""
    assert was_past(commitment, CLOCK) is past


NOON = {"CLIENTLOG_NOW": "2026-11-20 12:00"}
EARLIER = {"CLIENTLOG_NOW": "2026-11-02 12:00"}


def test_all_views_agree_on_every_state(cli: Cli) -> None:
    """List, show, agenda, status and report name the same commitments late, by the same days."""
    cli("client", "add", "Dana Reyes", **EARLIER)
    for text, due in (("a", "2026-11-19"), ("b", "2026-11-20"), ("c", "2026-11-21"), ("d", "")):
        item = f"{text * 3} due:{due}" if due else text * 3
        assert cli("promise", "dana", item, **EARLIER).code == 0
    assert cli("promise", "dana", "eee due:2026-11-10", "--past", **NOON).code == 0
    late = {"p1": 1, "p5": 10}

    items = cli("list", "promises", "--json", **NOON).json["items"]
    assert {one["ref"]: one["days_late"] for one in items if one["days_late"]} == late
    shown = {ref: cli("show", ref, "--json", **NOON).json["item"]["days_late"] for ref in late}
    assert shown == late
    for command in (["list", "promises"], ["show", "dana"], ["agenda", "dana", "--private"]):
        text = cli(*command, **NOON).out
        assert "1 day late" in text, command
        assert "10 days late" in text, command
    keys = {flag["key"] for flag in cli("report", "--json", **NOON).json["flags"]}
    assert {"missed-promise:p1", "past-date:p5"} <= keys
    assert not {"missed-promise:p5", "past-date:p1", "missed-promise:p2"} & keys
    status = cli("status", "dana", "--json", **NOON).json
    assert status["color"] == "red"
