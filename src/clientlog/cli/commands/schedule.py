"""`schedule`: the texts that let the system run clientlog by itself."""

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.options import parse_word
from clientlog.cli.result import Result
from clientlog.render.schedules import SCHEDULERS

app = group(
    "schedule", "Run clientlog every hour and every evening.", "clientlog schedule show systemd"
)

Scheduler = Annotated[
    str, typer.Argument(metavar="SCHEDULER", help="cron, systemd, launchd or windows.")
]


@command(app, "show", "clientlog schedule show cron", "clientlog schedule show systemd")
def show(context: Context, scheduler: Scheduler) -> Result:
    """Print the text that runs `refresh` every hour, and the report at six in the evening.

    It is printed, not installed; its first lines say where to put it.
    """
    name = parse_word("SCHEDULER", scheduler, SCHEDULERS)
    text = SCHEDULERS[name](_program(context))
    return context.result(lambda: {"scheduler": name, "text": text}, lambda: text)


def _program(context: Context) -> list[str]:
    """Return the words that run this program on this journal, from any folder."""
    program = shutil.which("clientlog") or sys.argv[0]
    words = [os.path.abspath(program)]  # noqa: PTH100  # a link, as pipx makes, is not to be followed
    named = context.db or context.environ.get("CLIENTLOG_DB")
    return [*words, "--db", str(Path(context.path).absolute())] if named else words
