"""Run the rules over a book: findings in, flags out, in the order they are shown."""

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from clientlog.errors import UsageError, quote
from clientlog.queries.values import Client, Meeting, Organization, Snapshot
from clientlog.rules import RULES
from clientlog.rules.base import (
    SEVERITIES,
    Finding,
    Number,
    Rule,
    Severity,
    Subject,
    explain,
    rule_id,
    thresholds_of,
    traits_of,
)
from clientlog.settings import HIGHEST

Thresholds = Mapping[str, Mapping[str, Number]]
"""Rule id to threshold name to value."""


class Flag(NamedTuple):
    """One thing that needs you, why, and the commands that settle it."""

    key: str
    rule: str
    severity: Severity
    client: str | None
    """A handle; of a meeting that of the first attendee; None for an organization."""
    ref: str | None
    since: date
    text: str
    why: str
    settle: tuple[str, ...]
    subject: Subject
    snoozed: bool = False


def find_flags(
    snapshot: Snapshot,
    *,
    thresholds: Thresholds | None = None,
    muted: Collection[str] = (),
    snoozed: Collection[str] = (),
    include_snoozed: bool = False,
    extra_rules: Iterable[Rule] = (),
) -> tuple[Flag, ...]:
    """Every flag of the book: the worst severity first, then the oldest.

    `muted` are ids of rules that stay silent; `snoozed` are the keys of snoozes in force.
    A snoozed flag still keeps the lesser ones of its group away: it was put off, not settled.
    Raises UsageError for a threshold that no rule has.
    """
    rules = (*RULES, *extra_rules)
    check_thresholds(thresholds or {}, rules)
    active = [one for one in rules if rule_id(one) not in muted]
    found = [
        (one, finding)
        for one in active
        for finding in one(snapshot, **(thresholds or {}).get(rule_id(one), {}))
    ]
    flags = [_flag(one, finding, snoozed) for one, finding in _one_of_each_group(found)]
    order = {rule_id(one): place for place, one in enumerate(rules)}
    flags.sort(
        key=lambda flag: (
            SEVERITIES.index(flag.severity),
            flag.since,
            order[flag.rule],
            flag.key,
        )
    )
    return tuple(flag for flag in flags if include_snoozed or not flag.snoozed)


def rule_named(name: str, rules: Iterable[Rule] = RULES) -> Rule:
    """The rule with this id; raise UsageError when there is none."""
    known = {rule_id(one): one for one in rules}
    if name not in known:
        from difflib import get_close_matches

        near = get_close_matches(name, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "clientlog rule list names them all"
        raise UsageError(f"there is no rule {quote(name)}", hint)
    return known[name]


def check_thresholds(given: Thresholds, rules: Iterable[Rule] = RULES) -> None:
    """Raise UsageError for an unknown rule or threshold, or a value that makes no sense."""
    for name, values in given.items():
        known = thresholds_of(rule_named(name, rules))
        for threshold, value in values.items():
            if threshold not in known:
                has = ", ".join(known) or "no thresholds"
                raise UsageError(f"{name} has no threshold {quote(threshold)}", f"it has {has}")
            _check_number(f"{name} {threshold}", value, known[threshold])


def _check_number(what: str, value: Number, default: Number) -> None:
    """A configuration file may hold anything, whatever the annotation says."""
    whole = isinstance(default, int)
    fits = isinstance(value, int) or (isinstance(value, float) and not whole)
    if isinstance(value, bool) or not fits or not 0 <= value <= HIGHEST:
        number = "a whole number" if whole else "a number"
        raise UsageError(f"{what} must be {number} from 0 to {HIGHEST:,}")


def _one_of_each_group(found: list[tuple[Rule, Finding]]) -> Iterator[tuple[Rule, Finding]]:
    """Of the findings about one subject in one group only the worst; ties go by rule order."""
    best: dict[tuple[str, str], tuple[Rule, Finding]] = {}
    for one, finding in found:
        group = traits_of(one).group or rule_id(one)
        place = (group, finding.subject.key)
        rival = best.get(place)
        if rival is None or _rank(one, finding) < _rank(*rival):
            best[place] = (one, finding)
    yield from best.values()


def _rank(one: Rule, finding: Finding) -> int:
    return SEVERITIES.index(_severity(one, finding))


def _severity(one: Rule, finding: Finding) -> Severity:
    return finding.severity or traits_of(one).severity


def _flag(one: Rule, finding: Finding, snoozed: Collection[str]) -> Flag:
    subject = finding.subject
    key = f"{rule_id(one)}:{subject.key}"
    client = _client_of(subject)
    return Flag(
        key=key,
        rule=rule_id(one),
        severity=_severity(one, finding),
        client=client.handle if client else None,
        ref=None if isinstance(subject, Client | Organization) else subject.ref,
        since=finding.since,
        text=finding.text,
        why=explain(one).why,
        settle=_commands(one, finding, key),
        subject=subject,
        snoozed=key in snoozed,
    )


def _client_of(subject: Subject) -> Client | None:
    match subject:
        case Client():
            return subject
        case Organization():
            return None
        case Meeting():
            return subject.clients[0] if subject.clients else None
        case _:
            return subject.client


def _commands(one: Rule, finding: Finding, key: str) -> tuple[str, ...]:
    """The templates filled in, and the snooze, which runs as it stands."""
    subject = finding.subject
    client = _client_of(subject)
    templates = traits_of(one).settle if finding.settle is None else finding.settle
    words = {
        "ref": shlex.quote(subject.key),
        "handle": client.handle if client else "WHO",
        "organization": shlex.quote(subject.name) if isinstance(subject, Organization) else "NAME",
    }
    filled = [template.format(**words) for template in templates]
    return (*filled, f"clientlog snooze {shlex.quote(key)} --until +7d")
