"""The colour of a status, and what it rests on."""

from typing import Any

import pytest

from clientlog.status.color import organization_verdicts, verdict_of
from tests.rules.build import action, at, change, noon, note, promise
from tests.status.facts import facts, organization

CLOCK = noon()

BAD = note("news", "untold", -3, tone="bad", text="the launch slips")
GOOD = note("news", "untold", -3, tone="good", text="the pilot is live")
TOLD = change(told=True)


@pytest.mark.parametrize(
    ("known", "color", "reason"),
    [
        ({"mine": [promise(-1)]}, "red", "late: send the draft (was due Thu 19 Nov)"),
        ({"mine": [promise(0)]}, "green", "on track; open: 1, next due Fri 20 Nov"),
        ({"mine": [promise()]}, "green", "on track; open: 1"),
        (
            {"mine": [promise(3), action(1), promise()]},
            "green", "on track; open: 3, next due Sat 21 Nov",
        ),
        (
            {"mine": [promise(-3, due_set_at=at(-2))]},
            "yellow", "at risk: send the draft (was due Tue 17 Nov)",
        ),
        (
            {"mine": [promise(3, amendments=(TOLD, TOLD, TOLD))]},
            "yellow", "at risk: send the draft (moved 3 times)",
        ),
        (
            {"mine": [promise(3, amendments=(TOLD, TOLD))]},
            "green", "on track; open: 1, next due Mon 23 Nov",
        ),
        (
            {"mine": [promise(3, amendments=(TOLD, change()))]},
            "yellow", "at risk: send the draft (moved)",
        ),
        ({"news": [BAD]}, "yellow", "at risk: the launch slips"),
        ({"news": [GOOD]}, "green", "on track; no commitment is open"),
        (
            {"theirs": [promise(-1, theirs=True)]},
            "yellow", "at risk: send the draft (still to come from you)",
        ),
        ({"theirs": [promise(0, theirs=True)]}, "green", "on track; no commitment of mine is open"),
        (
            {"broken": [promise(state="broken")]},
            "red", "broken: send the draft (will not be kept)",
        ),
        (
            {"changed": [promise(state="broken")]},
            "red", "broken: send the draft (will not be kept)",
        ),
        ({"changed": [promise(state="released")]}, "green", "on track; no commitment is open"),
        (
            {"mine": [promise(-1)], "broken": [promise(number=5, text="call", state="broken")]},
            "red", "late: send the draft (was due Thu 19 Nov); call (will not be kept)",
        ),
    ],
)  # fmt: skip
def test_the_color_and_its_reason(known: dict[str, Any], color: str, reason: str) -> None:
    """Red for what is late or broken, yellow for what is at risk, else green."""
    verdict = verdict_of(facts(**known), CLOCK)
    assert (verdict.color, verdict.reason) == (color, reason)


def test_a_broken_promise_is_named_once() -> None:
    """One that is untold and recent is in both lists."""
    broken = promise(state="broken")
    verdict = verdict_of(facts(changed=[broken], broken=[broken]), CLOCK)
    assert verdict.reason == "broken: send the draft (will not be kept)"


@pytest.mark.parametrize(
    ("count", "more"), [(1, ""), (2, ""), (3, " and 1 more"), (5, " and 3 more")]
)
def test_two_reasons_are_named_and_the_rest_counted(count: int, more: str) -> None:
    """In their order."""
    late = [
        promise(-number, number=number, text=f"draft {number}") for number in range(1, count + 1)
    ]
    reason = verdict_of(facts(mine=late), CLOCK).reason
    assert reason.startswith("late: draft 1 (was due Thu 19 Nov)")
    assert ("; draft 2 (" in reason) is (count > 1)
    assert "draft 3" not in reason
    assert reason.endswith(f"){more}")


@pytest.mark.parametrize(
    ("known", "color", "reason"),
    [
        ({}, "green", "on track; no commitment is open"),
        ({"recorded": False}, None, "no commitment, meeting or news with you is recorded"),
        ({"recorded": False, "told_at": at(-1)}, "green", "on track; no commitment is open"),
        ({"recorded": False, "finished": [promise()]}, "green", "on track; no commitment is open"),
        ({"recorded": False, "received": [promise()]}, "green", "on track; no commitment is open"),
        ({"recorded": False, "asks": [promise()]}, "green", "on track; no commitment is open"),
        (
            {"recorded": False, "changed": [promise(state="released")]},
            "green", "on track; no commitment is open",
        ),
    ],
)  # fmt: skip
def test_there_is_no_color_where_nothing_was_ever_recorded(
    known: dict[str, Any], color: str | None, reason: str
) -> None:
    """Where something was and no commitment is open, all is on track."""
    verdict = verdict_of(facts(**known), CLOCK)
    assert (verdict.color, verdict.reason) == (color, reason)


def test_the_worst_organization_colors_the_whole() -> None:
    """A leader hears of it even where their own work is on track."""
    known = facts(
        mine=[promise(3)],
        organizations=(
            organization("Acme", theirs=[action(-1, theirs=True)]),
            organization("Beta", mine=[action(-1)]),
        ),
    )
    verdict = verdict_of(known, CLOCK)
    assert (verdict.color, verdict.reason) == ("red", "late: send the draft (was due Thu 19 Nov)")


def test_green_counts_what_is_open_everywhere() -> None:
    """The client's own and that of every organization, and the first date of all."""
    known = facts(
        mine=[promise(3)],
        organizations=(organization("Acme", mine=[action(1)]), organization("Beta")),
    )
    assert verdict_of(known, CLOCK).reason == "on track; open: 2, next due Sat 21 Nov"


def test_organizations_stand_with_the_worst_first() -> None:
    """By name among equals; one where no commitment is open has no colour and is last."""
    known = facts(
        organizations=(
            organization("Idle"),
            organization("Fine", mine=[action(1)]),
            organization("Also fine", mine=[action(1)]),
            organization("Waiting", theirs=[action(-1, theirs=True)]),
            organization("Broken", broken=[promise(state="broken")]),
            organization("News", news=[BAD]),
        )
    )
    found = organization_verdicts(known, CLOCK)
    assert [(one.name, one.verdict.color, one.verdict.reason) for one in found] == [
        ("Broken", "red", "broken: send the draft (will not be kept)"),
        ("News", "yellow", "at risk: the launch slips"),
        ("Waiting", "yellow", "at risk: send the draft (waiting for the client)"),
        ("Also fine", "green", "on track; open: 1, next due Sat 21 Nov"),
        ("Fine", "green", "on track; open: 1, next due Sat 21 Nov"),
        ("Idle", None, "no commitment is open"),
    ]


@pytest.mark.parametrize(
    ("known", "color"),
    [
        ({}, None),
        ({"mine": [promise()]}, "green"),
        ({"theirs": [promise(0, theirs=True)]}, "green"),
        ({"news": [GOOD]}, "green"),
        ({"broken": [promise(state="broken")]}, "red"),
    ],
)
def test_an_organization_has_a_color_where_anything_is_open(
    known: dict[str, Any], color: str | None
) -> None:
    """What is mine, what is theirs, news, or a broken promise: each is enough."""
    (verdict,) = organization_verdicts(facts(organizations=(organization(**known),)), CLOCK)
    assert verdict.verdict.color == color
