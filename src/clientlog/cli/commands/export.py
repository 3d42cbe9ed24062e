"""`export`: what is in the journal, in other shapes."""

from pathlib import Path
from typing import Annotated

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.errors import UsageError, quote
from clientlog.render.terminal import speaks_utf8
from clientlog.text import escape_controls

app = typer.Typer()

Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="json.")]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", readable=False, help="A new file.")
]
Force = Annotated[bool, typer.Option("--force", help="Write over an existing file.")]

FORMATS = ("json",)


@command(app, "export", "clientlog export --format json -o journal.json")
def export(
    context: Context, format_: Format = "json", output: Output = None, force: Force = False
) -> Result:
    """Write the journal as text; `json` is complete, one line per record."""
    if format_ not in FORMATS:
        raise UsageError(
            f"--format: {quote(escape_controls(format_))} is not known",
            f"there is: {', '.join(FORMATS)}",
        )
    from clientlog.interchange.journal_json import write_journal
    from clientlog.store.files import refuse_existing, write_file

    if output is None:
        text = write_journal(context.connection, ascii_only=not speaks_utf8())
        return Result(
            terminal=context.terminal._replace(json=False), document={}, body=lambda: text
        )
    refuse_existing(output, force=force)
    text = write_journal(context.connection)
    write_file(output, text.encode(), force=force)
    return context.message_result(f"{text.count(chr(10)) - 2:,} records written to {output}")
