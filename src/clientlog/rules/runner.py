"""Run the rules over a snapshot: findings become flags, in the order in which they are shown."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from types import MappingProxyType
from typing import NamedTuple

from clientlog.errors import UsageError, quote
from clientlog.queries.snapshot_values import Organization, Snapshot, Snoozed
from clientlog.queries.values import Client, Commitment, Meeting
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
from clientlog.shell import quote_or
from clientlog.suggest import did_you_mean

Thresholds = Mapping[str, Mapping[str, Number]]
"""Rule id to threshold name to value."""

OLD_AFTER = timedelta(days=28)
"""A `soon` or `care` flag that has stood unchanged for longer is counted, not shown."""

LONGEST_SNOOZE = timedelta(days=14)
"""How long a `late` flag can be put off."""

RENAMED = {
    ("no-agenda", "hours"): "no-agenda looks ahead to the end of the next working day;"
    " its threshold is minutes, the shortest meeting that needs an agenda",
}
"""Thresholds of earlier versions, and what became of them."""


SNOOZE = "clientlog snooze {key} --until +7d"
"""What every flag can be settled by, and runs as it stands."""


class Flag(NamedTuple):
    """One thing that needs attention, why, and the commands that settle it."""

    key: str
    rule: str
    severity: Severity
    client: str | None
    """A handle: for a meeting, the first attendee's; None for an organization."""
    ref: str | None
    since: date
    text: str
    why: str
    templates: tuple[str, ...]
    """The commands that settle it, not filled in: of thousands of flags few are shown."""
    subject: Subject
    snoozed: bool
    old: bool
    """Whether it has stood unchanged for more than 28 days."""
    put_off: int
    """How often it was snoozed since that day."""

    @property
    def settle(self) -> tuple[str, ...]:
        """Return the commands that settle it; at least the last one runs as it stands."""
        subject = self.subject
        words = {
            "key": quote_or(self.key, "KEY"),
            "ref": quote_or(subject.key, "REF"),
            "handle": quote_or(self.client, "WHO") if self.client else "WHO",
            "organization": quote_or(subject.name, "NAME")
            if isinstance(subject, Organization)
            else "NAME",
        }
        return tuple(template.format(**words) for template in self.templates)


class _Source(NamedTuple):
    """A rule, with what the runner asks of it for every finding."""

    function: Rule
    id: str
    place: int
    """Where it comes in the order of the rules."""
    severity: Severity
    group: str
    """Its group, or its id where it is alone."""
    why: str
    templates: tuple[str, ...]


_Pair = tuple[_Source, Finding]


def find_flags(
    snapshot: Snapshot,
    *,
    thresholds: Thresholds | None = None,
    muted: Collection[str] = (),
    muted_for: Collection[tuple[str, str]] = (),
    snoozed: Mapping[str, Snoozed] = MappingProxyType({}),
    include_snoozed: bool = False,
    extra_rules: Iterable[Rule] = (),
) -> tuple[Flag, ...]:
    """Return every flag of the snapshot: the worst severity first, then the oldest.

    `muted` are ids of rules that stay silent, `muted_for` pairs of a rule's id and the handle of
    a client; `snoozed` maps keys of flags to their snoozes. A snoozed flag still keeps the
    lesser ones of its group away: it was put off, not settled.

    Raises UsageError for a threshold that no rule has.
    """
    rules = (*RULES, *extra_rules)
    check_thresholds(thresholds or {}, rules)
    pairs = (
        (source, finding)
        for source in map(_source, rules, count())
        if source.id not in muted
        for finding in findings(source.function, snapshot, **_current(source.id, thresholds or {}))
        if not (muted_for and _is_muted(source.id, finding, muted_for))
    )
    today = snapshot.clock.today
    flags = [
        _flag(source, finding, snoozed, today)
        for source, finding in sorted(_worst_of_each_group(pairs), key=_order)
    ]
    return tuple(flag for flag in flags if include_snoozed or not flag.snoozed)


def _source(function: Rule, place: int) -> _Source:
    traits, name = traits_of(function), rule_id(function)
    return _Source(
        function=function,
        id=name,
        place=place,
        severity=traits.severity,
        group=traits.group or name,
        why=explain(function).why,
        templates=(*traits.settle, SNOOZE),
    )


def findings(function: Rule, snapshot: Snapshot, **thresholds: Number) -> Iterator[Finding]:
    """Yield what a rule finds, except about clients who are archived or away."""
    for finding in function(snapshot, **thresholds):
        if not _is_paused(snapshot, function, finding.subject):
            yield finding


