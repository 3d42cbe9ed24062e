"""`agenda`: the page for the next meeting, or of every meeting today."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from clientlog import render
from clientlog.agenda import Page, make_page
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import parse_meeting_ref, word_argument
from clientlog.cli.result import Result
from clientlog.dates import format_moment_text
from clientlog.errors import ClientlogError, UsageError
from clientlog.queries import agenda as agenda_queries
from clientlog.queries import series
from clientlog.queries.records import get_meeting
from clientlog.queries.values import Client, Meeting
from clientlog.refs import looks_like_ref
from clientlog.render.terminal import stdout_encoding
from clientlog.rules.runner import Flag
from clientlog.shell import quote_words
from clientlog.store import paths
from clientlog.store.files import replace_file, write_file
from clientlog.store.identity import read_owner
from clientlog.text import escape_controls, escaped

app = typer.Typer()

FORMATS = ("text", "md", "html", "json")
SUFFIXES = {".txt": "text", ".md": "md", ".html": "html", ".htm": "html", ".json": "json"}
STDOUT = Path("-")
OPENED = "agenda.html"
"""The one file that `--open` writes each time, so that pages do not pile up."""

WhoOrRef = Annotated[
    str | None,
    typer.Argument(metavar="[WHO or REF]", help="A client, or a meeting such as m15."),
]
Format = Annotated[
    str | None, typer.Option("--format", metavar="F", help="text, md, html or json.")
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", readable=False, help="A new file.")
]
Force = Annotated[bool, typer.Option("--force", help="Write over an existing file.")]
Open = Annotated[bool, typer.Option("--open", help="Open it in the browser.")]
Print = Annotated[bool, typer.Option("--print", help="Print it as text, through lp.")]
Private = Annotated[
    bool | None,
    typer.Option("--private/--no-private", help="With what others must not see."),
]


@command(
    app,
    "agenda",
    "clientlog agenda dana",
    "clientlog agenda m15 --private --open",
    "clientlog agenda -o today.html",
    screen=True,
)
def agenda(
    context: Context,
    who: WhoOrRef = None,
    format_: Format = None,
    output: Output = None,
    force: Force = False,
    open_: Open = False,
    print_: Print = False,
    private: Private = None,
) -> Result:
    """Show the page for the next meeting; without an argument, for every meeting today.

    Others may see it, unless --private puts everything on it. Routine meetings, and those
    that are over, have a page when they are named.
    """
    output = None if output == STDOUT else output
    kind = _kind(context, format_, output, opened=open_, printed=print_)
    is_private = context.settings.flag("agenda.private") if private is None else private
    pages = _pages(context, who, private=is_private)
    if not is_private:
        _tell_left_off(context, pages)
    if output or open_ or print_:
        if not pages:
            return context.message_result(_nothing(context))
        return _hand_over(context, pages, kind, output, force=force, opened=open_, printed=print_)
    return _show(context, pages, kind)


def _kind(
    context: Context, typed: str | None, output: Path | None, *, opened: bool, printed: bool
) -> str:
    """Return the format: the one requested, else the one that fits the file or its use."""
    if opened and printed:
        raise UsageError("--open and --print contradict each other")
    word = word_argument("--format", typed, FORMATS)
    kind = word or ("json" if context.json_ else None)
    if kind is None and output:
        kind = SUFFIXES.get(output.suffix.lower())
    kind = kind or ("html" if opened else "text")
    if context.json_ and kind != "json":
        raise UsageError(f"--json and --format {kind} contradict each other")
    if opened and not output and kind != "html":
        suffix = "txt" if kind == "text" else kind
        raise UsageError(
            f"--open shows HTML, not {kind}",
            f"leave --format out, or name a file as well: -o agenda.{suffix}",
        )
    if printed and kind != "text":
        raise UsageError(
            f"--print prints text, not {kind}", "open the page and print it there: --open"
        )
    return kind


# Which pages


def _pages(context: Context, who: str | None, *, private: bool) -> list[Page]:
    flags: tuple[Flag, ...] = ()
    if private:
        from clientlog.cli.load_flags import load_flags

        flags = load_flags(context)
    return [
        make_page(
            context.connection,
            context.clock,
            meeting,
            clients,
            program=context.program,
            private=private,
            flags=flags,
        )
        for meeting, clients in _meetings(context, who)
    ]


def _meetings(context: Context, who: str | None) -> list[tuple[Meeting | None, Sequence[Client]]]:
    """Return each meeting with its attendees; the meeting is None if none is planned."""
    if who is None:
        meetings = series.to_prepare_today(context.connection, context.clock)
        return [(meeting, meeting.clients) for meeting in meetings]
    if looks_like_ref(who):
        ref = parse_meeting_ref(who)
        named = get_meeting(context.connection, ref)
        return [(named, named.clients)]
    client = context.client(who)
    meeting = series.next_to_prepare(context.connection, context.clock, client)
    return [(meeting, meeting.clients if meeting else (client,))]


def _nothing(context: Context) -> str:
    if left_out := series.day_with_series(context.connection, context.clock):
        refs = ", ".join(dict.fromkeys(meeting.ref for meeting in left_out))
        see = f"{context.program} agenda {left_out[0].ref} shows its page."
        return f"Today's meetings are over or routine ({refs}). {see}"
    coming = series.first_after_today(context.connection, context.clock)
    held = ", ".join(m.ref for m in series.held_today(context.connection, context.clock))
    none = f"Today's meetings are over ({held})" if held else "No meeting is planned for today"
    if coming is None:
        return f"{none}: {context.program} agenda WHO makes a page for a talk."
    when = format_moment_text(context.clock.local(coming.starts_at), context.clock.today)
    return f"{none}. The next one is {when}: {context.program} agenda {coming.ref}"


def _tell_left_off(context: Context, pages: Sequence[Page]) -> None:
    """Say at the terminal what pages without --private leave out."""
    if not context.interactive or context.quiet:
        return
    db = context.connection
    clients = {client.id: client for page in pages for client in page.clients}
    topics = sum(
        agenda_queries.count_topics_left_off(db, page.clients, page.meeting) for page in pages
    )
    notes = agenda_queries.count_left_off(db, list(clients.values()))
    for what, count in (("topics of one attendee", topics), ("offers and news", notes)):
        if count:
            where = "a page that can lie on the table"
            context.terminal.warn(f"{what} are not on {where}; there are {count}: add --private")


# What to do with the pages


def _show(context: Context, pages: Sequence[Page], kind: str) -> Result:
    if kind == "json":
        context = context.as_json()
    return context.result(
        lambda: render.json.agenda.document(pages),
        lambda: _drawn(context, pages, kind, stdout_encoding()),
    )


def _drawn(context: Context, pages: Sequence[Page], kind: str, encoding: str = "utf-8") -> str:
    """Render all pages in one format."""
    if kind == "json":
        drawn = json.dumps(
            {"version": 1, **render.json.agenda.document(pages)}, ensure_ascii=False, indent=2
        )
        return escaped(drawn) + "\n"
    if not pages:
        return _nothing(context) + "\n"
    if kind == "html":
        return render.html.agenda.html(pages)
    if kind == "md":
        return "\n".join(map(render.markdown.agenda.markdown, pages))
    if context.plain:
        return "\n".join(map(render.text.agenda.plain_text, pages))
    sheet = render.text.agenda.Sheet(encoding=encoding)
    if sheet.width > context.terminal.width:
        sheet = replace(sheet, width=max(40, context.terminal.width))
    return "\n".join(render.text.agenda.text(page, sheet) for page in pages)


def _hand_over(
    context: Context,
    pages: Sequence[Page],
    kind: str,
    output: Path | None,
    *,
    force: bool,
    opened: bool,
    printed: bool,
) -> Result:
    """Send the page to a file, the browser or the printer."""
    content = _drawn(context, pages, kind)
    done = []
    if output:
        output = context.output_path(output)
        write_file(output, content.encode(), force=force)
        done.append(f"written to {output}")
    if printed:
        _print(context, pages)
        done.append("sent to the printer")
    if opened:
        done.append(f"opened from {_open(output or _save_page(context, content, pages))}")
    return context.message_result(f"{_counted(pages)} {' and '.join(done)}")


def _counted(pages: Sequence[Page]) -> str:
    return "The page was" if len(pages) == 1 else f"{len(pages)} pages were"


def _save_page(context: Context, content: str, pages: Sequence[Page]) -> Path:
    path = paths.state_folder() / OPENED
    clients = {client.id for page in pages for client in page.clients}
    mark = read_owner(context.connection, clients).mark
    replace_file(path, (content + mark).encode())
    return path


def _open(path: Path) -> Path:
    """Open a file in the system's default browser."""
    import webbrowser

    if not webbrowser.open(path.absolute().as_uri()):
        raise ClientlogError("no browser was found to open the page with", f"the page is in {path}")
    return path


def _print(context: Context, pages: Sequence[Page]) -> None:
    """Send the pages to the default printer, each on a sheet of its own."""
    program = shutil.which("lp")
    if program is None:
        raise ClientlogError(
            "there is no lp here to print with",
            f"open the page and print it from the browser: {_with_open(context)}",
        )
    sheets = "\f".join(render.text.agenda.text(page) for page in pages)
    try:
        # Others can see the title of the print job, so it names nobody.
        ended = subprocess.run(
            [program, "-t", "agenda"], input=sheets.encode(), capture_output=True, check=False
        )
    except OSError as error:
        raise ClientlogError(f"lp cannot be run: {error.strerror}") from None
    if ended.returncode:
        reason = escape_controls(ended.stderr.decode(errors="replace").strip().partition("\n")[0])
        raise ClientlogError(f"lp did not print it: {reason or f'exit code {ended.returncode}'}")


def _with_open(context: Context) -> str:
    """Return the command line as it was typed, with --open in the place of --print."""
    words = ["--open" if word == "--print" else word for word in context.arguments]
    return quote_words(["clientlog", *words]) or "clientlog agenda --open"
