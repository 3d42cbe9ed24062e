"""Sources that have not been read for a day, for the report."""

from datetime import timedelta

from clientlog.cli.context import Context
from clientlog.cli.importing.sources import remembered_failure
from clientlog.dates import format_moment_text
from clientlog.store.source_states import load

STALE = timedelta(days=1)


def warn_of_stale_sources(context: Context) -> None:
    """Name the sources that were not read for a day, and why where the last attempt failed."""
    states, clock = load(context.connection), context.clock
    remarks = []
    for source in context.settings.sources:
        state = states.get(source.name)
        if state and state.read_at and clock.now - state.read_at <= STALE:
            continue
        when = "was never read"
        if state and state.read_at:
            when = f"was last read on {format_moment_text(clock.local(state.read_at), clock.today)}"
        failure = remembered_failure(state.result) if state else None
        remarks.append((source.name, when, failure))
    if len(remarks) == 1:
        ((name, when, failure),) = remarks
        hint = (
            f": {failure.sentence(context.program)}"
            if failure
            else f"; {context.program} refresh reads it"
        )
        context.terminal.warn(f"the source {name} {when}{hint}")
    elif remarks:
        listed = ", ".join(f"{name} {when.removeprefix('was ')}" for name, when, _ in remarks)
        context.terminal.warn(
            f"{len(remarks)} sources were not read for a day: {listed};"
            f" {context.program} refresh reads them"
        )
