"""What every rule says of itself."""

import string
from collections.abc import Iterator

import pytest

from clientlog import rules
from clientlog.queries.snapshot_values import Snapshot
from clientlog.rules import RULES
from clientlog.rules.base import (
    SEVERITIES,
    Finding,
    Number,
    Rule,
    explain,
    rule,
    rule_id,
    thresholds_of,
    traits_of,
)

EVERY_RULE = pytest.mark.parametrize("one", RULES, ids=rule_id)

IDS = [
    "missed-promise",
    "missed-deadline",
    "untold-change",
    "no-summary",
    "untold-news",
    "no-agenda",
    "waiting-on-them",
    "forgotten-executive",
    "quiet-relationship",
    "no-next-meeting",
    "never-spoken",
    "review-without-talk",
    "due-soon",
    "unconfirmed-actions",
    "undated-promise",
    "slipping-promise",
    "stale-topic",
    "unconfirmed-need",
    "unmet-must",
    "internal-starved",
    "feedback-not-acted",
    "feedback-not-asked",
    "one-sided",
    "no-executive",
    "stuck-conflict",
    "unchecked-agreement",
    "silence-after-conflict",
    "recognition-due",
    "growth-talk-due",
    "past-date",
    "their-due-soon",
    "slipping-meeting",
    "no-show-open",
    "undated-action",
    "waiting-topic",
    "feedback-unanswered",
    "executive-before-end",
    "personal-date",
]


def test_all_rules_are_listed_once() -> None:
    """The tuple holds every rule that users know, once."""
    assert sorted(map(rule_id, RULES)) == sorted(IDS)


@EVERY_RULE
def test_a_rule_is_named_like_its_id(one: Rule) -> None:
    """The word in the tuple is the rule's id with underscores."""
    assert getattr(rules, rule_id(one).replace("-", "_")) is one


@EVERY_RULE
def test_a_rule_is_documented_in_the_fixed_shape(one: Rule) -> None:
    """The docstring is one sentence, then what is flagged, what is silent, and why."""
    said = explain(one)
    assert said.sentence.endswith(".")
    assert said.sentence.count(". ") == 0
    assert said.sentence[0].isupper()
    for part in (said.flagged, said.silent, said.why):
        assert part.endswith(".")
    paragraphs = (one.__doc__ or "").strip().split("\n\n")
    assert [part.split()[0] for part in paragraphs[1:]] == ["Flagged:", "Silent:", "Why:"]


@EVERY_RULE
def test_a_rule_says_how_it_is_settled(one: Rule) -> None:
    """Each command is ours and has no fields but those that the runner fills."""
    assert traits_of(one).severity in SEVERITIES
    assert traits_of(one).settle
    for command in traits_of(one).settle:
        assert command.startswith("clientlog ")
        fields = {field for _, field, _, _ in string.Formatter().parse(command) if field}
        assert fields <= {"ref", "handle", "organization"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("missed-promise", {}),
        ("due-soon", {"days": 2}),
        ("no-next-meeting", {"factor": 1.5}),
        ("quiet-relationship", {"up": 14, "down": 7, "sideways": 30, "outside": 21}),
        ("feedback-not-asked", {"days": 90, "after_promise": 14}),
    ],
)
def test_the_parameters_of_a_rule_are_its_thresholds(
    name: str, expected: dict[str, Number]
) -> None:
    """Thresholds and their defaults are read from the function itself."""
    (found,) = (one for one in RULES if rule_id(one) == name)
    assert thresholds_of(found) == expected


def test_a_docstring_without_shape_is_no_failure() -> None:
    """A rule of somebody's own may say less; what is missing is empty."""

    @rule("care")
    def quiet_evening(snapshot: Snapshot) -> Iterator[Finding]:
        yield from ()

    said = explain(quiet_evening)
    assert (said.id, said.sentence, said.why) == ("quiet-evening", "", "")
