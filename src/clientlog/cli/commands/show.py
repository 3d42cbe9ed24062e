"""`show`: everything about one client or one record; and the lists of clients and meetings."""

from datetime import time, timedelta
from typing import Annotated

import typer

from clientlog.cli.command import command
from clientlog.cli.completion_runtime import complete_handles
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.clock import format_moment
from clientlog.dates import parse_day
from clientlog.queries.clients import list_clients
from clientlog.queries.lists import meetings_between, topic_refs
from clientlog.refs import Ref, looks_like_ref, parse_ref
from clientlog.render.json import documents
from clientlog.render.text import lists
from clientlog.text import name_key

app = typer.Typer()

WhoOrRef = Annotated[
    str,
    typer.Argument(
        metavar="WHO|REF", help="A client, or a record: p42.", autocompletion=complete_handles
    ),
]


@command(app, "show", "clientlog show dana", "clientlog show p42", "clientlog show m15 --json")
def show(context: Context, what: WhoOrRef) -> Result:
    """Everything about one client or one record."""
    typed = what.strip().lower()
    return (
        record_show(context, parse_ref(typed))
        if looks_like_ref(typed)
        else client_show(context, what)
    )


def record_show(context: Context, ref: Ref) -> Result:
    """One record, its texts in full."""
    from clientlog.queries.details import record_page
    from clientlog.render.text import pages

    page = record_page(context.connection, ref)
    return context.result(
        documents.record_page(page, context.clock), lambda: pages.record_page(page, context.clock)
    )


def meeting_show(context: Context, ref: Ref) -> Result:
    """One meeting, and what came out of it."""
    return record_show(context, ref)


def client_show(context: Context, who: str) -> Result:
    """One client on one screen."""
    from clientlog.queries.details import client_page
    from clientlog.render.text import pages

    page = client_page(context.connection, context.clock, context.client(who))
    met = [*page.meetings, *([page.next_meeting] if page.next_meeting else [])]
    topics = topic_refs(context.connection, met)
    return context.result(
        documents.client_page(page, context.clock, topics),
        lambda: pages.client_page(page, context.clock),
    )


def client_list(
    context: Context,
    *,
    direction: str | None = None,
    org: str | None = None,
    tags: list[str] | None = None,
    archived: bool = False,
) -> Result:
    """Everyone, by name; the archived ones only when asked for."""
    found = [
        one
        for one in list_clients(context.connection, "1" if archived else "archived_at IS NULL")
        if (direction is None or one.direction == direction)
        and (org is None or name_key(one.organization or "") == name_key(org))
        and set(tags or ()) <= set(one.tags)
    ]
    narrowed = direction or org or tags
    empty = "No such client." if narrowed else f"No clients yet: {context.program} client add NAME"
    return context.result(
        {"clients": [documents.client(one, context.clock) for one in found]},
        lambda: lists.clients(found, context.clock) if found else empty,
    )


def meeting_list(
    context: Context,
    *,
    since: str | None = None,
    until: str | None = None,
    client: str | None = None,
) -> Result:
    """Every meeting, oldest first."""
    first = context.parse("--since", parse_day, since, past=True) if since else None
    last = context.parse("--until", parse_day, until) if until else None
    found = meetings_between(
        context.connection,
        client=context.client(client).id if client else None,
        since=format_moment(context.clock.at(first, time())[0]) if first else None,
        until=format_moment(context.clock.at(last + timedelta(days=1), time())[0])
        if last
        else None,
    )
    topics = topic_refs(context.connection, found)
    return context.result(
        {
            "meetings": [
                documents.meeting(one, context.clock, topics.get(one.number, ())) for one in found
            ]
        },
        lambda: lists.meetings(found, context.clock) if found else "No meetings.",
    )
