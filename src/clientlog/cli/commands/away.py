"""`away`: days on which the user or a client is away."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import render, write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.dates import format_day, format_moment_text
from clientlog.errors import UsageError
from clientlog.queries.absences import list_absences
from clientlog.queries.meetings import overlapping_meetings
from clientlog.queries.records import get_meeting
from clientlog.queries.values import Client
from clientlog.refs import parse_ref
from clientlog.render import sentences
from clientlog.shell import quote_or, verbatim

if TYPE_CHECKING:
    from clientlog.render.text.tables import Listing
    from clientlog.write.change import Change

app = typer.Typer()

Who = Annotated[
    str, typer.Argument(metavar="me|WHO|list|end", help="Who is away; list; or end WHO.")
]
Other = Annotated[
    str | None, typer.Argument(metavar="[me|WHO]", help="The one whose absence ends.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="The first day back.")]
From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The first day away, today otherwise.")
]
Back = Annotated[bool, typer.Option("--back", help="They are back: the same as `end WHO`.")]

ME = "me"


@command(
    app,
    "away",
    "clientlog away me --until 'mon'",
    "clientlog away dana --from fri --until +2w",
    "clientlog away list",
    "clientlog away end dana",
    screen=True,
)
def away(
    context: Context,
    who: Who,
    other: Other = None,
    until: Until = None,
    from_: From = None,
    back: Back = False,
) -> Result:
    """Record that you or a client are away: series skip these days, and cadences pause.

    A client who is away is not flagged, except for your own dated commitments.
    """
    if who == "list":
        return _list(context)
    if who == "end":
        return _end(context, _client(context, other or ME))
    if other not in {None, "end"}:
        raise UsageError(
            "too many names", f"clientlog away {verbatim(quote_or(who, 'WHO'))} --until DATE"
        )
    return record_absence(
        context, _client(context, who), until=until, from_=from_, back=back or other == "end"
    )


def record_absence(
    context: Context, client: Client | None, *, until: str | None, from_: str | None, back: bool
) -> Result:
    """Record or end an absence of a client, or, for None, of the user."""
    if back:
        return _end(context, client)
    if until is None:
        raise UsageError("--until is missing", "name the first day back, for example: --until mon")
    first = context.parse_day("--from", from_) if from_ else context.clock.today
    first_back = context.parse_day("--until", until)

    with context.change() as change:
        skipped = write.absences.begin(change, client.id if client else None, first, first_back)
        text = f"{_name(client)}: {_days(context, first, first_back)}"
        if skipped:
            text += f"; skipped: {_meetings(context, change, skipped)}"
        change.notices += _still_planned(context, change, client, first, first_back)
        return context.change_result(change, text)


def _still_planned(
    context: Context, change: "Change", client: Client | None, first: date, back: date
) -> list[str]:
    """Return a sentence for each planned meeting within an absence; a series is skipped."""
    clock = context.clock
    within = overlapping_meetings(
        change.connection, max(clock.start_of(first), clock.now), clock.start_of(back), 0
    )
    return [
        f"still planned: {verbatim(sentences.meeting(meeting, clock))};"
        f" clientlog meeting move {meeting.ref} --at WHEN,"
        f" or clientlog meeting cancel {meeting.ref}"
        for meeting in within
        if client is None or client.id in {attendee.id for attendee in meeting.clients}
    ]


def _end(context: Context, client: Client | None) -> Result:
    with context.change() as change:
        restored = write.absences.end(change, client.id if client else None)
        text = f"{_name(client)}: back"
        if restored:
            text += f"; planned again: {_meetings(context, change, restored)}"
        return context.change_result(change, text)


def _meetings(context: Context, change: "Change", refs: list[str]) -> str:
    """Return meetings with the moments at which they start."""
    meetings = [get_meeting(change.connection, parse_ref(ref)) for ref in refs]
    clock = context.clock
    return ", ".join(
        f"{meeting.ref} {format_moment_text(clock.local(meeting.starts_at), clock.today)}"
        for meeting in meetings
    )


def _list(context: Context) -> Result:
    today = context.clock.today
    rows: list[dict[str, Any]] = [
        {
            "client": name or ME,
            "from": absence.from_day.isoformat(),
            "until": absence.until_day.isoformat(),
        }
        for name, absence in list_absences(context.connection, today)
    ]
    return context.result(lambda: {"absences": rows}, lambda: _listing(rows, today), records=True)


def _listing(rows: list[dict[str, Any]], today: date) -> "Listing | str":
    if not rows:
        return "Nobody is away."

    def day_of(text: str) -> str:
        return format_day(date.fromisoformat(text), today)

    return render.text.tables.Listing(
        ("who", "from", "back"),
        [
            render.text.tables.Row(
                [
                    render.text.tables.Cell(row["client"]),
                    render.text.tables.Cell(day_of(row["from"])),
                ],
                [(day_of(row["until"]), "")],
            )
            for row in rows
        ],
    )


def _client(context: Context, who: str) -> Client | None:
    """Return the client, or None for the user."""
    return None if who == ME else context.client(who)


def _name(client: Client | None) -> str:
    return client.handle if client else ME


def _days(context: Context, first: date, back: date) -> str:
    today = context.clock.today
    return f"away from {format_day(first, today)}, back on {format_day(back, today)}"
