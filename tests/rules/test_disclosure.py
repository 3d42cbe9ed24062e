"""Rules about what a client should have heard."""

import pytest

from clientlog.rules.base import Rule, traits_of
from clientlog.rules.disclosure import untold_change, untold_news

from .build import (
    AmendmentKind,
    Record,
    Records,
    action,
    cases,
    change,
    flagged,
    note,
    promise,
    since_and_text,
    text_of,
)


@cases(
    a_minute_over_a_day=promise(due=9, amendments=(change(-1, "11:59"),)),
    broken=promise(state="broken", amendments=(change(kind="broken"),)),
    released=promise(state="released", amendments=(change(kind="released"),)),
    delegated=promise(due=9, owner="Tom", amendments=(change(kind="delegated"),)),
    an_earlier_one_was_told=promise(due=9, amendments=(change(-9, told=True), change(-5))),
)
def test_an_untold_change_is_flagged(records: Records) -> None:
    """A change that the client does not know is flagged when a day has passed."""
    assert flagged(untold_change, records) == ["p4"]


@cases(
    a_day_to_the_minute=promise(due=9, amendments=(change(-1, "12:00"),)),
    told=promise(due=9, amendments=(change(told=True),)),
    the_latest_is_fresh=promise(due=9, amendments=(change(-9), change(0, "11:00"))),
    the_latest_was_told=promise(due=9, amendments=(change(-9), change(-5, told=True))),
    kept=promise(due=9, state="kept", amendments=(change(),)),
    theirs=promise(due=9, theirs=True, amendments=(change(),)),
    done=action(due=9, state="done", amendments=(change(),)),
    never_changed=promise(due=9),
)
def test_other_changes_are_not_untold(records: Records) -> None:
    """Nothing is said within the day, once told, once kept, and of other commitments."""
    assert flagged(untold_change, records) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("renegotiated", "was moved to Sun 29 Nov"),
        ("broken", "will not be kept"),
        ("released", "was dropped"),
        ("delegated", "was delegated to Tom"),
    ],
)
def test_the_text_says_what_changed(kind: AmendmentKind, words: str) -> None:
    """The flag says what the client has not been told."""
    changed = promise(due=9, owner="Tom", amendments=(change(kind=kind),))
    text = text_of(untold_change, changed)
    assert text == f"Dana Reyes has not been told that 'send the draft' {words} (on Sun 15 Nov)"


@cases(
    a_minute_over_a_day=note("news", "untold", -1, "11:59", tone="bad"),
    good_news=note("news", "untold", -3, tone="good"),
)
def test_untold_news_is_flagged(records: Records) -> None:
    """News is flagged when it has been kept for more than a day."""
    assert flagged(untold_news, records) == ["n7"]


@cases(
    a_day_to_the_minute=note("news", "untold", -1, "12:00"),
    told=note("news", "told", -3),
    dropped=note("news", "dropped", -3),
    another_kind=note("need", "open", -3),
)
def test_other_news_is_not_untold(records: Records) -> None:
    """Nothing is said within the day, once told and once dropped."""
    assert flagged(untold_news, records) == []


def test_an_untold_change_of_an_action_item_is_flagged() -> None:
    """What changes about an action item is told like a promise."""
    assert flagged(untold_change, (action(due=9, amendments=(change(),)),)) == ["a4"]


@pytest.mark.parametrize(
    ("function", "records", "since", "text"),
    [
        (
            untold_change,
            promise(due=9, amendments=(change(-5),)),
            -4,
            (
                "Dana Reyes has not been told that 'send the draft' was moved to Sun 29 Nov (on"
                " Sun 15 Nov)"
            ),
        ),
        (
            untold_change,
            promise(due=9, amendments=(change(-5, kind="delegated"),)),
            -4,
            (
                "Dana Reyes has not been told that 'send the draft' was delegated to someone (on"
                " Sun 15 Nov)"
            ),
        ),
        (
            untold_change,
            promise(due=9, amendments=(change(-5)._replace(to_due=None),)),
            -4,
            "Dana Reyes has not been told that 'send the draft' was moved (on Sun 15 Nov)",
        ),
        (
            untold_news,
            note("news", "untold", -3),
            -2,
            "Dana Reyes has not been told news of Tue 17 Nov: 'quick answers'",
        ),
        (
            untold_news,
            note("news", "untold", -3, tone="bad"),
            -2,
            "Dana Reyes has not been told bad news of Tue 17 Nov: 'quick answers'",
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
        (untold_change, "late", None, ["told {ref}"]),
        (untold_news, "now", None, ["told {ref}", "drop {ref} --why WHY"]),
    ],
)
def test_a_flag_has_a_severity_a_group_and_commands_that_settle_it(
    function: Rule, severity: str, group: str | None, commands: list[str]
) -> None:
    """Of one group only the worst flag on a record or a client is shown."""
    settle = tuple(f"clientlog {command}" for command in commands)
    assert traits_of(function) == (severity, settle, group)
