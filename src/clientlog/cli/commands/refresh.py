"""`refresh`: read the sources in the configuration again and again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import store
from clientlog.cli import importing
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.importing.sources import (
    NO_SOURCES,
    describe_result,
    failed_states,
    load_states,
    named_sources,
    new_states,
    remembered_failure,
    remembered_problems,
    result_of,
)
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError
from clientlog.interchange.problems import Problem
from clientlog.render.progress import Progress
from clientlog.sources import Source
from clientlog.text import escape_controls

if TYPE_CHECKING:
    import sqlite3

    from clientlog.cli.importing.outcome import Outcome
    from clientlog.cli.importing.reading import Reading
    from clientlog.interchange.plan.values import Plan
    from clientlog.store.source_states import SourceState

app = typer.Typer()

DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")]
Named = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Only this source; repeat for more."),
]
ORDER = ("vcard", "md", "ical", "mail")
"""The order of sources: people are read first, so that the others can refer to them."""


@command(app, "refresh", "clientlog refresh", "clientlog refresh --dry-run --source work-calendar")
def refresh(context: Context, dry_run: DryRun = False, source: Named = None) -> Result:
    """Read the sources in the configuration, and import what is new.

    It is one change and one undo, and can run every hour: what was imported before is
    not imported again. With --quiet nothing is printed unless something is new.
    """
    sources = sorted(named_sources(context, source), key=lambda source: ORDER.index(source.kind))
    if not sources:
        return context.message_result(NO_SOURCES.format(path=context.config_path))
    context.begins_journal = True
    states = load_states(context)
    with Progress(is_quiet=context.quiet) as progress:
        readings, failures = _read(context, sources, states, progress)
        read = [source for source in sources if source.name not in failures]
        saved: list[SourceState] = []

        def finish(connection: "sqlite3.Connection", plans: "Sequence[Plan]") -> None:
            saved[:] = new_states(context, read, readings, plans, states)
            _save(connection, [*saved, *failed_states(sources, failures, states)])

        outcome = importing.outcome.carry_out(
            context, readings, progress, dry_run=dry_run, is_import=False, finish=finish
        )
    if not dry_run and not saved:
        with store.changes.raw_change(context.path) as connection:
            finish(connection, outcome.plans)
    return _answer(context, read, outcome, failures, states, dry_run=dry_run)


def _read(
    context: Context,
    sources: Sequence[Source],
    states: "dict[str, SourceState]",
    progress: "Progress",
) -> "tuple[list[Reading], dict[str, Problem]]":
    """Read every source; return the readings, and why sources failed, by name."""
    readings, failures = [], {}
    for source in sources:
        state = states.get(source.name)
        cursor = state.cursor if state and state.kind == source.kind else None
        try:
            reading = _read_source(context, source, cursor, progress)
        except ClientlogError as error:
            failures[source.name] = Problem("", error.message, error.hint)
            continue
        if failure := reading.failure:
            reason = f"{failure.source}: {failure.reason}"
            failures[source.name] = Problem("", reason, failure.hint)
        else:
            readings.append(reading)
    return readings, failures


def _read_source(context: Context, source: Source, cursor: Any, progress: "Progress") -> "Reading":
    """Read a source; `cursor` says what was read the last time."""
    if importing.reading.is_pipe(source.path.expanduser()):
        raise ClientlogError(f"{source.path} cannot be read: not a plain file or a folder")
    options = importing.reading.ReadingOptions(
        me=source.me or context.settings.me,
        create=source.create,
        since=source.since,
        skip=source.skip,
        subjects=source.subjects,
    )
    paths = [source.path]
    match source.kind:
        case "vcard":
            return importing.cards.read_cards(paths, options, progress)
        case "ical":
            return importing.calendars.read_calendar(context, paths, options, progress, cursor)
        case "mail":
            return importing.mail.read_mail(context, paths, options, progress, cursor)
        case "md":
            return importing.minutes.read_minutes(context, paths, progress)


def _save(connection: "sqlite3.Connection", states: "Sequence[SourceState]") -> None:
    for state in states:
        store.source_states.save(connection, state)


# Output


def _answer(
    context: Context,
    sources: Sequence[Source],
    outcome: "Outcome",
    failures: dict[str, Problem],
    states: "dict[str, SourceState]",
    *,
    dry_run: bool,
) -> Result:
    _warn(context, sources, outcome, failures, states)
    lines = []
    for source, plan in zip(sources, outcome.plans, strict=True):
        lines.append(f"{source.name}: {describe_result(result_of(plan), dry_run=dry_run)}")
        lines += (
            [f"  {line}" for line in importing.outcome.plan_lines(context, [plan])]
            if dry_run
            else []
        )
    whole = importing.outcome.import_result(context, outcome, dry_run=dry_run, warn=False)
    errors = [
        replace(failure, source=name).document(context.program)
        for name, failure in failures.items()
    ]
    names = [
        {"name": s.name, **result_of(plan)} for s, plan in zip(sources, outcome.plans, strict=True)
    ]
    is_new = bool(outcome.created or outcome.changed)
    return whole._replace(
        document=lambda: {
            **whole.document(),
            "errors": [*whole.document()["errors"], *errors],
            "sources": names,
        },
        body=lambda: escape_controls("\n".join(lines), lines=True),
        exit_code=1 if failures else whole.exit_code,
        quiet=context.quiet and not is_new,
    )


def _warn(
    context: Context,
    sources: Sequence[Source],
    outcome: "Outcome",
    failures: dict[str, Problem],
    states: "dict[str, SourceState]",
) -> None:
    """Name what could not be read; with --quiet, only what was not named the last time."""
    results = {name: state.result for name, state in states.items() if context.quiet}
    for name, failure in failures.items():
        if remembered_failure(results.get(name, {})) != failure:
            context.terminal.warn(f"{name}: {failure.line(context.program)}")
    for source, plan in zip(sources, outcome.plans, strict=True):
        known = set(remembered_problems(results.get(source.name, {})))
        for problem in plan.problems:
            if problem not in known:
                context.terminal.warn(f"{source.name}: {problem.line(context.program)}")
