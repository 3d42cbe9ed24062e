"""Rules about conflicts."""

from typing import Unpack

import pytest

from clientlog.queries.values import Conflict
from clientlog.rules.base import Rule, traits_of
from clientlog.rules.conflicts import silence_after_conflict, stuck_conflict, unchecked_agreement

from .build import (
    Record,
    Records,
    at,
    cases,
    client,
    conflict,
    day,
    flagged,
    known,
    since_and_text,
)
from .fields import ConflictFields


def agreed(**fields: Unpack[ConflictFields]) -> Conflict:
    return conflict(**fields)._replace(state="agreed", agreement="weekly call")


def settled(offset: int, **fields: Unpack[ConflictFields]) -> Conflict:
    return conflict(**fields)._replace(state="settled", settled_at=at(offset))


@cases(
    eight_days_after_opening=conflict(opened_at=at(-8)),
    eight_days_after_a_step=conflict(last_step_at=at(-8)),
)
def test_a_stuck_conflict_is_flagged(records: Records) -> None:
    """A conflict is stuck from the eighth day after it last moved."""
    assert flagged(stuck_conflict, records) == ["c2"]


@cases(
    seven_days_after_opening=conflict(opened_at=at(-7)),
    seven_days_after_a_step=conflict(last_step_at=at(-7)),
    agreed=agreed(agreed_at=at(-8)),
)
def test_other_conflicts_are_not_stuck(records: Records) -> None:
    """On the seventh day, or with an agreement, nothing is said."""
    assert flagged(stuck_conflict, records) == []


@cases(
    on_its_day=agreed(agreed_at=at(-3), check_on=day(0)),
    long_after=agreed(agreed_at=at(-90), check_on=day(-60)),
    without_a_day_after_fourteen=agreed(agreed_at=at(-14)),
)
def test_an_unchecked_agreement_is_flagged(records: Records) -> None:
    """An agreement is to be checked on its day, or after fourteen days."""
    assert flagged(unchecked_agreement, records) == ["c2"]


@cases(
    the_day_before=agreed(agreed_at=at(-30), check_on=day(1)),
    without_a_day_after_thirteen=agreed(agreed_at=at(-13)),
    settled=settled(-1, check_on=day(-3)),
    open_again=conflict(check_on=day(-3)),
)
def test_other_agreements_are_not_unchecked(records: Records) -> None:
    """Before its day, and once checked, nothing is said."""
    assert flagged(unchecked_agreement, records) == []


@cases(
    eight_days=(settled(-8), known(-8, last_contact=at(-8, "11:00"))),
    contact_at_that_very_moment=(settled(-8), known(-8)),
    no_contact_known=settled(-8),
    back_today=settled(-8, client=client(away_until=day(0))),
)
def test_silence_after_a_conflict_is_flagged(records: Records) -> None:
    """After a settled conflict a contact is due within seven days."""
    assert flagged(silence_after_conflict, records) == ["c2"]


@cases(
    seven_days=settled(-7),
    contact_the_same_day=(settled(-8), known(-8, last_contact=at(-8, "13:00"))),
    contact_since=(settled(-60), known(-50)),
    away=settled(-8, client=client(away_until=day(1))),
    open_still=conflict(),
    open_again=conflict(settled_at=at(-8)),
)
def test_other_conflicts_are_not_followed_by_silence(records: Records) -> None:
    """On the seventh day, or after a contact, nothing is said."""
    assert flagged(silence_after_conflict, records) == []


@pytest.mark.parametrize(
    ("function", "records", "since", "text"),
    [
        (
            stuck_conflict,
            conflict(last_step_at=at(-10)),
            -2,
            "Conflict with Dana Reyes has not moved for 10 days: 'who owns the roadmap'",
        ),
        (
            unchecked_agreement,
            agreed(agreed_at=at(-20)),
            -6,
            "Agreement with Dana Reyes to be checked since Sat 14 Nov: 'weekly call'",
        ),
        (
            unchecked_agreement,
            conflict(state="agreed", check_on=day(-1)),
            -1,
            "Agreement with Dana Reyes to be checked since Thu 19 Nov: 'who owns the roadmap'",
        ),
        (
            silence_after_conflict,
            settled(-10),
            -2,
            (
                "No contact with Dana Reyes since the conflict was settled 10 days ago: 'who"
                " owns the roadmap'"
            ),
        ),
        (
            silence_after_conflict,
            (settled(-10), known()),
            -2,
            (
                "No contact with Dana Reyes since the conflict was settled 10 days ago: 'who"
                " owns the roadmap'"
            ),
        ),
    ],
)
def test_a_flag_says_what_was_found_and_since_when(
    function: Rule, records: Record | Records, since: int, text: str
) -> None:
    """It stands since the first day on which the rule had something to say."""
    assert since_and_text(function, records) == (since, text)


@pytest.mark.parametrize(
    ("function", "severity", "group", "commands"),
    [
        (
            stuck_conflict,
            "now",
            None,
            ["conflict step {ref} TEXT", "conflict agree {ref} TEXT --check DATE"],
        ),
        (
            unchecked_agreement,
            "soon",
            None,
            ["conflict check {ref} --holds", "conflict check {ref} --fails"],
        ),
        (silence_after_conflict, "soon", None, ["touch {handle} TEXT", "log {handle} TEXT"]),
    ],
)
def test_a_flag_has_a_severity_a_group_and_commands_that_settle_it(
    function: Rule, severity: str, group: str | None, commands: list[str]
) -> None:
    """Of one group only the worst flag on a record or a client is shown."""
    settle = tuple(f"clientlog {command}" for command in commands)
    assert traits_of(function) == (severity, settle, group)
