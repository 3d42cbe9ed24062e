"""`list`, `search`, `timeline`: what is in the journal, by kind, by word, by day."""

from typing import TYPE_CHECKING, Annotated

import typer

from clientlog.cli.command import command
from clientlog.cli.completion_runtime import complete_handles
from clientlog.cli.context import Context
from clientlog.cli.options import joined, word_argument
from clientlog.cli.result import Result
from clientlog.dates import parse_day
from clientlog.errors import UsageError
from clientlog.queries import lists as book_lists
from clientlog.render.json import documents
from clientlog.render.text import lists, rows
from clientlog.render.text.tables import Listing

if TYPE_CHECKING:
    from rich.console import RenderableType

app = typer.Typer()

RECENT = 200
"""So many events a bare `timeline` shows."""

SINGULAR = {
    "action": "actions", "promise": "promises", "topic": "topics", "note": "notes",
    "need": "needs", "goal": "goals", "offer": "offers", "agreement": "agreements",
    "decision": "decisions", "touch": "touches", "conflict": "conflicts",
}  # fmt: skip

ELSEWHERE = {"client": "clientlog client list", "meeting": "clientlog meeting list",
             "organization": "clientlog org list", "rule": "clientlog rule list"}  # fmt: skip

Kind = Annotated[str | None, typer.Argument(metavar="[KIND]", help=", ".join(book_lists.KINDS))]
Words = Annotated[list[str], typer.Argument(metavar="TEXT", help="Words, or their beginnings.")]
SomeWho = Annotated[
    str | None, typer.Argument(metavar="[WHO]", help="One client.", autocompletion=complete_handles)
]
Of = Annotated[
    str | None,
    typer.Option("--client", metavar="WHO", help="Of one client.", autocompletion=complete_handles),
]
All = Annotated[bool, typer.Option("--all", help="The settled ones too.")]
Mine = Annotated[bool, typer.Option("--mine", help="What I owe, delegated or not.")]
Theirs = Annotated[bool, typer.Option("--theirs", help="What clients owe.")]
DueBefore = Annotated[
    str | None, typer.Option("--due-before", metavar="DATE", help="Due before this day.")
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Up to this day.")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", help="At most so many.")]


@command(
    app,
    "list",
    "clientlog list",
    "clientlog list promises --mine --due-before mon",
    "clientlog list needs --client dana --all",
)
def list_(
    context: Context,
    kind: Kind = None,
    *,
    client: Of = None,
    mine: Mine = False,
    theirs: Theirs = False,
    due_before: DueBefore = None,
    all_: All = False,
) -> Result:
    """List what is open of one kind; without a kind, all open commitments.

    Commitments come by due date, those without one last; all else in the order it was
    written down, touches by their day.
    """
    chosen = _kind(kind)
    if mine and theirs:
        raise UsageError("--mine and --theirs contradict each other")
    _refuse_where_nothing_is_owed(chosen, mine=mine, theirs=theirs, due_before=due_before)
    found = book_lists.list_items(
        context.connection,
        chosen,
        book_lists.Filter(
            settled=all_,
            client=context.client(client).id if client else None,
            theirs=theirs if mine or theirs else None,
            due_before=context.parse("--due-before", parse_day, due_before) if due_before else None,
        ),
    )
    return context.result(
        {"items": [documents.item(one, context.clock) for one in found]},
        lambda: rows.items(found, context.clock) if found else _nothing(chosen, all_=all_),
    )


def _kind(text: str | None) -> str | None:
    if text is None:
        return None
    typed = text.lower()
    if ELSEWHERE.get(typed.removesuffix("s")):
        raise UsageError(f"{typed} have a list of their own", ELSEWHERE[typed.removesuffix("s")])
    return word_argument("KIND", SINGULAR.get(typed, typed), book_lists.KINDS)


def _refuse_where_nothing_is_owed(
    kind: str | None, *, mine: bool, theirs: bool, due_before: str | None
) -> None:
    asked = {"--mine": mine, "--theirs": theirs, "--due-before": due_before is not None}
    for option, given in asked.items():
        if given and kind not in {None, *book_lists.COMMITMENTS}:
            raise UsageError(f"{option} is for actions and promises, not for {kind}")


def _nothing(kind: str | None, *, all_: bool) -> str:
    what = kind or "commitments"
    return f"No {what}." if all_ or what in book_lists.STATELESS else f"No open {what}."


@command(app, "search", "clientlog search budget", 'clientlog search "travel bud" --client dana')
def search(context: Context, text: Words, client: Of = None, limit: Limit = 20) -> Result:
    """Find texts in which all the words occur, best match first; the start of a word will do.

    Case and accents do not matter: `lukasz` finds Łukasz. --limit 0 shows every hit.
    """
    from clientlog.queries.search import search as find

    wanted = joined(text)
    number = context.client(client).id if client else None
    found = find(context.connection, context.clock, wanted, client=number, limit=_limit(limit, 20))
    more = found.total - len(found.hits)
    rest = f"{more:,} more: add --limit 0" if more else ""
    return context.result(
        {"hits": [documents.hit(one) for one in found.hits], "more": more},
        lambda: (
            _and_then(lists.hits(found.hits, context.clock), rest)
            if found.hits
            else "Nothing found."
        ),
    )


def _limit(limit: int | None, default: int) -> int:
    if limit is not None and limit < 0:
        raise UsageError(f"--limit: {limit} is below 0", "0 is no limit")
    return default if limit is None else limit


def _and_then(listing: Listing, rest: str) -> "RenderableType":
    """A listing, and a line that says what it leaves out."""
    from rich.console import Group

    return Group(listing, "", rest) if rest else listing


@command(app, "timeline", "clientlog timeline dana", "clientlog timeline --since 'last mon'")
def timeline(
    context: Context,
    who: SomeWho = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = None,
) -> Result:
    """What happened, oldest first: meetings, touches, words given and settled, notes, conflicts.

    With nothing that narrows it, the latest 200 events; --limit N shows the latest N, 0 all.
    """
    from clientlog.queries.timeline import timeline as read_timeline

    client = context.client(who) if who else None
    bare = client is None and since is None and until is None
    found = read_timeline(
        context.connection,
        context.clock,
        client=client.id if client else None,
        since=context.parse("--since", parse_day, since, past=True) if since else None,
        until=context.parse("--until", parse_day, until, past=True) if until else None,
        limit=_limit(limit, RECENT if bare else 0),
    )
    rest = "There are earlier ones: add --limit 0" if found.earlier else ""
    return context.result(
        {
            "events": [documents.event(one, context.clock) for one in found.events],
            "earlier": found.earlier,
        },
        lambda: (
            _and_then(lists.events(found.events, context.clock), rest)
            if found.events
            else "Nothing happened yet."
            if bare
            else "Nothing happened."
        ),
    )
