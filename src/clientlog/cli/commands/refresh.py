"""`refresh` and `sources`: what the configuration names is read again and again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError, NotFoundError, quote
from clientlog.sources import Source
from clientlog.text import escape_controls

if TYPE_CHECKING:
    import sqlite3

    from clientlog.cli.importing import Outcome
    from clientlog.cli.readings import Reading
    from clientlog.interchange.plan.values import Plan
    from clientlog.render.progress import Progress
    from clientlog.store.source_states import SourceState

app = typer.Typer()

DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")]
Named = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="NAME", help="Only this source; may be given several times."),
]
OneName = Annotated[
    str | None, typer.Argument(metavar="[NAME]", help="A source, to see what was left out.")
]

ORDER = ("vcard", "md", "ical", "mail")
"""People are read first, so that everything after knows them."""

REMEMBERED = 200
"""So many things that were left out, and so many problems, are remembered of a source."""


@command(app, "refresh", "clientlog refresh", "clientlog refresh --dry-run --source work-calendar")
def refresh(context: Context, dry_run: DryRun = False, source: Named = None) -> Result:
    """Read the sources of the configuration, and take in what is new.

    It is one change and one undo, and is fit to run every hour: what was taken in before is
    not taken in again. With --quiet nothing is printed unless something is new.
    """
    from clientlog.cli.importing import carry_out
    from clientlog.render.progress import Progress

    sources = sorted(_named(context, source), key=lambda source: ORDER.index(source.kind))
    if not sources:
        return context.message_result(_NO_SOURCES.format(path=context.config_path))
    states = _states(context)
    with Progress(is_quiet=context.quiet) as progress:
        readings, failures = _read(context, sources, states, progress)
        read = [source for source in sources if source.name not in failures]
        saved: list[SourceState] = []

        def finish(connection: "sqlite3.Connection", plans: "Sequence[Plan]") -> None:
            saved[:] = _new_states(context, read, readings, plans, states)
            _save(connection, [*saved, *_failed_states(sources, failures, states)])

        outcome = carry_out(
            context, readings, progress, dry_run=dry_run, is_import=False, finish=finish
        )
    if not dry_run and not saved:
        from clientlog.store.changes import raw_change

        with raw_change(context.path) as connection:
            finish(connection, outcome.plans)
    return _answer(context, read, outcome, failures, states, dry_run=dry_run)


_NO_SOURCES = "no sources are configured; name them as [sources.NAME] in {path}"


def _named(context: Context, names: list[str] | None) -> list[Source]:
    """Return the configured sources, or those that are named."""
    sources = {source.name: source for source in context.settings.sources}
    for name in names or ():
        if name not in sources:
            known = ", ".join(sources) or "none"
            raise NotFoundError(
                f"there is no source {quote(escape_controls(name))}", f"configured: {known}"
            )
    return [sources[name] for name in dict.fromkeys(names or sources)]


def _states(context: Context) -> "dict[str, SourceState]":
    from clientlog.store.source_states import load

    return load(context.connection)


def _read(
    context: Context,
    sources: Sequence[Source],
    states: "dict[str, SourceState]",
    progress: "Progress",
) -> "tuple[list[Reading], dict[str, str]]":
    """Read every source; return the readings, and by name why one failed."""
    from clientlog.cli.readings import read_source

    readings, failures = [], {}
    for source in sources:
        state = states.get(source.name)
        cursor = state.cursor if state and state.kind == source.kind else None
        try:
            reading = read_source(context, source, cursor, progress)
        except ClientlogError as error:
            failures[source.name] = (
                f"{error.message}; {error.hint}" if error.hint else error.message
            )
            continue
        if reading.failure:
            failures[source.name] = reading.failure
        else:
            readings.append(reading)
    return readings, failures


def _new_states(
    context: Context,
    sources: Sequence[Source],
    readings: "Sequence[Reading]",
    plans: "Sequence[Plan]",
    states: "dict[str, SourceState]",
) -> "list[SourceState]":
    """Return what is to be remembered of the sources that were read."""
    from clientlog.store.source_states import SourceState

    found = []
    for source, reading, plan in zip(sources, readings, plans, strict=True):
        before = states.get(source.name)
        result = _result(plan)
        if not plan.operations and not plan.steps and before and not plan.problems:
            # Nothing new came: what the reading before gave is still the last there was.
            result = {**before.result, "problems": [], "failure": None}
        found.append(
            SourceState(
                name=source.name,
                kind=source.kind,
                cursor=reading.cursor(),
                read_at=context.clock.now,
                result=result,
            )
        )
    return found


def _result(plan: "Plan") -> dict[str, Any]:
    """Return what a reading gave, as JSON can hold it."""
    from clientlog.cli.importing import left_out_reasons

    steps = plan.steps
    return {
        "created": sum(step.action == "create" for step in steps),
        "changed": sum(step.action in {"change", "merge"} for step in steps),
        "unchanged": plan.unchanged,
        "left_out": dict(left_out_reasons([plan]).most_common()),
        "skipped": [
            {"what": step.what, "reason": step.reason} for step in steps if step.action == "skip"
        ][:REMEMBERED],
        "problems": [
            {"source": problem.source, "reason": problem.reason} for problem in plan.problems
        ][:REMEMBERED],
        "failure": None,
    }


def _failed_states(
    sources: Sequence[Source], failures: dict[str, str], states: "dict[str, SourceState]"
) -> "list[SourceState]":
    """Return the states of sources that could not be read: as before, with the reason."""
    from dataclasses import replace

    from clientlog.store.source_states import SourceState

    found = []
    for source in sources:
        if source.name in failures:
            state = states.get(source.name) or SourceState(name=source.name, kind=source.kind)
            result = {**state.result, "failure": failures[source.name]}
            found.append(replace(state, kind=source.kind, result=result))
    return found


def _save(connection: "sqlite3.Connection", states: "Sequence[SourceState]") -> None:
    from clientlog.store.source_states import save

    for state in states:
        save(connection, state)


# What is said


def _answer(
    context: Context,
    sources: Sequence[Source],
    outcome: "Outcome",
    failures: dict[str, str],
    states: "dict[str, SourceState]",
    *,
    dry_run: bool,
) -> Result:
    from clientlog.cli.importing import import_result, plan_lines

    _warn(context, sources, outcome, failures, states)
    lines = []
    for source, plan in zip(sources, outcome.plans, strict=True):
        lines.append(f"{source.name}: {_gave(_result(plan), dry_run=dry_run)}")
        lines += [f"  {line}" for line in plan_lines([plan])] if dry_run else []
    whole = import_result(context, outcome, dry_run=dry_run, warn=False)
    errors = [{"source": name, "reason": reason} for name, reason in failures.items()]
    names = [
        {"name": s.name, **_result(plan)} for s, plan in zip(sources, outcome.plans, strict=True)
    ]
    is_new = bool(outcome.created or outcome.changed)
    return whole._replace(
        document={
            **whole.document,
            "errors": [*whole.document["errors"], *errors],
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
    failures: dict[str, str],
    states: "dict[str, SourceState]",
) -> None:
    """Name what could not be read; with --quiet not again what was named an hour ago."""
    known = {
        (name, problem["source"], problem["reason"])
        for name, state in states.items()
        for problem in state.result.get("problems", ())
        if context.quiet
    }
    for name, reason in failures.items():
        before = states[name].result.get("failure") if name in states else None
        if not context.quiet or before != reason:
            context.terminal.warn(f"{name}: {reason}")
    for source, plan in zip(sources, outcome.plans, strict=True):
        for problem in plan.problems:
            if (source.name, problem.source, problem.reason) not in known:
                context.terminal.warn(f"{source.name}: {problem.source}: {problem.reason}")


def _gave(result: dict[str, Any], *, dry_run: bool = False) -> str:
    """Say in a few words what a reading gave."""
    would = "would be " if dry_run else ""
    parts = [
        f"{result[key]:,} {would}{key}" for key in ("created", "changed") if result.get(key)
    ] or ["nothing new"]
    left_out = sum(result.get("left_out", {}).values())
    return ", ".join(parts + ([f"{left_out:,} left out"] if left_out else []))


@command(app, "sources", "clientlog sources", "clientlog sources work-calendar")
def sources(context: Context, name: OneName = None) -> Result:
    """The configured sources, when they were last read, and what was left out.

    Naming one lists everything that was left out of it, and why.
    """
    found = _named(context, [name] if name else None)
    states = _states(context)
    documents = [_document(context, source, states.get(source.name)) for source in found]
    lines = [
        line for source in found for line in _lines(context, source, states, is_full=bool(name))
    ]
    empty = _NO_SOURCES.format(path=context.config_path)
    return context.result(
        {"sources": documents}, lambda: escape_controls("\n".join(lines), lines=True) or empty
    )


def _document(context: Context, source: Source, state: "SourceState | None") -> dict[str, Any]:
    read_at = state.read_at if state else None
    result: dict[str, Any] = dict(state.result) if state else {}
    return {
        "name": source.name,
        "kind": source.kind,
        "path": str(source.path),
        "read_at": context.clock.local(read_at).isoformat() if read_at else None,
        "created": result.get("created", 0),
        "changed": result.get("changed", 0),
        "unchanged": result.get("unchanged", 0),
        "left_out": result.get("left_out", {}),
        "skipped": result.get("skipped", []),
        "errors": result.get("problems", []),
        "failure": result.get("failure"),
    }


def _lines(
    context: Context, source: Source, states: "dict[str, SourceState]", *, is_full: bool
) -> list[str]:
    from clientlog.dates import format_moment_text

    state = states.get(source.name)
    result: dict[str, Any] = dict(state.result) if state else {}
    clock = context.clock
    if state and state.read_at:
        when = f"read {format_moment_text(clock.local(state.read_at), clock.today)}"
        head = f"{when}: {_gave(result)}"
    else:
        head = "never read; clientlog refresh reads it"
    lines = [f"{source.name}  {source.kind}  {source.path}", f"  {head}"]
    if result.get("failure"):
        lines.append(f"  the last attempt failed: {result['failure']}")
    if is_full:
        lines += [
            f"  {skipped['what']}: {skipped['reason']}" for skipped in result.get("skipped", ())
        ]
    else:
        lines += [f"  {count:,} {reason}" for reason, count in result.get("left_out", {}).items()]
    problems = result.get("problems", ())
    return lines + [f"  {problem['source']}: {problem['reason']}" for problem in problems]
