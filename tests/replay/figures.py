"""What a report is like on every evening of a stretch of time: flags, ages, lines."""

import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

from rich.console import Console

from clientlog.queries.snapshot_values import Snapshot
from clientlog.render.report import Report, Shape
from clientlog.render.text.report import text
from clientlog.rules.base import SEVERITIES
from clientlog.rules.runner import Flag

WIDTH = 80


@dataclass(frozen=True)
class Evening:
    """One day's report."""

    snapshot: Snapshot
    flags: tuple[Flag, ...]
    copy: Callable[[Path], object] = Path.touch
    """Writes the journal of that evening to a path, before the next day is lived."""

    @property
    def is_read(self) -> bool:
        """Return whether the user is there to read the report."""
        return not any(
            absence.client_id is None and absence.covers(self.day)
            for absence in self.snapshot.absences
        )

    @property
    def day(self) -> date:
        return self.snapshot.clock.today

    @property
    def lines(self) -> int:
        """Return how many lines the report takes on a terminal of 80 columns."""
        written = io.StringIO()
        report = Report(self.flags, f"{self.day} 18:40", "clientlog", {})
        console = Console(file=written, width=WIDTH, markup=False, emoji=False, highlight=False)
        console.print(text(report, Shape()))
        return written.getvalue().count("\n")


@dataclass
class Figures:
    """What the evenings have in common, counted."""

    days: int = 0
    lines: list[int] = field(default_factory=list)
    spoke: Counter[str] = field(default_factory=Counter)
    """By rule: on how many evenings, times flags, it was shown."""
    distinct: Counter[str] = field(default_factory=Counter)
    """By rule: how many flags that stood since different days."""
    oldest: dict[str, int] = field(default_factory=dict)
    """By rule: the most days that a flag stood unchanged."""
    repeated: list[str] = field(default_factory=list)
    """Flags of `late` and `now` shown unchanged on more than five working days."""


def measure(evenings: Sequence[Evening]) -> Figures:
    """Count what the reports of these evenings showed."""
    figures = Figures(days=len(evenings))
    seen: set[tuple[str, date]] = set()
    shown: Counter[tuple[str, date]] = Counter()
    for evening in evenings:
        figures.lines.append(evening.lines)
        for flag in evening.flags:
            if flag.old:
                continue
            stand = (flag.key, flag.since)
            figures.spoke[flag.rule] += 1
            figures.distinct[flag.rule] += stand not in seen
            seen.add(stand)
            age = (evening.day - flag.since).days
            figures.oldest[flag.rule] = max(age, figures.oldest.get(flag.rule, 0))
            if flag.severity in SEVERITIES[:2]:
                working = evening.snapshot.calendar.is_working_day(evening.day)
                shown[stand] += working
    figures.repeated = [key for (key, _), count in shown.items() if count > 5]
    return figures


def table(figures: Figures) -> str:
    """Return the figures as a table in Markdown."""
    head = (
        f"{figures.days} evenings; lines of the report: median {median(figures.lines):g},"
        f" most {max(figures.lines)}; flags of `late` and `now` on more than five working"
        f" days: {len(figures.repeated)}."
    )
    rows = [
        f"| `{rule}` | {figures.distinct[rule]} | {count} | {figures.oldest[rule]} |"
        for rule, count in figures.spoke.most_common()
    ]
    columns = ("| rule | flags | shown on evenings | oldest, days |", "| --- | --- | --- | --- |")
    return "\n".join((head, "", *columns, *rows))


def day_by_day(evenings: Iterable[Evening]) -> str:
    """Return a line for each evening: lines, flags by severity, the oldest."""
    rows = []
    for evening in evenings:
        counts = Counter(flag.severity for flag in evening.flags)
        listed = "  ".join(f"{counts[severity]:3}" for severity in SEVERITIES)
        oldest = min((flag.since for flag in evening.flags), default=evening.day)
        old = sum(flag.old for flag in evening.flags)
        rows.append(
            f"{evening.day}  {evening.lines:3} lines  {listed}  old {old:2}"
            f"  oldest {(evening.day - oldest).days}"
        )
    return "\n".join(rows)
