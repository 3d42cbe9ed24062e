"""Every command that only looks can do so plainly and without a pager."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.test_help import commands
from tests.conftest import Answer
from tests.prepared import prepared_once

Cli = Callable[..., Answer]

LONG = "a text of more letters than there are columns on a narrow screen"

LOOKS = {
    # what is typed: how a line of the answer begins, with its tabs
    "today": "next\tm1\tMon 23 Nov 10:00\tDana Reyes\ta text",
    "agenda dana-reyes": "I owe Dana Reyes\tp1\ta text",
    "report --all": "soon\tp1\tdana-reyes\t'a text",
    "status dana-reyes": "At risk: a text",
    "list promises": "p1\tMon 2 Nov\t",
    "meeting list": "m1\tMon 23 Nov 10:00\t",
    "meeting show m1": "with\tDana Reyes",
    "client list": "dana-reyes\tDana Reyes\t",
    "client show dana-reyes": "p1\tMon 2 Nov\t",
    "client duplicates": "dana-reyes\treyes-dana\tthe same name\tclientlog client merge",
    "show p1": "owed by\tme",
    "search columns": "p1\tFri 20 Nov\tDana Reyes\ta text",
    "timeline": "Fri 20 Nov\tpromise\tp1\tDana Reyes\ta text",
    "stats": "Mon 23 Nov\t1\t1\t",
    "org list": "Acme\t1\t",
    "org show acme": "\tDana Reyes\t",
    "rule list": "missed-promise\tlate\t\tYour promise",
    "rule explain due-soon": "flagged\tyour open",
    "conflict list": "c1\tFri 20 Nov\t",
    "conflict show c1": "client\tDana Reyes",
    "history": "3\t2026-11-20 12:00\tclientlog promise",
    "history p1": "3\t2026-11-20 12:00\tclientlog promise",
    "config list": "workdays\tmonday, tuesday, wednesday, thursday, friday\t",
    "away list": "dana-reyes\tFri 20 Nov\tFri 4 Dec",
    "snooze list": "past-date:p1\tMon 23 Nov\t1",
    "backup list": "2",
    "sources": "work\tical\t",
    "doctor": "ok\tjournal\t",
    "help dates": "Dates (DATE)",
}  # fmt: skip

OTHERS = {
    "action", "break", "chase", "client add", "client alias", "client archive", "client away",
    "client check",
    "client edit", "client merge", "client purge", "client rm", "client unarchive", "completion",
    "config edit", "config get", "config path", "config set", "confirm", "conflict agree",
    "conflict check", "conflict open", "conflict step", "demo", "done", "drop", "edit", "export",
    "import csv", "import ical", "import json", "import mail", "import md", "import vcard", "log",
    "meeting add", "meeting cancel", "meeting edit", "meeting move", "meeting rm", "note",
    "org edit", "org rename", "plan", "promise", "redo", "refresh", "renegotiate", "reopen",
    "restore", "review", "rm", "rule mute", "rule set", "rule unmute", "schedule show", "told",
    "topic", "touch", "undo", "unsnooze",
}  # fmt: skip
"""The commands that change something, ask, or print something to be used as it is."""


@prepared_once(autouse=True)
def journal_of_a_day(cli: Cli, tmp_path: Path) -> None:
    """A record of each kind that a look shows."""
    cli("client", "add", "Dana Reyes", "--org", "Acme")
    cli("client", "add", "Reyes Dana")
    cli("promise", "dana-reyes", LONG, "due:2026-11-02", "--past")
    cli("plan", "dana-reyes", "mon 10:00", "--title", LONG)
    cli("conflict", "open", "dana-reyes", LONG)
    cli("away", "dana-reyes", "--until", "+2w")
    cli("snooze", "p1", "--until", "+3d")
    (tmp_path / "config.toml").write_text('[sources.work]\nkind = "ical"\npath = "work.ics"\n')


@pytest.mark.parametrize(("typed", "begins"), LOOKS.items())
def test_a_plain_look_has_a_record_a_line_and_no_boxes(typed: str, begins: str, cli: Cli) -> None:
    """Nothing is folded to the width, drawn or coloured; values stand apart by tabs."""
    answer = cli(
        *typed.split(), "--plain", "--no-pager", COLUMNS="40", FORCE_COLOR="1", NO_COLOR="1"
    )
    assert answer.code == 0, answer.err
    assert any(line.startswith(begins) for line in answer.out.splitlines()), answer.out
    assert not re.search("[─│┌└━┃█▓░\x1b]|___", answer.out)


def test_every_command_is_a_look_or_known_to_be_none() -> None:
    """A look that is added later takes --plain and --no-pager, and is in the table above."""
    looks = {
        path
        for path, command in commands()
        if "--plain" in {name for parameter in command.params for name in parameter.opts}
    }
    tabled = {path for path in looks for typed in LOOKS if typed.startswith(path)}
    paths = {path for path, _ in commands()}
    groups = {path for path in paths if any(other.startswith(f"{path} ") for other in paths)}
    assert looks == tabled
    assert paths - looks - groups == OTHERS
