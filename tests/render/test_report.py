"""The report as a value, and as JSON."""

from typing import Any

import pytest

from clientlog.render.report import (
    TITLES,
    commands,
    counts,
    document,
    nothing_found,
    put_off,
    summary,
    together,
)
from clientlog.rules.base import SEVERITIES
from tests.render.flags import flag, report


def test_every_severity_is_counted_and_has_a_title() -> None:
    """The worst first, also where there is none."""
    found = counts([flag("soon"), flag("late"), flag("soon")])
    assert [*found.items()] == [("late", 1), ("now", 0), ("soon", 2), ("care", 0)]
    assert tuple(TITLES) == SEVERITIES


def test_json_has_every_flag_and_what_was_left_out() -> None:
    """With the keys that scripts rely on."""
    made = document(
        report(flag("late", old=True, put_off=2), snoozed=3, left_out={"soon": 2, "care": 5})
    )
    assert list(made) == ["as_of", "counts", "flags", "snoozed", "left_out"]
    assert (made["snoozed"], made["left_out"], made["counts"]["late"]) == (3, 7, 1)
    assert made["flags"] == [
        {
            "key": "due-soon:p4", "rule": "due-soon", "severity": "late", "client": "dana",
            "ref": "p4", "since": "2026-11-20", "text": "p4 is due", "why": "A word counts.",
            "settle": ["clientlog done p4", "clientlog drop p4"], "old": True, "snoozed": False,
            "put_off": 2,
        }
    ]  # fmt: skip


def test_settling_commands_reach_the_journal_of_the_report() -> None:
    """The name of the program at their beginning is replaced, and nowhere else."""
    known = flag(templates=("clientlog note dana 'clientlog is down'",))
    assert commands(known, "clientlog --db x.db") == [
        "clientlog --db x.db note dana 'clientlog is down'"
    ]


def test_flags_about_one_client_stand_together() -> None:
    """In the order in which each client is first named; without a client, by key."""
    flags = [
        flag(number=1, client="dana"),
        flag(number=2, client="sam"),
        flag(number=3, client=None),
        flag(number=4, client="dana"),
        flag(number=5, client=None),
    ]
    assert [one.ref for one in together(flags)] == ["p1", "p4", "p2", "p3", "p5"]


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({}, "Nothing needs attention."),
        ({"snoozed": 2}, "Nothing needs attention. 2 snoozed."),
        ({"asked_for": "late"}, "Nothing late."),
        ({"asked_for": "late", "left_out": {"soon": 2, "care": 0}}, "Nothing late. 2 soon."),
        (
            {"asked_for": "late", "left_out": {"soon": 2, "care": 1}, "snoozed": 1},
            "Nothing late. 2 soon, 1 care, 1 snoozed.",
        ),
    ],
)
def test_a_report_without_flags_says_what_was_left_out(
    known: dict[str, Any], sentence: str
) -> None:
    """`Nothing needs attention` is said only where no filter was set."""
    assert nothing_found(report(**known)) == sentence


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, "1 late, 2 soon"),
        ({"left_out": {"care": 3, "now": 0}}, "1 late, 2 soon; not shown: 3 care"),
        ({"snoozed": 1}, "1 late, 2 soon; 1 snoozed"),
        (
            {"left_out": {"now": 1, "care": 3}, "snoozed": 1},
            "1 late, 2 soon; not shown: 1 now, 3 care; 1 snoozed",
        ),
    ],
)
def test_the_head_counts_what_is_there(known: dict[str, Any], words: str) -> None:
    """Then what a filter hid, and what was put off."""
    assert summary(report(flag("late"), flag("soon"), flag("soon"), **known)) == words


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({}, ""),
        ({"put_off": 1}, " (snoozed once before)"),
        ({"put_off": 2}, " (snoozed twice before)"),
        ({"put_off": 3}, " (snoozed 3 times before)"),
        ({"snoozed": True, "put_off": 2}, " (snoozed)"),
    ],
)
def test_a_flag_says_how_often_it_was_put_off(known: dict[str, Any], words: str) -> None:
    """One that is snoozed now says only that."""
    assert put_off(flag(**known)) == words


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({"muted": 1}, "Nothing needs attention. 1 rule muted."),
        ({"muted": 2, "snoozed": 1}, "Nothing needs attention. 1 snoozed, 2 rules muted."),
        ({"muted": 1, "asked_for": "late"}, "Nothing late. 1 rule muted."),
    ],
)
def test_rules_that_are_muted_are_mentioned(known: dict[str, Any], sentence: str) -> None:
    """They may have found something."""
    assert nothing_found(report(**known)) == sentence
