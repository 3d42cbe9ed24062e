"""Check the configuration of the rules: what can be used, and what is wrong."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from clientlog.errors import UsageError
from clientlog.rules.base import Rule, rule_id
from clientlog.rules.runner import check_thresholds, renamed_thresholds, rule_named


class RuleSettings(NamedTuple):
    """The thresholds that rules have, and a sentence for each setting that has no effect."""

    thresholds: Mapping[str, Mapping[str, float]]
    problems: tuple[str, ...]


def check_rule_settings(
    thresholds: Mapping[str, Mapping[str, float]], muted: Iterable[str], rules: Iterable[Rule]
) -> RuleSettings:
    """Return the usable settings of rules, and a problem for each of the others."""
    rules = tuple(rules)
    usable: dict[str, dict[str, float]] = {}
    problems = renamed_thresholds(thresholds)
    for rule, values in thresholds.items():
        for name, value in values.items():
            try:
                check_thresholds({rule: {name: value}}, rules)
            except UsageError as error:
                problems.append(_sentence(f"rules.{rule}.{name}", error))
            else:
                usable.setdefault(rule, {})[name] = value
    known = {rule_id(rule) for rule in rules}
    for rule in sorted(set(muted) - known):
        try:
            rule_named(rule, rules)
        except UsageError as error:
            problems.append(_sentence("rules.mute", error))
    return RuleSettings(usable, tuple(dict.fromkeys(problems)))


def _sentence(key: str, error: UsageError) -> str:
    return f"{key[:80]}: {error.message}" + (f"; {error.hint}" if error.hint else "")