def _is_paused(snapshot: Snapshot, function: Rule, subject: Subject) -> bool:
    """Return whether everybody it is about is archived or away, and it may wait.

    Of an archived client your promises cannot wait, nor what is overdue; of one who is away
    your dated words cannot.
    """
    clients = clients_of(subject)
    for client in clients:
        if client.archived or client.id in snapshot.away:
            break
    else:  # almost always, of thousands of findings
        return False
    mine = isinstance(subject, Commitment) and not subject.theirs
    dated = traits_of(function).group == "date"
    if all(client.archived for client in clients):
        is_promise = isinstance(subject, Commitment) and subject.kind == "promise"
        return not (mine and dated and (is_promise or rule_id(function) == "past-date"))
    if all(client.archived or client.id in snapshot.away for client in clients):
        return not (mine and dated and isinstance(subject, Commitment) and subject.due)
    return False


def clients_of(subject: Subject) -> tuple[Client, ...]:
    """Return the clients that a subject is about; none for an organization."""
    match subject:
        case Client():
            return (subject,)
        case Organization():
            return ()
        case Meeting():
            return subject.clients
        case _:
            return (subject.client,)


def _is_muted(rule: str, finding: Finding, muted_for: Collection[tuple[str, str]]) -> bool:
    clients = clients_of(finding.subject)
    return bool(clients) and all((rule, client.handle) in muted_for for client in clients)


def _current(rule: str, thresholds: Thresholds) -> dict[str, Number]:
    """Return the thresholds set for a rule, without those of earlier versions."""
    values = thresholds.get(rule, {})
    return {name: value for name, value in values.items() if (rule, name) not in RENAMED}


def rule_named(name: str, rules: Iterable[Rule] = RULES) -> Rule:
    """Return the rule with this id; raise UsageError when there is none."""
    known = {rule_id(function): function for function in rules}
    if name not in known:
        hint = did_you_mean(name, known, "see: clientlog rule list", count=1)
        raise UsageError(f"there is no rule {quote(name)}", hint)
    return known[name]


def renamed_thresholds(thresholds: Thresholds) -> list[str]:
    """Return a sentence for each threshold of an earlier version that has no effect now."""
    return [
        f"rules.{rule}.{name} has no effect: {RENAMED[rule, name]}"
        for rule, values in thresholds.items()
        for name in values
        if (rule, name) in RENAMED
    ]


def check_thresholds(thresholds: Thresholds, rules: Iterable[Rule] = RULES) -> None:
    """Raise UsageError for an unknown rule or threshold, or a value that makes no sense."""
    for name, values in thresholds.items():
        known = thresholds_of(rule_named(name, rules))
        for threshold, value in values.items():
            if (name, threshold) in RENAMED:
                continue
            if threshold not in known:
                has = ", ".join(known) or "no thresholds"
                raise UsageError(f"{name} has no threshold {quote(threshold)}", f"it has {has}")
            _check_number(f"{name} {threshold}", value, known[threshold])


def _check_number(what: str, value: Number, default: Number) -> None:
    """Raise UsageError for anything but a number in range, since it may come from a file."""
    whole = isinstance(default, int)
    fits = isinstance(value, int) or (isinstance(value, float) and not whole)
    if isinstance(value, bool) or not fits or not 0 <= value <= HIGHEST:
        number = "a whole number" if whole else "a number"
        raise UsageError(f"{what} must be {number} from 0 to {HIGHEST:,}")


def _worst_of_each_group(pairs: Iterable[_Pair]) -> Iterable[_Pair]:
    """Return the worst finding of each group about each subject; ties go by rule order."""
    worst: dict[tuple[str, str], _Pair] = {}
    for pair in pairs:
        source, finding = pair
        place = (source.group, finding.subject.key)
        rival = worst.get(place)
        if rival is None or _rank(*pair) < _rank(*rival):
            worst[place] = pair
    return worst.values()


def _rank(source: _Source, finding: Finding) -> int:
    return SEVERITIES.index(finding.severity or source.severity)


def _order(pair: _Pair) -> tuple[int, date, int, str]:
    """Return the key that sorts the worst first, then the oldest, by rule and by key."""
    source, finding = pair
    return _rank(source, finding), finding.since, source.place, finding.subject.key


def _flag(source: _Source, finding: Finding, snoozed: Mapping[str, Snoozed], today: date) -> Flag:
    subject = finding.subject
    key = f"{source.id}:{subject.key}"
    clients = clients_of(subject)
    severity = finding.severity or source.severity
    snooze = snoozed.get(key)
    settle = finding.settle
    return Flag(
        key=key,
        rule=source.id,
        severity=severity,
        client=clients[0].handle if clients else None,
        ref=None if isinstance(subject, Client | Organization) else subject.ref,
        since=finding.since,
        text=finding.text,
        why=source.why,
        templates=source.templates if settle is None else (*settle, SNOOZE),
        subject=subject,
        snoozed=snooze is not None and snooze.silences(finding.since, today),
        old=severity in {"soon", "care"} and today - finding.since > OLD_AFTER,
        put_off=snooze.times if snooze and snooze.since == finding.since else 0,
    )
