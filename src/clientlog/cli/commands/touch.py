"""`touch`: contacts that were not meetings."""

from typing import Annotated

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import At, Who, channel_argument, joined, past_moment_argument
from clientlog.cli.result import Result
from clientlog.render.one_line import describe_all
from clientlog.text import validate_line, validate_text

app = typer.Typer()

Text = Annotated[list[str] | None, typer.Argument(metavar="[TEXT]", help="What it was about.")]
Via = Annotated[str | None, typer.Option("--via", metavar="CHANNEL", help="call, chat, email, …")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Somebody of my team.")]


@command(
    app, "touch", "clientlog touch dana --via call", 'clientlog touch sam "sent the link" --at mon'
)
def touch(
    context: Context, who: Who, text: Text = None, via: Via = None, at: At = None, by: By = None
) -> Result:
    """Record a contact that was not a meeting: a call, a message, a word in passing."""
    client = context.client(who)
    moment = past_moment_argument(context, "--at", at)
    written = validate_text(joined(text), "TEXT") if text else None
    channel = channel_argument("--via", via)
    name = validate_line(by, "--by") if by is not None else None

    with context.change() as change:
        write.notes.touch(
            change,
            write.clients.get(change, client.id),
            moment,
            text=written,
            channel=channel,
            by=name,
        )
        created, _ = change.touched_refs()
        return context.change_result(
            change, describe_all(change.connection, context.clock, created)
        )
