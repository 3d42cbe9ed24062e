"""`import`: read what another journal has, and what other programs have."""

from pathlib import Path
from typing import Annotated

import typer

from clientlog.cli import importing
from clientlog.cli.command import command, group
from clientlog.cli.context import Context
from clientlog.cli.result import Result

app = group(
    "import", "Take in what was written down elsewhere.", "clientlog import json journal.json"
)

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", readable=False, help="Files; - is standard input."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would happen.")]


@command(
    app, "json", "clientlog import json journal.json", "clientlog import json laptop.json --dry-run"
)
def json_(context: Context, files: Files, dry_run: DryRun = False) -> Result:
    """Import what `clientlog export --format json` wrote, completely or not at all.

    Records are matched by UUID; of two versions, the later one stays. It is one
    change, and one undo.
    """
    return importing.journal.import_journal(context, files, dry_run=dry_run)
