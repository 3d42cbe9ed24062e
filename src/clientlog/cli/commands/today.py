"""`today`, also the bare command: the meetings and dates of the day, and who is back."""

from typing import TYPE_CHECKING

import typer

from clientlog import render
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.load_flags import count_muted_rules, load_flags, read_snapshot
from clientlog.cli.result import Result
from clientlog.queries.clients import has_clients
from clientlog.queries.meetings import meetings_of_day, planned_from
from clientlog.queries.series import upcoming_occurrences
from clientlog.queries.values import Meeting
from clientlog.render.report import counts
from clientlog.today import Today, away_until, back_today, due_next, with_needs

if TYPE_CHECKING:
    from rich.console import RenderableType

app = typer.Typer()

CONTACT_RULES = frozenset({"quiet-relationship", "forgotten-executive"})
NEXT = 3
"""How many of the meetings after today are shown."""


@command(app, "today", "clientlog", "clientlog today --json", screen=True)
def today(context: Context) -> Result:
    """Show the meetings of today and what they still need, what is due next, and what is late.

    Due next is what is due by the end of the next working day, yours and theirs.
    """
    snapshot = read_snapshot(context)
    flags = load_flags(context, snapshot, snoozed=True)
    awake = [flag for flag in flags if not flag.snoozed]
    meetings, following = _meetings(context)
    day = Today(
        clock=context.clock,
        program=context.program,
        meetings=tuple(with_needs(meeting, snapshot) for meeting in meetings),
        following=tuple(following[:NEXT]),
        due=due_next(snapshot),
        late=tuple(flag for flag in awake if flag.severity == "late"),
        urgent=tuple(
            flag for flag in awake if flag.severity == "now" and flag.rule not in CONTACT_RULES
        ),
        quiet=tuple(flag for flag in awake if flag.rule in CONTACT_RULES),
        back=back_today(snapshot),
        away_until=away_until(snapshot),
        counts=counts(awake),
        snoozed=len(flags) - len(awake),
        muted=count_muted_rules(context),
        failed=len(context.rule_problems),
        empty=not has_clients(context.connection),
        path=context.path,
    )
    return context.result(lambda: render.json.today.document(day), lambda: _text(context, day))


def _meetings(context: Context) -> tuple[list[Meeting], list[Meeting]]:
    """Return the meetings of today and those after, with the next one of every series."""
    db, tomorrow = context.connection, context.clock.end_of(context.clock.today)
    upcoming = upcoming_occurrences(db, context.clock)
    days = meetings_of_day(db, context.clock) + [
        meeting for meeting in upcoming if meeting.starts_at < tomorrow
    ]
    following = planned_from(db, tomorrow, NEXT) + [
        meeting for meeting in upcoming if meeting.starts_at >= tomorrow
    ]
    return (
        sorted(days, key=lambda meeting: meeting.starts_at),
        sorted(following, key=lambda meeting: meeting.starts_at),
    )


def _text(context: Context, day: Today) -> "RenderableType":
    if context.plain and not day.empty:
        return render.text.today.listing(day)
    return render.text.today.text(day)
