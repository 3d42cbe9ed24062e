"""`plan`: schedule a meeting; and the options that describe a meeting."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import Via, Who, With, channel_argument, moment_of
from clientlog.cli.result import Result
from clientlog.dates import (
    Every,
    format_day,
    format_moment_text,
    parse_every,
    parse_length,
    parse_span_text,
)
from clientlog.errors import UsageError
from clientlog.queries.absences import list_absences
from clientlog.queries.meetings import overlapping_meetings
from clientlog.refs import Ref
from clientlog.render.one_line import describe, describe_all
from clientlog.shell import quote_or, verbatim
from clientlog.text import validate_line, validate_text

if TYPE_CHECKING:
    from clientlog.store.tables import Meeting
    from clientlog.write.change import Change

app = typer.Typer()

NO_TIME_SAID = 9
"""The hour of a meeting that is planned for a day without a time."""

When = Annotated[
    list[str] | None, typer.Argument(metavar="[WHEN]", help="The same as --at, without quotes.")
]
At = Annotated[
    str | None,
    typer.Option("--at", "--when", metavar="WHEN", help="fri 10:00, 24 dec 14:00-15:30."),
]
For = Annotated[
    str | None, typer.Option("--for", metavar="LENGTH", help="45m, 1h30; 1h by default.")
]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it is about.")]
Place = Annotated[str | None, typer.Option("--place", metavar="TEXT", help="Where it takes place.")]
Repeat = Annotated[
    str | None, typer.Option("--every", metavar="STEP", help="week, weekday, 2w, month, …")
]
Standing = Annotated[
    str | None, typer.Option("--standing", metavar="TEXT", help="The agenda of every occurrence.")
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOptions:
    """The options that describe a meeting, besides its time and attendees."""

    with_: With = None
    for_: For = None
    title: Title = None
    place: Place = None
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="TEXT", help="A topic for this meeting; repeat for more."),
    ] = None
    review: Annotated[bool, typer.Option("--review", help="It is a formal review.")] = False
    every: Repeat = None
    routine: Annotated[
        bool, typer.Option("--routine", help="A series that needs no agenda and no summary.")
    ] = False
    standing: Standing = None
    via: Via = None


@command(
    app,
    "plan",
    'clientlog plan dana fri 10:00 --topic "the travel budget"',
    'clientlog plan dana --with sam --at "1 dec 14:00-15:30" --review',
    "clientlog plan sam mon 9:00 --for 15m --every weekday --routine --title Stand-up",
)
def plan(
    context: Context, options: PlanOptions, who: Who, when: When = None, at: At = None
) -> Result:
    """Schedule a meeting, or a series of them.

    A series plans its next meeting when one is logged, cancelled or missed.
    """
    starts_at, minutes = _parse_start(context, when, at)
    if starts_at < context.clock.now:
        name = verbatim(quote_or(who, "WHO"))
        raise UsageError(
            f"--at: {context.clock.local(starts_at):%Y-%m-%d %H:%M} is in the past",
            f"a meeting that happened is logged: clientlog log {name} --at WHEN",
        )
    return create_meeting(context, who, starts_at, options, minutes=minutes)


def _parse_start(
    context: Context, when: list[str] | None, at: str | None
) -> tuple[datetime, int | None]:
    if when and at is not None:
        raise UsageError("WHEN and --at say the same", "leave one of them out")
    text = " ".join(when) if when else at
    if text is None:
        raise UsageError("WHEN is missing", "say when: fri 10:00, or --at 'fri 10:00'")
    return parse_start(context, text)


def parse_start(context: Context, text: str) -> tuple[datetime, int | None]:
    """Return the start of a meeting, and its length where WHEN is `10:00-11:30`."""
    start, minutes = context.parse("--at", parse_span_text, text)
    return moment_of(context, start, NO_TIME_SAID), minutes


def create_meeting(
    context: Context,
    who: str,
    starts_at: datetime,
    options: PlanOptions,
    *,
    minutes: int | None = None,
) -> Result:
    """Create a meeting, and say what was understood and what it overlaps."""
    clients_met = context.clients([who, *(options.with_ or ())])
    topics = [validate_text(text, "--topic") for text in options.topic or ()]
    values = _read_options(context, options, minutes)

    with context.change() as change:
        attending = tuple(write.clients.get(change, client.id) for client in clients_met)
        meeting = write.meetings.create(
            change, write.meetings.MeetingDetails(clients=attending, starts_at=starts_at, **values)
        )
        for text in topics:
            write.notes.raise_topic(change, attending[0], text, meeting=meeting)
        created, _ = change.touched_refs()
        lines = [describe_all(change.connection, context.clock, created)]
        lines += _describe_series(context, change, meeting)
        change.notices += _overlaps(context, change, meeting)
        change.notices += _absences(context, change, meeting)
        return context.change_result(change, "\n".join(lines))


def _read_options(context: Context, options: PlanOptions, minutes: int | None) -> dict[str, Any]:
    if not options.every and (options.routine or options.standing):
        name = "--routine" if options.routine else "--standing"
        raise UsageError(f"{name} is for a series", "add --every week, or --every weekday")
    if minutes and options.for_:
        raise UsageError("WHEN has an end, and --for says how long", "leave one of them out")
    values = read_details(
        context,
        for_=options.for_,
        title=options.title,
        place=options.place,
        review=options.review,
        every=options.every,
        routine=options.routine,
        standing=options.standing,
        via=options.via,
    )
    return values | ({"minutes": minutes} if minutes else {})


def _describe_series(context: Context, change: "Change", meeting: "Meeting") -> list[str]:
    """Say how a series repeats, and when the next one would be."""
    if not meeting.every:
        return []

    following = write.series.next_start(change, meeting)
    kind = ", routine" if meeting.routine else ""
    then = ""
    if following:
        then = format_moment_text(context.clock.local(following), context.clock.today)
        then = f"; then {then}"
    lines = [f"    repeats {describe_every(parse_every(meeting.every))}{kind}{then}"]
    return lines + ([f"    every time: {meeting.standing}"] if meeting.standing else [])


def describe_every(every: Every) -> str:
    """Return `every week`, `every 2 weeks`."""
    return f"every {every.unit}" if every.count == 1 else f"every {every.count} {every.unit}s"


def _overlaps(context: Context, change: "Change", meeting: "Meeting") -> list[str]:
    """Return a sentence that names the planned meetings at the same time."""
    overlaps = overlapping_meetings(
        change.connection, meeting.starts_at, meeting.ends_at, meeting.id or 0
    )
    return [
        verbatim("overlaps " + describe(change.connection, context.clock, Ref("m", other.number)))
        for other in overlaps
    ]


def _absences(context: Context, change: "Change", meeting: "Meeting") -> list[str]:
    """Return a sentence for the user and for each attendee who is away on the day."""
    day, today = context.clock.day(meeting.starts_at), context.clock.today
    attending = {client.id for client in write.meetings.attendees(change, meeting)}
    return [
        f"{f'{handle} is' if handle else 'you are'} away on that day,"
        f" back on {format_day(absence.until_day, today)}"
        for handle, absence in list_absences(change.connection, today)
        if absence.covers(day) and (handle is None or absence.client_id in attending)
    ]


def read_details(context: Context, **options: Any) -> dict[str, Any]:
    """Return the values of options about a meeting, by column of the journal."""
    values: dict[str, Any] = {}
    if options.get("for_"):
        values["minutes"] = context.parse_plain("--for", parse_length, options["for_"])
    for name in ("title", "place"):
        if options.get(name) is not None:
            values[name] = validate_line(options[name], f"--{name}")
    if options.get("standing") is not None:
        values["standing"] = validate_text(options["standing"], "--standing")
    if options.get("every"):
        values["every"] = str(context.parse_plain("--every", parse_every, options["every"]))
    if options.get("via"):
        values["channel"] = channel_argument("--via", options["via"])
    values |= {name: True for name in ("review", "routine") if options.get(name)}
    return values
