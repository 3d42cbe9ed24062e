"""`today`, also the bare command: meetings today and next, what is late, who has gone quiet."""

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.load_flags import load_flags, read_snapshot
from clientlog.cli.result import Result
from clientlog.queries.clients import has_clients
from clientlog.queries.meetings import meetings_of_day, planned_from
from clientlog.render.text import today as page

app = typer.Typer()

CONTACT_RULES = frozenset({"quiet-relationship", "forgotten-executive"})
NEXT = 3
"""How many of the meetings after today are shown."""


@command(app, "today", "clientlog", "clientlog today --json")
def today(context: Context) -> Result:
    """Meetings today and next, what is late, who has gone quiet."""
    flags = load_flags(context, read_snapshot(context))
    tomorrow = context.clock.end_of(context.clock.today)
    shown = page.Today(
        clock=context.clock,
        program=context.program,
        meetings=tuple(meetings_of_day(context.connection, context.clock)),
        following=tuple(planned_from(context.connection, tomorrow, NEXT)),
        urgent=tuple(
            flag
            for flag in flags
            if flag.severity in {"late", "now"} and flag.rule not in CONTACT_RULES
        ),
        quiet=tuple(flag for flag in flags if flag.rule in CONTACT_RULES),
        counts=page.counts(flags),
        empty=not has_clients(context.connection),
    )
    return context.result(page.document(shown), lambda: page.text(shown))
