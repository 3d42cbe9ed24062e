"""`export`: the journal in other formats."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated

import typer

from clientlog import render
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import parse_word, word_argument
from clientlog.cli.result import Result
from clientlog.errors import UsageError
from clientlog.interchange.own_files import is_own
from clientlog.queries.clients import list_clients
from clientlog.render.terminal import speaks_utf8
from clientlog.store.files import make_folder, refuse_existing, write_file
from clientlog.text import counted

app = typer.Typer()

FORMATS = ("json", "md", "csv", "ical", "vcard")

SUFFIXES = {".json": "json", ".md": "md", ".csv": "csv", ".ics": "ical", ".vcf": "vcard"}

TABLES = ("people", "commitments", "meetings", "touches")

Format = Annotated[
    str | None,
    typer.Option("--format", metavar="FORMAT", help=f"{', '.join(FORMATS[:-1])} or vcard."),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output", metavar="FILE", readable=False, help="A new file, or an earlier export."
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Write over an existing file.")]
Private = Annotated[
    bool, typer.Option("--private", help="Include private kinds; json always has them.")
]
Table = Annotated[
    str | None,
    typer.Option("--table", metavar="TABLE", help=f"For csv: {', '.join(TABLES[:-1])} or touches."),
]


@command(
    app,
    "export",
    "clientlog export --format json -o journal.json",
    "clientlog export --format ical -o clientlog.ics",
    "clientlog export --format csv --table commitments",
    "clientlog export --format md -o pages",
)
def export(
    context: Context,
    format_: Format = None,
    output: Output = None,
    force: Force = False,
    private: Private = False,
    table: Table = None,
) -> Result:
    """Write the journal in another format; `json` is complete and can be imported again.

    `ical` has due dates and planned meetings, `vcard` the people, `csv` one table (all of them
    into a folder), `md` a page for each client, one file each into a folder, or all in one file
    that ends in .md. Without --format the ending of the file says it, and else it is json.
    A file that an earlier export wrote is written anew; any other is left as it is.
    """
    name = _format(format_, output)
    if table and name != "csv":
        raise UsageError("--table goes with --format csv")
    tables = [parse_word("--table", table, TABLES)] if table else list(TABLES)
    if output is not None:
        output = context.output_path(output)
    if output is not None and _is_folder(output, name, table):
        files = _pages(context, private) if name == "md" else _tables(context, tables, private)
        return _write_folder(context, output, name, files, force=force)
    pieces = _pieces(context, name, tables[0], is_private=private, to_file=output is not None)
    if output is None:
        return Result(
            terminal=context.terminal._replace(json=False),
            document=lambda: {},
            body=lambda: "",
            pieces=spool(pieces),
        )
    return _write(context, output, name, pieces, force=force)


def _format(typed: str | None, output: Path | None) -> str:
    """Return the format that is named, else that of the file's ending, else json."""
    name = word_argument("--format", typed, FORMATS)
    meant = SUFFIXES.get(output.suffix.lower()) if output and not output.is_dir() else None
    if name and meant and name != meant:
        raise UsageError(
            f"--format {name} and the ending of {output} contradict each other",
            f"leave --format out for {meant}, or choose another ending",
        )
    return name or meant or "json"


def _is_folder(output: Path, name: str, table: str | None) -> bool:
    """Return whether a file for each client or table is written into a folder."""
    if name == "md":
        return output.is_dir() or output.suffix.lower() != ".md"
    return name == "csv" and not table and output.is_dir()


def _pieces(
    context: Context, name: str, table: str, *, is_private: bool, to_file: bool
) -> Iterator[str]:
    """Return an export as one text, piece by piece."""
    db = context.connection
    match name:
        case "json":
            from clientlog.interchange.journal_json import write_journal

            return write_journal(db, ascii_only=not to_file and not speaks_utf8())
        case "ical":
            return render.exports.ical.calendar(db)
        case "vcard":
            return render.exports.vcard.address_book(db)
        case "csv":
            return (text for _, text in _tables(context, [table], is_private))
    return (text for _, text in _pages(context, is_private))


def _tables(context: Context, tables: list[str], is_private: bool) -> Iterator[tuple[str, str]]:
    for table in tables:
        yield (
            f"{table}.csv",
            render.exports.tables.TABLES[table](context.connection, context.clock, is_private),
        )


def _pages(context: Context, is_private: bool) -> Iterator[tuple[str, str]]:
    pages = render.exports.markdown.Pages(context.connection, context.clock, is_private)
    for client in list_clients(context.connection):
        yield f"{client.handle}.md", pages.page(client)


def _write(
    context: Context, output: Path, name: str, pieces: Iterator[str], *, force: bool
) -> Result:
    force = force or is_own(output, name)
    refuse_existing(output, force=force)
    count = 0

    def encode() -> Iterator[bytes]:
        nonlocal count
        for piece in pieces:
            count += 1
            yield piece.encode()

    write_file(output, encode(), force=force)
    if name == "json":
        # The first piece is the header, and the last the end.
        return context.message_result(f"{counted(count - 2, 'record')} written to {output}")
    return context.message_result(f"written to {output}")


def _write_folder(
    context: Context,
    folder: Path,
    name: str,
    files: Iterable[tuple[str, str]],
    *,
    force: bool,
) -> Result:
    """Write several files into a folder, or none if one would replace a file of another program."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file", "name a folder")
    contents = list(files)
    forced = {file: force or is_own(folder / file, name) for file, _ in contents}
    for file, _ in contents:
        refuse_existing(folder / file, force=forced[file])
    make_folder(folder)
    for file, text in contents:
        write_file(folder / file, text.encode(), force=forced[file])
    return context.message_result(f"{counted(len(contents), 'file')} written to {folder}")


def spool(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the pieces after all of them were written to disk.

    The reader of the output may take an hour, and must not keep the journal locked.
    """
    with TemporaryFile("w+", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
        file.seek(0)
        while piece := file.read(1 << 16):
            yield piece
