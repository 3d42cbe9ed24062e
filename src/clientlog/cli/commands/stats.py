"""`stats`: the shape of a year."""

from typing import Annotated

import typer

from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import word_argument
from clientlog.cli.result import Result
from clientlog.errors import UsageError

app = typer.Typer()

FORMATS = ("text", "html", "json")

SomeWho = Annotated[str | None, typer.Argument(metavar="[WHO]", help="One client.")]
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
    """Contacts of a year by day, their rhythm, promises by month, and the load of six weeks.

    A promise counts in the month it was settled in: kept by its first date, kept by a date that
    was moved in time, kept late, or broken. The hours are those of held meetings. --format html
    is one page with the same as drawings, which needs nothing from elsewhere.
    """
    from clientlog.queries.stats import load_stats

    kind = word_argument("--format", format_, FORMATS) or ("json" if context.json_ else "text")
    if context.json_ and kind != "json":
        raise UsageError(f"--json and --format {kind} contradict each other")
    client = context.client(who) if who else None
    figures = load_stats(context.connection, context.clock, client)
    if kind == "json":
        from clientlog.render.json.stats import stats_document

        answer = context.as_json()
        return answer.result(stats_document(figures), str)
    if kind == "html":
        from clientlog.render.html.stats import stats_html

        return context.result({}, lambda: stats_html(figures))
    from clientlog.render.terminal import stdout_encoding
    from clientlog.render.text.stats import shapes_for, stats_page

    return context.result({}, lambda: stats_page(figures, shapes_for(stdout_encoding())))
