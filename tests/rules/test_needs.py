"""Rules about what clients need and what they say of the work."""

from typing import Unpack

import pytest

from clientlog.queries.values import Note
from clientlog.rules.base import Rule, traits_of
from clientlog.rules.needs import (
    feedback_not_acted,
    feedback_not_asked,
    feedback_unanswered,
    personal_date,
    unconfirmed_need,
    unmet_must,
)

from .build import (
    Record,
    Records,
    at,
    cases,
    client,
    day,
    days,
    flagged,
    known,
    note,
    promise,
    since_and_text,
    snapshot,
)
from .fields import CommitmentFields


@cases(
    eight_days=note("need", "open", -8),
    served_at_once=note("need", "open", 0, served=True),
    good_to_have=note("need", "open", -8, priority="good"),
)
def test_an_unconfirmed_need_is_flagged(records: Records) -> None:
    """A need is to be confirmed within seven days, or before any work on it."""
    assert flagged(unconfirmed_need, records) == ["n7"]


@cases(
    seven_days=note("need", "open", -7, "00:01"),
    confirmed=note("need", "open", -8, confirmed_at=at(-8)),
    confirmed_and_served=note("need", "open", -8, confirmed_at=at(-8), served=True),
    met=note("need", "met", -8),
    a_goal=note("goal", "open", -8),
)
def test_other_needs_are_not_unconfirmed(records: Records) -> None:
    """On the seventh day, confirmed or settled nothing is said."""
    assert flagged(unconfirmed_need, records) == []


@cases(
    eight_days=note("need", "open", -30, priority="must", confirmed_at=at(-8)),
    long_ago=note("need", "open", -90, priority="must", confirmed_at=at(-80)),
    served_thirty_one_days_ago=note(
        "need", "open", -90, priority="must", confirmed_at=at(-80), last_served_on=day(-31)
    ),
)
def test_an_unmet_must_is_flagged(records: Records) -> None:
    """A confirmed must-have is to be served within seven days."""
    assert flagged(unmet_must, records) == ["n7"]


@cases(
    seven_days=note("need", "open", -30, priority="must", confirmed_at=at(-7)),
    good_to_have=note("need", "open", -30, priority="good", confirmed_at=at(-8)),
    served=note("need", "open", -30, priority="must", confirmed_at=at(-8), served_open=True),
    served_lately=note(
        "need", "open", -90, priority="must", confirmed_at=at(-80), last_served_on=day(-30)
    ),
    unconfirmed=note("need", "open", -30, priority="must"),
    met=note("need", "met", -30, priority="must", confirmed_at=at(-8)),
)
def test_other_needs_are_not_unmet(records: Records) -> None:
    """On the seventh day, served, settled or unconfirmed nothing is said."""
    assert flagged(unmet_must, records) == []


@cases(
    eight_days=note("feedback", "received", -8, tone="bad"),
    asked_for_earlier=note("feedback", "received", -30, tone="bad", told_at=at(-8)),
)
def test_feedback_not_acted_on_is_flagged(records: Records) -> None:
    """Bad feedback is to be acted on within seven days."""
    assert flagged(feedback_not_acted, records) == ["n7"]


@cases(
    seven_days=note("feedback", "received", -7, tone="bad"),
    asked_for_earlier=note("feedback", "received", -30, tone="bad", told_at=at(-7)),
    good=note("feedback", "received", -8, tone="good"),
    without_tone=note("feedback", "received", -8),
    acted=note("feedback", "acted", -8, tone="bad"),
    dropped=note("feedback", "dropped", -8, tone="bad"),
    asked=note("feedback", "asked", -8, tone="bad"),
)
def test_other_feedback_needs_no_action(records: Records) -> None:
    """On the seventh day, good or settled nothing is said."""
    assert flagged(feedback_not_acted, records) == []


REGULAR = days(-150, -120, -100, -91, -30, -5)


@cases(
    regular_for_ninety_one_days=known(-5, held_days=REGULAR),
    four_meetings=known(-91, held_days=days(-150, -120, -100, -91)),
    asked_ninety_one_days_ago=known(-5, held_days=REGULAR, last_feedback_in=day(-91)),
    an_internal_client=known(-5, client(direction="up"), held_days=REGULAR),
    promise_kept_fourteen_days_ago=known(-5, last_kept=("the draft", day(-14))),
    promise_kept_forty_four_days_ago=known(-5, last_kept=("the draft", day(-44))),
    feedback_before_the_promise=known(
        -5, last_kept=("the draft", day(-14)), last_feedback_in=day(-15)
    ),
)
def test_feedback_not_asked_for_is_flagged(records: Records) -> None:
    """Regular clients are asked every ninety days, clients outside after a kept promise."""
    assert flagged(feedback_not_asked, records) == ["dana"]


