"""Since when each flag stands: the first day on which its rule speaks of it."""

from typing import Literal

import pytest

from clientlog.rules import RULES
from clientlog.rules.base import rule_id
from clientlog.rules.runner import rule_named

from .build import (
    Finished,
    Record,
    Records,
    action,
    at,
    change,
    client,
    conflict,
    day,
    days,
    held,
    known,
    meeting,
    note,
    organization,
    promise,
    snapshot,
    together,
    topic,
)

PEER = client("lee", direction="sideways")
REPORT = client("kim", direction="down")
BOSS = client("vera", organization="Acme", stake="executive")
MANAGER = client("mick", organization="Acme", stake="manager")
STARVED = action(due=-30, client=PEER, priority="must")

ASKS: tuple[Literal["ask"], ...] = ("ask",) * 5

TABLE: dict[str, list[tuple[int, Record | Records]]] = {
    "missed-promise": [(-9, promise(due=-10))],
    "missed-deadline": [(-9, action(due=-10))],
    "untold-change": [(-4, promise(due=9, amendments=(change(-5),)))],
    "no-summary": [(-3, held(-3))],
    "untold-news": [(-2, note("news", "untold", -3))],
    "no-agenda": [(-1, meeting(0, "13:00")), (0, meeting(1)), (0, meeting(3))],
    "waiting-on-them": [(-9, promise(due=-10, theirs=True))],
    "forgotten-executive": [
        (-9, (known(-40, BOSS), known(-1, MANAGER))),
        (-869, (known(None, BOSS), known(-1, MANAGER))),
    ],
    "quiet-relationship": [(-8, known(-30)), (-1, known(-30, client(entered_at=at(-23))))],
    "no-next-meeting": [(-4, known(-20, held_days=days(-50, -40, -30, -20)))],
    "never-spoken": [(-5, known(who=client(entered_at=at(-20))))],
    "review-without-talk": [(-4, (meeting(3, review=True), known()))],
    "slipping-promise": [(-7, promise(due=9, amendments=(change(-9), change(-8), change(-7))))],
    "undated-promise": [(-100, promise())],
    "due-soon": [(-1, promise(due=1)), (-1, promise(due=3)), (0, promise(due=4))],
    "past-date": [(-1, promise(due=-9, due_set_at=at(-1)))],
    "their-due-soon": [(0, promise(due=3, theirs=True))],
    "undated-action": [(-4, action(recorded_at=at(-35)))],
    "slipping-meeting": [(-100, meeting(5, moves=3))],
    "no-show-open": [(-1, (meeting(-7, state="no-show"), known(-9)))],
    "waiting-topic": [(-5, (topic(raised_at=at(-20)), known(-1)))],
    "feedback-unanswered": [(-5, note("feedback", "asked", -20))],
    "executive-before-end": [
        (-20, (organization(BOSS)._replace(ends_on=day(10)), known(-90, BOSS))),
        (-4, (organization(BOSS)._replace(ends_on=day(10)), known(-35, BOSS))),
    ],
    "personal-date": [
        (0, note("personal", None, -30, on_day=day(0))),
        (-2, (note("personal", None, -30, on_day=day(-3)), known(-9))),
    ],
    "unconfirmed-actions": [
        (-2, held(-10, open_actions=1)),
        (-1, (held(-10, open_actions=1), known(-1, last_met=at(-1), held_days=days(-10, -1)))),
    ],
    "stale-topic": [(-10, (topic(meetings_since=3), known(-1, held_days=days(-10))))],
    "unconfirmed-need": [
        (-2, note("need", "open", -10)),
        (-10, note("need", "open", -10, served=True)),
    ],
    "unmet-must": [(-2, note("need", "open", -90, priority="must", confirmed_at=at(-10)))],
    "internal-starved": [
        (-15, (STARVED, Finished(day(-20)))),
        (-3, (STARVED, Finished(day(-3)))),
    ],
    "feedback-not-acted": [(-2, note("feedback", "received", -10, tone="bad"))],
    "feedback-not-asked": [
        (-9, known(-1, held_days=days(-300, -200, -150, -100))),
        (-6, known(-1, last_kept=("the draft", day(-20)))),
    ],
    "one-sided": [(-40, known(-1, exchange=ASKS, exchange_since=day(-40)))],
    "no-executive": [(-5, (organization(client("a"), client("b")), known(-20, client("a"))))],
    "stuck-conflict": [(-2, conflict(last_step_at=at(-10)))],
    "unchecked-agreement": [(-6, conflict(state="agreed", agreed_at=at(-20)))],
    "silence-after-conflict": [(-2, conflict(state="settled", settled_at=at(-10)))],
    "recognition-due": [(-9, known(-1, REPORT, last_recognition=day(-40)))],
    "growth-talk-due": [(-9, known(-1, REPORT, last_goal=day(-100)))],
}


def test_every_rule_is_in_the_table() -> None:
    """No rule is left without a case."""
    assert set(TABLE) == {rule_id(one) for one in RULES}


@pytest.mark.parametrize(
    ("name", "since", "records"),
    [(name, since, records) for name, found in TABLE.items() for since, records in found],
)
def test_a_flag_stands_since_the_first_day_over(
    name: str, since: int, records: Record | Records
) -> None:
    """A flag's day is the first on which the rule had something to say."""
    (finding,) = rule_named(name)(snapshot(*together(records)))
    assert finding.since == day(since)
