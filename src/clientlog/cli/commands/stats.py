"""`stats`: the contacts and promises of a year, drawn."""

from typing import Annotated

import typer

from clientlog import queries, render
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import word_argument
from clientlog.cli.result import Result
from clientlog.errors import UsageError
from clientlog.render.terminal import stdout_encoding

app = typer.Typer()

FORMATS = ("text", "html", "json")

SomeWho = Annotated[str | None, typer.Argument(metavar="[WHO]", help="Only this client.")]
Format = Annotated[str | None, typer.Option("--format", metavar="FORMAT", help=", ".join(FORMATS))]


@command(
    app,
    "stats",
    "clientlog stats",
    "clientlog stats dana",
    "clientlog stats --format html > year.html",
    screen=True,
)
def stats(context: Context, who: SomeWho = None, format_: Format = None) -> Result:
    """Show contacts by day over a year, their rhythm, promises by month, and the load of six weeks.

    A promise counts in the month it was settled in: kept by its first date, kept by a date that
    was moved in time, kept late, or broken. The hours are those of held meetings. --format html
    is one page with the same as drawings, which needs nothing from elsewhere.
    """
    kind = word_argument("--format", format_, FORMATS) or ("json" if context.json_ else "text")
    if context.json_ and kind != "json":
        raise UsageError(f"--json and --format {kind} contradict each other")
    client = context.client(who) if who else None
    figures = queries.stats.load_stats(context.connection, context.clock, client)
    if kind == "json":
        answer = context.as_json()
        return answer.result(lambda: render.json.stats.stats_document(figures), str)
    if kind == "html":
        return context.result(lambda: {}, lambda: render.html.stats.stats_html(figures))

    return context.result(
        lambda: {},
        lambda: render.text.stats.stats_page(
            figures, render.text.stats.shapes_for(stdout_encoding())
        ),
    )
