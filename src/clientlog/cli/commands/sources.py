"""`sources`: what was read from the configured sources, and what was left out."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.importing.sources import (
    NO_SOURCES,
    describe_result,
    load_states,
    named_sources,
    remembered_failure,
    remembered_problems,
)
from clientlog.cli.result import Result
from clientlog.dates import format_moment_text
from clientlog.sources import Source
from clientlog.text import escape_controls

if TYPE_CHECKING:
    from clientlog.store.source_states import SourceState

app = typer.Typer()

OneName = Annotated[
    str | None, typer.Argument(metavar="[SOURCE]", help="A source, to see what was left out.")
]


@command(app, "sources", "clientlog sources", "clientlog sources work-calendar", screen=True)
def sources(context: Context, name: OneName = None) -> Result:
    """Show the configured sources, when they were last read, and what was left out.

    With NAME, everything that was left out of it is listed, and why.
    """
    named = named_sources(context, [name] if name else None)
    states = load_states(context) if named else {}
    documents = [_document(context, source, states.get(source.name)) for source in named]
    lines = [
        line for source in named for line in _lines(context, source, states, is_full=bool(name))
    ]
    empty = NO_SOURCES.format(path=context.config_path)
    return context.result(
        lambda: {"sources": documents},
        lambda: escape_controls("\n".join(lines), lines=True) or empty,
    )


def _document(context: Context, source: Source, state: "SourceState | None") -> dict[str, Any]:
    read_at = state.read_at if state else None
    result: dict[str, Any] = dict(state.result) if state else {}
    failure = remembered_failure(result)
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
        "errors": [problem.document(context.program) for problem in remembered_problems(result)],
        "failure": failure.sentence(context.program) if failure else None,
    }


def _lines(
    context: Context, source: Source, states: "dict[str, SourceState]", *, is_full: bool
) -> list[str]:
    state = states.get(source.name)
    result: dict[str, Any] = dict(state.result) if state else {}
    clock = context.clock
    if state and state.read_at:
        when = f"read {format_moment_text(clock.local(state.read_at), clock.today)}"
        head = f"{when}: {describe_result(result)}"
    else:
        head = f"never read; {context.program} refresh reads it"
    failure = remembered_failure(result)
    why = failure.sentence(context.program) if failure else ""
    if context.plain:
        named = (source.name, source.kind, str(source.path), head, why)
        return ["\t".join(map(escape_controls, named))]
    lines = [f"{source.name}  {source.kind}  {source.path}", f"  {head}"]
    if why:
        lines.append(f"  the last attempt failed: {why}")
    if is_full:
        lines += [
            f"  {skipped['what']}: {skipped['reason']}" for skipped in result.get("skipped", ())
        ]
    else:
        lines += [f"  {count:,} {reason}" for reason, count in result.get("left_out", {}).items()]
    problems = remembered_problems(result)
    return lines + [f"  {problem.line(context.program)}" for problem in problems]
