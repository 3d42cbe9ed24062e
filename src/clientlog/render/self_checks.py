"""Self-checks over time, a line for each of the six points."""

from collections.abc import Sequence
from typing import Any

from clientlog.clock import Clock
from clientlog.dates import format_day
from clientlog.queries.self_checks import QUESTIONS, SelfCheck
from clientlog.render.terminal import stdout_encoding

BARS = dict(enumerate("▁▂▃▅▇", 1))
"""The bar for each value."""

LONGEST = 24
"""How many of the latest checks are in a line."""

LATEST = 6
"""The same, if all six points share one line."""


def document(checks: Sequence[SelfCheck], clock: Clock) -> list[dict[str, Any]]:
    """Return every check as JSON, oldest first."""
    return [{"at": clock.local(check.at).isoformat(), **check.points} for check in checks]


def text(checks: Sequence[SelfCheck], clock: Clock) -> str:
    """Return `trust      ▂▃▅  4, was 3`, and the days of the first and the last check."""
    lines = [_line(point, checks) for point in QUESTIONS]
    days = [format_day(clock.day(check.at), clock.today) for check in (checks[0], checks[-1])]
    return "\n".join([*lines, " to ".join(dict.fromkeys(days))])


def short(checks: Sequence[SelfCheck]) -> str:
    """Return all six on one line: `abundance ▃▅ 4, trust ▅▅ 4`; '' where there is no check."""
    if not checks:
        return ""
    return ", ".join(f"{point} {_now(point, checks)}" for point in QUESTIONS)


def _now(point: str, checks: Sequence[SelfCheck]) -> str:
    values = [check.points[point] for check in checks[-LATEST:]]
    return f"{drawn(values)} {values[-1]}"


def _line(point: str, checks: Sequence[SelfCheck]) -> str:
    values = [check.points[point] for check in checks[-LONGEST:]]
    was = f", was {values[-2]}" if len(values) > 1 and values[-2] != values[-1] else ""
    return f"{point:<10} {drawn(values)}  {values[-1]}{was}"


def drawn(values: Sequence[int]) -> str:
    """Return values from 1 to 5 as bars; as digits where stdout cannot carry bars."""
    bars = "".join(BARS[value] for value in values)
    try:
        bars.encode(stdout_encoding())
    except (UnicodeEncodeError, LookupError):
        return "".join(map(str, values))
    return bars
