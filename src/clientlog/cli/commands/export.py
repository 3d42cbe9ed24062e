"""`export`: what is in the journal, in other shapes."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
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
        pieces = write_journal(context.connection, ascii_only=not speaks_utf8())
        return Result(
            terminal=context.terminal._replace(json=False),
            document={},
            body=lambda: "",
            pieces=spool(pieces),
        )
    refuse_existing(output, force=force)
    count = 0

    def encode() -> Iterator[bytes]:
        nonlocal count
        for piece in write_journal(context.connection):
            count += 1
            yield piece.encode()

    write_file(output, encode(), force=force)
    # One piece is the header, and one the end.
    return context.message_result(f"{count - 2:,} records written to {output}")


def spool(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the pieces once all of them are on disk.

    Whoever reads the output may take an hour, and the journal must not be locked for it.
    """
    with TemporaryFile("w+", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
        file.seek(0)
        while piece := file.read(1 << 16):
            yield piece
