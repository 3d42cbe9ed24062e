"""`client`: aliases, merging, archiving, absences, self-checks and purging."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientlog import store, write
from clientlog.cli import commands
from clientlog.cli.command import command
from clientlog.cli.commands.away import Back, From, Until, record_absence
from clientlog.cli.commands.client import Name, app
from clientlog.cli.context import Context
from clientlog.cli.options import Who, Yes, joined
from clientlog.cli.result import Result
from clientlog.errors import UsageError
from clientlog.queries.clients import exact_client, list_clients
from clientlog.queries.commitments import open_with_client
from clientlog.queries.duplicates import find_duplicates
from clientlog.render import sentences
from clientlog.render.terminal import write_err
from clientlog.text import counted, escape_controls, validate_line

if TYPE_CHECKING:
    from clientlog.store.purge_files import Sweep

__all__ = ["app"]

ExactHandle = Annotated[str, typer.Argument(metavar="HANDLE", help="The exact handle.")]

GoneHandle = Annotated[
    str,
    typer.Argument(metavar="HANDLE", help="The exact handle, or a UUID."),
]


@command(app, "alias", 'clientlog client alias dana "Dana R. Ortega"')
def alias(
    context: Context,
    who: Who,
    name: Name,
    remove: Annotated[bool, typer.Option("--remove", help="Remove the alias.")] = False,
) -> Result:
    """Add an alias: another name for a client."""
    client = context.client(who)
    other = validate_line(joined(name), "NAME")

    with context.change() as change:
        named = write.clients.get(change, client.id)
        (write.clients.remove_alias if remove else write.clients.add_alias)(change, named, other)
        state = "is no longer known as" if remove else "is also known as"
        return context.change_result(change, f"{named.handle}  {named.name} {state} {other}")


@command(app, "merge", "clientlog client merge dana-reyes-2 dana-reyes")
def merge(
    context: Context,
    source: Annotated[
        str,
        typer.Argument(metavar="FROM", help="The exact handle that goes."),
    ],
    target: Annotated[
        str,
        typer.Argument(metavar="INTO", help="The exact handle that stays."),
    ],
    yes: Yes = False,
) -> Result:
    """Merge one client into another: everything of FROM becomes INTO's, its names aliases."""
    gone = exact_client(context.connection, source)
    stays = exact_client(context.connection, target)
    if gone.id == stays.id:
        raise UsageError(f"{gone.handle} cannot be merged into itself")
    context.confirm(
        f"Merge {gone.handle} ({gone.name}) into {stays.handle} ({stays.name})?", yes=yes
    )

    with context.change() as change:
        into = write.clients.get(change, stays.id)
        write.client_merge.merge(change, write.clients.get(change, gone.id), into)
        return context.change_result(change, f"merged {gone.handle} into {stays.handle}")


@command(app, "rm", "clientlog client rm dana-reyes --yes")
def rm(context: Context, handle: ExactHandle, yes: Yes = False) -> Result:
    """Remove a client with all their records; `undo` brings them back."""
    client = exact_client(context.connection, handle)
    context.confirm(f"Remove {client.handle} ({client.name}) and all their records?", yes=yes)

    with context.change() as change:
        write.clients.remove(change, write.clients.get(change, client.id))
        return context.change_result(
            change, f"{client.handle}  removed; {context.program} undo brings them back"
        )


@command(app, "archive", "clientlog client archive dana")
def archive(context: Context, who: Who, yes: Yes = False) -> Result:
    """Archive a client: they are still found and shown, but only your open promises are flagged.

    What is still open is listed, and you are asked about it.
    """
    client = context.client(who)
    still_open = open_with_client(context.connection, client)
    if still_open:
        lines = [sentences.commitment(commitment, context.clock) for commitment in still_open]
        listed = "\n".join(f"  {escape_controls(line)}" for line in lines)
        write_err(f"still open with {client.handle}:\n{listed}")
        context.confirm(f"Archive {client.handle} all the same?", yes=yes)

    with context.change() as change:
        write.clients.archive(change, write.clients.get(change, client.id))
        return context.change_result(change, f"{client.handle}  archived")


@command(app, "unarchive", "clientlog client unarchive dana")
def unarchive(context: Context, who: Who) -> Result:
    """Unarchive a client."""
    client = context.client(who)

    with context.change() as change:
        write.clients.unarchive(change, write.clients.get(change, client.id))
        return context.change_result(change, f"{client.handle}  is back")


