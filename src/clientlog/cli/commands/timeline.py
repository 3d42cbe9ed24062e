"""`timeline`: what happened, in order."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientlog import render
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.filters import Limit, OfTag, Since, Until, limit_argument, nothing_with, past_day
from clientlog.cli.options import words_argument
from clientlog.cli.result import Result
from clientlog.queries.clients import handles_with_tags
from clientlog.queries.timeline import KINDS
from clientlog.queries.timeline import timeline as read_timeline

if TYPE_CHECKING:
    from rich.console import RenderableType

    from clientlog.queries.timeline import Event

app = typer.Typer()

RECENT = 200
"""How many events `timeline` shows without options."""

PLURALS = {f"{kind}s": kind for kind in KINDS} | {"touches": "touch"}
"""The kinds as `list` names them."""

SomeWho = Annotated[
    str | None,
    typer.Argument(metavar="[WHO]", help="Only this client."),
]
Kinds = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND,...", help="Only these: meeting, touch, promise, note."),
]


@command(
    app,
    "timeline",
    "clientlog timeline dana",
    "clientlog timeline --since 'last mon'",
    "clientlog timeline --kind meeting,touch --tag pilot",
    screen=True,
)
def timeline(
    context: Context,
    who: SomeWho = None,
    since: Since = None,
    until: Until = None,
    kind: Kinds = None,
    tag: OfTag = None,
    limit: Limit = None,
) -> Result:
    """Show what happened, oldest first: meetings, touches, commitments, notes, conflicts.

    Without an option, the latest 200 events; --limit N shows the latest N, 0 all.
    """
    client = context.client(who) if who else None
    first, last = past_day(context, "--since", since), past_day(context, "--until", until)
    chosen = words_argument("--kind", kind and kind.lower(), KINDS, PLURALS)
    narrowed = any((client, first, last, chosen, tag))
    wanted = limit_argument(limit, 0 if narrowed else RECENT)
    happened = read_timeline(
        context.connection,
        context.clock,
        client=client.id if client else None,
        since=first,
        until=last,
        limit=0 if chosen or tag else wanted,
    )
    events = _narrowed(context, happened.events, chosen, tag or [])
    latest = events[-wanted:] if wanted else events
    earlier = happened.earlier or len(latest) < len(events)
    options = {"WHO": who, "--since": since, "--until": until, "--kind": kind, "--tag": tag}
    empty = nothing_with("Nothing happened", options) if narrowed else "Nothing happened yet."
    return context.result(
        lambda: {
            "events": [render.json.documents.event(event, context.clock) for event in latest],
            "earlier": earlier,
        },
        lambda: _listing(context, latest, earlier=earlier) if latest else empty,
        records=True,
    )


def _listing(
    context: Context, events: "tuple[Event, ...]", *, earlier: bool
) -> "RenderableType | str":
    rest = "Earlier events are not shown: add --limit 0" if earlier else ""
    return render.text.lists.with_rest(render.text.lists.events(events, context.clock), rest)


def _narrowed(
    context: Context, events: "tuple[Event, ...]", kinds: tuple[str, ...], tags: list[str]
) -> "tuple[Event, ...]":
    """Return the events of these kinds, with clients who have all the tags."""
    if kinds:
        events = tuple(event for event in events if event.kind.split("-")[0] in kinds)
    if tags:
        handles = handles_with_tags(context.connection, tags)
        events = tuple(
            event for event in events if handles & {client.handle for client in event.clients}
        )
    return events
