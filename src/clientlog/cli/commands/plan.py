"""`plan`: a meeting ahead; and how anything is said about a meeting."""

from typing import Annotated, Any

import typer

from clientlog.cli.command import verb
from clientlog.cli.completion_runtime import complete_handles
from clientlog.cli.context import Run
from clientlog.cli.options import At, Who, channel_argument, moment_argument
from clientlog.cli.result import Result
from clientlog.dates import read_every, read_length
from clientlog.errors import WrongUsage
from clientlog.render.one_line import describe_all
from clientlog.text import clean_line, clean_text

app = typer.Typer()

NO_TIME_SAID = 9
"""The hour of a meeting that is planned for a day and no time."""

With = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar="WHO",
        help="Somebody else too; again for more.",
        autocompletion=complete_handles,
    ),
]
For = Annotated[str | None, typer.Option("--for", metavar="LENGTH", help="45m, 1h30; else 1h.")]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="What it is about.")]
Place = Annotated[str | None, typer.Option("--place", metavar="TEXT", help="Where.")]
Topics = Annotated[
    list[str] | None,
    typer.Option("--topic", metavar="TEXT", help="To raise there; again for more."),
]
Review = Annotated[bool, typer.Option("--review", help="A formal review.")]
Every = Annotated[str | None, typer.Option("--every", metavar="STEP", help="week, 2w, month, …")]
Via = Annotated[str | None, typer.Option("--via", metavar="CHANNEL", help="call, in-person, …")]


@verb(
    app,
    "plan",
    'clientlog plan dana --at "fri 10:00" --topic "the travel budget"',
    'clientlog plan dana --with sam --at "1 dec 14:00" --for 45m --review',
)
def plan(
    run: Run,
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
        raise WrongUsage("--at is missing", 'say when: --at "fri 10:00"')
    starts_at = moment_argument(run, "--at", at, past=False, hour=NO_TIME_SAID)
    if starts_at < run.clock.now:
        raise WrongUsage(
            f"--at: {run.clock.local(starts_at):%Y-%m-%d %H:%M} is over already",
            f"a meeting that happened is logged: clientlog log {who} --at WHEN",
        )
    return put(
        run, [who, *(with_ or ())], starts_at, topic or [], for_=for_, title=title, place=place,
        review=review, every=every, via=via,
    )  # fmt: skip


def put(run: Run, names: list[str], starts_at: Any, topics: list[str], **typed: Any) -> Result:
    found = run.clients(names)
    raised = [clean_text(one, "--topic") for one in topics]
    values = arrangement(run, **typed)
    from clientlog.write import clients, meetings, notes

    with run.change() as change:
        attending = tuple(clients.require(change, one.id) for one in found)
        meeting = meetings.put(
            change, meetings.Arrangement(clients=attending, starts_at=starts_at, **values)
        )
        for text in raised:
            notes.raise_topic(change, attending[0], text, meeting=meeting)
        created, _ = change.outcome()
        return run.changed(change, describe_all(change.connection, run.clock, created))


def arrangement(run: Run, **typed: Any) -> dict[str, Any]:
    """What was said about a meeting, read, under the names of the journal."""
    values: dict[str, Any] = {}
    if typed.get("for_"):
        values["minutes"] = run.plain_argument("--for", read_length, typed["for_"])
    for name in ("title", "place"):
        if typed.get(name) is not None:
            values[name] = clean_line(typed[name], f"--{name}")
    if typed.get("every"):
        values["every"] = str(run.plain_argument("--every", read_every, typed["every"]))
    if typed.get("via"):
        values["channel"] = channel_argument("--via", typed["via"])
    if typed.get("review"):
        values["review"] = True
    return values
