"""`promise` and `action`: commitments to a client, or by a client."""

from dataclasses import dataclass
from typing import Annotated

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import (
    Past,
    Told,
    Who,
    Words,
    item_argument,
    joined,
    remark_on_dates,
)
from clientlog.cli.result import Result
from clientlog.errors import UsageError
from clientlog.items import Item
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentOptions:
    """What is said of a promise or an action item beside its text."""

    theirs: Theirs = False
    due: Due = None
    every: Every = None
    owner: Owner = None
    must: Must = False
    try_until: TryUntil = None
    past: Past = False

    def read(self, context: Context, text: str, *, update: bool | None = None) -> Item:
        """Return the item that a text and these options make."""
        return item_argument(
            context, "ITEM", text, past=self.past, theirs=self.theirs,
            due=self.due, every=self.every, owner=self.owner,
            must=self.must, try_until=self.try_until, update=update,
        )  # fmt: skip


@command(
    app,
    "promise",
    "clientlog promise dana send the draft due:fri",
    'clientlog promise dana --theirs "approve the travel budget due:mon"',
    'clientlog promise dana "the short form" --try-until "+2w"',
)
def promise(
    context: Context,
    options: CommitmentOptions,
    who: Who,
    item: Words,
    update: Update = None,
    told: Told = False,
) -> Result:
    """Record a promise to a client, or by a client with --theirs.

    A recurring promise of yours with the word update, status or report in it is an update:
    `status WHO --sent` settles it. The answer says so; --update and --no-update decide.
    """
    return _give(context, "promise", who, joined(item), options, told=told, update=update)


@command(
    app,
    "action",
    "clientlog action dana draft the hiring plan due:fri pri:must",
    'clientlog action dana "check the figures" --owner "Ann Lee"',
)
def action(context: Context, options: CommitmentOptions, who: Who, item: Words) -> Result:
    """Record an action item: mine, the client's with --theirs, delegated with --owner."""
    return _give(context, "action", who, joined(item), options)


def _give(
    context: Context,
    kind: str,
    who: str,
    text: str,
    options: CommitmentOptions,
    *,
    told: bool = False,
    update: bool | None = None,
) -> Result:
    client = context.client(who)
    item = options.read(context, text, update=update)
    if item.who:
        raise UsageError(
            f"who: is for a meeting of several; WHO says it here: {kind} {who}",
            "leave who: out, or put a backslash before it",
        )

    with context.change() as change:
        write.commitments.create(
            change, kind, write.clients.get(change, client.id), item,
            theirs=options.theirs, told=told,
        )  # fmt: skip
        created, _ = change.touched_refs()
        remark_on_dates(context, change)
        return context.change_result(
            change, describe_all(change.connection, context.clock, created)
        )
