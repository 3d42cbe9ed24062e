"""What is remembered about the configured sources from one reading to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from clientlog.cli.context import Context
from clientlog.cli.importing.outcome import left_out_reasons
from clientlog.cli.importing.reading import Reading
from clientlog.errors import NotFoundError, quote
from clientlog.interchange.plan.values import Plan
from clientlog.interchange.problems import Problem
from clientlog.sources import Source
from clientlog.store.source_states import SourceState, load
from clientlog.text import escape_controls

REMEMBERED = 200
"""The most problems, and things left out, that are remembered about a source."""

NO_SOURCES = "no sources are configured; name them as [sources.NAME] in {path}"


def named_sources(context: Context, names: list[str] | None) -> list[Source]:
    """Return the configured sources, or those that are named."""
    sources = {source.name: source for source in context.settings.sources}
    for name in names or ():
        if name not in sources:
            known = ", ".join(sources) or "none"
            raise NotFoundError(
                f"there is no source {quote(escape_controls(name))}", f"configured: {known}"
            )
    return [sources[name] for name in dict.fromkeys(names or sources)]


def load_states(context: Context) -> dict[str, SourceState]:
    """Return what the journal knows of each source."""
    return load(context.connection)


def new_states(
    context: Context,
    sources: Sequence[Source],
    readings: Sequence[Reading],
    plans: Sequence[Plan],
    states: Mapping[str, SourceState],
) -> list[SourceState]:
    """Return what to remember about the sources that were read."""
    updates = []
    for source, reading, plan in zip(sources, readings, plans, strict=True):
        before = states.get(source.name)
        result = result_of(plan)
        if not plan.steps and before and not plan.problems:
            # There was nothing new, so the results of the previous reading are still the latest.
            result = {**before.result, "problems": [], "failure": None}
        updates.append(
            SourceState(
                name=source.name,
                kind=source.kind,
                cursor=reading.cursor(),
                read_at=context.clock.now,
                result=result,
            )
        )
    return updates


def result_of(plan: Plan) -> dict[str, Any]:
    """Return the results of a reading as a JSON value."""
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
            {"source": problem.source, "reason": problem.reason, "hint": problem.hint}
            for problem in plan.problems
        ][:REMEMBERED],
        "failure": None,
    }


def failed_states(
    sources: Sequence[Source], failures: dict[str, Problem], states: Mapping[str, SourceState]
) -> list[SourceState]:
    """Return the states of sources that could not be read: unchanged, but with the reason."""
    updates = []
    for source in sources:
        if source.name in failures:
            state = states.get(source.name) or SourceState(name=source.name, kind=source.kind)
            failure = failures[source.name]
            result = {**state.result, "failure": failure.reason, "hint": failure.hint}
            updates.append(replace(state, kind=source.kind, result=result))
    return updates


def remembered_problems(result: Mapping[str, Any]) -> list[Problem]:
    """Return the problems of the last reading; in an old journal the reason holds the hint."""
    return [
        Problem(problem["source"], problem["reason"], problem.get("hint", ""))
        for problem in result.get("problems", ())
    ]


def remembered_failure(result: Mapping[str, Any]) -> Problem | None:
    """Return why the last attempt failed; None where it did not."""
    reason = result.get("failure")
    return Problem("", reason, result.get("hint", "")) if reason else None


def describe_result(result: dict[str, Any], *, dry_run: bool = False) -> str:
    """Return the results of a reading in a few words."""
    would = "would be " if dry_run else ""
    parts = [
        f"{result[key]:,} {would}{key}" for key in ("created", "changed") if result.get(key)
    ] or ["nothing new"]
    left_out = sum(result.get("left_out", {}).values())
    return ", ".join(parts + ([f"{left_out:,} left out"] if left_out else []))
