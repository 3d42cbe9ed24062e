"""`touch`: a contact that was no meeting."""

from typing import Annotated

import typer

from clientlog.cli.command import verb
from clientlog.cli.context import Run
from clientlog.cli.options import At, Who, channel_argument, joined, past_moment_argument
from clientlog.cli.result import Result
from clientlog.render.one_line import describe_all
from clientlog.text import clean_line, clean_text

app = typer.Typer()

Text = Annotated[list[str] | None, typer.Argument(metavar="[TEXT]", help="What it was about.")]
Via = Annotated[str | None, typer.Option("--via", metavar="CHANNEL", help="call, chat, email, …")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Somebody of my team.")]


@verb(
    app, "touch", "clientlog touch dana --via call", 'clientlog touch sam "sent the link" --at mon'
)
def touch(
    run: Run, who: Who, text: Text = None, via: Via = None, at: At = None, by: By = None
) -> Result:
    """Record a contact that was no meeting: a call, a message, a word in passing."""
    client = run.client(who)
    moment = past_moment_argument(run, "--at", at)
    written = clean_text(joined(text), "TEXT") if text else None
    channel = channel_argument("--via", via)
    name = clean_line(by, "--by") if by is not None else None
    from clientlog.write import clients, notes

    with run.change() as change:
        notes.touch(
            change,
            clients.require(change, client.id),
            moment,
            text=written,
            channel=channel,
            by=name,
        )
        created, _ = change.outcome()
        return run.changed(change, describe_all(change.connection, run.clock, created))
