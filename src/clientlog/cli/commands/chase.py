"""`chase`: record that a client was asked for what they owe, or do for the user."""

from typing import Annotated

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.commands.touch import Via
from clientlog.cli.context import Context
from clientlog.cli.options import At, Refs, channel_argument, past_moment_argument
from clientlog.cli.result import Result
from clientlog.refs import parse_ref
from clientlog.render.one_line import describe_all
from clientlog.text import validate_text

app = typer.Typer()

NoteOption = Annotated[
    str | None, typer.Option("--note", metavar="TEXT", help="What was said or written.")
]


@command(app, "chase", "clientlog chase p42 --via email", 'clientlog chase a7 --note "by Friday"')
def chase(
    context: Context, refs: Refs, via: Via = None, at: At = None, note: NoteOption = None
) -> Result:
    """Record that you asked a client for what they owe, or for what you delegated to them.

    It is dated on the commitment, counts as a contact, and keeps the flag away for three
    working days.
    """
    moment = past_moment_argument(context, "--at", at)
    channel = channel_argument("--via", via)
    text = validate_text(note, "--note") if note is not None else None
    chosen = [parse_ref(ref) for ref in dict.fromkeys(refs)]

    with context.change() as change:
        for ref in chosen:
            write.close.chase(change, ref, moment, text=text, channel=channel)
        created, _ = change.touched_refs()
        lines = describe_all(change.connection, context.clock, (*map(str, chosen), *created))
        return context.change_result(change, lines)
