"""`import`: the address books, calendars and mail of other programs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientlog.cli import importing
from clientlog.cli.command import command
from clientlog.cli.commands.import_ import DryRun, app
from clientlog.cli.context import Context
from clientlog.cli.result import Result
from clientlog.dates import parse_day
from clientlog.interchange.csv_fields import parse_mapping
from clientlog.render.progress import Progress
from clientlog.text import validate_line

if TYPE_CHECKING:
    from clientlog.cli.importing.reading import Reading

__all__ = ["app"]

Sources = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", readable=False, help="Files or folders; - is standard input."
    ),
]
Mailboxes = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", readable=False, help="Maildir, mbox, .eml, or a folder."),
]
Me = Annotated[
    list[str] | None,
    typer.Option("--me", metavar="ADDRESS", help="Your own address; repeat for more."),
]
Create = Annotated[bool, typer.Option("--create", help="Make clients of unknown attendees.")]
Since = Annotated[
    str | None,
    typer.Option("--since", metavar="DATE", help="Nothing older; 30 days ago by default."),
]
Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="Nothing later; in 90 days by default."),
]

Mapping = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Which field a column is; repeat for more."),
]
TakeItems = Annotated[
    bool, typer.Option("--take-items", help="Record the actions and decisions that are found.")
]


@command(
    app,
    "vcard",
    "clientlog import vcard contacts.vcf",
    "clientlog import vcard ~/.contacts --dry-run",
)
def vcard(context: Context, files: Sources, me: Me = None, dry_run: DryRun = False) -> Result:
    """Import people from address cards (vCard 2.1, 3.0, 4.0).

    A card with an address of a client updates that client. If only the name agrees, it becomes a
    new client and is reported as a probable duplicate: `clientlog client duplicates`.
    """
    options = importing.reading.ReadingOptions(me=_me(context, me), create=True)
    return _import(
        context,
        lambda progress: importing.cards.read_cards(files, options, progress),
        dry_run=dry_run,
    )


@command(
    app,
    "ical",
    "clientlog import ical work.ics --me dana@example.org",
    "clientlog import ical ~/.calendars/work --create --dry-run",
)
def ical(
    context: Context,
    files: Sources,
    create: Create = False,
    me: Me = None,
    since: Since = None,
    until: Until = None,
    dry_run: DryRun = False,
) -> Result:
    """Import meetings from calendars (iCalendar), with the attendees who are clients.

    An event that was imported before updates its meeting, and a cancelled one cancels it.
    Events without other attendees are left out.
    """
    options = importing.reading.ReadingOptions(
        me=_me(context, me),
        create=create,
        create_known=create,
        since=context.parse("--since", parse_day, since, past=True) if since else None,
        until=context.parse("--until", parse_day, until) if until else None,
    )
    if create and not options.me:
        context.terminal.warn("your own address is not known, so you may become a client: add --me")
    return _import(
        context,
        lambda progress: importing.calendars.read_calendar(context, files, options, progress),
        dry_run=dry_run,
    )


@command(
    app,
    "mail",
    "clientlog import mail ~/Maildir --me dana@example.org",
    "clientlog import mail archive.mbox --since 2026-01-01 --dry-run",
)
def mail(
    context: Context,
    files: Mailboxes,
    me: Me = None,
    since: Since = None,
    dry_run: DryRun = False,
) -> Result:
    """Record mail between you and your clients as touches, one a day and client.

    Only headers are read, and no subject or text is stored. Mail from lists and programs, and
    to more than eight people, is left out.
    """
    options = importing.reading.ReadingOptions(
        me=_me(context, me),
        since=context.parse("--since", parse_day, since, past=True) if since else None,
    )
    return _import(
        context,
        lambda progress: importing.mail.read_mail(context, files, options, progress),
        dry_run=dry_run,
    )


@command(
    app,
    "csv",
    "clientlog import csv people.csv",
    "clientlog import csv tasks.csv --map text=Aufgabe --map due=Termin --dry-run",
)
def csv(
    context: Context, files: Sources, mapping: Mapping = None, dry_run: DryRun = False
) -> Result:
    """Import people or commitments from tables (CSV).

    Headers are recognized in any order and case; --map names a column that is not, and a
    wrong field names those that there are. A row with a mistake is named with its line, and
    the others are taken.
    """
    columns = parse_mapping(mapping or ())
    return _import(
        context,
        lambda progress: importing.tables.read_tables(context, files, columns, progress),
        dry_run=dry_run,
    )


@command(
    app,
    "md",
    "clientlog import md minutes/2026-11-19-review.md --take-items",
    "clientlog import md minutes --dry-run",
)
def md(
    context: Context, files: Sources, take_items: TakeItems = False, dry_run: DryRun = False
) -> Result:
    """Import minutes of meetings from Markdown or text files, one meeting each.

    Date, title and attendees are found where they are written, and the text becomes the
    summary word for word. Items that it asks for are offered; --take-items takes them.
    """
    return _import(
        context,
        lambda progress: importing.minutes.read_minutes(
            context, files, progress, take_items=take_items
        ),
        dry_run=dry_run,
    )


def _import(context: Context, read: "Callable[[Progress], Reading]", *, dry_run: bool) -> Result:
    """Read something, take it in, and return what was done."""
    with Progress(is_quiet=context.quiet) as progress:
        readings = [read(progress)]
        outcome = importing.outcome.carry_out(context, readings, progress, dry_run=dry_run)
    return importing.outcome.import_result(context, outcome, dry_run=dry_run)


def _me(context: Context, addresses: list[str] | None) -> tuple[str, ...]:
    """Return the user's own addresses: those named, and those in the configuration."""
    named = [validate_line(address, "--me") for address in addresses or ()]
    return tuple(dict.fromkeys([*named, *context.settings.me]))
