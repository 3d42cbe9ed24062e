"""What other journals hold, taken in by UUID."""

import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from clientlog import store
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.errors import UsageError
from clientlog.interchange.journal_json import read_journal, shape_of
from clientlog.interchange.merge import MergeError, merge
from clientlog.interchange.merged import Merged
from clientlog.interchange.problems import Problem
from clientlog.interchange.staging import Staging
from clientlog.render.progress import Progress
from clientlog.shell import history_line
from clientlog.store.changes import raw_change, start
from clientlog.store.files import open_file
from clientlog.store.paths import expand
from clientlog.text import escape_controls

SHOWN = 20
"""The most conflicts or problems that are shown as text; JSON has all of them."""


def import_journal(context: Context, files: Sequence[Path], *, dry_run: bool) -> Result:
    """Take in what exports of journals hold, all of it or nothing."""
    with Progress(is_quiet=context.quiet) as progress:
        staging, problems = _stage(context, files, progress)
        if problems:
            return _refused(context, problems, dry_run)
        take_in = _rehearse if dry_run else _take_in
        try:
            merged = take_in(context, staging, progress)
        except MergeError as error:
            return _refused(context, error.problems, dry_run)
    return _answer(context, merged, dry_run)


def _stage(
    context: Context, files: Sequence[Path], progress: Progress
) -> tuple[Staging, list[Problem]]:
    """Read the records of all files, and all problems with them."""
    context.begins_journal = True
    shape = shape_of(context.connection)
    staging = Staging(shape)
    problems: list[Problem] = []
    for number, path in enumerate(files):
        try:
            with open_input(path) as file:
                records = read_journal(file, str(path), shape, problems)
                staging.add(progress.track("reading", records), number)
        except OSError as error:
            problems.append(Problem(str(path), f"{path} cannot be read: {error.strerror}"))
    return staging, problems + staging.index()


def open_input(path: Path) -> BinaryIO:
    """Open a file, or standard input for `-`, to be read piece by piece."""
    if str(path) == "-":
        if sys.stdin is None:
            raise UsageError("standard input is closed", "name a file")
        return open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)
    return open_file(expand(path))


def _take_in(context: Context, staging: Staging, progress: Progress) -> Merged:
    if context.path.exists():
        store.backup.keep(context.path, "import")
    command = history_line(context.arguments)
    with (
        _undisturbed(),
        raw_change(context.path, foreign_keys=True, spills=True) as connection,
    ):
        merged = merge(
            connection,
            staging,
            lambda: start(connection, context.clock, command),
            _shower(staging, progress),
        )
        _ignore_signals()
        return merged


def _rehearse(context: Context, staging: Staging, progress: Progress) -> Merged:
    """Do the same on a copy in a private temporary file."""
    with closing(sqlite3.connect("", isolation_level=None)) as copy:
        copy.executescript("PRAGMA journal_mode = OFF; PRAGMA cache_size = -16000;")
        context.connection.backup(copy)
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("BEGIN")
        return merge(
            copy,
            staging,
            lambda: start(copy, context.clock, "import"),
            _shower(staging, progress),
        )


def _shower(staging: Staging, progress: Progress) -> Callable[[int], None]:
    """Return what draws the progress bar of the staged records that are written."""
    total = staging.count()
    return lambda count: progress.show("writing", count, total)


_STOPPING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


def _ignore_signals() -> None:
    """Ignore signals once everything is read: it is committed, and the result is printed."""
    with suppress(ValueError):
        for number in _STOPPING:
            signal.signal(number, signal.SIG_IGN)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Handle signals again afterwards."""
    before = {number: signal.getsignal(number) for number in _STOPPING}
    try:
        yield
    finally:
        with suppress(ValueError):
            for number, handler in before.items():
                signal.signal(number, handler)


def _document(
    context: Context, merged: Merged | None, errors: Sequence[Problem], dry_run: bool
) -> dict[str, Any]:
    def listed(problems: Sequence[Problem]) -> list[dict[str, str]]:
        return [problem.document(context.program) for problem in problems]

    return {
        "created": merged.created if merged else [],
        "changed": merged.changed if merged else [],
        "unchanged": merged.unchanged if merged else 0,
        "conflicts": listed(merged.conflicts) if merged else [],
        "skipped": listed(merged.skipped) if merged else [],
        "errors": listed(errors),
        "dry_run": dry_run,
    }


def _refused(context: Context, problems: Sequence[Problem], dry_run: bool) -> Result:
    if not context.json_:
        for problem in problems[:SHOWN]:
            context.terminal.warn(problem.line(context.program))
        more = len(problems) - SHOWN
        context.terminal.warn(f"{f'and {more} more; ' if more > 0 else ''}nothing was imported")
    return context.result(
        lambda: _document(context, None, problems, dry_run), lambda: "", exit_code=1
    )


def _answer(context: Context, merged: Merged, dry_run: bool) -> Result:
    would = "would be " if dry_run else ""
    lines = [
        f"{merged.created_count:,} {would}created, {merged.changed_count:,} {would}changed,"
        f" {merged.unchanged:,} unchanged"
    ]
    listed = merged.conflicts[:SHOWN]
    lines += [escape_controls(f"  {problem.line(context.program)}") for problem in listed]
    more = len(merged.conflicts) + merged.unlisted - SHOWN
    if more > 0:
        lines.append(f"  and {more:,} more")
    is_saved = not dry_run and merged.created_count + merged.changed_count
    return Result(
        terminal=context.terminal,
        document=lambda: _document(context, merged, [], dry_run),
        body=lambda: "\n".join(lines),
        quiet=context.quiet,
        saved=f"saved as one import ({lines[0]})" if is_saved else "",
    )
