"""`backup` and `restore`: the whole journal in one file, and back."""

from pathlib import Path
from typing import Annotated, Any

import typer

from clientlog import store
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import Yes
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError, UsageError
from clientlog.shell import quote_or
from clientlog.store.paths import expand

app = typer.Typer()

What = Annotated[str | None, typer.Argument(metavar="[PATH | list | verify]", help="Where to.")]
Which = Annotated[
    Path | None, typer.Argument(metavar="[PATH]", readable=False, help="The backup to verify.")
]
Source = Annotated[Path, typer.Argument(metavar="PATH", readable=False, help="A backup.")]
Force = Annotated[bool, typer.Option("--force", help="Write over an existing file.")]


@command(
    app,
    "backup",
    "clientlog backup",
    "clientlog backup /media/stick/journal.backup",
    "clientlog backup list",
    "clientlog backup verify",
    screen=True,
)
def backup(
    context: Context, what: What = None, which: Which = None, force: Force = False
) -> Result:
    """Write the whole journal to one file that carries its own checksum.

    Without PATH it goes to the folder where clientlog keeps the backups it makes by itself:
    with the first change of a day, and before an import, a restore and an upgrade. `list`
    lists those, `verify` checks them, or one that is named. For a file called list, say ./list.
    """
    if what == "verify":
        return _verify(context, which)
    if which is not None:
        raise UsageError("backup takes one PATH")
    if what == "list":
        return _list(context)

    if what is None:
        path = store.backup.keep(context.path, "manual", thorough=True)
    else:
        path = context.output_path(Path(what))
        store.backup.back_up(context.path, path, "manual", force=force, thorough=True)
    return context.message_result(f"backed up to {path}")


@command(app, "restore", "clientlog restore /media/stick/journal.backup")
def restore(context: Context, source: Source, yes: Yes = False) -> Result:
    """Make the journal what it was in a backup; what is there now is backed up first."""
    source = expand(source)
    if context.path.exists():
        context.confirm(f"Put {source} in the place of {context.path}?", yes=yes)
    done = store.restore.restore(context.path, source)
    lines = [f"{context.path} is what it was in {source}"]
    if done.kept:
        lines.append(
            f"to go back to what it was before (undo does not):"
            f" {context.program} restore {quote_or(str(done.kept), 'PATH')}"
        )
    if done.set_aside:
        lines.append(f"the damaged journal was set aside: {done.set_aside}")
    if not done.sealed:
        context.terminal.warn(f"{source} carries no checksum; it was only checked for being whole")
    return context.message_result("\n".join(lines))


def _list(context: Context) -> Result:
    backups = store.backup.list_backups(context.path)
    document = {
        "folder": str(store.backup.backups_folder(context.path)),
        "backups": [
            {
                "path": str(backup.path),
                "made_at": backup.made_at.isoformat(),
                "reason": backup.reason,
                "bytes": backup.size,
            }
            for backup in backups
        ],
    }
    line = "{when:%Y-%m-%d %H:%M}\t{reason}\t{path}"
    if not context.plain:
        line = "{when:%Y-%m-%d %H:%M}  {reason:<8}  {path}"
    lines = [
        line.format(
            when=context.clock.local(backup.made_at), reason=backup.reason, path=backup.path
        )
        for backup in backups
    ]
    return context.result(lambda: document, lambda: "\n".join(lines) or "there is no backup yet")


def _verify(context: Context, which: Path | None) -> Result:
    paths = (
        [expand(which)]
        if which
        else [backup.path for backup in store.backup.list_backups(context.path)]
    )
    results = [_verified(path) for path in paths]
    lines = [f"{'ok ' if result['ok'] else 'BAD'}  {result['detail']}" for result in results]
    return context.result(
        lambda: {"ok": all(result["ok"] for result in results), "backups": results},
        lambda: "\n".join(lines) or "there is no backup yet",
        exit_code=0 if all(result["ok"] for result in results) else 5,
    )


def _verified(path: Path) -> dict[str, Any]:
    try:
        store.backup.verify(path)
    except ClientlogError as error:
        return {"path": str(path), "ok": False, "detail": error.message}
    return {"path": str(path), "ok": True, "detail": str(path)}
