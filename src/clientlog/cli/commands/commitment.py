"""`promise` and `action`: a word given, a task taken on."""

from typing import Annotated

import typer

from clientlog.cli.command import verb
from clientlog.cli.context import Run
from clientlog.cli.options import Past, Told, Who, Words, item_argument, joined
from clientlog.cli.result import Result
from clientlog.render.one_line import describe_all

app = typer.Typer()

Theirs = Annotated[bool, typer.Option("--theirs", help="The client owes it to me.")]
Due = Annotated[str | None, typer.Option("--due", metavar="DATE", help="fri, +2w, 24 dec, …")]
Every = Annotated[str | None, typer.Option("--every", metavar="STEP", help="week, 2w, month, …")]
Owner = Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Passed on to.")]
Must = Annotated[bool, typer.Option("--must", help="A must, not only good to have.")]


@verb(
    app,
    "promise",
    "clientlog promise dana send the draft due:fri",
    'clientlog promise dana --theirs "approve the travel budget due:mon"',
)
def promise(
    run: Run,
    who: Who,
    item: Words,
    theirs: Theirs = False,
    due: Due = None,
    every: Every = None,
    owner: Owner = None,
    must: Must = False,
    told: Told = False,
    past: Past = False,
) -> Result:
    """Record a word given to a client, or by a client with --theirs."""
    return _give(
        run, "promise", who, joined(item), theirs=theirs, told=told, past=past,
        due=due, every=every, owner=owner, must=must,
    )  # fmt: skip


@verb(
    app,
    "action",
    "clientlog action dana draft the hiring plan due:fri pri:must",
    'clientlog action dana "check the figures" --owner "Ann Lee"',
)
def action(
    run: Run,
    who: Who,
    item: Words,
    theirs: Theirs = False,
    owner: Owner = None,
    due: Due = None,
    every: Every = None,
    must: Must = False,
    past: Past = False,
) -> Result:
    """Record an action item: mine, the client's with --theirs, delegated with --owner."""
    return _give(
        run, "action", who, joined(item), theirs=theirs, told=False, past=past,
        due=due, every=every, owner=owner, must=must,
    )  # fmt: skip


def _give(
    run: Run,
    kind: str,
    who: str,
    text: str,
    *,
    theirs: bool,
    told: bool,
    past: bool,
    **more: str | bool | None,
) -> Result:
    client = run.client(who)
    item = item_argument(run, "ITEM", text, past=past, **more)
    from clientlog.write import clients, commitments

    with run.change() as change:
        commitments.give(
            change, kind, clients.require(change, client.id), item, theirs=theirs, told=told
        )
        created, _ = change.outcome()
        return run.changed(change, describe_all(change.connection, run.clock, created))
