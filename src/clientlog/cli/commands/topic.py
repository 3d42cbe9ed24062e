"""`topic`: something to raise next time."""

from typing import Annotated

import typer

from clientlog.cli.command import verb
from clientlog.cli.context import Run
from clientlog.cli.options import Who, Why, joined
from clientlog.cli.result import Result
from clientlog.render.one_line import describe_all
from clientlog.text import clean_text

app = typer.Typer()

Text = Annotated[list[str], typer.Argument(metavar="TEXT", help="What to raise.")]
Ask = Annotated[bool, typer.Option("--ask", help="It is what I recommend or need.")]


@verb(
    app,
    "topic",
    "clientlog topic dana the travel budget",
    'clientlog topic dana "hire one more" --ask --why "two projects overlap in May"',
)
def topic(run: Run, who: Who, text: Text, ask: Ask = False, why: Why = None) -> Result:
    """Raise something with a client next time; it stays until discussed or dropped."""
    client = run.client(who)
    written = clean_text(joined(text), "TEXT")
    reason = clean_text(why, "--why") if why is not None else None
    from clientlog.write import clients, notes

    with run.change() as change:
        notes.raise_topic(change, clients.require(change, client.id), written, ask=ask, why=reason)
        created, _ = change.outcome()
        return run.changed(change, describe_all(change.connection, run.clock, created))
