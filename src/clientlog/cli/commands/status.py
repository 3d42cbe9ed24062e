"""`status`: what a client should hear now, in short."""

import sqlite3
from typing import Annotated, Any, NamedTuple

import typer

from clientlog import write
from clientlog.cli.command import command
from clientlog.cli.context import Context
from clientlog.cli.options import parse_word
from clientlog.cli.result import Body, Result
from clientlog.errors import NotFoundError, UsageError, quote
from clientlog.queries.clients import clients_with_tag, handles_with_tags
from clientlog.queries.organizations import find_organization
from clientlog.queries.status import read_facts
from clientlog.queries.values import Client
from clientlog.render import status as page
from clientlog.status import Status, make_status
from clientlog.text import escape_controls, validate_line

app = typer.Typer()

FORMATS = ("text", "md", "json")

LONGEST = 500_000
"""How many characters of a sent status are saved; each may take two bytes of the limit."""

Format = Annotated[str, typer.Option("--format", metavar="F", help="text, md or json.")]
Private = Annotated[
    bool, typer.Option("--private", help="With goals, needs, feedback and what customers say.")
]
Sent = Annotated[
    bool, typer.Option("--sent", help="Record the status as told, with the news in it.")
]
OptionalWho = Annotated[
    str | None,
    typer.Argument(metavar="[WHO]", help="The client."),
]
About = Annotated[
    str | None, typer.Option("--about", metavar="org/NAME", help="Only this organization.")
]
Tag = Annotated[
    str | None, typer.Option("--tag", metavar="TAG", help="A status for each client with this tag.")
]


@command(
    app,
    "status",
    "clientlog status dana",
    "clientlog status dana --about org/Acme",
    "clientlog status --tag sponsors",
    "clientlog status dana --sent",
    screen=True,
)
def status(
    context: Context,
    who: OptionalWho = None,
    about: About = None,
    tag: Tag = None,
    format_: Format = "text",
    private: Private = False,
    sent: Sent = False,
) -> Result:
    """Show what a client should hear now: how it stands, what moved, what comes, what is needed.

    For an executive it has a colour for what is open with their organization, for somebody up
    for each organization of clients outside (only their own where that is one of them);
    --about shows one of these.
    --sent records it as news that was told, the news and changes in it as told, and settles a
    recurring promise of an update. A message sent is no contact: record a call with touch.
    """
    kind = parse_word("--format", format_, FORMATS)
    if context.json_ and kind not in {"text", "json"}:
        raise UsageError(f"--json and --format {kind} contradict each other")
    if sent and private:
        raise UsageError("--sent and --private contradict each other", "leave one out")
    context = context.as_json() if kind == "json" else context
    clients_ = _clients(context, who, tag)
    request = Asked(kind=kind, private=private, about=_organization(context, about))
    if sent:
        return _send(context, clients_, request, tag)
    statuses = [_read(context, context.connection, client, request) for client in clients_]
    return context.result(lambda: _document(context, statuses, tag), _body(statuses, kind))


class Asked(NamedTuple):
    """In which format a status is requested, and about what."""

    kind: str
    private: bool = False
    about: str | None = None


def _clients(context: Context, who: str | None, tag: str | None) -> list[Client]:
    """Return the client that is named, or those with the tag."""
    if who and not tag:
        return [context.client(who)]
    if who or not tag:
        raise UsageError("name one client, or --tag TAG for several", "clientlog status dana")
    clients = clients_with_tag(context.connection, tag)
    if not clients:
        who = (
            "only archived clients have"
            if handles_with_tags(context.connection, [tag])
            else ("no client has")
        )
        raise NotFoundError(f"{who} the tag {quote(escape_controls(tag))}")
    return clients


def _organization(context: Context, about: str | None) -> str | None:
    if about is None:
        return None
    name = validate_line(about.removeprefix("org/"), "--about")
    return find_organization(context.connection, name).name


def _read(context: Context, db: sqlite3.Connection, client: Client, request: Asked) -> Status:
    facts = read_facts(db, context.clock, client, private=request.private, about=request.about)
    return make_status(facts, context.clock)


def _document(context: Context, statuss: list[Status], tag: str | None) -> dict[str, Any]:
    documents = [page.document(summary, context.clock) for summary in statuss]
    return {"statuses": documents} if tag else documents[0]


def _body(statuss: list[Status], kind: str) -> Body:
    """Return the text of each status, under the client's name if there are several."""

    def draw() -> str:
        texts = [
            page.markdown(summary) if kind == "md" else page.text(summary) for summary in statuss
        ]
        if len(statuss) == 1:
            return texts[0]
        pairs = zip(statuss, texts, strict=True)
        return "\n\n".join(
            f"{escape_controls(summary.client.name)}\n{text}" for summary, text in pairs
        )

    return draw


def _send(context: Context, clients_: list[Client], request: Asked, tag: str | None) -> Result:
    """Show the statuses and record them in one change: what is recorded is what is shown."""
    statuses = []
    with context.change() as change:
        for client in clients_:
            summary = _read(context, change.connection, client, request)
            for ref in summary.carried:
                write.close.told(change, ref)
            for ref in summary.updates:
                write.close.done(change, ref, context.clock.today)
            text = page.text(summary)
            recipient = write.clients.get(change, client.id)
            write.notes.note(change, recipient, text[:LONGEST], kind="news", told=True)
            statuses.append(summary)
        done = context.change_result(
            change, "\n\n".join(page.text(summary) for summary in statuses)
        )
    return done._replace(
        document=lambda: {**done.document(), "status": _document(context, statuses, tag)},
        body=_body(statuses, request.kind),
    )
