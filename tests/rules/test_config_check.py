"""What the configuration says about rules, and what is wrong with it."""

import pytest

from clientlog.rules import RULES
from clientlog.rules.config_check import check_rule_settings


def test_what_is_right_is_used_and_what_is_wrong_is_named() -> None:
    """One wrong value takes nothing else along; each sentence is there once."""
    settings = check_rule_settings(
        {
            "stale-topic": {"days": 10, "times": -1},
            "no-such-rule": {"days": 1},
            "no-agenda": {"hours": 24},
        },
        ["due-soon", "duesoon", "zzz"],
        RULES,
    )
    assert settings.thresholds["stale-topic"] == {"days": 10}
    assert "no-such-rule" not in settings.thresholds
    sentences = [problem.split(":")[0] for problem in settings.problems]
    assert sentences == [
        "rules.no-agenda.hours has no effect",
        "rules.stale-topic.times",
        "rules.no-such-rule.days",
        "rules.mute",
        "rules.mute",
    ]
    assert "must be a whole number" in settings.problems[1]
    assert "there is no rule" in settings.problems[2]
    assert "did you mean due-soon?" in settings.problems[3]


@pytest.mark.parametrize("rules", [(), RULES])
def test_nothing_configured_is_nothing_wrong(rules: tuple[()]) -> None:
    """With own rules or without."""
    assert check_rule_settings({}, [], rules) == ({}, ())


def test_a_long_name_is_cut() -> None:
    """A configuration file may hold anything."""
    settings = check_rule_settings({"x" * 200: {"days": 1}}, [], RULES)
    assert settings.problems[0].startswith("rules." + "x" * 74 + ":")