@cases(
    regular_for_ninety_days=known(-5, held_days=days(-150, -120, -100, -90, -30, -5)),
    asked_ninety_days_ago=known(-5, held_days=REGULAR, last_feedback_in=day(-90)),
    three_meetings=known(-5, held_days=days(-300, -200, -100)),
    promise_kept_thirteen_days_ago=known(-5, last_kept=("the draft", day(-13))),
    promise_kept_forty_five_days_ago=known(-5, last_kept=("the draft", day(-45))),
    asked_since_the_promise=known(-5, last_kept=("the draft", day(-14)), last_feedback_in=day(-13)),
    heard_on_the_day_of_the_promise=known(
        -5, last_kept=("the draft", day(-14)), last_feedback_in=day(-14)
    ),
    transactional=known(-5, client(stage="transactional"), held_days=REGULAR),
    promise_to_an_internal_client=known(
        -5, client(direction="sideways"), last_kept=("the draft", day(-14))
    ),
)
def test_other_clients_need_not_be_asked(records: Records) -> None:
    """On the ninetieth and on the thirteenth day, and once asked, nothing is said."""
    assert flagged(feedback_not_asked, records) == []


def trial(ended: int, asked: int | None = None, **fields: Unpack[CommitmentFields]) -> Records:
    last = None if asked is None else day(asked)
    return (known(-5, last_feedback_in=last), promise(**fields)._replace(try_until=day(ended)))


@cases(
    yesterday=trial(-1),
    thirty_days_ago=trial(-30),
    kept=trial(-1, state="kept"),
    theirs=trial(-1, theirs=True),
    asked_before_its_last_day=trial(-1, asked=-2),
    transactional=(known(-5, client(stage="transactional")),
                   promise(try_until=day(-1), client=client(stage="transactional"))),
)  # fmt: skip
def test_a_step_that_was_tried_is_asked_about(records: Records) -> None:
    """From the day after the last day of the trial, and this week."""
    (finding,) = feedback_not_asked(snapshot(*records))
    assert finding.subject.key == "p4"
    assert finding.severity == "soon"


@cases(
    its_last_day=trial(0),
    thirty_one_days_ago=trial(-31),
    asked_on_its_last_day=trial(-1, asked=-1),
    of_somebody_unknown=promise(try_until=day(-1)),
    away=(known(-5, client(away_until=day(1))),
          promise(try_until=day(-1), client=client(away_until=day(1)))),
)  # fmt: skip
def test_other_steps_are_not_asked_about(records: Records) -> None:
    """On the last day, once asked, and a month later nothing is said."""
    assert flagged(feedback_not_asked, records) == []


def test_feedback_is_missed_since_the_day_after() -> None:
    """The flag stands since the ninety-first day after the last feedback."""
    asked = known(-5, held_days=REGULAR, last_feedback_in=day(-91))
    (finding,) = feedback_not_asked(snapshot(asked))
    assert finding.since == day(0)


@cases(fifteen_days=note("feedback", "asked", -15))
def test_unanswered_feedback_is_flagged(records: Records) -> None:
    """Feedback that was asked for is expected within fourteen days."""
    assert flagged(feedback_unanswered, records) == ["n7"]


@cases(
    fourteen_days=note("feedback", "asked", -14),
    received=note("feedback", "received", -15),
    dropped=note("feedback", "dropped", -15),
)
def test_other_feedback_is_not_unanswered(records: Records) -> None:
    """On the fourteenth day, and once received or dropped, nothing is flagged."""
    assert flagged(feedback_unanswered, records) == []


def exam(offset: int) -> Note:
    return note("personal", None, -30, on_day=day(offset))


@cases(
    today=exam(0),
    the_day_after=(exam(-1), known(-2)),
    two_weeks_after=(exam(-14), known(-15)),
)
def test_a_personal_date_is_flagged(records: Records) -> None:
    """On the day, and afterwards until the client was spoken with."""
    assert flagged(personal_date, records) == ["n7"]


@cases(
    tomorrow=exam(1),
    spoken_on_the_day=(exam(-1), known(-1)),
    fifteen_days_after=exam(-15),
    undated=note("personal", None, -30),
)
def test_other_personal_dates_are_not_flagged(records: Records) -> None:
    """Before the day, after a contact, and for ever after nothing is flagged."""
    assert flagged(personal_date, records) == []


