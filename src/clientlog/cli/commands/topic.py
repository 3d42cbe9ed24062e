"""`topic`: topics to raise next time."""

from typing import Annotated

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import Who, Why, joined
from clientlog.cli.result import Result
from clientlog.render.one_line import describe_all
from clientlog.text import validate_text

app = typer.Typer()

Text = Annotated[list[str], typer.Argument(metavar="TEXT", help="What to raise.")]
Ask = Annotated[bool, typer.Option("--ask", help="It is what I recommend or need.")]


@command(
    app,
    "topic",
    "clientlog topic dana the travel budget",
    'clientlog topic dana "hire one more" --ask --why "two projects overlap in May"',
)
def topic(context: Context, who: Who, text: Text, ask: Ask = False, why: Why = None) -> Result:
    """Add a topic to raise with a client; it stays until discussed or dropped."""
    client = context.client(who)
    written = validate_text(joined(text), "TEXT")
    reason = validate_text(why, "--why") if why is not None else None

    with context.change() as change:
        write.notes.raise_topic(
            change, write.clients.get(change, client.id), written, ask=ask, why=reason
        )
        created, _ = change.touched_refs()
        return context.change_result(
            change, describe_all(change.connection, context.clock, created)
        )
