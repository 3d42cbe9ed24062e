"""`today`, also the bare command: meetings today and next, what is late, who has gone quiet."""

from datetime import timedelta

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.load_flags import load_flags, read_snapshot
from clientlog.cli.result import Result
from clientlog.clock import format_moment
from clientlog.queries import records
from clientlog.queries.values import Meeting
from clientlog.render.text import today as page

app = typer.Typer()

CONTACT_RULES = frozenset({"quiet-relationship", "forgotten-executive"})
NEXT = 3
"""How many of the meetings after today are shown."""


@command(app, "today", "clientlog", "clientlog today --json")
def today(context: Context) -> Result:
    """Meetings today and next, what is late, who has gone quiet."""
    flags = load_flags(context, read_snapshot(context))
    shown = page.Today(
        clock=context.clock,
        program=context.program,
        meetings=tuple(_meetings_today(context)),
        following=tuple(_next_meetings(context)),
        urgent=tuple(
            flag
            for flag in flags
            if flag.severity in {"late", "now"} and flag.rule not in CONTACT_RULES
        ),
        quiet=tuple(flag for flag in flags if flag.rule in CONTACT_RULES),
        counts=page.counts(flags),
        empty=not context.connection.execute("SELECT 1 FROM client LIMIT 1").fetchone(),
    )
    return context.result(page.document(shown), lambda: page.text(shown))


def _meetings_today(context: Context) -> list[Meeting]:
    """Those that begin today, and those still under way."""
    starts = context.clock.start_of(context.clock.today)
    ends = context.clock.start_of(context.clock.today + timedelta(days=1))
    return records.meetings(
        context.connection,
        "starts_at >= ? AND starts_at < ? AND state <> 'cancelled' ORDER BY starts_at, id",
        format_moment(starts),
        format_moment(ends),
    )


def _next_meetings(context: Context) -> list[Meeting]:
    ends = context.clock.start_of(context.clock.today + timedelta(days=1))
    return records.meetings(
        context.connection,
        "state = 'planned' AND starts_at >= ? ORDER BY starts_at, id LIMIT ?",
        format_moment(ends),
        NEXT,
    )
