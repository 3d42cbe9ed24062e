"""`import`: taking in what other programs, or another journal, have written down."""

import shlex
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.errors import ClientlogError
from clientlog.text import escape_controls

if TYPE_CHECKING:
    from clientlog.interchange.journal_json import Incoming, Mistake
    from clientlog.interchange.merge import Merged

app = group(
    "import", "Take in what was written down elsewhere.", "clientlog import json journal.json"
)

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", readable=False, help="Files; - is standard input."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")]

SHOWN = 20
"""So many conflicts or mistakes are shown as text; JSON has all."""


@command(
    app, "json", "clientlog import json journal.json", "clientlog import json laptop.json --dry-run"
)
def json_(context: Context, files: Files, dry_run: DryRun = False) -> Result:
    """Take in what `clientlog export --format json` wrote, all of it or nothing.

    Records are matched by UUID, and of two versions the one changed later stays. It is one
    change, and one undo.
    """
    records, mistakes = _read(context, files)
    if mistakes:
        return _refused(context, mistakes, dry_run)
    from clientlog.interchange.merge import MergeError

    try:
        merged = _rehearse(context, records) if dry_run else _take_in(context, records)
    except MergeError as error:
        return _refused(context, error.mistakes, dry_run)
    return _answer(context, merged, dry_run)


def _read(context: Context, files: Sequence[Path]) -> tuple[list["Incoming"], list["Mistake"]]:
    """The records of all the files, and everything that is wrong with them."""
    from clientlog.interchange.journal_json import (
        SIZE_LIMIT,
        Mistake,
        read_journal,
        shape_of,
    )
    from clientlog.store.files import read_file, read_up_to

    shape = shape_of(context.connection)
    records: list[Incoming] = []
    mistakes: list[Mistake] = []
    for path in files:
        try:
            if str(path) == "-":
                data = read_up_to(sys.stdin.fileno(), SIZE_LIMIT, "standard input")
            else:
                data = read_file(path.expanduser(), SIZE_LIMIT)
        except ClientlogError as error:
            mistakes.append(Mistake(str(path), error.message))
        else:
            records += read_journal(data, str(path), shape, mistakes)
    return _once(records, mistakes), mistakes


def _once(records: list["Incoming"], mistakes: list["Mistake"]) -> list["Incoming"]:
    """Of a record that stands in several files, the version changed last."""
    newest: dict[str, Incoming] = {}
    for record in records:
        other = newest.setdefault(record.uuid, record)
        if other.values["changed_at"] < record.values["changed_at"]:
            newest[record.uuid] = record
    return list(newest.values())


def _take_in(context: Context, records: list["Incoming"]) -> "Merged":
    from clientlog.interchange.merge import merge
    from clientlog.store import backup
    from clientlog.store.changes import raw_change, start

    if context.path.exists():
        backup.keep(context.path, "import")
    command = shlex.join(context.arguments)
    with _undisturbed(), raw_change(context.path, foreign_keys=True) as connection:
        merged = merge(connection, records, lambda: start(connection, context.clock, command))
        _ignore_signals()
        return merged


def _rehearse(context: Context, records: list["Incoming"]) -> "Merged":
    """The same on a copy in memory, which nobody ever sees."""
    import sqlite3
    from contextlib import closing

    from clientlog.interchange.merge import merge
    from clientlog.store.changes import start

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
        context.connection.backup(copy)
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("BEGIN")
        return merge(copy, records, lambda: start(copy, context.clock, "import"))


_STOPPING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


def _ignore_signals() -> None:
    """Once everything is taken in, it is too late to stop: it is committed, and said so."""
    with suppress(ValueError):
        for number in _STOPPING:
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Listen to signals again afterwards."""
    before = {number: signal.getsignal(number) for number in _STOPPING}
    try:
        yield
    finally:
        with suppress(ValueError):
            for number, handler in before.items():
                signal.signal(number, handler)


def _listed(mistakes: Sequence["Mistake"]) -> list[dict[str, str]]:
    return [{"source": one.source, "reason": one.reason} for one in mistakes]


def _document(merged: "Merged", errors: Sequence["Mistake"], dry_run: bool) -> dict[str, Any]:
    return {
        "created": merged.created,
        "changed": merged.changed,
        "unchanged": merged.unchanged,
        "conflicts": _listed(merged.conflicts),
        "skipped": _listed(merged.skipped),
        "errors": _listed(errors),
        "dry_run": dry_run,
    }


def _refused(context: Context, mistakes: Sequence["Mistake"], dry_run: bool) -> Result:
    from clientlog.interchange.merge import Merged

    if not context.json_:
        for one in mistakes[:SHOWN]:
            context.terminal.warn(escape_controls(f"{one.source}: {one.reason}"))
        more = len(mistakes) - SHOWN
        context.terminal.warn(f"{f'and {more} more; ' if more > 0 else ''}nothing was imported")
    return context.result(_document(Merged(), mistakes, dry_run), lambda: "", exit_code=1)


def _answer(context: Context, merged: "Merged", dry_run: bool) -> Result:
    would = "would be " if dry_run else ""
    lines = [
        f"{len(merged.created):,} {would}created, {len(merged.changed):,} {would}changed,"
        f" {merged.unchanged:,} unchanged"
    ]
    lines += [escape_controls(f"  {one.source}: {one.reason}") for one in merged.conflicts[:SHOWN]]
    if len(merged.conflicts) > SHOWN:
        lines.append(f"  and {len(merged.conflicts) - SHOWN} more: see --json")
    return Result(
        terminal=context.terminal,
        document=_document(merged, [], dry_run),
        body=lambda: "\n".join(lines),
        quiet=context.quiet,
        saved_as=[] if dry_run else [*merged.created, *merged.changed],
    )
