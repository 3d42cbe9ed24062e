"""`demo`: a sample journal to look at, beside the user's own."""

import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from clientlog import render
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.load_flags import load_flags
from clientlog.cli.result import Result
from clientlog.dates import format_moment_text
from clientlog.demo.player import fill
from clientlog.errors import ClientlogError, UsageError
from clientlog.queries.meetings import planned_from
from clientlog.queries.records import all_names, record_counts
from clientlog.queries.values import Meeting
from clientlog.render.report import Report, Shape
from clientlog.render.sentences import names
from clientlog.shell import export_line, typed_program
from clientlog.store import paths
from clientlog.store.files import aside, give_name, make_folder

if TYPE_CHECKING:
    from rich.console import Group

app = typer.Typer()


@command(app, "demo", "clientlog demo", "clientlog demo --db sample.db")
def demo(context: Context) -> Result:
    """Fill a sample journal with a consultant's year, and show what to try in it.

    The year ends now. It is written into a temporary file, or into the new file named
    with --db; your own journal is not touched, and no file is overwritten.
    """
    path = _named(context) if context.db else _temporary()
    try:
        events = _filled(context, path)
    except BaseException:
        if not context.db:
            path.parent.rmdir()
        raise
    sample = _Sample(replace(context, db=path), events, typed_program(sys.orig_argv, sys.argv[0]))
    return Result(
        terminal=context.terminal,
        document=sample.document,
        body=sample.text,
        quiet=context.quiet,
    )


def _named(context: Context) -> Path:
    """Return the new file that was named; refuse the place of the user's own journal."""
    path = paths.journal_path({}, context.db)
    own = {paths.journal_path(context.environ, None), paths.journal_path({}, None)}
    if path.resolve() in {own_path.resolve() for own_path in own}:
        raise UsageError(f"{path} is the place of your own journal", "name another file with --db")
    _refuse_existing(path)
    return path


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise UsageError(
            f"{path} exists already; it was left as it is",
            "name a new file with --db, or leave it out for a temporary one",
        )


def _temporary() -> Path:
    """Return a new file name in a new private folder."""
    try:
        return Path(tempfile.mkdtemp(prefix="clientlog-demo-")) / "demo.db"
    except OSError as error:
        raise ClientlogError(
            f"no temporary folder can be made: {error.strerror}", "name a new file with --db"
        ) from error


def _filled(context: Context, path: Path) -> int:
    """Write the year aside, give it its name when it is complete, and return how many events."""
    draft = aside(path)
    try:
        make_folder(path.parent)
        events = fill(draft, context.clock)
        _give_name(draft, path)
    except OSError as error:
        raise ClientlogError(f"{path} cannot be written: {error.strerror}") from error
    except ClientlogError as error:
        error.message = error.message.replace(str(draft), str(path))
        raise
    finally:
        for left in (draft, Path(f"{draft}-journal")):
            with suppress(OSError):
                left.unlink()
    return events


def _give_name(draft: Path, path: Path) -> None:
    try:
        give_name(draft, path, force=False)
    except UsageError:
        # Another process was faster; raise the error with a fitting hint.
        _refuse_existing(path)
        raise


@dataclass(frozen=True, slots=True)
class _Sample:
    """The journal that was filled, and what to show of it."""

    context: Context
    events: int
    program: str
    """How the shown commands begin: as this one was typed."""

    def document(self) -> dict[str, object]:
        """Return the result as JSON."""
        return {
            "created": all_names(self.context.connection),
            "changed": [],
            "message": self._message(),
            "db": str(self.context.path),
            "counts": record_counts(self.context.connection),
            "events": self.events,
        }

    def text(self) -> "Group":
        """Return the text: where the sample is, its report, and commands to try next."""
        return render.text.demo.page(
            self._message(),
            [
                render.text.demo.section(
                    "In this shell, let the commands below use it:", self._export_line()
                ),
                self._commands("At the end of the day:", "report"),
                self._report(),
            ],
            [self._commands(title, *commands) for title, commands in self._to_try()],
        )

    def _export_line(self) -> str:
        path = str(self.context.path.absolute())
        return export_line("CLIENTLOG_DB", path, self.context.environ) or "export CLIENTLOG_DB=PATH"

    def _commands(self, title: str, *commands: str) -> "Group":
        return render.text.demo.section(title, *[f"{self.program} {word}" for word in commands])

    def _message(self) -> str:
        counts = record_counts(self.context.connection)
        holds = f"{counts['client']} people and {counts['meeting']} meetings"
        return (
            f"A consultant's year with {holds}, in a journal of its own:\n"
            f"  {self.context.path}\n"
            "Yours was not touched. Delete that file when you have seen enough."
        )

    def _report(self) -> "Group | str":
        now = self.context.clock.local(self.context.clock.now)
        flags = load_flags(self.context, snoozed=True)
        awake = tuple(flag for flag in flags if not flag.snoozed)
        report = Report(
            flags=awake,
            as_of=f"{now:%Y-%m-%d %H:%M}",
            program=self.program,
            left_out={},
            snoozed=len(flags) - len(awake),
        )
        return render.text.report.text(report, Shape())

    def _to_try(self) -> list[tuple[str, list[str]]]:
        meeting = self._next_meeting()
        who = meeting.clients[0].handle
        when = format_moment_text(
            self.context.clock.local(meeting.starts_at), self.context.clock.today
        )
        return [
            (f"Right before a meeting, the next being {when} with {names(meeting)}:",
             [f"agenda {meeting.ref}"]),
            ("Right after it:",
             [f'log {who} "Nothing stops the cut-over" --promise "call at six due:tomorrow"']),
            ("And at any time:",
             [f"show {who}", "search cut-over", "timeline ingrid", "org list", "undo"]),
        ]  # fmt: skip

    def _next_meeting(self) -> Meeting:
        return planned_from(self.context.connection, self.context.clock.now, 1)[0]
