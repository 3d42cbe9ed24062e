"""`show`: everything about one client or one record."""

from typing import Annotated

import typer

from clientlog import queries, render
from clientlog.cli import commands
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.errors import NotFoundError
from clientlog.queries.meetings import topic_refs
from clientlog.refs import Ref, looks_like_ref, parse_ref

app = typer.Typer()

WhoOrRef = Annotated[
    str,
    typer.Argument(metavar="WHO|REF", help="A client, a record such as p42, or an organization."),
]


@command(
    app,
    "show",
    "clientlog show dana",
    "clientlog show p42",
    "clientlog show m15 --json",
    screen=True,
)
def show(context: Context, what: WhoOrRef) -> Result:
    """Show everything about one client, one record or one organization."""
    typed = what.strip().lower()
    if looks_like_ref(typed):
        return record_show(context, parse_ref(typed))
    try:
        return client_show(context, what)
    except NotFoundError as no_client:
        try:
            result: Result = commands.org.show(context, [what])
        except NotFoundError:
            raise no_client from None
        return result


def record_show(context: Context, ref: Ref) -> Result:
    """Return the screen of one record, with its texts in full."""
    page = queries.details.record_page(context.connection, ref)
    return context.result(
        lambda: render.json.pages.record_page(page, context.clock),
        lambda: render.text.pages.record_page(page, context.clock),
    )


def meeting_show(context: Context, ref: Ref) -> Result:
    """Return the screen of one meeting, with what came out of it."""
    return record_show(context, ref)


def client_show(context: Context, who: str) -> Result:
    """Return the screen of one client."""
    page = queries.details.client_page(context.connection, context.clock, context.client(who))
    met = [*page.meetings, *([page.next_meeting] if page.next_meeting else [])]
    topics = topic_refs(context.connection, met)
    return context.result(
        lambda: render.json.pages.client_page(page, context.clock, topics),
        lambda: render.text.pages.client_page(page, context.clock),
    )
