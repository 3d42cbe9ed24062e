"""`promise` and `action`: commitments to a client, or by a client."""

from typing import Annotated

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import Past, Told, Who, Words, item_argument, joined
from clientlog.cli.result import Result
from clientlog.errors import UsageError
from clientlog.render.one_line import describe_all

app = typer.Typer()

Theirs = Annotated[bool, typer.Option("--theirs", help="The client owes it to me.")]
Due = Annotated[str | None, typer.Option("--due", metavar="DATE", help="fri, +2w, 24 dec, …")]
Every = Annotated[str | None, typer.Option("--every", metavar="STEP", help="week, 2w, month, …")]
Owner = Annotated[str | None, typer.Option("--owner", metavar="NAME", help="Who does it.")]
TryUntil = Annotated[
    str | None,
    typer.Option("--try-until", metavar="DATE", help="Try it until DATE, then ask how it went."),
]
Update = Annotated[
    bool | None,
    typer.Option("--update/--no-update", help="An update: status --sent settles it."),
]
Must = Annotated[bool, typer.Option("--must", help="It is a must, not only good to have.")]


@command(
    app,
    "promise",
    "clientlog promise dana send the draft due:fri",
    'clientlog promise dana --theirs "approve the travel budget due:mon"',
    'clientlog promise dana "the short form" --try-until "+2w"',
)
def promise(
    context: Context,
    who: Who,
    item: Words,
    theirs: Theirs = False,
    due: Due = None,
    every: Every = None,
    owner: Owner = None,
    must: Must = False,
    try_until: TryUntil = None,
    update: Update = None,
    told: Told = False,
    past: Past = False,
) -> Result:
    """Record a promise to a client, or by a client with --theirs.

    A recurring promise of yours with the word update, status or report in it is an update:
    `status WHO --sent` settles it. The answer says so; --update and --no-update decide.
    """
    return _give(
        context, "promise", who, joined(item), theirs=theirs, told=told, past=past,
        due=due, every=every, owner=owner, must=must, try_until=try_until, update=update,
    )  # fmt: skip


@command(
    app,
    "action",
    "clientlog action dana draft the hiring plan due:fri pri:must",
    'clientlog action dana "check the figures" --owner "Ann Lee"',
)
def action(
    context: Context,
    who: Who,
    item: Words,
    theirs: Theirs = False,
    owner: Owner = None,
    due: Due = None,
    every: Every = None,
    must: Must = False,
    try_until: TryUntil = None,
    past: Past = False,
) -> Result:
    """Record an action item: mine, the client's with --theirs, delegated with --owner."""
    return _give(
        context, "action", who, joined(item), theirs=theirs, told=False, past=past,
        due=due, every=every, owner=owner, must=must, try_until=try_until,
    )  # fmt: skip


def _give(
    context: Context,
    kind: str,
    who: str,
    text: str,
    *,
    theirs: bool,
    told: bool,
    past: bool,
    **more: str | bool | None,
) -> Result:
    client = context.client(who)
    item = item_argument(context, "ITEM", text, past=past, theirs=theirs, **more)
    if item.who:
        raise UsageError(
            f"who: is for a meeting of several; WHO says it here: {kind} {who}",
            "leave who: out, or put a backslash before it",
        )

    with context.change() as change:
        write.commitments.create(
            change, kind, write.clients.get(change, client.id), item, theirs=theirs, told=told
        )
        created, _ = change.touched_refs()
        return context.change_result(
            change, describe_all(change.connection, context.clock, created)
        )
