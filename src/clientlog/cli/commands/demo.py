"""`demo`: a sample journal to look at, beside the user's own."""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import typer

from clientlog.cli.command import verb
from clientlog.cli.context import Run
from clientlog.cli.load_flags import flags_of
from clientlog.cli.result import Result
from clientlog.clock import stamp
from clientlog.dates import show_moment
from clientlog.errors import ClientlogError, WrongUsage
from clientlog.queries import records
from clientlog.queries.values import Meeting
from clientlog.render import report as page
from clientlog.render.sentences import names
from clientlog.store import paths
from clientlog.store.changes import LETTERS
from clientlog.store.files import give_name, make_folder
from clientlog.text import visible

if TYPE_CHECKING:
    from rich.console import Group

app = typer.Typer()


@verb(app, "demo", "clientlog demo", "clientlog demo --db sample.db")
def demo(run: Run) -> Result:
    """Fill a sample journal with a consultant's year, and show what it is good for.

    The year ends now. It is written into a temporary file, or into the new file named
    with --db; your own journal is not touched, and no file is overwritten.
    """
    path = _named(run) if run.db else _temporary()
    try:
        events = _filled(run, path)
    except BaseException:
        if not run.db:
            path.parent.rmdir()
        raise
    there = replace(run, db=path)
    sample = _Sample(there, events)
    return Result(
        terminal=run.terminal, document=sample.document(), body=sample.text, quiet=run.quiet
    )


def _named(run: Run) -> Path:
    """The new file that was named, which is not where the user's own journal will be."""
    path = paths.journal_path({}, run.db)
    own = {paths.journal_path(run.environ, None), paths.journal_path({}, None)}
    if path.resolve() in {one.resolve() for one in own}:
        raise WrongUsage(f"{path} is the place of your own journal", "name another file with --db")
    _refuse_existing(path)
    return path


def _refuse_existing(path: Path) -> None:
    if os.path.lexists(path):
        raise WrongUsage(
            f"{path} exists already; it was left as it is",
            "name a new file with --db, or leave it out for a temporary one",
        )


def _temporary() -> Path:
    """A file that is not there yet, in a new folder that only its owner can enter."""
    try:
        return Path(tempfile.mkdtemp(prefix="clientlog-demo-")) / "demo.db"
    except OSError as error:
        raise ClientlogError(
            f"no temporary folder can be made: {error.strerror}", "name a new file with --db"
        ) from error


def _filled(run: Run, path: Path) -> int:
    """Write the year to the side and give it its name when it is whole; return its events."""
    from clientlog.demo.year import fill

    draft = path.with_name(f".{path.name[:100]}.{token_hex(4)}.new")
    try:
        make_folder(path.parent)
        events = fill(draft, run.clock)
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
    except WrongUsage:
        # Somebody was faster; this says so with a hint that fits.
        _refuse_existing(path)
        raise


@dataclass(frozen=True, slots=True)
class _Sample:
    """The journal that was filled, and what there is to see in it."""

    run: Run
    events: int

    def document(self) -> dict[str, object]:
        """What was written, as JSON."""
        return {
            "created": self._created(),
            "changed": [],
            "message": self._message(),
            "db": str(self.run.path),
            "counts": {table: self._count(table) for table in ("client", *LETTERS)},
            "events": self.events,
        }

    def text(self) -> "Group":
        """Where it is, the report, and the commands for the other two moments."""
        from rich.console import Group
        from rich.text import Text

        return Group(
            Text(visible(self._message(), lines=True) + "\n", no_wrap=True, overflow="ignore"),
            self._block("At the end of the day:", "report"),
            Text(),
            self._report(),
            Text(),
            *[self._block(title, *commands) for title, commands in self._to_try()],
        )

    def _block(self, title: str, *commands: str) -> "Group":
        from rich.console import Group
        from rich.text import Text

        lines = [page.command_line(f"{self.run.program} {command}") for command in commands]
        return Group(Text(visible(title), style="bold"), *lines)

    def _message(self) -> str:
        holds = f"{self._count('client')} people and {self._count('meeting')} meetings"
        return (
            f"A consultant's year with {holds}, in a journal of its own:\n"
            f"  {self.run.path}\n"
            "Yours was not touched. Delete that file when you have seen enough."
        )

    def _created(self) -> list[str]:
        found = self.run.book.execute("SELECT handle FROM client ORDER BY id").fetchall()
        handles = [str(handle) for (handle,) in found]
        numbers = {
            letter: self.run.book.execute(f"SELECT id FROM {table} ORDER BY id").fetchall()
            for table, letter in LETTERS.items()
        }
        return handles + [f"{letter}{id_}" for letter, ids in numbers.items() for (id_,) in ids]

    def _count(self, table: str) -> int:
        return int(self.run.book.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def _report(self) -> "Group | str":
        now = self.run.clock.local(self.run.clock.now)
        flags = flags_of(self.run)
        return page.text(
            flags, self.run.program, care=False, full=False, as_of=f"{now:%Y-%m-%d %H:%M}"
        )

    def _to_try(self) -> list[tuple[str, list[str]]]:
        meeting = self._next_meeting()
        who = meeting.clients[0].handle
        when = show_moment(self.run.clock.local(meeting.starts_at), self.run.clock.today)
        return [
            (f"Right before a meeting, the next being {when} with {names(meeting)}:",
             [f"agenda {meeting.ref}"]),
            ("Right after it:",
             [f'log {who} "Nothing stops the cut-over" --promise "call at six due:tomorrow"']),
            ("And at any time:",
             [f"show {who}", "search cut-over", "timeline ingrid", "org list", "undo"]),
        ]  # fmt: skip

    def _next_meeting(self) -> Meeting:
        return records.meetings(
            self.run.book,
            "state = 'planned' AND starts_at > ? ORDER BY starts_at, id LIMIT 1",
            stamp(self.run.clock.now),
        )[0]
