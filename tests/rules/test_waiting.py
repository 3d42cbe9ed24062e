"""Rules about what clients owe the user."""

import pytest

from clientlog.rules.base import Rule, traits_of
from clientlog.rules.waiting import their_due_soon, waiting_on_them

from .build import (
    Record,
    Records,
    absence,
    action,
    at,
    cases,
    client,
    day,
    flagged,
    promise,
    since_and_text,
    snapshot,
    text_of,
)

DANA = client(name="Dana Reyes")
AWAY_TODAY = client(away_until=day(1))
BACK_TODAY = client(away_until=day(0))
ARCHIVED = client(archived=True)


@cases(
    a_promise_the_day_after=promise(due=-1, theirs=True),
    an_action_item_the_day_after=action(due=-1, theirs=True),
    on_the_day_they_are_back=promise(due=-9, theirs=True, client=BACK_TODAY),
    four_working_days_after_a_chase=promise(due=-20, theirs=True, chases=(at(-4),)),
)
def test_waiting_on_them_is_flagged(records: Records) -> None:
    """A client is waited on from the day after the due date."""
    assert len(flagged(waiting_on_them, records)) == 1


@cases(
    on_the_day=promise(due=0, theirs=True),
    without_a_date=promise(theirs=True),
    kept=promise(due=-1, theirs=True, state="kept"),
    mine=promise(due=-1),
    three_working_days_after_a_chase=promise(due=-20, theirs=True, chases=(at(-9), at(-3))),
    archived=promise(due=-9, theirs=True, client=ARCHIVED),
    away=(promise(due=-9, theirs=True), absence(-3, 1, DANA)),
    the_day_before_they_are_back=promise(due=-9, theirs=True, client=AWAY_TODAY),
    history=action(due=-2, due_set_at=at(-1), theirs=True),
)
def test_nobody_is_waited_on_else(records: Records) -> None:
    """A client who is away, in time or done is not waited on."""
    assert flagged(waiting_on_them, records) == []


def test_a_chase_is_said() -> None:
    """The flag says how often and when the client was asked, and stands since it came back."""
    asked = promise(due=-20, theirs=True, chases=(at(-16), at(-8)))
    assert text_of(waiting_on_them, asked) == (
        "Waiting for Dana Reyes: 'send the draft', due Sat 31 Oct:"
        " 20 days late (asked 2 times, last on Thu 12 Nov)"
    )
    (finding,) = waiting_on_them(snapshot(asked))
    assert finding.since == day(-2)


@cases(
    today=promise(due=0, theirs=True),
    saturday=promise(due=1, theirs=True),
    the_next_working_day=action(due=3, theirs=True),
)
def test_what_is_due_soon_from_them_is_flagged(records: Records) -> None:
    """A client is reminded from the working day before the date."""
    assert len(flagged(their_due_soon, records)) == 1


@cases(
    the_day_after_the_next_working_day=promise(due=4, theirs=True),
    yesterday=promise(due=-1, theirs=True),
    without_a_date=promise(theirs=True),
    mine=promise(due=0),
    away=promise(due=0, theirs=True, client=AWAY_TODAY),
    asked_this_week=promise(due=0, theirs=True, chases=(at(-2),)),
    kept=promise(due=0, theirs=True, state="kept"),
)
def test_what_is_due_later_from_them_is_not(records: Records) -> None:
    """Earlier, later, once asked or while they are away nothing is flagged."""
    assert flagged(their_due_soon, records) == []


def test_what_is_waited_for_is_chased_settled_or_moved() -> None:
    """The commands that a flag offers begin with the mildest."""
    commands = [command.split()[1] for command in traits_of(waiting_on_them).settle]
    assert commands == ["chase", "done", "renegotiate", "drop"]


@pytest.mark.parametrize(
    ("function", "records", "since", "text"),
    [
        (
            waiting_on_them,
            promise(due=-10, theirs=True),
            -9,
            "Waiting for Dana Reyes: 'send the draft', due Tue 10 Nov: 10 days late",
        ),
        (
            waiting_on_them,
            promise(due=-10, theirs=True, chases=(at(-7),)),
            -1,
            (
                "Waiting for Dana Reyes: 'send the draft', due Tue 10 Nov: 10 days late (asked 1"
                " time, last on Fri 13 Nov)"
            ),
        ),
        (
            waiting_on_them,
            promise(due=-3, theirs=True, chases=(at(-30),)),
            -2,
            (
                "Waiting for Dana Reyes: 'send the draft', due Tue 17 Nov: 3 days late (asked 1"
                " time, last on Wed 21 Oct)"
            ),
        ),
        (
            waiting_on_them,
            (promise(due=-10, theirs=True), absence(-12, -4, DANA)),
            -4,
            "Waiting for Dana Reyes: 'send the draft', due Tue 10 Nov: 10 days late",
        ),
        (
            their_due_soon,
            promise(due=3, theirs=True),
            0,
            "Dana Reyes: 'send the draft' is due Mon 23 Nov",
        ),
        (
            their_due_soon,
            promise(due=0, theirs=True, chases=(at(-4),)),
            -1,
            "Dana Reyes: 'send the draft' is due Fri 20 Nov",
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
            waiting_on_them,
            "now",
            "date",
            [
                "chase {ref}",
                "done {ref}",
                "renegotiate {ref} --to DATE --why WHY",
                "drop {ref} --why WHY",
            ],
        ),
        (
            their_due_soon,
            "care",
            "date",
            [
                "chase {ref}",
                "done {ref}",
                "renegotiate {ref} --to DATE --why WHY",
                "drop {ref} --why WHY",
            ],
        ),
    ],
)
def test_a_flag_has_a_severity_a_group_and_commands_that_settle_it(
    function: Rule, severity: str, group: str | None, commands: list[str]
) -> None:
    """Of one group only the worst flag on a record or a client is shown."""
    settle = tuple(f"clientlog {command}" for command in commands)
    assert traits_of(function) == (severity, settle, group)
