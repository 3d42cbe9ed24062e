"""Rules about topics that wait to be raised."""

import pytest

from clientlog.rules.base import Rule, traits_of
from clientlog.rules.topics import stale_topic, waiting_topic

from .build import (
    Record,
    Records,
    at,
    cases,
    day,
    days,
    flagged,
    known,
    since_and_text,
    snapshot,
    topic,
)


@cases(after_three=topic(meetings_since=3), after_nine=topic(meetings_since=9))
def test_a_stale_topic_is_flagged(records: Records) -> None:
    """A topic is stale after three meetings."""
    assert flagged(stale_topic, records) == ["t9"]


@cases(
    after_two=topic(meetings_since=2),
    thirteen_days=topic(meetings_since=3, raised_at=at(-13)),
    discussed=topic(meetings_since=3, state="discussed"),
)
def test_other_topics_are_not_stale(records: Records) -> None:
    """After two meetings nothing is said."""
    assert flagged(stale_topic, records) == []


def test_a_topic_is_stale_since_the_third_meeting() -> None:
    """The flag stands since the meeting that was one too many."""
    met = known(-1, held_days=days(-90, -40, -30, -20, -10))
    (finding,) = stale_topic(snapshot(topic(meetings_since=4), met))
    assert finding.since == day(-20)
    (finding,) = stale_topic(snapshot(topic(meetings_since=4), known(-1, held_days=days(-20, -10))))
    assert finding.since == day(-20)
    (finding,) = stale_topic(snapshot(topic(meetings_since=4), known(-1)))
    assert finding.since == day(-46)


@cases(
    fifteen_days=(topic(raised_at=at(-15)), known(-9)),
    without_a_relationship=topic(raised_at=at(-15)),
)
def test_a_waiting_topic_is_flagged(records: Records) -> None:
    """A topic waits when there is no meeting to raise it at."""
    assert flagged(waiting_topic, records) == ["t9"]


@cases(
    fourteen_days=(topic(raised_at=at(-14)), known(-9)),
    planned=(topic(raised_at=at(-90)), known(-9, planned=(at(30),))),
    discussed=(topic(raised_at=at(-90), state="discussed"), known(-9)),
)
def test_other_topics_do_not_wait(records: Records) -> None:
    """On the fourteenth day, or with a meeting planned, nothing is flagged."""
    assert flagged(waiting_topic, records) == []


@pytest.mark.parametrize(
    ("function", "records", "since", "text"),
    [
        (
            stale_topic,
            (topic(meetings_since=3), known(-1, held_days=days(-10))),
            -10,
            "'the budget' is still open after 3 meetings with Dana Reyes",
        ),
        (
            stale_topic,
            (topic(meetings_since=3, raised_at=at(-14)), known(-1, held_days=days(-10))),
            0,
            "'the budget' is still open after 3 meetings with Dana Reyes",
        ),
        (
            waiting_topic,
            (topic(raised_at=at(-20)), known(-1)),
            -5,
            (
                "'the budget' waits to be raised with Dana Reyes since Sat 31 Oct, and no"
                " meeting is planned"
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
        (stale_topic, "care", "topic", ["done {ref}", "drop {ref} --why WHY"]),
        (
            waiting_topic,
            "care",
            "topic",
            ["plan {handle} --at WHEN", "done {ref}", "drop {ref} --why WHY"],
        ),
    ],
)
def test_a_flag_has_a_severity_a_group_and_commands_that_settle_it(
    function: Rule, severity: str, group: str | None, commands: list[str]
) -> None:
    """Of one group only the worst flag on a record or a client is shown."""
    settle = tuple(f"clientlog {command}" for command in commands)
    assert traits_of(function) == (severity, settle, group)
