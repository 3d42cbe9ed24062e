"""`search`: find texts in the journal."""

from typing import Annotated

import typer

from clientlog import render
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.filters import Limit, OfClient, Since, limit_argument, nothing_with, past_day
from clientlog.cli.options import joined, words_argument
from clientlog.cli.result import Result
from clientlog.queries.search import KINDS, Scope
from clientlog.queries.search import search as find

app = typer.Typer()

SHOWN = 20
"""How many hits are shown without --limit."""

Words = Annotated[
    list[str], typer.Argument(metavar="TEXT", help="Words, or their beginnings; '\"a phrase\"'.")
]
Kinds = Annotated[
    str | None,
    typer.Option("--in", metavar="KIND,...", help="Only in these: notes, meetings, promises."),
]


@command(
    app,
    "search",
    "clientlog search budget",
    "clientlog search travel bud --client dana",
    "clientlog search '\"travel budget\"' --in notes,meetings --since 'last month'",
    screen=True,
)
def search(
    context: Context,
    text: Words,
    in_: Kinds = None,
    client: OfClient = None,
    since: Since = None,
    limit: Limit = None,
) -> Result:
    """Find texts in which all the words occur, best match first; prefixes match.

    Case and accents do not matter: `lukasz` finds Łukasz. Words in double quotes must stand
    together. --limit 0 shows every hit.
    """
    hits = find(
        context.connection,
        context.clock,
        joined(text),
        Scope(
            kinds=words_argument("--in", in_, KINDS),
            client=context.client(client).id if client else None,
            since=past_day(context, "--since", since),
        ),
        limit=limit_argument(limit, SHOWN),
    )
    more = hits.total - len(hits.hits)
    rest = f"{more:,} more: add --limit 0" if more else ""
    return context.result(
        lambda: {"hits": [render.json.documents.hit(hit) for hit in hits.hits], "more": more},
        lambda: (
            render.text.lists.with_rest(render.text.lists.hits(hits.hits, context.clock), rest)
            if hits.hits
            else nothing_with("Nothing found", {"--in": in_, "--client": client, "--since": since})
        ),
        records=True,
    )