@command(
    app,
    "away",
    "clientlog client away dana --until 'mon'",
    "clientlog client away dana --from fri --until +2w",
    "clientlog client away dana --back",
)
def away(
    context: Context,
    who: Who,
    until: Until = None,
    from_: From = None,
    back: Back = False,
) -> Result:
    """Record that a client is away: the same as `clientlog away WHO`."""
    if back and (until or from_):
        raise UsageError("--back excludes --from and --until")
    return record_absence(context, context.client(who), until=until, from_=from_, back=back)


Point = Annotated[str | None, typer.Option(metavar="1..5", help="From 1 (hardly) to 5 (fully).")]


@command(
    app,
    "check",
    "clientlog client check dana",
    "clientlog client check sam --abundance 3 --trust 4 --dreams 2 --truth 5 --balance 3 --grace 4",
)
def check(
    context: Context,
    who: Who,
    abundance: Point = None,
    trust: Point = None,
    dreams: Point = None,
    truth: Point = None,
    balance: Point = None,
    grace: Point = None,
) -> Result:
    """Rate a relationship on six points, each from 1 to 5; without ratings, show how they changed.

    On a terminal, you are asked for the points that you left out.
    """
    points = {
        "abundance": abundance, "trust": trust, "dreams": dreams,
        "truth": truth, "balance": balance, "grace": grace,
    }  # fmt: skip
    return commands.self_check.client_check(context, who, points)


@command(app, "purge", "clientlog client purge dana-reyes --yes")
def purge(context: Context, handle: GoneHandle, yes: Yes = False) -> Result:
    """Remove a person from everything clientlog keeps, including backups; it cannot be undone.

    HANDLE may also be that of somebody who was removed, or a UUID.
    """
    person = store.purge.find_person(context.connection, context.path, handle)
    if person:
        context.confirm(
            f"Purge {person.called} from the journal, its history and its backups?"
            " This cannot be undone.",
            yes=yes,
        )
        context.connection.close()
        done = store.purge.purge(context.path, context.clock, person.uuids, seen=context.seen)
    else:
        done = store.purge.finish_purges(context.path, context.clock)
        if not done:
            exact_client(context.connection, handle)
    return _purge_result(context, person.called if person else handle, done)


def _purge_result(context: Context, called: str, done: "Sweep") -> Result:
    counts = f"{counted(done.backups, 'backup')} cleaned, {counted(done.drafts, 'file')} removed"
    lines = [f"purged {called}: {counts}. This cannot be undone."]
    lines += _creating_sources(context)
    lines += [f"not cleaned: {path}" for path in done.left]
    if done.left:
        lines.append(
            "They are gone from the journal, but may be in these files: remove the files or give"
            " access to them, and the next purge or change goes on."
        )
    result = context.message_result("\n".join(lines))
    return result._replace(exit_code=1, quiet=False) if done.left else result


def _creating_sources(context: Context) -> list[str]:
    """Return a remark on the sources that make clients: the purge does not reach them.

    Nothing is kept of the person by which they could be recognized there.
    """
    sources = [
        f"{source.name} ({source.path})" for source in context.settings.sources if source.create
    ]
    if not sources:
        return []
    return [
        "These sources make clients of the people in them and may have the person, who was not"
        f" looked for there: {', '.join(sources)}. Where they do, remove the person there as well:"
        " the next refresh would bring them back."
    ]


@command(app, "duplicates", "clientlog client duplicates", screen=True)
def duplicates(context: Context) -> Result:
    """List clients who may be the same person, by name, spelling or e-mail address."""
    pairs = [
        {
            "handles": [pair.client.handle, pair.other.handle],
            "names": [pair.client.name, pair.other.name],
            "reason": pair.reason,
        }
        for pair in find_duplicates(list_clients(context.connection))
    ]
    if context.plain:
        line = "{0}\t{1}\t{reason}\t{program} client merge {1} {0}"
    else:
        line = "{0} and {1}: {reason}; if they are one person: {program} client merge {1} {0}"
    lines = [
        line.format(*pair["handles"], reason=pair["reason"], program=context.program)
        for pair in pairs
    ]
    return context.result(
        lambda: {"pairs": pairs}, lambda: "\n".join(lines) or "no two clients look alike"
    )