@pytest.mark.parametrize(
    ("function", "records", "since", "text"),
    [
        (
            unconfirmed_need,
            note("need", "open", -10),
            -2,
            "Need of Dana Reyes not confirmed: 'quick answers'",
        ),
        (
            unconfirmed_need,
            note("need", "open", -10, served=True),
            -10,
            "Need of Dana Reyes not confirmed: 'quick answers' (work on it has begun)",
        ),
        (
            unmet_must,
            note("need", "open", -90, priority="must", confirmed_at=at(-10)),
            -2,
            "No open commitment serves what Dana Reyes must have: 'quick answers'",
        ),
        (
            unmet_must,
            note(
                "need", "open", -90, priority="must", confirmed_at=at(-80), last_served_on=day(-40)
            ),
            -9,
            "No open commitment serves what Dana Reyes must have: 'quick answers'",
        ),
        (
            unmet_must,
            note(
                "need", "open", -90, priority="must", confirmed_at=at(-10), last_served_on=day(-40)
            ),
            -2,
            "No open commitment serves what Dana Reyes must have: 'quick answers'",
        ),
        (
            feedback_not_acted,
            note("feedback", "received", -10, tone="bad"),
            -2,
            "Feedback from Dana Reyes of Tue 10 Nov not acted on: 'quick answers'",
        ),
        (
            feedback_unanswered,
            note("feedback", "asked", -20),
            -5,
            "Dana Reyes has not answered since Sat 31 Oct: 'quick answers'",
        ),
        (
            feedback_not_asked,
            known(-1, held_days=days(-300, -200, -150, -100)),
            -9,
            "No feedback asked for or received from Dana Reyes yet",
        ),
        (
            feedback_not_asked,
            known(-1, held_days=REGULAR, last_feedback_in=day(-95)),
            0,
            "No feedback asked for or received from Dana Reyes since Mon 17 Aug",
        ),
        (
            feedback_not_asked,
            known(-1, held_days=days(-300, -200, -150, -92), last_feedback_in=day(-250)),
            -1,
            "No feedback asked for or received from Dana Reyes since Sun 15 Mar 2026",
        ),
        (
            feedback_not_asked,
            known(-1, last_kept=("the draft", day(-20))),
            -6,
            (
                "You kept a promise to Dana Reyes on Sat 31 Oct and have not asked how it went:"
                " 'the draft'"
            ),
        ),
        (
            feedback_not_asked,
            trial(-3),
            -2,
            "Dana Reyes: 'send the draft' was tried until Tue 17 Nov: ask how it went",
        ),
        (personal_date, exam(0), 0, "Today, Dana Reyes: 'quick answers'"),
        (
            personal_date,
            (exam(-3), known(-9)),
            -2,
            "Dana Reyes: 'quick answers' was on Tue 17 Nov: ask how it went",
        ),
        (
            personal_date,
            (exam(-3), known()),
            -2,
            "Dana Reyes: 'quick answers' was on Tue 17 Nov: ask how it went",
        ),
        (
            personal_date,
            exam(-3),
            -2,
            "Dana Reyes: 'quick answers' was on Tue 17 Nov: ask how it went",
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
        (unconfirmed_need, "soon", None, ["confirm {ref}", "done {ref}", "drop {ref} --why WHY"]),
        (
            unmet_must,
            "soon",
            None,
            [
                "promise {handle} TEXT need:{ref}",
                "action {handle} TEXT need:{ref}",
                "done {ref}",
                "drop {ref} --why WHY",
            ],
        ),
        (feedback_not_acted, "soon", None, ["done {ref}", "drop {ref} --why WHY"]),
        (
            feedback_unanswered,
            "care",
            None,
            ["edit {ref} --good", "edit {ref} --bad", "drop {ref} --why WHY"],
        ),
        (feedback_not_asked, "care", None, ["note {handle} TEXT --kind feedback --asked"]),
        (personal_date, "soon", None, ["touch {handle} TEXT"]),
    ],
)
def test_a_flag_has_a_severity_a_group_and_commands_that_settle_it(
    function: Rule, severity: str, group: str | None, commands: list[str]
) -> None:
    """Of one group only the worst flag on a record or a client is shown."""
    settle = tuple(f"clientlog {command}" for command in commands)
    assert traits_of(function) == (severity, settle, group)
