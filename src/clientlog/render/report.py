"""The report as a value, and as JSON: flags by severity, and what was left out."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from clientlog.rules.base import SEVERITIES
from clientlog.rules.runner import Flag
from clientlog.text import counted

TITLES = {
    "late": "late: a promise or a date is broken, or a change was not told",
    "now": "now: act today",
    "soon": "soon: act this week",
    "care": "care: worth a thought",
}

CLEAN = "Nothing needs attention."


class Report(NamedTuple):
    """The flags to show, and how many there are beside them."""

    flags: tuple[Flag, ...]
    as_of: str
    """The moment in words: ISO in JSON, the local time in a text."""
    program: str
    """How commands begin to reach this journal: `clientlog`, or with `--db`."""
    left_out: Mapping[str, int]
    """By severity, the flags that a filter hid."""
    snoozed: int = 0
    """The flags that were put off."""
    muted: int = 0
    """The rules that are muted, for everybody or for a client."""
    failed: int = 0
    """What was wrong with the user's own rules."""
    asked_for: str = ""
    """The filter in words, as in `Nothing late.`; empty without a filter."""
    digest: str = ""
    """What happened in an absence of the user that has just ended."""


class Shape(NamedTuple):
    """Which parts of a report are shown in full."""

    care: bool = False
    """Whether flags of `care` are shown like the others, not a line per rule."""
    full: bool = False
    """Whether reasons and every command are shown, however many flags there are."""
    old: bool = False
    """Whether flags that have stood for long are shown."""


def counts(flags: Sequence[Flag]) -> dict[str, int]:
    """Return how many flags there are of each severity."""
    return {severity: sum(flag.severity == severity for flag in flags) for severity in SEVERITIES}


def document(report: Report) -> dict[str, Any]:
    """Return the report as JSON."""
    return {
        "as_of": report.as_of,
        "counts": counts(report.flags),
        "flags": [
            {
                "key": flag.key,
                "rule": flag.rule,
                "severity": flag.severity,
                "client": flag.client,
                "ref": flag.ref,
                "since": flag.since.isoformat(),
                "text": flag.text,
                "why": flag.why,
                "settle": commands(flag, report.program),
                "old": flag.old,
                "snoozed": flag.snoozed,
                "put_off": flag.put_off,
            }
            for flag in report.flags
        ],
        "snoozed": report.snoozed,
        "left_out": sum(report.left_out.values()),
    }


def commands(flag: Flag, program: str) -> list[str]:
    """Return the settling commands, with what they need to reach the report's journal."""
    return [program + command.removeprefix("clientlog") for command in flag.settle]


def together(flags: Sequence[Flag]) -> list[Flag]:
    """Return the flags of one severity, those about one client together, the first client first."""
    order: dict[str, int] = {}
    for flag in flags:
        order.setdefault(flag.client or flag.key, len(order))
    return sorted(flags, key=lambda flag: order[flag.client or flag.key])


def nothing_found(report: Report) -> str:
    """Return the sentence for a report without flags, which says what was left out."""
    rest = [f"{number} {severity}" for severity, number in report.left_out.items() if number]
    rest += put_aside(report.snoozed, report.muted, report.failed)
    found = f"Nothing {report.asked_for}." if report.asked_for else CLEAN
    return found + (f" {', '.join(rest)}." if rest else "")


def put_aside(snoozed: int, muted: int, failed: int = 0) -> list[str]:
    """Return `2 snoozed`, `1 rule muted`, `1 problem with own rules`, as far as there are any."""
    return [
        *([f"{snoozed} snoozed"] if snoozed else []),
        *([f"{counted(muted, 'rule')} muted"] if muted else []),
        *([f"{counted(failed, 'problem')} with own rules"] if failed else []),
    ]


def summary(report: Report) -> str:
    """Return the counts in words: `2 late, 1 soon`, what was left out, what was put off."""
    totals = [f"{number} {name}" for name, number in counts(report.flags).items() if number]
    hidden = [f"{number} {name}" for name, number in report.left_out.items() if number]
    parts = [", ".join(totals)]
    parts += [f"not shown: {', '.join(hidden)}"] if hidden else []
    parts += [f"{report.snoozed} snoozed"] if report.snoozed else []
    return "; ".join(parts)


def put_off(flag: Flag) -> str:
    """Return ` (snoozed)`, ` (snoozed twice before)`, or nothing."""
    if flag.snoozed:
        return " (snoozed)"
    if not flag.put_off:
        return ""
    times = {1: "once", 2: "twice"}.get(flag.put_off, f"{flag.put_off} times")
    return f" (snoozed {times} before)"
