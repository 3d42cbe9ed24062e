"""`plan`: a meeting ahead; and how anything is said about a meeting."""

from typing import Annotated, Any

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import At, Via, Who, With, channel_argument, moment_argument
from clientlog.cli.result import Result
from clientlog.dates import parse_every, parse_length
from clientlog.errors import UsageError
from clientlog.render.one_line import describe_all
from clientlog.shell import quote_or
from clientlog.text import validate_line, validate_text

app = typer.Typer()

NO_TIME_SAID = 9
"""The hour of a meeting that is planned for a day and no time."""

For = Annotated[str | None, typer.Option("--for", metavar="LENGTH", help="45m, 1h30; else 1h.")]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it is about.")]
Place = Annotated[str | None, typer.Option("--place", metavar="TEXT", help="Where.")]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", metavar="TEXT", help="To raise there; again for more."),
]
Review = Annotated[bool, typer.Option("--review", help="A formal review.")]
Every = Annotated[str | None, typer.Option("--every", metavar="STEP", help="week, 2w, month, …")]


@command(
    app,
    "plan",
    'clientlog plan dana --at "fri 10:00" --topic "the travel budget"',
    'clientlog plan dana --with sam --at "1 dec 14:00" --for 45m --review',
)
def plan(
    context: Context,
    who: Who,
    at: At = None,
    with_: With = None,
    for_: For = None,
    title: Title = None,
    place: Place = None,
    topic: Topics = None,
    review: Review = False,
    every: Every = None,
    via: Via = None,
) -> Result:
    """Put a meeting ahead."""
    if at is None:
        raise UsageError("--at is missing", 'say when: --at "fri 10:00"')
    starts_at = moment_argument(context, "--at", at, past=False, hour=NO_TIME_SAID)
    if starts_at < context.clock.now:
        raise UsageError(
            f"--at: {context.clock.local(starts_at):%Y-%m-%d %H:%M} is over already",
            f"a meeting that happened is logged: clientlog log {quote_or(who, 'WHO')} --at WHEN",
        )
    return put(
        context, [who, *(with_ or ())], starts_at, topic or [], for_=for_, title=title, place=place,
        review=review, every=every, via=via,
    )  # fmt: skip


def put(
    context: Context, names: list[str], starts_at: Any, topics: list[str], **typed: Any
) -> Result:
    found = context.clients(names)
    raised = [validate_text(one, "--topic") for one in topics]
    values = arrangement(context, **typed)
    from clientlog.write import clients, meetings, notes

    with context.change() as change:
        attending = tuple(clients.get(change, one.id) for one in found)
        meeting = meetings.create(
            change, meetings.MeetingDetails(clients=attending, starts_at=starts_at, **values)
        )
        for text in raised:
            notes.raise_topic(change, attending[0], text, meeting=meeting)
        created, _ = change.touched_refs()
        return context.change_result(
            change, describe_all(change.connection, context.clock, created)
        )


def arrangement(context: Context, **typed: Any) -> dict[str, Any]:
    """What was said about a meeting, read, under the names of the journal."""
    values: dict[str, Any] = {}
    if typed.get("for_"):
        values["minutes"] = context.parse_plain("--for", parse_length, typed["for_"])
    for name in ("title", "place"):
        if typed.get(name) is not None:
            values[name] = validate_line(typed[name], f"--{name}")
    if typed.get("every"):
        values["every"] = str(context.parse_plain("--every", parse_every, typed["every"]))
    if typed.get("via"):
        values["channel"] = channel_argument("--via", typed["via"])
    if typed.get("review"):
        values["review"] = True
    return values
