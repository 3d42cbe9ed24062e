"""`today`, also the bare command: meetings today and next, what is late, who has gone quiet."""

from datetime import timedelta

import typer

from clientlog.cli.command import verb
from clientlog.cli.context import Run
from clientlog.cli.load_flags import flags_of, read_book
from clientlog.cli.result import Result
from clientlog.clock import stamp
from clientlog.queries import records
from clientlog.queries.values import Meeting
from clientlog.render.text import today as page

app = typer.Typer()

CONTACT_RULES = frozenset({"quiet-relationship", "forgotten-executive"})
NEXT = 3
"""How many of the meetings after today are shown."""


@verb(app, "today", "clientlog", "clientlog today --json")
def today(run: Run) -> Result:
    """Meetings today and next, what is late, who has gone quiet."""
    flags = flags_of(run, read_book(run))
    shown = page.Today(
        clock=run.clock,
        program=run.program,
        meetings=tuple(_meetings_today(run)),
        following=tuple(_next_meetings(run)),
        urgent=tuple(
            flag
            for flag in flags
            if flag.severity in {"late", "now"} and flag.rule not in CONTACT_RULES
        ),
        quiet=tuple(flag for flag in flags if flag.rule in CONTACT_RULES),
        counts=page.counts(flags),
        empty=not run.book.execute("SELECT 1 FROM client LIMIT 1").fetchone(),
    )
    return run.shown(page.document(shown), lambda: page.text(shown))


def _meetings_today(run: Run) -> list[Meeting]:
    """Those that begin today, and those still under way."""
    starts = run.clock.start_of(run.clock.today)
    ends = run.clock.start_of(run.clock.today + timedelta(days=1))
    return records.meetings(
        run.book,
        "starts_at >= ? AND starts_at < ? AND state <> 'cancelled' ORDER BY starts_at, id",
        stamp(starts),
        stamp(ends),
    )


def _next_meetings(run: Run) -> list[Meeting]:
    ends = run.clock.start_of(run.clock.today + timedelta(days=1))
    return records.meetings(
        run.book,
        "state = 'planned' AND starts_at >= ? ORDER BY starts_at, id LIMIT ?",
        stamp(ends),
        NEXT,
    )
