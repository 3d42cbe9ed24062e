"""Carry out an import, and report what it did."""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from clientlog import store, write
from clientlog.cli.context import Context
from clientlog.cli.importing.reading import Reading
from clientlog.cli.result import Result, saved_sentence
from clientlog.interchange.plan.values import Plan, Step
from clientlog.render.progress import Progress
from clientlog.text import escape_controls

if TYPE_CHECKING:
    from clientlog.write.change import Change

Finish = Callable[[sqlite3.Connection, Sequence[Plan]], None]

SHOWN = 20
"""The most problems, and things done, that are shown as text; JSON has all of them."""

LISTED = 500
"""The most steps of a plan that are shown as text; JSON has all of them."""


_DONE = {"create": "created", "change": "changed", "merge": "merged"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, or would do."""

    plans: list[Plan]
    created: list[str]
    changed: list[str]

    def count(self, *actions: str) -> int:
        """Return how many steps do one of these."""
        return sum(step.action in actions for plan in self.plans for step in plan.steps)


def carry_out(
    context: Context,
    readings: Sequence[Reading],
    progress: Progress,
    *,
    dry_run: bool,
    is_import: bool = True,
    finish: Finish = lambda *_: None,
) -> Outcome:
    """Apply the readings to the journal as one change; with `dry_run`, to a copy of it.

    Args:
        context: The journal and the clock.
        readings: What was read; later ones know the people of those before.
        progress: Shows how much is written.
        dry_run: Whether the journal stays as it is.
        is_import: Whether to make a backup first; `refresh`, which may run every hour, does not.
        finish: Called at the end of the change with the plans that were carried out.
    """
    context.begins_journal = True
    plans = [reading.make_plan(context.connection) for reading in readings]
    if not any(plan.operations for plan in plans):
        return Outcome(plans, [], [])
    # The plans are made again inside the change; keeping both would double the memory.
    plans.clear()
    if dry_run:
        with (
            _copy(context) as path,
            write.change.transaction(path, context.clock, "import", spills=True) as change,
        ):
            return _apply(change, readings, progress)
    if is_import and context.path.exists():
        store.backup.keep(context.path, "import")
    with context.change(spills=True) as change:
        outcome = _apply(change, readings, progress)
        finish(change.connection, outcome.plans)
        return outcome


def _apply(change: "Change", readings: Sequence[Reading], progress: Progress) -> Outcome:
    """Plan again, now that no other process can change the journal, and write the plan."""
    outcome = Outcome([], [], [])
    for reading in readings:
        plan = reading.make_plan(change.connection)
        operations = progress.track("writing", plan.operations, len(plan.operations))
        created, changed = write.imports.apply(change, reading.kind, operations)
        outcome.plans.append(plan)
        outcome.created.extend(created)
        outcome.changed.extend(changed)
    new = set(outcome.created)
    outcome.changed[:] = [name for name in dict.fromkeys(outcome.changed) if name not in new]
    return outcome


@contextmanager
def _copy(context: Context) -> Iterator[Path]:
    """Copy the journal, which may be empty, into a private temporary file."""
    with TemporaryDirectory(prefix="clientlog-") as folder:
        path = Path(folder) / "journal.db"
        with closing(sqlite3.connect(path)) as copy:
            context.connection.backup(copy)
        yield path


# The result


def import_result(
    context: Context, outcome: Outcome, *, dry_run: bool, warn: bool = True
) -> Result:
    """Return the result of an import: the plan for a dry run, otherwise what was done."""
    problems = [problem for plan in outcome.plans for problem in plan.problems]
    if warn and not context.json_:
        _warn_of_problems(context, outcome, dry_run=dry_run)
    lines = [
        *(plan_lines(context, outcome.plans) if dry_run else _done_lines(context, outcome)),
        *_summary_lines(outcome, dry_run=dry_run),
    ]
    return Result(
        terminal=context.terminal,
        document=lambda: _document(outcome, context.program, dry_run=dry_run),
        body=lambda: escape_controls("\n".join(lines), lines=True),
        exit_code=1 if problems else 0,
        quiet=context.quiet,
        saved="" if dry_run else saved_sentence(outcome.created, outcome.changed),
    )


def _warn_of_problems(context: Context, outcome: Outcome, *, dry_run: bool) -> None:
    """Print to stderr what could not be read, and what was imported but needs checking."""
    has_lines = dry_run or outcome.count("create", "change", "merge") <= SHOWN
    for kind in ("problems", "notices", *(() if has_lines else ("remarks",))):
        problems = [problem for plan in outcome.plans for problem in getattr(plan, kind)]
        # The last one may say that the rest of a file was not read.
        listed = problems if len(problems) <= SHOWN else [*problems[: SHOWN - 1], problems[-1]]
        for problem in listed:
            context.terminal.warn(problem.line(context.program))
        if len(problems) > SHOWN:
            context.terminal.warn(f"and {len(problems) - SHOWN:,} more {kind}: see --json")


def _summary_lines(outcome: Outcome, *, dry_run: bool) -> list[str]:
    """Return the counts of what was done, and of what was left out for each reason."""
    would = "would be " if dry_run else ""
    parts = [f"{outcome.count('create'):,} {would}created"]
    parts.append(f"{outcome.count('change', 'merge'):,} {would}changed")
    parts.append(f"{sum(plan.unchanged for plan in outcome.plans):,} unchanged")
    left_out = left_out_reasons(outcome.plans)
    if left_out:
        parts.append(f"{left_out.total():,} left out")
    return [", ".join(parts), *(f"  {n:,} {reason}" for reason, n in left_out.most_common())]


def left_out_reasons(plans: Sequence[Plan]) -> Counter[str]:
    """Return how much was left out for each reason."""
    reasons: Counter[str] = Counter()
    for plan in plans:
        reasons += plan.uncounted
        reasons.update(skipped.reason.partition(": ")[0] for skipped in plan.skipped)
    return reasons


def plan_lines(context: Context, plans: Sequence[Plan]) -> list[str]:
    """Return one line for each step of the plans."""
    steps = [step for plan in plans for step in plan.steps]
    lines = [f"{step.action:<7}{_describe(context, step)}" for step in steps[:LISTED]]
    if len(steps) > LISTED:
        lines.append(f"and {len(steps) - LISTED:,} more: see --json")
    return lines


def _done_lines(context: Context, outcome: Outcome) -> list[str]:
    """Return one line for each thing that was done; none where they would fill the screen."""
    steps = [step for plan in outcome.plans for step in plan.steps if step.action != "skip"]
    if len(steps) > SHOWN:
        return []
    created = iter(outcome.created)
    lines = []
    for step in steps:
        name = f"{next(created, '')} " if step.action == "create" else ""
        lines.append(f"{_DONE[step.action]:<8}{name}{_describe(context, step)}")
    return lines


def _describe(context: Context, step: Step) -> str:
    remark = step.remark.sentence(context.program) if step.remark else ""
    return ": ".join(filter(None, (step.what, "; ".join(filter(None, (step.reason, remark))))))


def _document(outcome: Outcome, program: str, *, dry_run: bool) -> dict[str, Any]:
    plans = outcome.plans
    skipped = [problem for plan in plans for problem in plan.skipped]
    return {
        "created": outcome.created,
        "changed": outcome.changed,
        "unchanged": sum(plan.unchanged for plan in plans),
        "skipped": [{"source": problem.source, "reason": problem.reason} for problem in skipped]
        + [
            {"source": "", "reason": f"{count} {reason}"}
            for plan in plans
            for reason, count in plan.uncounted.items()
        ],
        "errors": _listed(plans, "problems", program),
        "notices": _listed(plans, "notices", program) + _listed(plans, "remarks", program),
        "plan": [
            {
                "action": step.action,
                "what": step.what,
                "source": step.source,
                "reason": step.reason or (step.remark.sentence(program) if step.remark else None),
            }
            for plan in plans
            for step in plan.steps
        ],
        "dry_run": dry_run,
    }


def _listed(plans: Sequence[Plan], kind: str, program: str) -> list[dict[str, str]]:
    return [problem.document(program) for plan in plans for problem in getattr(plan, kind)]
