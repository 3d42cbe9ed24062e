"""What both stretches share: a journal at one evening, and commands typed into a copy of it."""

import io
import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import date, datetime
from pathlib import Path

from clientlog.cli.main import run_program
from clientlog.clock import Clock
from clientlog.queries.snapshot import load_snapshot
from clientlog.queries.snoozes import muted_for_clients, snoozed_keys
from clientlog.rules.runner import find_flags
from clientlog.store.journal_file import open_to_look
from clientlog.workdays import WorkCalendar

from .figures import Evening

FILLED = {
    "TEXT": "'as we said'",
    "WHY": "'it took longer'",
    "DATE": "+3w",
    "WHEN": "'tomorrow 10:00'",
    "NAME": "'Kim Ortega'",
}
"""What a person would put in place of the words in capitals."""


def filled(command: str, who: str) -> list[str]:
    """Return the words of a command after the program's name, those in capitals filled in."""
    values = {**FILLED, "WHO": who}
    return shlex.split(" ".join(values.get(word, word) for word in command.split(" ")))[1:]


def run(journal: Path, clock: Clock, arguments: Sequence[str]) -> str:
    """Type one command at a moment, and return what it printed; it must be taken."""
    written = io.StringIO()
    with surroundings(journal, clock), redirect_stdout(written), redirect_stderr(written):
        code = run_program(list(arguments))
    assert code == 0, f"{clock.today} {shlex.join(arguments)}: {written.getvalue()}"
    return written.getvalue()


@contextmanager
def surroundings(journal: Path, clock: Clock) -> Iterator[None]:
    """Set what the program reads from around it, and nothing of this machine."""
    before: Mapping[str, str] = dict(os.environ)
    os.environ.clear()
    os.environ.update(
        CLIENTLOG_DB=str(journal),
        CLIENTLOG_CONFIG=str(journal.parent / "config.toml"),
        CLIENTLOG_NOW=clock.local(clock.now).replace(tzinfo=None).isoformat(),
        TZ=clock.zone_name,
        HOME=str(journal.parent),
        XDG_STATE_HOME=str(journal.parent / "state"),
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def report(journal: Path, clock: Clock, calendar: WorkCalendar) -> Evening:
    """Return the report of one evening."""
    connection = open_to_look(journal)
    snapshot = load_snapshot(connection, clock, calendar=calendar)
    flags = find_flags(
        snapshot,
        snoozed=snoozed_keys(connection, clock.today),
        muted_for=muted_for_clients(connection),
    )
    connection.close()
    return Evening(snapshot, flags)


def at(day: date, time_: str, clock: Clock) -> Clock:
    """Return the clock at a wall time of a day."""
    moment, _ = clock.at(day, datetime.strptime(time_, "%H:%M").time())
    return Clock(moment, clock.zone, clock.zone_name)
