"""A lead's weeks through the installed program: a stand-up, an absence, work in other hands."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from tests.conftest import Answer

Program = Callable[..., Answer]

FIRST = date(2026, 11, 23)
"""A Monday."""


class Lead:
    """Somebody who leads Sam and Noor and works for Dana."""

    def __init__(self, program: Program) -> None:
        self.program = program
        for name, direction in (("Dana Reyes", "up"), ("Sam Li", "down"), ("Noor Haddad", "down")):
            self.do(FIRST, "08:00", "client", "add", name, "--direction", direction)

    def do(self, day: date, time: str, *arguments: str) -> Answer:
        answer = self.program(*arguments, CLIENTLOG_NOW=f"{day}T{time}:00+01:00")
        assert answer.code == 0, (day, arguments, answer.err)
        return answer

    def flags(self, day: date, time: str) -> list[str]:
        found: list[dict[str, Any]] = self.do(day, time, "report", "--json").json["flags"]
        return [flag["key"] for flag in found]


def _working_days(first: date, last: date) -> list[date]:
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5]


@pytest.mark.slow
def test_work_is_handed_on_chased_finished_and_credited(program: Program) -> None:
    """For Dana, done by Sam: on both their pages until it is done, and Sam hears about it."""
    lead = Lead(program)
    tuesday, friday = FIRST + timedelta(days=1), FIRST + timedelta(days=4)
    lead.do(FIRST, "08:10", "plan", "dana", "tue", "10:00", "--topic", "the migration")
    logged = lead.do(
        tuesday, "11:00", "log", "dana", "-m", "The plan is due on Friday", "--discussed", "t1",
        "--promise", "send the plan due:fri owner:sam", "--confirmed",
    )  # fmt: skip
    assert "should hear" not in logged.err
    page = lead.do(tuesday, "15:00", "agenda", "sam").out
    assert "send the plan" in page
    assert "for Dana Reyes" in page
    lead.do(
        tuesday, "15:30", "log", "sam", "Sam takes the plan", "--their-action", "draft it due:thu"
    )
    lead.do(friday, "09:00", "chase", "a1", "--via", "chat")
    lead.do(friday, "14:00", "done", "a1")
    finished = lead.do(friday, "14:05", "done", "p1")
    assert "note dana-reyes TEXT --kind feedback --asked" in finished.err
    assert "note sam-li TEXT --kind feedback --given" in finished.err
    lead.do(
        friday, "14:10", "note", "sam", "a clear plan", "--kind", "feedback", "--given", "--good"
    )
    late = [key for key in lead.flags(friday, "18:00") if key.split(":")[0].startswith("missed")]
    assert late == []
    lead.do(friday, "18:05", "reopen", "p1")
    assert lead.do(friday, "18:06", "list", "promises", "--json").json["items"][0]["ref"] == "p1"


@pytest.mark.slow
def test_a_stand_up_lives_through_an_absence_without_a_false_flag(program: Program) -> None:
    """Every working day for four weeks, with two weeks away in between."""
    lead = Lead(program)
    lead.do(
        FIRST, "08:10", "plan", "sam", "today 09:00", "--with", "noor", "--for", "15m",
        "--every", "weekday", "--routine", "--title", "Stand-up",
    )  # fmt: skip
    away_from, back = FIRST + timedelta(days=7), FIRST + timedelta(days=21)
    logged = 0
    for day in _working_days(FIRST, FIRST + timedelta(days=4)):
        answer = lead.do(day, "09:20", "log", "sam", "--with", "noor", "--nothing", "--json")
        assert len(answer.json["created"]) == 1, day
        logged += 1
    lead.do(FIRST + timedelta(days=4), "17:00", "away", "me", "--from", str(away_from),
            "--until", str(back))  # fmt: skip
    for day in _working_days(back, back + timedelta(days=4)):
        lead.do(day, "09:20", "log", "sam", "--with", "noor", "--nothing")
        logged += 1
        assert [key for key in lead.flags(day, "09:30") if "dana" not in key] == []
    meetings = lead.do(back + timedelta(days=4), "10:00", "meeting", "list", "--json").json[
        "meetings"
    ]
    held = [one for one in meetings if one["state"] == "held"]
    assert len(held) == logged
    assert {one["title"] for one in held} == {"Stand-up"}
    planned = [one["starts_at"] for one in meetings if one["state"] == "planned"]
    assert planned == ["2026-12-21T09:00:00+01:00"]


@pytest.mark.slow
def test_stand_ups_that_nobody_records_raise_no_flag_and_are_no_contact(program: Program) -> None:
    """Four weeks, two of them away: each evening the next is planned and nothing is flagged."""
    lead = Lead(program)
    lead.do(
        FIRST, "08:10", "plan", "sam", "today 09:00", "--with", "noor", "--for", "15m",
        "--every", "weekday", "--routine", "--title", "Stand-up",
    )  # fmt: skip
    away_from, back = FIRST + timedelta(days=7), FIRST + timedelta(days=21)
    lead.do(FIRST, "08:20", "away", "me", "--from", str(away_from), "--until", str(back))
    present = [*_working_days(FIRST, FIRST + timedelta(days=4)),
               *_working_days(back, back + timedelta(days=4))]  # fmt: skip
    for day, following in pairwise(present):
        lead.do(day, "17:00", "touch", "dana", "how it goes")
        planned = lead.do(day, "18:40", "today", "--json").json["next"]
        assert [meeting["starts_at"][:10] for meeting in planned] == [str(following)]
        assert lead.flags(day, "18:40") == []
    assert lead.do(back, "18:40", "show", "sam", "--json").json["client"]["last_contact"] is None
